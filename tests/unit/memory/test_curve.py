"""The forgetting curve and its inverse."""

import pytest

from drillbank.memory.curve import interval, retrievability
from drillbank.memory.preset import Preset
from drillbank.memory.state import Memory


def test_recall_is_certain_at_once_and_ninety_percent_after_the_stability() -> None:
    memory = Memory(stability=12.5, difficulty=5.0)
    assert retrievability(memory, 0, Preset()) == 1.0
    assert retrievability(memory, 12.5, Preset()) == pytest.approx(0.9, rel=1e-12)


def test_recall_falls_within_a_day_and_never_rises_above_one() -> None:
    memory = Memory(stability=1.0, difficulty=5.0)
    assert 0.9 < retrievability(memory, 0.5, Preset()) < 1
    assert retrievability(memory, -3, Preset()) == 1.0


def test_at_ninety_percent_the_interval_is_the_stability() -> None:
    assert interval(34.2, Preset(retention=0.9)) == pytest.approx(34.2, rel=1e-12)


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.95, 0.99])
def test_after_the_interval_recall_has_fallen_to_the_retention(retention: float) -> None:
    preset = Preset(retention=retention)
    days = interval(20.0, preset)
    assert retrievability(Memory(20.0, 5.0), days, preset) == pytest.approx(retention, rel=1e-12)
