"""The log's events: what happened to a card, never changed once written.

The log is the truth about memory; everything else the bank holds about it is derived by replay.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from drillbank.base.words import Fingerprint, Slug, StudyDay, Uid, UtcMs
from drillbank.memory.rating import Rating
from drillbank.memory.state import Due, DueOn

EventId = NewType("EventId", str)
"""Thirteen digits of UTC milliseconds, then the device: unique across devices, sorted by time."""

ChangeId = NewType("ChangeId", str)
"""The id of the first event of its transaction: undo voids a whole change."""


class Phase(StrEnum):
    """Where a card stands, as the log and the tables spell it."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, where and to what an event happened."""

    id: EventId
    change: ChangeId
    device: str
    at: UtcMs
    offset_min: int
    """The UTC offset of the wall clock then, in minutes east."""

    day: StudyDay
    uid: Uid
    """The card's uid as it was then."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a grade decided about the card's next showing."""

    phase: Phase
    """Learning, review or relearning; never new."""

    step: int | None
    """The 0-based step it waits on; None in review."""

    due: Due
    roll: float
    """The fuzz roll, in [0, 1), that the interval was drawn with."""

    preset: str
    """The version of the preset that decided."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a graded answer went, beyond its rating; None means not measured or not asked."""

    suggested: Rating | None = None
    ticked: tuple[Slug, ...] = ()
    missed: tuple[Slug, ...] = ()
    """Points judged and not ticked; a point left unjudged is in neither."""

    thinking_ms: int = 0
    """From the question to the reveal, less the time spoken."""

    speaking_ms: int | None = None
    confidence: int | None = None
    """How sure the learner was before the reveal, 1-3."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The card was graded: the commonest event."""

    stamp: Stamp
    rating: Rating
    was: Phase
    """The phase the card was in before."""

    cram: bool
    """Drilled without touching memory."""

    asked: Fingerprint
    """The wording asked."""

    answer: Spoken
    decision: Decision | None
    """None for a cram."""


@dataclass(frozen=True, slots=True)
class Voided:
    """An earlier event was undone."""

    stamp: Stamp
    target: EventId


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The card was made new; its earlier grades stay in the log and no longer count."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Restarted:
    """The author's ``restart: n`` made the card new, once for each (card, n)."""

    stamp: Stamp
    number: int
    """At least 1; 0 where a retired id came back for something else, which always counts."""


@dataclass(frozen=True, slots=True)
class DueSet:
    """The next showing was moved; memory is untouched.  A new card stays new."""

    stamp: Stamp
    due: DueOn


@dataclass(frozen=True, slots=True)
class Suspended:
    """Not to be asked until resumed."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Resumed:
    """Asked again."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Buried:
    """Not to be asked before a study day."""

    stamp: Stamp
    until: StudyDay


@dataclass(frozen=True, slots=True)
class Flagged:
    """The learner's mark on a card."""

    stamp: Stamp
    flag: int
    """1-7; 0 takes the flag away."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The card goes by another uid from here on; its history stays."""

    stamp: Stamp
    to: Uid


Event = (
    Graded
    | Voided
    | Forgotten
    | Restarted
    | DueSet
    | Suspended
    | Resumed
    | Buried
    | Flagged
    | Renamed
)
