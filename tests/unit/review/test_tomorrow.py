"""What tomorrow asks, as the bank stands."""

from pathlib import Path

import pytest
from helpers_desk import compiled_bank, desk_for, opened_bank
from helpers_review import NOON, TODAY

from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.queue import Limits
from drillbank.memory.rating import Rating
from drillbank.review.advance import advance
from drillbank.review.day import Choice
from drillbank.review.desk import Desk
from drillbank.review.inputs import Rate, Reveal
from drillbank.review.terms import Terms

DECK = """\
notes:
  - {id: one, q: What is one?, a: The first number.}
  - {id: two, q: What is two?, a: The next number.}
  - {id: three, q: What is three?, a: The number after that.}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return compiled_bank(tmp_path, d=DECK)


def grade_one(desk: Desk, rating: Rating) -> None:
    session, effect = desk.begin(Terms())
    assert effect is not None
    session, _ = advance(session, desk.perform(effect))
    session, _ = advance(session, Reveal(desk.now()))
    _, effect = advance(session, Rate(rating, desk.now()))
    assert effect is not None
    desk.perform(effect)


def test_a_card_in_steps_is_due_and_new_ones_keep_to_the_limit_of_a_day(bank: Path) -> None:
    desk = desk_for(bank, choice=Choice(limits=Limits(new_per_day=1)))
    grade_one(desk, Rating.AGAIN)

    load = desk.tomorrow()

    assert load is not None
    assert (load.due, load.new) == (1, 1)
    assert load.minutes > 0


def test_a_session_of_its_own_limits_does_not_narrow_tomorrow(bank: Path) -> None:
    desk = desk_for(bank, choice=Choice(limits=Limits(new_per_day=2, new_now=0), minutes=1))

    load = desk.tomorrow()

    assert load is not None
    assert (load.due, load.new) == (0, 2)


def test_a_buried_card_is_there_again_and_a_suspended_one_is_not(bank: Path) -> None:
    opened = opened_bank(bank)
    with opened.change(UtcMs(NOON)) as change:
        change.bury([Uid("d/one")], StudyDay(TODAY + 1))
        change.suspend([Uid("d/two")])
    opened.close()

    load = desk_for(bank).tomorrow()

    assert load is not None
    assert load.new == 2


def test_a_bank_that_cannot_be_read_tells_nothing(bank: Path) -> None:
    desk = desk_for(bank)
    bank.write_bytes(b"no bank at all, but long enough to be taken for one" * 20)

    assert desk.tomorrow() is None
