"""A state taken apart into what tables and the log hold, and put together again."""

from typing import assert_never

from drillbank.base.words import StudyDay
from drillbank.memory.events import Phase
from drillbank.memory.state import (
    Due,
    DueOn,
    Learning,
    Memory,
    New,
    Relearning,
    Review,
    Seen,
    State,
)


def phase_of(state: State) -> Phase:
    """Where a card in this state stands."""
    match state:
        case New():
            return Phase.NEW
        case Learning():
            return Phase.LEARNING
        case Review():
            return Phase.REVIEW
        case Relearning():
            return Phase.RELEARNING
        case _:
            assert_never(state)


def step_of(state: State) -> int | None:
    """The 0-based step it waits on; None where there are no steps."""
    return state.step if isinstance(state, Learning | Relearning) else None


def seen_state(
    phase: Phase, step: int | None, memory: Memory, last_day: StudyDay, due: Due
) -> Seen:
    """The state of a graded card from its parts.

    Raises:
        ValueError: the parts do not belong together: a phase other than review without a step, a
            review due at an instant, or a new card.
    """
    match phase:
        case Phase.REVIEW if isinstance(due, DueOn):
            return Review(memory, last_day, due)
        case Phase.LEARNING if step is not None:
            return Learning(step, memory, last_day, due)
        case Phase.RELEARNING if step is not None:
            return Relearning(step, memory, last_day, due)
        case _:
            raise ValueError(f"no state has phase {phase}, step {step} and due {due}")
