"""Which study day an instant belongs to, and when the next one begins.

A study day is a date of the wall clock that begins at the rollover hour instead of midnight, so
that a late evening belongs to the day before.  Days follow the wall clock through daylight saving:
they last 23, 24 or 25 hours.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from drillbank.base.clock import ms_of, utc_of
from drillbank.base.errors import UsageError
from drillbank.base.words import StudyDay, UtcMs

DEFAULT_ROLLOVER = 4
"""The hour a day begins at, as in Anki."""

_HOURS_IN_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with all that scheduling needs to know about it."""

    at: UtcMs
    day: StudyDay
    """The study day of ``at``; later than the calendar says where a card's log is already later."""

    rollover_at: UtcMs
    """When the next study day begins; after ``at``."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns instants into study days.

    A study day begins at the *first* instant at which the wall clock reads the rollover hour or
    later on its date.  Where clocks go forward over that hour, this is the instant of the change;
    where they go back over it, its first reading, and the hour read again stays in the new day.
    So days never run backwards.  A date that a zone skipped whole (Samoa, 30 December 2011) has
    no study day if the rollover is midnight.

    """

    zone: tzinfo | None = None
    """The zone wall times are told in; None is the machine's own, daylight saving included."""

    rollover: int = DEFAULT_ROLLOVER
    """The hour a study day begins at, 0-23."""

    def __post_init__(self) -> None:
        """Refuses an hour the clock does not have, with a ``UsageError``."""
        if self.rollover not in range(_HOURS_IN_A_DAY):
            raise UsageError(f"A day begins at an hour from 0 to 23, not at {self.rollover}.")

    def day_of(self, instant: UtcMs) -> StudyDay:
        """The study day that holds the instant."""
        local = utc_of(instant).astimezone(self.zone).replace(tzinfo=None)
        day = StudyDay((local - timedelta(hours=self.rollover)).toordinal())
        # Clocks that go back over the rollover hour read the old date for a second time.
        following = StudyDay(day + 1)
        return following if self.start_of(following) <= instant else day

    def start_of(self, day: StudyDay) -> UtcMs:
        """The instant the study day begins."""
        wall = datetime.combine(date.fromordinal(day), time(self.rollover))
        begins = wall.replace(tzinfo=self.zone).astimezone(UTC)
        if begins.astimezone(self.zone).replace(tzinfo=None) == wall:
            return ms_of(begins)
        return self._end_of_gap(wall)

    def rollover_after(self, instant: UtcMs) -> UtcMs:
        """The instant the next study day begins; always later than ``instant``."""
        return self.start_of(StudyDay(self.day_of(instant) + 1))

    def moment(self, instant: UtcMs) -> Moment:
        """The instant with its study day and the rollover that ends it."""
        day = self.day_of(instant)
        return Moment(instant, day, self.start_of(StudyDay(day + 1)))

    def offset_min(self, instant: UtcMs) -> int:
        """The wall clock's UTC offset at the instant, in whole minutes east."""
        offset = utc_of(instant).astimezone(self.zone).utcoffset() or timedelta()
        return offset // timedelta(minutes=1)

    def _end_of_gap(self, wall: datetime) -> UtcMs:
        """The instant at which clocks jumped over a wall time that was never read.

        The offsets before and after the jump put that wall time on either side of it; between
        them the clock jumps once, so it is found by halving.
        """
        aware = wall.replace(tzinfo=self.zone)
        # Which fold is which side differs between named zones (PEP 495) and the machine's own.
        early, late = sorted(ms_of(aware.replace(fold=fold).astimezone(UTC)) for fold in (0, 1))
        while late - early > 1:
            middle = UtcMs((early + late) // 2)
            if utc_of(middle).astimezone(self.zone).replace(tzinfo=None) < wall:
                early = middle
            else:
                late = middle
        return late


def iso_of(day: StudyDay) -> str:
    """The date of a study day, as ``YYYY-MM-DD``."""
    return date.fromordinal(day).isoformat()


def weekday(day: StudyDay) -> int:
    """Which day of the week it is, Monday being 0."""
    return date.fromordinal(day).weekday()


def day_from(text: str) -> StudyDay:
    """The study day that ``YYYY-MM-DD`` names.

    Raises:
        ValueError: the text is not a date of that form.
    """
    return StudyDay(date.fromisoformat(text).toordinal())
