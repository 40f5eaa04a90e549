"""What a learner can do at the full screen: one table for the bindings, the footer and ``?``.

A key is declared here and nowhere else.  What an action means to the session is in ``intent``;
an action that is about the screen only, such as scrolling, is the screen's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from itertools import groupby

from drillbank.review.session import Session
from drillbank.review.table import Answered, Asking, Gauging, Over, Speaking


class Place(Enum):
    """Where a session stands, as far as keys are concerned."""

    QUESTION = auto()
    """To be answered silently or in a few words."""

    PROMPT = auto()
    """To be answered aloud; the clock has not been started."""

    SPEAKING = auto()
    PAUSED = auto()
    """The clock of a spoken answer stands still."""

    GAUGING = auto()
    """How sure the learner is of a spoken answer is asked."""

    JUDGING = auto()
    """The answer with points that are not judged yet."""

    JUDGED = auto()
    ANSWER = auto()
    """The answer of a card without points."""

    SUMMARY = auto()
    BUSY = auto()
    """A card is being drawn, or something is being written."""


def place_of(session: Session) -> Place:
    """Where the session stands."""
    match session.phase:
        case Asking(shown=shown):
            return Place.PROMPT if shown.spoken else Place.QUESTION
        case Speaking(watch=watch):
            return Place.PAUSED if watch.paused else Place.SPEAKING
        case Gauging():
            return Place.GAUGING
        case Answered(judged=()):
            return Place.ANSWER
        case Answered() as answered:
            return Place.JUDGED if answered.all_judged else Place.JUDGING
        case Over():
            return Place.SUMMARY
        case _:
            return Place.BUSY


EVERYWHERE = frozenset(Place)
TOLD = frozenset({Place.SPEAKING, Place.PAUSED})
ASKED = TOLD | {Place.QUESTION, Place.PROMPT}
RUBRIC = frozenset({Place.JUDGING, Place.JUDGED})
ANSWERED = RUBRIC | {Place.ANSWER}
RATED = ASKED | ANSWERED
"""Where a digit rates, or shows the answer first."""

CARD = RATED | {Place.GAUGING}


class Act(StrEnum):
    """The names of the actions, as a user's own keys will refer to them."""

    SHOW_ANSWER = "show-answer"
    START_CLOCK = "start-clock"
    STOP_CLOCK = "stop-clock"
    PAUSE_CLOCK = "pause-clock"
    RUN_CLOCK = "run-clock"
    RESTART_CLOCK = "restart-clock"
    MORE_TIME = "more-time"
    LEAVE_OPEN = "leave-open"
    GUESSING = "guessing"
    FAIRLY_SURE = "fairly-sure"
    CERTAIN = "certain"
    NEXT_OPEN = "next-open-point"
    ACCEPT = "accept"
    CLOSE = "close"
    GO_ON = "go-on"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    MADE = "point-made"
    MISSED = "point-missed"
    POINT_DOWN = "point-down"
    POINT_UP = "point-up"
    WRITE = "write-code"
    RUN_TESTS = "run-tests"
    HINT = "hint"
    UNDO = "undo"
    BURY_CARD = "bury-card"
    BURY_NOTE = "bury-note"
    SUSPEND_CARD = "suspend-card"
    SUSPEND_NOTE = "suspend-note"
    MARK = "mark"
    FLAG = "flag"
    SET_DUE = "set-due"
    EDIT_HERE = "edit-here"
    EDIT_FILE = "edit-file"
    INFO = "card-info"
    LESSON = "lesson"
    LINE_DOWN = "line-down"
    LINE_UP = "line-up"
    HALF_DOWN = "half-page-down"
    HALF_UP = "half-page-up"
    PAGE_DOWN = "page-down"
    PAGE_UP = "page-up"
    TOP = "top"
    BOTTOM = "bottom"
    PALETTE = "palette"
    KEYS = "keys"
    REDRAW = "redraw"
    TO_SHELL = "to-shell"
    QUIT = "quit"


def _always(_session: Session) -> bool:
    return True


def _hint_unseen(session: Session) -> bool:
    phase = session.phase
    return (
        isinstance(phase, Asking | Speaking)
        and phase.shown.record.face.hint is not None
        and not phase.hinted
    )


def _may_go_on(session: Session) -> bool:
    return session.may_go_on


def _asks_for_code(session: Session) -> bool:
    return session.shown is not None and session.shown.record.face.code is not None


def _has_tests(session: Session) -> bool:
    shown = session.shown
    code = shown.record.face.code if shown else None
    return shown is not None and code is not None and bool(code.tests and shown.written)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does."""

    act: Act
    keys: tuple[str, ...]
    """As Textual names them; a single character stands for itself."""

    topic: str
    """Its line on the keys screen; neighbours of the same topic share one."""

    places: frozenset[Place]
    label: str | None = None
    """What the footer calls it; None leaves it to the keys screen."""

    first: bool = False
    """Whether it is what one does next, at the left of the footer."""

    guarded: bool = False
    """Whether a held key does it once: it shows or writes something that was not seen before."""

    offered: Callable[[Session], bool] = _always
    """Whether the footer names it, in a place where it applies."""


_SPACE = ("space", "enter")
_GO_ON = "show the answer, start and stop the clock; then the rating in brackets"
_RATE = "rate Again, Hard, Good, Easy"
_PAUSE = "pause the clock of a spoken answer, let it run on"
_SURE = "where it is asked: a guess, fairly sure, certain"
_TICK = "rubric: point made, point missed"
_MOVE = "rubric: move the marker"
_BURY = "bury the card, its whole note, until tomorrow"
_SUSPEND = "suspend the card, its whole note"
_EDIT = "edit the note here, its file in your editor"
_FLAG = "mark the card (flag 1, or none), flag it 0 to 7"
_BY_LINE = "scroll by a line, by a page"
_BY_HALF = "scroll by half a page"
_TO_END = "to the top, to the end"
_VI_LINE = "scroll by a line, where there is no rubric"
_SHELL = "to the shell, fg comes back; in a text: undo, ^y redoes"
_UNSEEN = frozenset({Place.GAUGING})
_NO_RUBRIC = EVERYWHERE - RUBRIC

ACTIONS: tuple[Action, ...] = (
    Action(
        Act.SHOW_ANSWER,
        _SPACE,
        _GO_ON,
        frozenset({Place.QUESTION}),
        "show answer",
        first=True,
        guarded=True,
    ),
    Action(
        Act.START_CLOCK,
        _SPACE,
        _GO_ON,
        frozenset({Place.PROMPT}),
        "start the clock",
        first=True,
        guarded=True,
    ),
    Action(
        Act.STOP_CLOCK,
        _SPACE,
        _GO_ON,
        frozenset({Place.SPEAKING}),
        "finished",
        first=True,
        guarded=True,
    ),
    Action(
        Act.RUN_CLOCK,
        _SPACE,
        _GO_ON,
        frozenset({Place.PAUSED}),
        "go on",
        first=True,
        guarded=True,
    ),
    Action(
        Act.LEAVE_OPEN,
        _SPACE,
        _GO_ON,
        frozenset({Place.GAUGING}),
        "leave it open",
        guarded=True,
    ),
    Action(Act.NEXT_OPEN, _SPACE, _GO_ON, frozenset({Place.JUDGING}), guarded=True),
    Action(Act.ACCEPT, _SPACE, _GO_ON, frozenset({Place.JUDGED, Place.ANSWER}), guarded=True),
    Action(Act.AGAIN, ("1",), _RATE, RATED, guarded=True),
    Action(Act.HARD, ("2",), _RATE, RATED, guarded=True),
    Action(Act.GOOD, ("3",), _RATE, RATED, guarded=True),
    Action(Act.EASY, ("4",), _RATE, RATED, guarded=True),
    Action(Act.GUESSING, ("1",), _SURE, _UNSEEN, "a guess", first=True, guarded=True),
    Action(Act.FAIRLY_SURE, ("2",), _SURE, _UNSEEN, "fairly", first=True, guarded=True),
    Action(Act.CERTAIN, ("3",), _SURE, _UNSEEN, "certain", first=True, guarded=True),
    Action(Act.MADE, ("y",), _TICK, RUBRIC, "made", first=True),
    Action(Act.MISSED, ("n",), _TICK, RUBRIC, "missed", first=True),
    Action(Act.POINT_DOWN, ("j",), _MOVE, RUBRIC),
    Action(Act.POINT_UP, ("k",), _MOVE, RUBRIC),
    Action(Act.PAUSE_CLOCK, ("p",), _PAUSE, frozenset({Place.SPEAKING}), "pause", guarded=True),
    Action(Act.RUN_CLOCK, ("p",), _PAUSE, frozenset({Place.PAUSED}), guarded=True),
    Action(
        Act.RESTART_CLOCK, ("r",), "begin the spoken answer anew", TOLD, "restart", guarded=True
    ),
    Action(Act.MORE_TIME, ("+",), "give the clock 30 s more", TOLD, "30 s more", guarded=True),
    Action(
        Act.CLOSE,
        ("enter",),
        "leave the summary",
        frozenset({Place.SUMMARY}),
        "close",
        first=True,
        guarded=True,
    ),
    Action(
        Act.GO_ON,
        ("c",),
        "summary: go on, where a limit or the minutes ended the session",
        frozenset({Place.SUMMARY}),
        "go on",
        guarded=True,
        offered=_may_go_on,
    ),
    Action(
        Act.WRITE,
        ("c",),
        "write the code that the card asks for",
        frozenset({Place.QUESTION}),
        "write",
        first=True,
        guarded=True,
        offered=_asks_for_code,
    ),
    Action(
        Act.RUN_TESTS,
        ("t",),
        "run the card's tests against what you wrote, if its deck is trusted",
        frozenset({Place.QUESTION}) | ANSWERED,
        "run tests",
        guarded=True,
        offered=_has_tests,
    ),
    Action(Act.HINT, ("h",), "hint", ASKED, "hint", offered=_hint_unseen),
    Action(
        Act.UNDO,
        ("u",),
        "undo, any number of times, also on the summary",
        CARD | {Place.SUMMARY},
        "undo",
        guarded=True,
    ),
    Action(Act.EDIT_HERE, ("e",), _EDIT, CARD, "edit", guarded=True),
    Action(Act.EDIT_FILE, ("E",), _EDIT, CARD, guarded=True),
    Action(Act.BURY_CARD, ("-",), _BURY, CARD, "bury", guarded=True),
    Action(Act.BURY_NOTE, ("=",), _BURY, CARD, guarded=True),
    Action(Act.SUSPEND_CARD, ("@",), _SUSPEND, CARD, "suspend", guarded=True),
    Action(Act.SUSPEND_NOTE, ("!",), _SUSPEND, CARD, guarded=True),
    Action(Act.MARK, ("*",), _FLAG, CARD, guarded=True),
    Action(Act.FLAG, ("f",), _FLAG, CARD, "flag", guarded=True),
    Action(Act.SET_DUE, ("D",), "set when the card is due", CARD, guarded=True),
    Action(Act.INFO, ("i",), "what is known of the card", CARD, "info", guarded=True),
    Action(Act.LESSON, ("L",), "the lesson section it comes from", CARD, guarded=True),
    Action(Act.LINE_UP, ("up",), _BY_LINE, EVERYWHERE),
    Action(Act.LINE_DOWN, ("down",), _BY_LINE, EVERYWHERE),
    Action(Act.PAGE_UP, ("pageup",), _BY_LINE, EVERYWHERE),
    Action(Act.PAGE_DOWN, ("pagedown",), _BY_LINE, EVERYWHERE),
    Action(Act.HALF_UP, ("ctrl+u",), _BY_HALF, EVERYWHERE),
    Action(Act.HALF_DOWN, ("ctrl+d",), _BY_HALF, EVERYWHERE),
    Action(Act.TOP, ("g", "home"), _TO_END, EVERYWHERE),
    Action(Act.BOTTOM, ("G", "end"), _TO_END, EVERYWHERE),
    Action(Act.LINE_DOWN, ("j",), _VI_LINE, _NO_RUBRIC),
    Action(Act.LINE_UP, ("k",), _VI_LINE, _NO_RUBRIC),
    Action(Act.REDRAW, ("ctrl+l",), "draw the screen anew", EVERYWHERE),
    Action(Act.TO_SHELL, ("ctrl+z",), _SHELL, EVERYWHERE),
    Action(Act.PALETTE, (":",), "all that can be done here, by name", EVERYWHERE),
    Action(Act.KEYS, ("?",), "this screen", EVERYWHERE, "keys"),
    Action(Act.QUIT, ("q", "ctrl+c", "ctrl+q"), "quit; every rating is saved", EVERYWHERE, "quit"),
)

KEYS: tuple[str, ...] = tuple(dict.fromkeys(key for action in ACTIONS for key in action.keys))
"""Every key that does something somewhere."""

_SPELLED = {
    "space": "SPACE",
    "enter": "ENTER",
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def spelled(key: str) -> str:
    """A key as people write it: ``^d`` for ``ctrl+d``."""
    return _SPELLED.get(key) or key.replace("ctrl+", "^")


def action_for(key: str, place: Place, actions: Sequence[Action] = ACTIONS) -> Action | None:
    """What a key does in a place; None where it does nothing."""
    return next((one for one in actions if key in one.keys and place in one.places), None)


SIDE_TRIPS = frozenset(
    {Act.WRITE, Act.INFO, Act.LESSON, Act.FLAG, Act.SET_DUE, Act.EDIT_FILE, Act.EDIT_HERE}
)
"""What the learner leaves the card for, and comes back from; see ``side_trips``."""


def keys_of(act: Act, actions: Sequence[Action] = ACTIONS) -> str:
    """The first key of an action, as people write it; empty if it has none."""
    keys = (key for action in actions if action.act is act for key in action.keys)
    return spelled(next(keys, ""))


def in_footer(session: Session, actions: Sequence[Action] = ACTIONS) -> Iterator[Action]:
    """The actions the footer names, in the order of the table."""
    place = place_of(session)
    for action in actions:
        if action.label and place in action.places and action.offered(session):
            yield action


def topics(actions: Sequence[Action] = ACTIONS) -> Iterator[tuple[str, str]]:
    """The lines of the keys screen: the keys, and what they do."""
    for topic, alike in groupby(actions, key=lambda action: action.topic):
        keys = dict.fromkeys(key for action in alike for key in action.keys)
        yield " ".join(map(spelled, keys)), topic
