"""Intervals, times and counts in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from helpers_review import NOON, candidate, queue, review, shown, step

from drillbank.base.prose import counted
from drillbank.base.words import Uid
from drillbank.memory.events import EventId, Phase
from drillbank.memory.queue import Queue
from drillbank.memory.rating import Rating
from drillbank.memory.state import State
from drillbank.review.session import Session
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Asking, Ending, Over, Saving
from drillbank.review.tally import Done, Tally
from drillbank.review.terms import Terms
from drillbank.tui.words import (
    Pile,
    clock,
    interval,
    left,
    pile,
    position,
    table_of,
    took,
)

INTERVALS = {
    "0s": timedelta(0),
    "50s": timedelta(seconds=50),
    "1m": timedelta(seconds=59.6),
    "10m": timedelta(minutes=10),
    "59m": timedelta(minutes=59, seconds=29),
    "1h": timedelta(minutes=59, seconds=40),
    "3h": timedelta(hours=3),
    "23h": timedelta(hours=23, minutes=29),
    "1d": timedelta(hours=23, minutes=31),
    "12d": timedelta(days=12),
    "60d": timedelta(days=60),
    "2.0mo": timedelta(days=61),
    "11.8mo": timedelta(days=360),
    "1.0y": timedelta(days=366),
    "1.4y": timedelta(days=500),
    "99.9y": timedelta(days=36_500),
}


@pytest.mark.parametrize(("written", "wait"), INTERVALS.items())
def test_intervals(written: str, wait: timedelta) -> None:
    assert interval(wait) == written


def test_longer_waits_never_look_shorter() -> None:
    order = "smhd"
    units = [
        interval(timedelta(seconds=60 * number)).lstrip("0123456789") for number in range(4000)
    ]

    assert units == sorted(units, key=order.index)


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0:00"), (4.9, "0:04"), (64, "1:04"), (3725, "62:05")]
)
def test_clocks(seconds: float, written: str) -> None:
    assert clock(seconds) == written


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0 s"), (59.6, "1 min 0 s"), (40, "40 s"), (1450, "24 min 10 s")]
)
def test_durations(seconds: float, written: str) -> None:
    assert took(seconds) == written


def test_counts() -> None:
    assert [counted(number, "card") for number in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


MIXED = Queue(
    steps=(candidate("d/s", step(5)),),
    main=(candidate("d/r", review()), candidate("d/n"), candidate("d/m")),
)


def test_what_is_left_is_counted_by_pile() -> None:
    assert left(MIXED) == (2, 1, 1)


@pytest.mark.parametrize(
    ("uid", "state", "among"),
    [("d/n", None, Pile.NEW), ("d/s", step(5), Pile.STEPS), ("d/r", review(), Pile.DUE)],
)
def test_the_pile_of_the_card_on_the_table(uid: str, state: State | None, among: Pile) -> None:
    card = shown(uid, state)

    assert pile(Session(MIXED, Asking(card, Stopwatch(NOON))), card) is among


def done(number: int) -> Done:
    return Done(EventId(f"e{number}"), Uid("d/x"), Rating.GOOD, Phase.NEW, 0, ())


def test_position_counts_answers_given_and_in_sight() -> None:
    session = Session(MIXED, Asking(shown("d/n"), Stopwatch(NOON)), Tally((done(1), done(2))))

    assert position(session) == (3, 6)


def test_position_is_bounded_by_the_limit() -> None:
    session = Session(
        MIXED,
        Asking(shown("d/n"), Stopwatch(NOON)),
        Tally((done(1), done(2))),
        terms=Terms(limit=4),
    )

    assert position(session) == (3, 4)
    assert position(replace(session, terms=Terms(limit=2))) == (2, 2)


def test_position_with_nothing_in_sight() -> None:
    assert position(Session(queue(), Over(Ending.NOTHING_LEFT))) == (0, 0)


def test_the_table_is_seen_also_while_it_is_saved() -> None:
    asking = Asking(shown(), Stopwatch(NOON))

    assert table_of(Session(queue(), asking)) == asking
    assert table_of(Session(queue(), Saving(asking))) == asking
    assert table_of(Session(queue(), Over(Ending.QUIT))) is None
