"""`check --no-advice`: what the compiler says and missing ids, silenced as ever."""

from pathlib import Path

from helpers_lint import told

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lint.base import Rules
from drillbank.authoring.lint.checker import Checker
from drillbank.authoring.lint.drafts import DRAFTS
from drillbank.authoring.lint.rules import ALL
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


def checked(path: Path, rules: Rules, settings: Settings) -> tuple[Diagnostic, ...]:
    checker = Checker(rules, settings)
    compiled = compile_decks([path], read=checker.read)
    return checker.told(compiled.decks, compiled.diagnostics, whole_library=True)


def test_only_learning_is_left_out(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    settings = Settings(ignore=frozenset({"W315"}))
    less = checked(deck, DRAFTS, settings)
    assert told(less) == ["W301 # and cut short", "W302 What has no id?"]
    assert set(less) < set(checked(deck, ALL, settings))


def test_settings_silence_here_too(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    settings = Settings(ignore=frozenset({"W301", "W302"}))
    assert checked(deck, DRAFTS, settings) == ()
