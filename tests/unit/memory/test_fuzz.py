"""Fuzz: integers near an interval, drawn by a roll that belongs to the card."""

from collections import Counter

import pytest

from drillbank.base.words import Uid
from drillbank.memory.fuzz import fuzzed, roll

LAST = 1 - 2**-53
"""The greatest roll there is."""


@pytest.mark.parametrize(
    ("days", "lowest", "middle", "highest"),
    [
        (0.2, 1, 1, 1),
        (1.0, 1, 1, 1),
        (2.4, 2, 2, 2),
        (2.5, 2, 3, 4),  # one day either way
        (7.0, 5, 7, 9),  # 1 + 0.15 x 4.5 = 1.675
        (10.0, 8, 10, 12),  # + 0.1 x 3
        (20.0, 17, 20, 23),  # + 0.1 x 13 = 2.975
        (100.0, 93, 100, 107),  # + 0.05 x 80 = 6.975
        (36_500.0, 34_673, 36_500 - 913, 36_500),
    ],
)
def test_an_interval_moves_within_its_range(
    days: float, lowest: int, middle: int, highest: int
) -> None:
    assert fuzzed(days, 0.0, 36_500) == lowest
    assert fuzzed(days, 0.5, 36_500) == middle
    assert fuzzed(days, LAST, 36_500) == highest


def test_every_day_of_the_range_is_as_likely() -> None:
    drawn = Counter(fuzzed(10.0, step / 1_000, 36_500) for step in range(1_000))
    assert drawn == {8: 200, 9: 200, 10: 200, 11: 200, 12: 200}


@pytest.mark.parametrize("maximum", [1, 2, 5, 30])
@pytest.mark.parametrize("share", [0.0, 0.5, LAST])
def test_the_maximum_and_a_day_are_the_bounds(maximum: int, share: float) -> None:
    for tenths in range(1, 1_000):
        assert 1 <= fuzzed(tenths / 10, share, maximum) <= maximum


def test_a_roll_is_the_same_every_time_and_another_one_after_the_next_review() -> None:
    # Written down, since a new release must not move what the log has decided.
    assert roll(Uid("feedback/sbi"), 0) == roll(Uid("feedback/sbi"), 0)
    assert roll(Uid("feedback/sbi"), 0) != roll(Uid("feedback/sbi"), 1)
    assert roll(Uid("feedback/sbi"), 0) != roll(Uid("feedback/sbj"), 0)
    assert roll(Uid("feedback/sbi"), 7) == ROLL_OF_SBI_7


ROLL_OF_SBI_7 = 0.7797348494296088


def test_rolls_are_spread_evenly_over_the_unit() -> None:
    rolls = [
        roll(Uid(f"deck/note-{card}"), reviews) for card in range(200) for reviews in range(10)
    ]
    assert all(0 <= drawn < 1 for drawn in rolls)
    tenths = Counter(int(drawn * 10) for drawn in rolls)
    assert set(tenths) == set(range(10))
    assert all(150 <= count <= 250 for count in tenths.values())
