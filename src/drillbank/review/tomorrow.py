"""What the next study day will ask, as things stand."""

from dataclasses import dataclass, replace

from drillbank.bank.decode import Selection
from drillbank.bank.reader import Reader
from drillbank.base.words import StudyDay
from drillbank.memory.preset import Presets
from drillbank.review.day import Choice, counts, queue_of
from drillbank.review.habit import minutes, tempo

SIGHT = 365
"""Days ahead that are looked at for the next card."""


@dataclass(frozen=True, slots=True)
class Load:
    """A day's work over all decks."""

    due: int
    """Reviews and cards in steps, with what is left of the days before."""

    new: int
    minutes: float
    """At the learner's pace."""

    next_due: int | None = None
    """In how many days the first card falls due; None if none does within ``SIGHT`` days."""


def load_of_tomorrow(reader: Reader, choice: Choice, presets: Presets, today: StudyDay) -> Load:
    """What ``drillbank`` will show tomorrow if nothing more is done today."""
    day = replace(
        choice,
        selection=Selection(),
        limits=replace(choice.limits, new_now=None),
        ahead=0,
        minutes=None,
        cram=False,
        missed=False,
    )
    queue = queue_of(reader, day, presets, StudyDay(today + 1))
    found = counts(queue)
    coming = enumerate(reader.forecast(today, SIGHT), start=1)
    return Load(
        due=found.due + found.learning,
        new=found.new,
        minutes=minutes(queue, tempo(reader, today)),
        next_due=next((days for days, cards in coming if cards), None),
    )
