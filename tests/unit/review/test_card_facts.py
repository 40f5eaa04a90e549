"""What is known of a card, from its log."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_bank import START, card, deck, library, note, opened, place_for_a_bank, record_of
from helpers_bank import log_of as events_of

from drillbank.authoring.cards import Face, Point
from drillbank.bank.bank import Bank
from drillbank.bank.values import Grade
from drillbank.base.words import Slug, Uid, UtcMs
from drillbank.memory.answer import answers
from drillbank.memory.events import Spoken
from drillbank.memory.parts import phase_of
from drillbank.memory.rating import Rating
from drillbank.review.card_facts import CardFacts, WeakPoint, facts_of
from drillbank.review.lesson import NoSection, Section, lesson_section

DAY = 86_400_000
UID = "d/a"
A, B = Slug("a"), Slug("b")


def grade(bank: Bank, days: int, rating: Rating, **answer: object) -> None:
    """Grades the card so many days after the start."""
    now = UtcMs(START + days * DAY)
    record = record_of(bank, UID)
    preset = bank.presets.of(record.deck)
    outcome = answers(record.memory.state, bank.calendar.moment(now), 0.5, preset).of(rating)
    with bank.change(now) as change:
        change.grade(
            Grade(
                uid=Uid(UID),
                rating=rating,
                was=phase_of(record.memory.state),
                asked=record.fingerprint,
                answer=Spoken(**answer),  # type: ignore[arg-type]
                decision=outcome.decision,
                preset=preset,
                seen=record.memory.last_event,
            )
        )


def facts(bank: Bank, days: int) -> CardFacts:
    """What is known so many days after the start."""
    record = record_of(bank, UID)
    points = (Point(A, "says a"), Point(B, "says b"))
    record = replace(record, face=Face("Q", "A", points=points))
    today = bank.calendar.day_of(UtcMs(START + days * DAY))
    return facts_of(record, events_of(bank, UID), bank.presets.default, today)


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank with one card."""
    with place_for_a_bank() as location:
        made = opened(location)
        made.compile(library(deck("d", note(UID, card(UID, "What?")))), START)
        yield made
        made.close()


def test_a_new_card_has_neither_answers_nor_a_curve(bank: Bank) -> None:
    known = facts(bank, 0)

    assert (known.answers, known.weak, known.took_ms) == ((), (), 0)
    assert (known.elapsed, known.recall(1)) == (None, None)


def test_answers_are_newest_first_with_the_recall_predicted_for_each(bank: Bank) -> None:
    grade(bank, 0, Rating.EASY, thinking_ms=4000)
    grade(bank, 8, Rating.AGAIN, thinking_ms=1000, speaking_ms=61_000)

    newest, oldest = facts(bank, 9).answers

    assert (newest.rating, newest.took_ms) == (Rating.AGAIN, 62_000)
    assert newest.predicted == pytest.approx(0.9, abs=0.05)
    assert (oldest.rating, oldest.predicted) == (Rating.EASY, None)
    assert newest.day - oldest.day == 8
    assert facts(bank, 9).took_ms == 66_000


def test_an_answer_that_was_undone_is_not_told(bank: Bank) -> None:
    grade(bank, 0, Rating.EASY)
    with bank.change(UtcMs(START + DAY)) as change:
        change.undo()

    assert facts(bank, 2).answers == ()


def test_the_curve_begins_at_the_last_answer_and_falls_to_nine_in_ten(bank: Bank) -> None:
    grade(bank, 0, Rating.EASY)
    known = facts(bank, 3)
    state = known.record.memory.state

    assert known.elapsed == 3
    assert known.recall(0) == 1.0
    assert known.recall(state.memory.stability) == pytest.approx(0.9)  # type: ignore[union-attr]


def test_points_missed_most_often_come_first(bank: Bank) -> None:
    grade(bank, 0, Rating.HARD, missed=(A, B))
    grade(bank, 3, Rating.HARD, missed=(B,), ticked=(A,))
    grade(bank, 6, Rating.GOOD, ticked=(A,), missed=(Slug("gone"),))

    assert facts(bank, 7).weak == (WeakPoint("says b", 2, 2), WeakPoint("says a", 1, 3))


# The lesson


def section(folder: Path, see: str | None, lesson: Path | None = None) -> Section | NoSection:
    """What a card of a deck in the folder comes from."""
    with place_for_a_bank() as location:
        bank = opened(location)
        bank.compile(library(deck("d", note(UID, card(UID, "What?")))), START)
        record = record_of(bank, UID)
        bank.close()
    record = replace(record, path=str(folder / "d.yaml"), face=Face("Q", "A", see=see))
    return lesson_section(record, lesson)


def test_see_leads_to_the_section_of_its_heading(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("# D\n\n<a id=x></a>\n## Locks\n\nFive.\n\n## Next\n")

    assert section(tmp_path, "d.md#locks") == Section("d.md#locks", "## Locks\n\nFive.")


def test_without_see_the_lesson_of_the_deck_is_meant(tmp_path: Path) -> None:
    lesson = tmp_path / "d.md"
    lesson.write_text("# D\n\nAll of it.\n")

    assert section(tmp_path, None, lesson) == Section("d.md", "# D\n\nAll of it.")


@pytest.mark.parametrize(
    ("see", "reason"),
    [
        (None, "names no lesson"),
        ("https://sqlite.org/wal.html", "comes from https://sqlite.org/wal.html"),
        ("gone.md#x", "gone.md cannot be read: no such file"),
        ("here.md#gone", "no heading #gone any more"),
    ],
)
def test_what_leads_nowhere_says_why(tmp_path: Path, see: str | None, reason: str) -> None:
    (tmp_path / "here.md").write_text("# Here\n")
    found = section(tmp_path, see)

    assert isinstance(found, NoSection)
    assert reason in found.reason
