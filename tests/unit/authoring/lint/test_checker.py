"""Decks checked by several processes: told of as if one had checked them."""

from pathlib import Path
from shutil import copytree

import pytest

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lint.base import Rules
from drillbank.authoring.lint.checker import WORTH_SHARING, Checker, processes_for
from drillbank.authoring.lint.drafts import DRAFTS
from drillbank.authoring.lint.library import lint_library
from drillbank.authoring.lint.rules import ALL
from drillbank.authoring.lint.thresholds import Settings
from drillbank.authoring.render_json import render_json
from drillbank.authoring.shipped import shipped_folder

pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

LONG = "Why does a retry need jitter when many clients fail at once?"

DECKS = {
    "a.yaml": f"""\
# drillbank: ignore W350
notes:
  - {{id: one, q: {LONG!r}, a: To spread them., see: '#first', tags: latency}}
  - {{id: two, q: Which port is it?, a: 'Six: five, four, three, two and one.', tags: latency}}
  # drillbank: ignore W313, W999
  - {{id: three, q: Is it?, a: Yes, after: elsewhere}}
  - What is a draft?: One without an id. # and a comment
  - {{id: broken, q: Who?, b: x}}
""",
    "a.md": "# A\n\n## First\n\n## Second\n",
    "b.yaml": f"""\
notes:
  - {{id: one, q: {LONG.replace("jitter", "some jitter")!r}, a: Yes it is., after: a/gone}}
  - {{id: two, q: Which port is it, a: '![x](one.png)', tags: latncy}}
  - {{id: three, q: {LONG.replace("many", "most")!r}, a: Bo., see: 'a.md#second'}}
""",
    "b2.yaml": "deck: b\nnotes:\n  - {id: one, q: Whose id is it?, a: Bo.}\n",
    "c.yaml": "notes:\n  - {id: q, q: Who cites?, a: '[6](fact:hours)'}\n",
    "d.yaml": "notes:\n  - {id: q, q: Who\n",
    "facts.yaml": "hours: '7'\n",
    "one.png": "",
    "two.png": "",
    "unreadable.yaml": "\0",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped decks, and some with as many sorts of problems as fit into them."""
    folder = tmp_path_factory.mktemp("library")
    copytree(shipped_folder().path, folder, dirs_exist_ok=True)
    for name, text in DECKS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path, rules: Rules, processes: int) -> tuple[int, tuple[Diagnostic, ...]]:
    checker = Checker(rules, Settings(), lambda _: processes)
    compiled = compile_decks([folder], read=checker.read)
    told = checker.told(compiled.decks, compiled.diagnostics, whole_library=True)
    return checker.notes(compiled.decks), told


@pytest.mark.parametrize("rules", [ALL, DRAFTS], ids=["advice", "no advice"])
def test_several_processes_tell_what_one_tells(folder: Path, rules: Rules) -> None:
    notes, told = checked(folder, rules, processes=1)
    many_notes, many_told = checked(folder, rules, processes=3)
    assert len({problem.code for problem in told}) > 5
    assert many_notes == notes
    assert many_told == told
    assert render_json(many_told) == render_json(told)


def test_it_is_what_is_told_of_decks_that_are_compiled(folder: Path) -> None:
    compiled = compile_decks([folder])
    assert checked(folder, ALL, processes=1)[1] == lint_library(
        compiled.decks, compiled.diagnostics
    )


def test_a_note_that_names_what_is_not_there_is_given_no_advice(folder: Path) -> None:
    _, told = checked(folder, ALL, processes=3)
    assert [str(p.code) for p in told if p.note_uid == "b/one"] == ["E217"]


def test_a_small_library_is_checked_by_one_process() -> None:
    assert processes_for(0) == processes_for(2 * WORTH_SHARING - 1) == 1
