"""``after``: a note's new cards wait until the notes it names have been learnt."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from helpers_bank import CALENDAR, DAY, START, card, deck, library, note, opened, place_for_a_bank
from helpers_bank import review as graded

from drillbank.authoring.cards import Note
from drillbank.bank.bank import Bank
from drillbank.bank.decode import Selection
from drillbank.bank.hot import open_hot
from drillbank.bank.queries import SqlReader
from drillbank.base.words import NoteUid, Uid, UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.rating import Rating
from drillbank.memory.state import New

FIRST = note("d/first", card("d/first#1", "One?"), card("d/first#2", "Two?"))
SECOND = note("d/second", card("d/second", "Then?"))


def waiting(one: Note, *awaited: str) -> Note:
    """The note, waiting for others."""
    return replace(one, after=tuple(NoteUid(uid) for uid in awaited))


def new_today(bank: Bank, at: int = START) -> set[str]:
    """The notes of which a new card may be asked, as both readers tell."""
    today = CALENDAR.day_of(UtcMs(at))
    assert bank.location.path is not None
    hot = open_hot(bank.location.path, Presets(), 1.0)
    assert hot is not None
    with closing(hot), bank.reading() as session:
        answers = [
            {
                str(one.note)
                for one in reader.day(today, Selection()).candidates
                if isinstance(one.state, New)
            }
            for reader in (hot, SqlReader(session, Presets()))
        ]
    assert answers[0] == answers[1]
    return answers[0]


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank in which one note waits for another of two cards."""
    with place_for_a_bank() as location, closing(opened(location)) as made:
        made.compile(library(deck("d", FIRST, waiting(SECOND, "d/first"))), START)
        yield made


def test_it_waits_for_every_card_of_the_note(bank: Bank) -> None:
    assert new_today(bank) == {"d/first"}
    graded(bank, "d/first#1", UtcMs(START + 1), Rating.EASY)
    assert new_today(bank) == {"d/first"}
    graded(bank, "d/first#2", UtcMs(START + DAY), Rating.EASY)
    assert new_today(bank, START + DAY) == {"d/second"}


def test_a_card_in_its_first_steps_is_not_learnt(bank: Bank) -> None:
    for uid in ("d/first#1", "d/first#2"):
        graded(bank, uid, UtcMs(START + 1), Rating.GOOD)
    assert new_today(bank) == set()


def test_a_failed_card_was_learnt_before(bank: Bank) -> None:
    for day, rating in ((0, Rating.EASY), (30, Rating.AGAIN)):
        for uid in ("d/first#1", "d/first#2"):
            graded(bank, uid, UtcMs(START + day * DAY), rating)
    assert new_today(bank, START + 30 * DAY) == {"d/second"}


def test_a_suspended_card_is_not_waited_for(bank: Bank) -> None:
    with bank.change(START) as change:
        change.suspend([Uid("d/first#1"), Uid("d/first#2")])
    assert new_today(bank) == {"d/second"}


def test_a_note_that_is_gone_is_not_waited_for(bank: Bank) -> None:
    bank.compile(library(deck("d", waiting(SECOND, "d/first"))), START)
    assert new_today(bank) == {"d/second"}


def test_the_source_may_take_the_waiting_back(bank: Bank) -> None:
    bank.compile(library(deck("d", FIRST, SECOND)), START)
    assert new_today(bank) == {"d/first", "d/second"}


def test_a_card_begun_before_is_still_asked(bank: Bank) -> None:
    """Waiting holds back what is new, never what is due."""
    bank.compile(library(deck("d", FIRST, SECOND)), START)
    graded(bank, "d/second", START, Rating.EASY)
    bank.compile(library(deck("d", FIRST, waiting(SECOND, "d/first"))), START)
    later = CALENDAR.day_of(UtcMs(START + 60 * DAY))
    with bank.reading() as session:
        day = SqlReader(session, Presets()).day(later, Selection())
    assert "d/second" in {one.uid for one in day.candidates}
