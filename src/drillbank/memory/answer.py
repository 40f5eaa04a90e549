"""A state and a grade to the next state.

All four outcomes are computed together, so the intervals shown beside the grades and the one that
is then decided cannot disagree.  Steps follow py-fsrs and Anki; what a grade does to memory is
FSRS's; the order of the four outcomes is forced as Anki forces it (``rslib/src/scheduler/states``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from drillbank.base.words import StudyDay, UtcMs
from drillbank.memory.events import Decision, Phase
from drillbank.memory.fsrs_adapter import interval, next_memory
from drillbank.memory.fuzz import fuzzed
from drillbank.memory.parts import phase_of, step_of
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import (
    Due,
    DueAt,
    DueOn,
    Learning,
    Memory,
    New,
    Relearning,
    Review,
    Seen,
    State,
)
from drillbank.memory.study_day import Moment

_SECOND = 1_000
_DAY = 86_400 * _SECOND


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one grade would make of a card."""

    state: Seen
    decision: Decision
    """The same, as the log keeps it."""

    interval: timedelta
    """From the grade to the next showing, for display; whole days when it is due on a day."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What each of the four grades would make of a card."""

    again: Outcome
    hard: Outcome
    good: Outcome
    easy: Outcome

    def of(self, rating: Rating) -> Outcome:
        """The outcome of one grade."""
        match rating:
            case Rating.AGAIN:
                return self.again
            case Rating.HARD:
                return self.hard
            case Rating.GOOD:
                return self.good
            case Rating.EASY:
                return self.easy
            case _:
                assert_never(rating)


def answer(state: State, rating: Rating, on: Moment, roll: float, preset: Preset) -> Outcome:
    """What the grade makes of the card: ``answers(...).of(rating)``."""
    return answers(state, on, roll, preset).of(rating)


def answers(state: State, on: Moment, roll: float, preset: Preset) -> Outcomes:
    """What each grade makes of a card, early, late or in time.

    No outcome is due before the review, and none later than a better grade's.  Reviews have
    Hard before Good before Easy by at least a day each, and Easy leaves the steps at least a day
    after Good would, as far as the maximum interval allows.

    Args:
        state: the card's state as it is shown.
        on: when it is graded.  A day before the card's last one counts as that one.
        roll: ``fuzz.roll`` of the card, in [0, 1).
        preset: its deck's; ``preset_check.problems`` finds none in it.
    """
    ladder = _ladder(state, preset)
    known, last_day = _known(state)
    day = StudyDay(max(on.day, on.day if last_day is None else last_day))
    elapsed = 0 if last_day is None else day - last_day
    memories = {rating: next_memory(known, elapsed, rating, preset) for rating in Rating}
    days = {rating: _days(memory, roll, preset) for rating, memory in memories.items()}

    floor: Due = DueAt(on.at)
    decided: list[Outcome] = []
    for rating, memory in memories.items():
        step = _step(ladder, rating)
        if step is None:
            least = _least(rating, _days_until(floor, day), days, ladder)
            wait = min(max(days[rating], least), preset.maximum_interval)
            floor = DueOn(StudyDay(day + wait))
            decided.append(_outcome(Review(memory, day, floor), on, roll, preset))
        else:
            floor = _later(floor, _end_of(step, on, day, preset.maximum_interval))
            waiting = ladder.waiting(step.index, memory, day, floor)
            decided.append(_outcome(waiting, on, roll, preset))
    return Outcomes(*decided)


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The steps a grade may lead to."""

    phase: Phase
    """Learning or relearning."""

    steps: tuple[int, ...]
    """Seconds."""

    index: int | None
    """The step the card stands on; None in review, whence only Again leads to the steps."""

    def waiting(self, index: int, memory: Memory, day: StudyDay, due: Due) -> Seen:
        if self.phase is Phase.LEARNING:
            return Learning(index, memory, day, due)
        return Relearning(index, memory, day, due)


@dataclass(frozen=True, slots=True)
class _Step:
    index: int
    ms: int


def _ladder(state: State, preset: Preset) -> _Ladder:
    match state:
        case New():
            return _Ladder(Phase.LEARNING, preset.learning_steps, 0)
        case Learning():
            return _Ladder(Phase.LEARNING, preset.learning_steps, state.step)
        case Review():
            return _Ladder(Phase.RELEARNING, preset.relearning_steps, None)
        case Relearning():
            return _Ladder(Phase.RELEARNING, preset.relearning_steps, state.step)
        case _:
            assert_never(state)


def _known(state: State) -> tuple[Memory | None, StudyDay | None]:
    if isinstance(state, New):
        return None, None
    return state.memory, state.last_day


def _step(ladder: _Ladder, rating: Rating) -> _Step | None:
    """The step a grade leads to; None when it leads to review.

    A card on a step that its preset no longer has leaves the steps unless it fails.
    """
    steps, index = ladder.steps, ladder.index
    if rating is Rating.AGAIN:
        return _Step(0, steps[0] * _SECOND) if steps else None
    if index is None or index >= len(steps) or rating is Rating.EASY:
        return None
    if rating is Rating.HARD:
        return _Step(index, _hard_ms(steps, index))
    return _Step(index + 1, steps[index + 1] * _SECOND) if index + 1 < len(steps) else None


def _hard_ms(steps: tuple[int, ...], index: int) -> int:
    """Hard repeats its step; the first one stretched, towards the second if there is one."""
    if index > 0:
        return steps[index] * _SECOND
    if len(steps) == 1:
        return steps[0] * _SECOND * 3 // 2
    return (steps[0] + steps[1]) * _SECOND // 2


def _end_of(step: _Step, on: Moment, day: StudyDay, maximum: int) -> Due:
    """When a step ends: an instant of its study day, or else a day.

    Steps count from the true time.  One that ends at or past the rollover is due on a day, as in
    Anki: n = floor((step - time to rollover) / 24 h) + 1 days on.
    """
    over = on.at + step.ms - on.rollover_at
    if over < 0:
        return DueAt(UtcMs(on.at + step.ms))
    return DueOn(StudyDay(day + min(over // _DAY + 1, maximum)))


def _days(memory: Memory, roll: float, preset: Preset) -> int:
    ideal = interval(memory.stability, preset)
    if preset.fuzz:
        return fuzzed(ideal, roll, preset.maximum_interval)
    return min(max(1, round(ideal)), preset.maximum_interval)


def _least(rating: Rating, before: int, days: Mapping[Rating, int], ladder: _Ladder) -> int:
    """The fewest days a grade may lead to, ``before`` being those of the grade below it."""
    in_review = ladder.index is None
    match rating:
        case Rating.AGAIN:
            return 1
        case Rating.HARD:
            return before
        case Rating.GOOD:
            return before + 1 if in_review else before
        case Rating.EASY:
            # Also where Good would only lead to the next step.
            return max(before, days[Rating.GOOD]) + 1
        case _:
            assert_never(rating)


def _days_until(due: Due, day: StudyDay) -> int:
    """Whole days from ``day``; an instant is within it."""
    return due.day - day if isinstance(due, DueOn) else 0


def _later(left: Due, right: Due) -> Due:
    """The later of two dues decided on one study day: its instants come before other days."""
    match left, right:
        case DueAt(), DueAt():
            return left if left.at > right.at else right
        case DueOn(), DueOn():
            return left if left.day > right.day else right
        case DueAt(), DueOn():
            return right
        case _:
            return left


def _outcome(state: Seen, on: Moment, roll: float, preset: Preset) -> Outcome:
    due = state.due
    decision = Decision(phase_of(state), step_of(state), due, roll, preset.version)
    if isinstance(due, DueAt):
        return Outcome(state, decision, timedelta(milliseconds=due.at - on.at))
    return Outcome(state, decision, timedelta(days=due.day - state.last_day))
