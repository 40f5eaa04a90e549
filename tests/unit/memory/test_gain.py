"""What an answer is worth."""

from drillbank.base.words import StudyDay
from drillbank.memory.gain import HORIZON, gain
from drillbank.memory.preset import Preset
from drillbank.memory.state import DueOn, Memory, New, Review

PRESET = Preset()
TODAY = StudyDay(740_000)


def seen(days_ago: int, stability: float) -> Review:
    """A card in review, last seen so many days ago."""
    return Review(Memory(stability, 5.0), StudyDay(TODAY - days_ago), DueOn(TODAY))


def test_a_card_just_seen_gains_next_to_nothing() -> None:
    assert gain(seen(0, 100.0), TODAY, PRESET) < 1


def test_the_longer_a_card_is_overdue_the_more_it_gains() -> None:
    gains = [gain(seen(days, 5.0), TODAY, PRESET) for days in (1, 5, 20, 80)]

    assert gains == sorted(gains)
    assert gains[0] > 0


def test_no_answer_buys_more_days_than_are_looked_at() -> None:
    assert 0 < gain(New(), TODAY, PRESET) < HORIZON
    assert 0 < gain(seen(400, 0.5), TODAY, PRESET) < HORIZON
