"""What the full screen shows of a session: a piece for each of its parts.

Pure: the screen only puts the pieces where they belong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from rich.console import RenderableType
from rich.text import Text

from drillbank.base.clock import Clock
from drillbank.base.words import UtcMs
from drillbank.review.session import Session
from drillbank.review.table import Answered, Asking, Gauging, OnTable, Over, Saving, Speaking
from drillbank.review.tomorrow import Load
from drillbank.tui.actions import ACTIONS, Action
from drillbank.tui.bars import Title, footer, header, rating_bar
from drillbank.tui.clock_face import ClockFace
from drillbank.tui.closing import Closing
from drillbank.tui.render import (
    Afterwards,
    Answer,
    Certainty,
    Revealed,
    Source,
    question,
    rubric,
)
from drillbank.tui.words import Rest, clock, table_of

PARTS = (
    "question",
    "yours",
    "clock",
    "comparison",
    "rubric",
    "answer",
    "afterwards",
    "source",
    "summary",
)
"""The parts that scroll, from top to bottom."""

ASIDE = "aside"
"""Where the rubric stands while there is room for it beside the model answer."""

BARS = ("header", "message", "rating", "footer")
"""The parts that stay."""

LINES = ("header", "rating", "footer")
"""Of these, the ones that always take one line: what is new there moves nothing else."""

Pieces = dict[str, RenderableType | None]
"""By part; None where there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the screen knows beside the session."""

    now: UtcMs
    clock: Clock
    notices: Sequence[str] = ()
    """Told at the first card and at the end."""

    tomorrow: Load | None = None
    """What the next day will ask, once the session is over."""

    told: str | None = None
    """What the screen itself has to say."""

    waited_s: int | None = None
    """How long the bank has been waited for; None while it answers."""

    large: bool = True
    """Whether there is room for large digits."""

    actions: Sequence[Action] = ACTIONS
    """What can be done, with the user's keys."""

    beside: bool = False
    """Whether there is room for two columns."""

    rest: Rest | None = None
    """What is left of the day; None has it counted."""


def pieces(session: Session, around: Around) -> Pieces:
    """Every part of the screen."""
    shown: Pieces = dict.fromkeys((*PARTS, ASIDE, *BARS))
    table = table_of(session)
    if table is not None:
        shown |= _card(table, around)
        shown["header"] = header(session, _time(table, around), around.rest)
        shown["rating"] = rating_bar(session, around.actions)
    elif isinstance(_settled(session), Over):
        wall = around.clock.local(around.now).strftime("%H:%M")
        shown["header"] = Title("session done", _waiting(around) or wall)
        notices = tuple(around.notices)
        shown["summary"] = Closing(session, around.clock, notices, around.tomorrow)
    else:
        shown["header"] = Title("drillbank", _waiting(around) or "")
    shown["message"] = _message(session, around)
    shown["footer"] = footer(session, around.actions)
    return shown


def _settled(session: Session) -> object:
    """The phase that a write goes on from."""
    return session.phase.before if isinstance(session.phase, Saving) else session.phase


def _card(table: OnTable, around: Around) -> Pieces:
    face = table.shown.record.face
    shown: Pieces = {"question": question(table)}
    if face.code and table.shown.written and isinstance(table, Asking):
        shown["yours"] = _code_pieces().YourCode(table.shown.written, face.code.lang)
    match table:
        case Asking(shown=asked) if asked.spoken:
            shown["clock"] = ClockFace(None, face.limit_s, around.large)
        case Speaking(watch=watch) as speaking:
            seconds = watch.elapsed_ms(around.now) // 1000
            shown["clock"] = ClockFace(
                seconds, speaking.limit_s, around.large, watch.paused, speaking.more_s
            )
        case Gauging(speaking_ms=spoken_ms):
            shown["clock"] = Certainty(spoken_ms / 1000, face.limit_s)
        case Answered() as answered:
            shown |= _answered(answered, around)
        case _:
            pass
    return shown


def _answered(answered: Answered, around: Around) -> Pieces:
    face = answered.shown.record.face
    shown: Pieces = {
        "clock": Revealed(answered.speaking_ms, face.limit_s),
        "answer": Answer(answered.shown),
        "source": Source(answered.shown),
    }
    if face.code and answered.shown.written:
        shown["comparison"] = _code_pieces().Comparison(answered.shown.written, face.code.strong)
    if answered.judged:
        shown[ASIDE if around.beside else "rubric"] = rubric(answered)
    if answered.all_judged and face.afterwards:
        shown["afterwards"] = Afterwards(face.afterwards)
    return shown


def _code_pieces() -> ModuleType:
    from drillbank.tui import code_pieces  # noqa: PLC0415 - seldom wanted

    return code_pieces


def _waiting(around: Around) -> str | None:
    if around.waited_s is None:
        return None
    return f"waiting for the bank  {clock(around.waited_s)}"


def _time(table: OnTable, around: Around) -> str:
    """The clock at the right of the header."""
    waiting = _waiting(around)
    if waiting is not None:
        return waiting
    match table:
        case Asking(watch=watch) | Speaking(watch=watch):
            return clock(watch.elapsed_ms(around.now) / 1000)
        case Gauging(speaking_ms=spoken_ms):
            return clock(spoken_ms / 1000)
        case Answered() as answered:
            spoken = answered.speaking_ms
            return clock((answered.thinking_ms if spoken is None else spoken) / 1000)


def _message(session: Session, around: Around) -> RenderableType | None:
    lines = [line for line in (around.told, session.message) if line]
    if not session.tally.grades and isinstance(session.phase, Asking):
        lines = [*around.notices, *lines]
    # A string of the author's or the bank's is no markup.
    return Text("\n".join(lines), "bold") if lines else None
