"""Comments that silence advice, the settings that do, and what is said of those that are wrong."""

import pytest
from helpers_authoring import codes, deck
from helpers_lint import advice, told

from drillbank.authoring.lint.ignore import unsilenced
from drillbank.authoring.lint.thresholds import Settings

ASKS = "  - id: stale\n    q: Is a stale read a fault?\n    a: No.\n"
COMMENT = "# drillbank: ignore W313"


@pytest.mark.parametrize(
    "text",
    [
        f"{COMMENT}\nnotes:\n{ASKS}",
        f"title: T # drillbank: ignore W313\nnotes:\n{ASKS}",
        f"notes:\n  {COMMENT}\n{ASKS}",
        f"notes:\n  {COMMENT}\n  # another comment\n{ASKS}",
        f"notes:\n  - id: stale   {COMMENT}\n{ASKS.partition(chr(10))[2]}",
        f"notes:\n  - id: stale\n    {COMMENT}\n{ASKS.partition(chr(10))[2]}",
    ],
)
def test_a_comment_silences_a_note_or_a_deck(text: str) -> None:
    assert told(advice(text)) == []


def test_a_comment_is_read_whatever_ends_its_line() -> None:
    silent = f"notes:\r\n  {COMMENT}\r\n{ASKS}"
    assert told(advice(silent)) == []
    (problem,) = advice(silent.replace("ignore", "ignroe").replace(ASKS, ""))
    assert (problem.code, problem.span.text) == ("W390", COMMENT.replace("ignore", "ignroe"))


@pytest.mark.parametrize("code", ["W313", "W301"])
def test_a_comment_to_us_behind_a_text_is_no_text_that_is_lost(code: str) -> None:
    text = f"notes:\n  - id: a\n    q: When is it?  # drillbank: ignore {code}\n    a: At ten.\n"
    assert told(advice(text)) == [f"W391 {code}"]


@pytest.mark.parametrize("place", ["notes:\n  {}\n", "{}\nnotes:\n"])
def test_the_compilers_own_advice_is_silenced_without_a_check(place: str) -> None:
    note = "  - id: a\n    q: What is it? # really\n    a: That.\n"
    silent = deck(place.format("# drillbank: ignore W301") + note)
    assert codes(silent) == ["W301"]
    assert unsilenced(silent.diagnostics) == []
    told = deck(place.format("# drillbank: ignore W313") + note)
    assert [problem.code for problem in unsilenced(told.diagnostics)] == ["W301"]
    assert unsilenced(told.diagnostics, ["W301"]) == []


def test_several_codes_in_one_comment() -> None:
    text = "notes:\n  #drillbank:ignore w312 W313\n  - id: it\n    q: Is it?\n    a: a, b, c, d\n"
    assert told(advice(text)) == []


def test_another_note_is_not_silenced() -> None:
    other = ASKS.replace("stale", "old")
    assert told(advice(f"notes:\n  {COMMENT}\n{ASKS}{other}")) == ["W313 Is a old read a fault?"]


def test_a_comment_silences_either_side_of_a_pair() -> None:
    deck = "notes:\n  # drillbank: ignore E220\n  - {id: a, q: Who?, a: Bo}\n"
    assert told(advice(deck, "notes:\n  - {id: a, q: Who?, a: Bo}\n")) == []


def test_what_stands_in_a_text_is_no_comment() -> None:
    text = f"notes:\n  - id: a\n    q: Who?\n    a: |\n      {COMMENT}x\n      # drillbank: hello\n"
    assert told(advice(text)) == []


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    (found,) = advice(f"notes:\n  # drillbank: ignore W3133\n{ASKS.replace('Is', 'When is')}")
    assert (found.code, found.help) == ("W390", "did you mean W313?")


@pytest.mark.parametrize("words", ["", "hello", "ignore", "ignores W313"])
def test_a_comment_that_says_nothing(words: str) -> None:
    assert [
        d.code for d in advice(f"# drillbank: {words}\nnotes:\n  - {{id: a, q: Who?, a: Bo}}\n")
    ] == ["W390"]


def test_an_error_cannot_be_silenced() -> None:
    (found,) = advice("# drillbank: ignore E204\nnotes:\n  - {id: a, q: Who?, a: Bo}\n")
    assert found.message == "E204 is an error, and errors cannot be ignored"


def test_an_idle_comment_is_a_note() -> None:
    fine = "  - {id: a, q: Who?, a: Bo}\n"
    assert told(advice(f"notes:\n  {COMMENT}\n{fine}")) == ["W391 W313"]
    assert told(advice(f"notes:\n  {COMMENT}\n\n{ASKS}")) == [
        "W391 W313",
        "W313 Is a stale read a fault?",
    ]


def test_a_comment_is_not_idle_where_nobody_looked() -> None:
    assert told(advice(f"notes:\n  {COMMENT}\n  - {{id: a, q: Who?, b: Bo}}\n")) == []
    pair = "notes:\n  # drillbank: ignore W321\n  - {id: a, q: Who?, a: Bo}\n"
    assert told(advice(pair, whole=False)) == []
    assert told(advice(pair)) == ["W391 W321"]


def test_the_settings_silence_a_code_and_its_comments_are_not_idle() -> None:
    settings = Settings(ignore=frozenset({"W313"}))
    assert told(advice(f"notes:\n{ASKS}", settings=settings)) == []
    assert told(advice(f"notes:\n  {COMMENT}\n{ASKS}", settings=settings)) == []
