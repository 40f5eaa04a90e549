"""What can happen to a session: what the learner does, and what the desk answers."""

from dataclasses import dataclass
from enum import Enum, auto

from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.events import EventId, Graded
from drillbank.memory.queue import Queue
from drillbank.memory.rating import Rating
from drillbank.memory.state import State
from drillbank.memory.study_day import Moment
from drillbank.review.table import Shown


class Scope(Enum):
    """How much of a note an action means."""

    CARD = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class ShowHint:
    """Show the hint."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Start the clock of a spoken answer."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock of the card for a while; a second time changes nothing."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class Resume:
    """Let it run on."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin the spoken answer anew, its clock at nought."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Let the clock of a spoken answer count down from more."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the answer; stops the clock."""

    on: Moment


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure the learner is of the answer just given; shows it."""

    level: int
    """1 a guess, 2 fairly, 3 certain."""

    on: Moment


@dataclass(frozen=True, slots=True)
class Judge:
    """The marked point was made, or missed; the marker goes to the next open one."""

    made: bool


@dataclass(frozen=True, slots=True)
class MoveMarker:
    """Move the marker down the rubric, or up."""

    by: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Grade the card."""

    rating: Rating
    on: Moment


@dataclass(frozen=True, slots=True)
class Bury:
    """Not again today."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class Suspend:
    """Not again until resumed."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class Flag:
    """Mark the card."""

    number: int
    """1-7; 0 takes the mark away."""


@dataclass(frozen=True, slots=True)
class SetDue:
    """Show the card next on another day."""

    day: StudyDay


@dataclass(frozen=True, slots=True)
class Edited:
    """The card's source was edited, and compiled."""

    told: tuple[str, ...] = ()
    """What there is to be said of it."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the newest change, of this session or an earlier one."""


@dataclass(frozen=True, slots=True)
class RunTests:
    """Run the card's tests against the code that was written."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Once more as many answers, or minutes, as the session was given."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class Quit:
    """End the session; everything graded is saved already."""


Action = (
    ShowHint
    | Speak
    | Pause
    | Resume
    | Restart
    | MoreTime
    | Reveal
    | Sure
    | Judge
    | MoveMarker
    | Rate
    | Bury
    | Suspend
    | Flag
    | SetDue
    | Edited
    | Undo
    | RunTests
    | GoOn
    | Quit
)
"""What the learner does."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The card that was asked for."""

    shown: Shown
    at: UtcMs


@dataclass(frozen=True, slots=True)
class GradeSaved:
    """The grade is in the log."""

    event: EventId
    rating: Rating
    state: State
    """The card's, replayed."""

    now: UtcMs
    leech: str | None = None
    """What to know of a card that has been failed again and again."""


@dataclass(frozen=True, slots=True)
class PutAway:
    """Cards are not to be asked: buried, suspended, put off, or gone from their decks."""

    uids: frozenset[Uid]
    what: str
    now: UtcMs


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A change was voided."""

    what: str
    grade: Graded | None
    """The grade taken back; None if it was something else."""

    shown: Shown
    """The card it was about, as it is now."""

    queue: Queue
    """Built anew, for what was undone may be due again."""

    on: Moment


@dataclass(frozen=True, slots=True)
class Changed:
    """A card is not as it was, and what is on the table stays there."""

    what: str
    shown: Shown
    """The card as it is now."""

    on: Moment
    was: Uid | None = None
    """The name it went by until now; None if that is its name still."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """Nothing was written: another session changed the card after it was shown."""

    reason: str
    queue: Queue
    """Built anew."""

    now: UtcMs


@dataclass(frozen=True, slots=True)
class NothingUndone:
    """The log holds no change to take back."""

    reason: str


Report = Drawn | GradeSaved | PutAway | TakenBack | Changed | Outdated | NothingUndone
"""What the desk answers."""

Input = Action | Report
