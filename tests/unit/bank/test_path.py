"""Decks on the path: new cards come along it, and the bank tells where a deck stands."""

from collections.abc import Iterator

import pytest
from helpers_bank import KINDS, START, card, deck, library, note, opened, place_for_a_bank, review

from drillbank.authoring.scan import SHIPPED
from drillbank.bank.bank import Bank
from drillbank.bank.decode import Selection
from drillbank.bank.hot import open_hot
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import DeckRecord
from drillbank.memory.queue import Done, Limits, build
from drillbank.memory.rating import Rating

DECKS = (deck("a", note("a/1"), note("a/2")), deck("b", note("b/1")), deck("c", note("c/1")))


@pytest.fixture(params=KINDS)
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    with place_for_a_bank(request.param) as location:
        made = opened(location)
        yield made
        made.close()


def decks_of(bank: Bank) -> list[DeckRecord]:
    with bank.reading() as session:
        return list(SqlReader(session, bank.presets).decks())


def places_of(bank: Bank) -> list[tuple[str, int | None]]:
    return [(one.slug, one.place) for one in decks_of(bank)]


def new_cards(bank: Bank, most: int = 100, limits: Limits | None = None) -> list[str]:
    """The new cards of a day, as the hot reader gives them where there is one."""
    today = bank.calendar.day_of(START)
    hot = open_hot(bank.location.path, bank.presets, 1.0) if bank.location.path else None
    if hot is not None:
        day = hot.day(today, Selection(), most)
        hot.close()
    else:
        with bank.reading() as session:
            day = SqlReader(session, bank.presets).day(today, Selection(), most)
    queue = build(day.candidates, today=today, done=Done(), limits=limits or Limits(most))
    return [one.uid for one in queue.main]


def test_new_cards_come_along_the_path_then_by_slug(bank: Bank) -> None:
    shipped = deck("a", note("a/1"), note("a/2"), root=SHIPPED)
    bank.compile(library(shipped, *DECKS[1:], path=("c", "nowhere", "b")), START)
    assert new_cards(bank) == ["c/1", "b/1", "a/1", "a/2"]
    assert places_of(bank) == [("c", 1), ("b", 2), ("a", None)]
    assert [one.group for one in decks_of(bank)] == ["All", "All", None]


def test_own_decks_that_no_path_names_come_before_the_shipped_ones_on_it(bank: Bank) -> None:
    shipped = deck("s", note("s/1"), root=SHIPPED)
    bank.compile(library(*DECKS, shipped, path=("c", "s")), START)
    assert new_cards(bank) == ["c/1", "a/1", "a/2", "b/1", "s/1"]
    assert places_of(bank) == [("c", 1), ("a", 2), ("b", 3), ("s", 4)]
    assert [one.group for one in decks_of(bank)] == ["All", None, None, "All"]


def test_another_path_needs_no_other_cards(bank: Bank) -> None:
    bank.compile(library(*DECKS, path=("c", "b")), START)
    bank.compile(library(*DECKS, path=("b", "a", "c")), START)
    assert new_cards(bank) == ["b/1", "a/1", "a/2", "c/1"]
    bank.compile(library(*DECKS), START)
    assert new_cards(bank) == ["a/1", "a/2", "b/1", "c/1"]


def test_a_path_that_cannot_be_read_changes_nothing(bank: Bank) -> None:
    bank.compile(library(*DECKS, path=("c", "b")), START)
    bank.compile(library(*DECKS, path=None), START)
    assert places_of(bank) == [("c", 1), ("b", 2), ("a", 3)]


def test_short_cards_behind_many_told_ones_are_found(bank: Bank) -> None:
    told = [note(f"a/p{n}", card(f"a/p{n}#tell", f"Tell {n}")) for n in range(6)]
    short = [note(f"b/{n}") for n in range(6)]
    bank.compile(library(deck("a", *told), deck("b", *short), path=("a", "b")), START)
    assert new_cards(bank, 3) == ["a/p0#tell", "b/0", "b/1"]
    more = Limits(3, new_told=2)
    assert new_cards(bank, 3, more) == ["a/p0#tell", "a/p1#tell", "b/0"]


def test_a_card_is_known_when_its_first_steps_are_behind_it(bank: Bank) -> None:
    bank.compile(library(*DECKS), START)
    review(bank, "a/1", START, Rating.EASY)
    review(bank, "a/2", START, Rating.AGAIN)
    first = decks_of(bank)[0]
    assert (first.cards, first.learned, first.known) == (2, 2, 1)
