"""All that is known of one card, as a replay of its log gives it."""

from dataclasses import dataclass

from drillbank.base.words import StudyDay, UtcMs
from drillbank.memory.events import EventId
from drillbank.memory.state import New, State

NEW = New()


@dataclass(frozen=True, slots=True)
class CardMemory:
    """All that a card's log tells; without arguments, that of a card without events.

    *Grade* means a live graded event that is no cram.  A *reset* is a live ``Forgotten`` or
    ``Restarted``.
    """

    state: State = NEW
    reps: int = 0
    """Grades since the last reset."""

    lapses: int = 0
    """Grades Again in review, since the last reset."""

    live_reviews: int = 0
    """Grades in all, resets or not: the count that ``fuzz.roll`` takes for the next grade."""

    suspended: bool = False
    buried_until: StudyDay | None = None
    """Not to be asked before this study day, which may have passed; None if never buried."""

    flag: int = 0
    """1-7; 0 is none."""

    first_day: StudyDay | None = None
    """The study day of the first grade since the last reset; None for a new card."""

    last_day: StudyDay | None = None
    """The latest study day of a grade since the last reset; None for a new card."""

    last_at: UtcMs | None = None
    """The instant of the last grade since the last reset; None for a new card."""

    restart: int = 0
    """The highest ``restart`` number that counted."""

    last_event: EventId | None = None
    """The last event of the log, voids and crams included; None for an empty log."""

    def is_buried(self, today: StudyDay) -> bool:
        """Whether it is kept away on a study day."""
        return self.buried_until is not None and self.buried_until > today


UNTOUCHED = CardMemory()
