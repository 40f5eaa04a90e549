"""The one door through which memory is written."""

import sqlite3
from collections.abc import Iterator

import pytest
from helpers_bank import (
    DAY,
    KINDS,
    START,
    card,
    cards_of,
    deck,
    grade_for,
    library,
    log_of,
    memory_of,
    note,
    opened,
    place_for_a_bank,
    record_of,
    review,
    rows_of,
)
from sqlmodel import select

from drillbank.bank.bank import Bank
from drillbank.bank.errors import CardChangedError, NothingToUndoError, UnknownCardError
from drillbank.bank.queries import SqlReader
from drillbank.bank.tables import WordingRow
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.events import Buried, Flagged
from drillbank.memory.rating import Rating


@pytest.fixture(params=KINDS)
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    with place_for_a_bank(request.param) as location:
        bank = opened(location)
        siblings = note("d/two", card("d/two#x", "First"), card("d/two#y", "Second"))
        bank.compile(library(deck("d", note("d/one"), siblings)), START)
        yield bank
        bank.close()


def flagged(bank: Bank, uid: str, flag: int) -> None:
    with bank.change(START) as change:
        change.flag([Uid(uid)], flag)


def test_a_change_that_raises_leaves_nothing(bank: Bank) -> None:
    before = rows_of(bank)
    with pytest.raises(UnknownCardError), bank.change(START) as change:
        change.flag([Uid("d/one"), Uid("d/two#x"), Uid("d/none")], 3)
    assert rows_of(bank) == before


def test_a_grade_of_what_another_changed_is_not_taken(bank: Bank) -> None:
    grade = grade_for(bank, record_of(bank, "d/one"), START, Rating.GOOD)
    flagged(bank, "d/one", 1)
    before = rows_of(bank)
    with (
        pytest.raises(CardChangedError, match="this grade was not taken"),
        bank.change(START) as change,
    ):
        change.grade(grade)
    assert rows_of(bank) == before


def test_a_grade_keeps_the_wording_that_was_on_the_screen(bank: Bank) -> None:
    shown = record_of(bank, "d/one")
    grade = grade_for(bank, shown, START, Rating.GOOD)
    edited = note("d/one", card("d/one", "What is it now?"))
    bank.compile(library(deck("d", edited)), START)
    with bank.change(START) as change:
        change.grade(grade)
    review(bank, "d/one", START)
    with bank.reading() as session:
        kept = {row.fingerprint: row.face for row in session.execute(select(WordingRow)).scalars()}
    assert "What is d/one?" in kept[shown.fingerprint]
    assert "What is it now?" in kept[record_of(bank, "d/one").fingerprint]


def test_a_grade_of_what_the_card_never_asked_is_not_taken(bank: Bank) -> None:
    elsewhere = record_of(bank, "d/two#x")
    grade = grade_for(bank, record_of(bank, "d/one"), START, Rating.GOOD)
    wrong = type(grade)(
        grade.uid, grade.rating, grade.was, elsewhere.fingerprint, grade.answer,
        grade.decision, grade.preset, grade.seen,
    )  # fmt: skip
    with pytest.raises(CardChangedError), bank.change(START) as change:
        change.grade(wrong)


def test_undo_takes_back_the_newest_change_whole(bank: Bank) -> None:
    review(bank, "d/one", START)
    with bank.change(START) as change:
        change.bury(change.siblings(Uid("d/two#y")), StudyDay(800_000))
    with bank.change(START) as change:
        undone = change.undo()
    assert {event.stamp.uid for event in undone.events} == {"d/two#x", "d/two#y"}
    assert all(isinstance(event, Buried) for event in undone.events)
    assert memory_of(bank, "d/two#x").buried_until is None
    with bank.change(START) as change:
        assert change.undo().uid == "d/one"
    with pytest.raises(NothingToUndoError), bank.change(START) as change:
        change.undo()


def test_undo_finds_a_card_under_its_present_name(bank: Bank) -> None:
    review(bank, "d/one", START)
    bank.compile(library(deck("d", note("d/uno", was="d/one"))), START)
    with bank.change(START) as change:
        assert change.undo().uid == "d/uno"
    assert memory_of(bank, "d/uno").reps == 0


def test_time_never_goes_backwards(bank: Bank) -> None:
    review(bank, "d/one", UtcMs(START + 30 * DAY))
    review(bank, "d/one", START)
    review(bank, "d/two#x", START)
    first, second = log_of(bank, "d/one")
    (third,) = log_of(bank, "d/two#x")
    assert [second.stamp.at, third.stamp.at] == [first.stamp.at + 1, first.stamp.at + 2]
    assert second.stamp.day == first.stamp.day
    assert second.stamp.id == f"{first.stamp.at + 1:013d}dev00001"


def test_the_events_of_a_change_share_its_id(bank: Bank) -> None:
    with bank.change(START) as change:
        change.flag([Uid("d/one"), Uid("d/two#x")], 2)
        change.suspend([Uid("d/one")])
    stamps = [event.stamp for uid in ("d/one", "d/two#x") for event in log_of(bank, uid)]
    assert {str(stamp.change) for stamp in stamps} == {min(stamp.id for stamp in stamps)}
    assert isinstance(log_of(bank, "d/two#x")[0], Flagged)


def test_an_unknown_card_is_named(bank: Bank) -> None:
    with pytest.raises(UnknownCardError, match="d/none"), bank.change(START) as change:
        change.suspend([Uid("d/one"), Uid("d/none")])
    assert not log_of(bank, "d/one")


def test_a_reader_sees_one_moment(bank: Bank) -> None:
    with bank.reading() as session:
        reader = SqlReader(session, bank.presets)
        before = reader.last_at()
        flagged(bank, "d/one", 4)
        assert reader.last_at() == before
        assert reader.card(Uid("d/one")).memory.flag == 0
    assert memory_of(bank, "d/one").flag == 4


def test_a_name_in_anki_once_kept_stays(bank: Bank) -> None:
    for name in ("First", "Second"):
        with bank.change(START) as change:
            change.freeze_anki_names({Slug("d"): name})
    with bank.reading() as session:
        assert SqlReader(session, bank.presets).for_export()[0].anki_name == "First"


def test_a_change_costs_the_same_however_long_the_log() -> None:
    def cost(events: int) -> int:
        """Steps of SQLite's machine for a grade and its undo, after so many of other cards."""
        with place_for_a_bank() as location:
            bank = opened(location)
            notes = (note(f"d/n{number}") for number in range(3))
            bank.compile(library(deck("d", *notes)), START)
            with bank.change(START) as change:
                for _ in range(events):
                    change.flag([Uid("d/n0")], 1)
            with bank.change(START) as change:
                change.undo()
            for uid in ("d/n1", "d/n1"):
                review(bank, uid, START)
            steps = [0]

            def step() -> int:
                steps[0] += 1
                return 0

            raw = bank.engine.raw_connection()
            driver = raw.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.set_progress_handler(step, 10)
            raw.close()
            review(bank, "d/n2", START)
            with bank.change(START) as change:
                change.undo()
            assert cards_of(bank)[Uid("d/n2")].memory.reps == 0
            bank.close()
            return steps[0]

    assert cost(400) < 1.3 * cost(4)
