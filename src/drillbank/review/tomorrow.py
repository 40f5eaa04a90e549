"""What the next study day will ask, as things stand."""

from dataclasses import dataclass, replace

from drillbank.bank.decode import Selection
from drillbank.bank.reader import Reader
from drillbank.base.words import StudyDay
from drillbank.memory.preset import Presets
from drillbank.review.day import Choice, counts, queue_of
from drillbank.review.habit import minutes, tempo


@dataclass(frozen=True, slots=True)
class Load:
    """A day's work over all decks."""

    due: int
    """Reviews and cards in steps, with what is left of the days before."""

    new: int
    minutes: float
    """At the learner's pace."""


def load_of_tomorrow(reader: Reader, choice: Choice, presets: Presets, today: StudyDay) -> Load:
    """What ``drillbank`` will show tomorrow if nothing more is done today."""
    day = replace(
        choice,
        selection=Selection(),
        limits=replace(choice.limits, new_now=None),
        ahead=0,
        minutes=None,
        cram=False,
    )
    queue = queue_of(reader, day, presets, StudyDay(today + 1))
    found = counts(queue)
    return Load(found.due + found.learning, found.new, minutes(queue, tempo(reader, today)))
