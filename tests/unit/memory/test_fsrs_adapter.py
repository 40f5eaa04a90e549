"""FSRS behind its one door."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest

from drillbank.memory.fsrs_adapter import MAX_STABILITY, next_memory, retrievability
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import Memory


def test_our_weights_are_the_ones_py_fsrs_ships() -> None:
    assert fsrs.Scheduler().parameters == DEFAULT_WEIGHTS


@pytest.mark.parametrize("rating", Rating)
def test_a_first_grade_starts_from_its_own_weight(rating: Rating) -> None:
    assert next_memory(None, 0, rating, Preset()).stability == DEFAULT_WEIGHTS[rating - 1]


def test_a_grade_on_the_next_study_day_is_a_day_later_whatever_the_hours() -> None:
    # Six hours apart with the rollover between: py-fsrs alone would call it the same day.
    before = Memory(3.0, 5.0)
    next_day = next_memory(before, 1, Rating.GOOD, Preset())
    same_day = next_memory(before, 0, Rating.GOOD, Preset())
    assert next_day.stability > same_day.stability >= 3.0


def test_time_that_ran_backwards_counts_as_the_same_day() -> None:
    before = Memory(3.0, 5.0)
    assert next_memory(before, -4, Rating.GOOD, Preset()) == next_memory(
        before, 0, Rating.GOOD, Preset()
    )


def test_stability_stays_within_a_hundred_years() -> None:
    memory: Memory | None = None
    for _ in range(40):
        memory = next_memory(memory, 36_500, Rating.EASY, Preset())
    assert memory is not None
    assert memory.stability == MAX_STABILITY


def test_a_gap_to_the_last_day_there_is_can_be_graded() -> None:
    days = date.max.toordinal() - date(1970, 1, 1).toordinal()
    assert next_memory(Memory(5.0, 5.0), days, Rating.AGAIN, Preset()).stability > 0


def test_other_weights_give_other_memories() -> None:
    other = Preset(weights=(0.5, *DEFAULT_WEIGHTS[1:]))
    assert next_memory(None, 0, Rating.AGAIN, other).stability == 0.5


@pytest.mark.parametrize("days", [0, 1, 9, 400])
def test_recall_is_what_py_fsrs_says_on_whole_days(days: int) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=8.0,
        difficulty=4.0,
        due=now,
        last_review=now - timedelta(days=days),
    )
    theirs = fsrs.Scheduler().get_card_retrievability(card, now)
    assert retrievability(Memory(8.0, 4.0), days, Preset()) == pytest.approx(theirs, rel=1e-12)


USED_AT_ONCE = "answer replay queue study_day curve fuzz preset_check card_memory parts"


def test_fsrs_is_imported_by_the_first_grade_and_not_before() -> None:
    words = f"""
import sys
{"; ".join(f"import drillbank.memory.{name}" for name in USED_AT_ONCE.split())}
from drillbank.memory import fsrs_adapter, preset, rating
print("fsrs" in sys.modules)
fsrs_adapter.next_memory(None, 0, rating.Rating.GOOD, preset.Preset())
print("fsrs" in sys.modules)
"""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", words],
        env={"PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("False\nTrue\n", "")
