"""What editors and git are told: merged into what is there, never over it."""

import json
from pathlib import Path

import pytest
import yaml

from drillbank.authoring.editor_files import CannotMergeError, with_attributes, with_schema

SETTINGS = Path("settings.json")
HOOKS = Path(__file__).parents[3] / ".pre-commit-hooks.yaml"


def test_settings_keep_what_they_have() -> None:
    old = '{\n    "editor.tabSize": 4,\n    "yaml.schemas": {"x.json": "*.x"}\n}\n'
    new = with_schema(SETTINGS, old, "cards")
    assert json.loads(new) == {
        "editor.tabSize": 4,
        "yaml.schemas": {
            "x.json": "*.x",
            "./.drillbank/deck.schema.json": ["cards/**/*.yaml", "cards/**/*.yml"],
        },
    }
    assert '\n    "editor.tabSize"' in new
    assert with_schema(SETTINGS, new, "cards") == new
    assert json.loads(with_schema(SETTINGS, None, "decks"))


@pytest.mark.parametrize("text", ["{ // mine\n}", "[]", '{"yaml.schemas": []}'])
def test_settings_that_cannot_be_merged_are_left_with_a_word(text: str) -> None:
    with pytest.raises(CannotMergeError, match=r'Add this to it: "yaml\.schemas"'):
        with_schema(SETTINGS, text, "decks")


def test_attributes_are_added_once() -> None:
    added = with_attributes("*.md text")
    assert added == "*.md text\n*.yaml diff=drillbank\n*.yml diff=drillbank\n"
    assert with_attributes(added) == added
    assert with_attributes(None).count("\n") == 2


def test_the_hooks_for_pre_commit_are_whole() -> None:
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["drillbank-check", "drillbank-fmt"]
    assert all({"name", "entry", "language", "files"} <= hook.keys() for hook in hooks)
