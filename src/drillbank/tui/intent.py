"""What an action of the screen means to the session."""

from collections.abc import Callable

from drillbank.base.words import UtcMs
from drillbank.memory.rating import Rating
from drillbank.memory.study_day import Moment
from drillbank.review.inputs import (
    Action,
    Bury,
    Flag,
    GoOn,
    Judge,
    MoreTime,
    MoveMarker,
    Pause,
    Rate,
    Restart,
    Resume,
    Reveal,
    RunTests,
    Scope,
    ShowHint,
    Speak,
    Sure,
    Suspend,
    Undo,
)
from drillbank.review.table import Answered, OnTable, Phase, Shown
from drillbank.tui.actions import Act

_AT_ANY_TIME: dict[Act, Action] = {
    Act.MADE: Judge(made=True),
    Act.MISSED: Judge(made=False),
    Act.POINT_DOWN: MoveMarker(1),
    Act.POINT_UP: MoveMarker(-1),
    Act.HINT: ShowHint(),
    Act.MORE_TIME: MoreTime(),
    Act.UNDO: Undo(),
    Act.RUN_TESTS: RunTests(),
    Act.BURY_CARD: Bury(Scope.CARD),
    Act.BURY_NOTE: Bury(Scope.NOTE),
    Act.SUSPEND_CARD: Suspend(Scope.CARD),
    Act.SUSPEND_NOTE: Suspend(Scope.NOTE),
}

_AT_A_TIME: dict[Act, Callable[[UtcMs], Action]] = {
    Act.START_CLOCK: Speak,
    Act.PAUSE_CLOCK: Pause,
    Act.RUN_CLOCK: Resume,
    Act.RESTART_CLOCK: Restart,
    Act.GO_ON: GoOn,
}

_CERTAINTY = {Act.GUESSING: 1, Act.FAIRLY_SURE: 2, Act.CERTAIN: 3}

RATINGS = {
    Act.AGAIN: Rating.AGAIN,
    Act.HARD: Rating.HARD,
    Act.GOOD: Rating.GOOD,
    Act.EASY: Rating.EASY,
}
"""The actions that grade the card."""


MARKED = 1
"""The flag that a mark is."""


def intent(act: Act, phase: Phase, now: Moment) -> Action | None:
    """The session's input; None for what is about the screen alone."""
    if act in _AT_ANY_TIME:
        return _AT_ANY_TIME[act]
    if act in _AT_A_TIME:
        return _AT_A_TIME[act](now.at)
    if act in _CERTAINTY:
        return Sure(_CERTAINTY[act], now)
    if act in RATINGS:
        return Rate(RATINGS[act], now)
    return _by_what_is_shown(act, phase, now)


def mark(shown: Shown) -> Flag:
    """Marks the card, or takes its mark away."""
    return Flag(0 if shown.record.memory.flag == MARKED else MARKED)


def _by_what_is_shown(act: Act, phase: Phase, now: Moment) -> Action | None:
    match act:
        case Act.SHOW_ANSWER | Act.STOP_CLOCK | Act.LEAVE_OPEN:
            return Reveal(now)
        case Act.MARK if isinstance(phase, OnTable):
            return mark(phase.shown)
        case Act.NEXT_OPEN if isinstance(phase, Answered):
            return MoveMarker(_to_next_open(phase))
        case Act.ACCEPT if isinstance(phase, Answered) and phase.default is not None:
            return Rate(phase.default, now)
        case _:
            return None


def _to_next_open(answered: Answered) -> int:
    """How far the marker is from the next point to be judged; 0 if it stands on one."""
    at, judged = answered.marker, answered.judged
    places = (*range(at, len(judged)), *range(at))
    return next((place - at for place in places if judged[place] is None), 0)
