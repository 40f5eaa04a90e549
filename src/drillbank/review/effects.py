"""What a session asks the desk to do."""

from dataclasses import dataclass

from drillbank.base.words import StudyDay, Uid
from drillbank.memory.events import Decision, Spoken
from drillbank.memory.rating import Rating
from drillbank.review.inputs import Scope
from drillbank.review.table import Shown


@dataclass(frozen=True, slots=True)
class Draw:
    """Read a card."""

    uid: Uid


@dataclass(frozen=True, slots=True)
class SaveGrade:
    """Write a grade."""

    shown: Shown
    rating: Rating
    answer: Spoken
    decision: Decision | None
    """None touches no memory (cram)."""


@dataclass(frozen=True, slots=True)
class SaveBurial:
    """Keep cards away until tomorrow."""

    uid: Uid
    scope: Scope


@dataclass(frozen=True, slots=True)
class SaveSuspension:
    """Keep cards away until they are resumed."""

    uid: Uid
    scope: Scope


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Void the newest change."""


@dataclass(frozen=True, slots=True)
class SaveFlag:
    """Mark a card, or take its mark away."""

    uid: Uid
    flag: int
    """1-7; 0 takes it away."""


@dataclass(frozen=True, slots=True)
class SaveDue:
    """Move the next showing of a card."""

    uid: Uid
    day: StudyDay


@dataclass(frozen=True, slots=True)
class DrawAgain:
    """Read a card whose source was edited and compiled."""

    uid: Uid
    told: tuple[str, ...]
    """What there is to be said of it."""


@dataclass(frozen=True, slots=True)
class TryCode:
    """Run a card's tests against the code that was written, if its deck is trusted."""

    uid: Uid


Effect = (
    Draw
    | SaveGrade
    | SaveBurial
    | SaveSuspension
    | TakeBack
    | SaveFlag
    | SaveDue
    | DrawAgain
    | TryCode
)
