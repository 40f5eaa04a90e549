"""`check --no-advice`: what the compiler says and missing ids, silenced as ever."""

from pathlib import Path

from helpers_lint import told

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.lint.drafts import without_advice
from drillbank.authoring.lint.library import lint_library
from drillbank.authoring.lint.thresholds import Settings

DECK = """\
notes:
  - id: yes
    q: Is this advised against?
    a: Yes # and cut short
  - q: What has no id?
    a: This.
  # drillbank: ignore W301
  - id: meant
    q: What is cut short on purpose?
    a: This # and what follows
"""


def test_only_learning_is_left_out(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    compiled = compile_decks([deck])
    settings = Settings(ignore=frozenset({"W315"}))
    less = without_advice(compiled.decks, compiled.diagnostics, settings)
    assert told(less) == ["W301 # and cut short", "W302 What has no id?"]
    more = lint_library(compiled.decks, compiled.diagnostics, settings)
    assert set(less) < set(more)


def test_settings_silence_here_too(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    compiled = compile_decks([deck])
    settings = Settings(ignore=frozenset({"W301", "W302"}))
    assert without_advice(compiled.decks, compiled.diagnostics, settings) == ()
