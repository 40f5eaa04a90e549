"""Leaving the card in plain lines: to mark it, to look something up, to mend it."""

import re
from pathlib import Path

import pytest
from helpers_bank import review
from helpers_desk import opened_bank
from helpers_plain import drill
from helpers_review import NOON

from drillbank.base.words import UtcMs
from drillbank.memory.rating import Rating


@pytest.fixture
def learned(bank: Path) -> Path:
    """The bank with its first card learned, and due today."""
    opened = opened_bank(bank)
    review(opened, "demo/scan", UtcMs(NOON - 20 * 86_400_000), Rating.EASY)
    opened.close()
    return bank


def test_a_card_is_marked_and_flagged_without_being_asked_again(bank: Path) -> None:
    session, script = drill(bank, "*", "f3", "", "f", "9", "3")

    assert script.said.count("Question:") == 2
    assert "Flag 1: demo/scan." in script.said
    assert "Flag 3: demo/scan." in script.said
    assert "Flag 1-7, 0 for none: " in script.said
    assert "'9' is no flag: 1-7, or 0 for none. The flag is left as it is." in script.said
    assert [done.rating for done in session.tally.grades] == [Rating.GOOD]


def test_a_due_day_is_written_behind_its_key_or_asked_for(learned: Path) -> None:
    session, script = drill(learned, "D soon", "D 0", "D", "3d", new=0)

    assert any(line.startswith("'soon' names no day. Write 3d") for line in script.said)
    assert "Due when (3d, 2w, tomorrow, 2026-12-01, or 0 for today): " in script.said
    assert "Due on 2026-11-24: demo/scan." in script.said
    assert "Due today: demo/scan." in script.said
    assert script.said.count("Question:") == 1
    assert session.shown is None


def test_what_is_known_of_a_card_is_said_and_its_time_does_not_count(learned: Path) -> None:
    _, script = drill(learned, "i", new=0)

    said = script.after("Enter for the answer: ")
    assert said[0] == "Card: demo/scan (q)"
    assert any(re.fullmatch(r"Source: .*demo\.yaml:3", line) for line in said)
    assert any(line.startswith("2026-11-01 Easy, 0 s, next after ") for line in said)
    assert any(line.startswith("Forgetting curve: ") and " in 30 days" in line for line in said)


def test_the_lesson_is_read_aloud(bank: Path) -> None:
    _, script = drill(bank, "L")

    assert script.after("From demo.md:")[:2] == [
        "How a query is run",
        "The planner chooses; EXPLAIN QUERY PLAN says what it chose.",
    ]


@pytest.mark.parametrize("key", ["E", "e"])
def test_without_a_terminal_no_editor_is_opened(bank: Path, key: str) -> None:
    _, script = drill(bank, key, typed=False)

    assert "There is no terminal here for an editor." in script.said


def test_words_that_begin_like_a_key_mean_nothing(bank: Path) -> None:
    _, script = drill(bank, "info", "forget", "Due", "ee")

    assert sum("does nothing here" in line for line in script.said) == 4
