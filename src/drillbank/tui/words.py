"""How intervals, times and counts are put into words, the same on every face."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from drillbank.memory.queue import Queue
from drillbank.memory.state import New
from drillbank.review.session import Session
from drillbank.review.table import Asking, OnTable, Saving, Shown, Speaking

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_MINUTES_IN_AN_HOUR, _HOURS_IN_A_DAY = 60, 24
_MONTH, _YEAR = 30.4, 365.25


def interval(wait: timedelta) -> str:
    """``50s``, ``10m``, ``3h``, ``12d``, ``2.5mo``, ``1.4y``."""
    seconds = wait.total_seconds()
    if round(seconds) < _MINUTE:
        return f"{seconds:.0f}s"
    if round(seconds / _MINUTE) < _MINUTES_IN_AN_HOUR:
        return f"{seconds / _MINUTE:.0f}m"
    if round(seconds / _HOUR) < _HOURS_IN_A_DAY:
        return f"{seconds / _HOUR:.0f}h"
    days = seconds / _DAY
    if days < 2 * _MONTH:
        return f"{days:.0f}d"
    if days < _YEAR:
        return f"{days / _MONTH:.1f}mo"
    return f"{days / _YEAR:.1f}y"


def clock(seconds: float) -> str:
    """``1:04``; minutes are not folded into hours."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def took(seconds: float) -> str:
    """``24 min 10 s``, ``40 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def left(queue: Queue) -> tuple[int, int, int]:
    """Cards left today: new, in steps, due."""
    new = sum(isinstance(card.state, New) for card in queue.main)
    return new, len(queue.steps), len(queue.main) - new


class Pile(Enum):
    """What a card is counted among, in the order of ``left``."""

    NEW = auto()
    STEPS = auto()
    DUE = auto()


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of the day; takes a look at each card, so it is counted once a card."""

    left: tuple[int, int, int]
    minutes: int

    @classmethod
    def of(cls, session: Session) -> "Rest":
        """As the session stands."""
        return cls(left(session.queue), minutes_left(session))


def minutes_left(session: Session) -> int:
    """About how many minutes the rest takes, at least one."""
    return max(1, round(session.minutes_left))


def pile(session: Session, shown: Shown) -> Pile:
    """Where the card on the table comes from."""
    if any(card.uid == shown.uid for card in session.queue.steps):
        return Pile.STEPS
    return Pile.NEW if isinstance(shown.record.memory.state, New) else Pile.DUE


def position(session: Session) -> tuple[int, int]:
    """The number of this answer and the number of answers in sight."""
    done = len(session.tally.grades)
    ahead = len(session.queue.main) + len(session.queue.steps)
    in_sight = done + ahead
    if session.terms.limit is not None:
        in_sight = min(in_sight, session.graded_before + session.terms.limit)
    return min(done + 1, in_sight), in_sight


def clock_runs(session: Session) -> bool:
    """Whether the learner's time on the card is being counted."""
    phase = session.phase
    return isinstance(phase, Asking | Speaking) and not phase.watch.paused


_SUFFIXES = {"python": ".py", "py": ".py", "javascript": ".js", "typescript": ".ts", "rust": ".rs"}


def suffix_of(lang: str) -> str:
    """The suffix of files in a language, so that an editor knows it."""
    return _SUFFIXES.get(lang, f".{lang}")


def table_of(session: Session) -> OnTable | None:
    """What is on the table, also while it is being saved."""
    phase = session.phase.before if isinstance(session.phase, Saving) else session.phase
    return phase if isinstance(phase, OnTable) else None
