"""What an answer is worth: the recall it buys over the next month."""

from drillbank.base.words import StudyDay
from drillbank.memory.curve import retrievability
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import Memory, New, State

HORIZON = 30
"""Days over which recall counts.  Chosen: longer favours new cards over what is being lost."""


def gain(state: State, today: StudyDay, preset: Preset) -> float:
    """Days of the next thirty on which the card is known only because it is asked today.

    The chance of recall summed over those days, with the answer and without it; a recall counts
    as Good, a lapse as Again.
    """
    if isinstance(state, New):
        return _known_days(next_memory(None, 0, Rating.GOOD, preset), 0, preset)
    elapsed = max(0, today - state.last_day)
    recall = retrievability(state.memory, elapsed, preset)
    good = next_memory(state.memory, elapsed, Rating.GOOD, preset)
    again = next_memory(state.memory, elapsed, Rating.AGAIN, preset)
    asked = recall * _known_days(good, 0, preset) + (1 - recall) * _known_days(again, 0, preset)
    return asked - _known_days(state.memory, elapsed, preset)


def _known_days(memory: Memory, elapsed: int, preset: Preset) -> float:
    days = range(elapsed + 1, elapsed + HORIZON + 1)
    return sum(retrievability(memory, day, preset) for day in days)
