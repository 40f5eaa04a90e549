"""FSRS's memory update, by py-fsrs; the only module that imports it.

py-fsrs counts 24-hour periods, we count study days: it is shown a last review a whole number of
days ago.  It also reads the clock, draws from the global generator and sleeps; every argument
that would make it do so is given.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from drillbank.memory.curve import interval, retrievability
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import Memory

if TYPE_CHECKING:
    import fsrs

__all__ = ["MAX_STABILITY", "interval", "next_memory", "retrievability"]

MAX_STABILITY = 36_500.0
"""Days; py-fsrs has no upper bound, Anki and fsrs-rs have this one."""

_NOW = datetime(9999, 12, 30, tzinfo=UTC)
"""Any instant would do, since only differences count; this one leaves room for every difference."""


def next_memory(memory: Memory | None, elapsed_days: int, rating: Rating, preset: Preset) -> Memory:
    """The memory after a grade; FSRS-6 under the preset's weights.

    Args:
        memory: what was known before; None at the first grade.
        elapsed_days: study days since the last grade, 0 on the same day; less counts as 0.
        rating: the grade.
        preset: whose weights to use; they must pass ``preset_check.problems``.
    """
    import fsrs  # noqa: PLC0415 - at first use: 25-50 ms that the first question does not need

    graded, _ = _scheduler(preset.weights).review_card(
        _card(memory, max(0, elapsed_days)), fsrs.Rating(rating.value), _NOW
    )
    if graded.stability is None or graded.difficulty is None:
        raise AssertionError("FSRS left a graded card without a memory")
    return Memory(min(graded.stability, MAX_STABILITY), graded.difficulty)


def _card(memory: Memory | None, elapsed_days: int) -> "fsrs.Card":
    import fsrs  # noqa: PLC0415 - as above

    # Without an id it sleeps, without a due it reads the clock.
    if memory is None:
        return fsrs.Card(card_id=0, due=_NOW)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_NOW,
        last_review=_NOW - timedelta(days=elapsed_days),
    )


@lru_cache(maxsize=64)
def _scheduler(weights: tuple[float, ...]) -> "fsrs.Scheduler":
    import fsrs  # noqa: PLC0415 - as above

    # Steps and intervals are decided in `answer`: here only the memory counts, which depends on
    # neither.  Intervals of a day keep its due dates within what a datetime can hold.
    return fsrs.Scheduler(
        parameters=weights,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=1,
        enable_fuzzing=False,
    )
