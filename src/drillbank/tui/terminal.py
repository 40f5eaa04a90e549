"""Which face a session gets on this terminal, or why it gets none.

Decided from facts before anything is drawn, without loading Textual.
"""

import os
import select
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TextIO

from drillbank.base.errors import Exit

LEAST_COLUMNS = 40
LEAST_ROWS = 10

TOO_SMALL = f"Too small for a review: {LEAST_COLUMNS}x{LEAST_ROWS} is the least. Or use --plain."
"""Said instead of the screen, also while it is being resized."""

_PLAIN_BY = ("DRILLBANK_PLAIN", "ACCESSIBLE")
_OFF = ("", "0")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a terminal."""

    typed: bool
    """Whether input comes from a terminal."""

    seen: bool
    """Whether output goes to one."""

    columns: int
    rows: int
    environment: Mapping[str, str]


class Front(Enum):
    """A face of the session."""

    SCREEN = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no session can be had, and what would do."""

    sentence: str
    exit_code: Exit = Exit.USAGE


def front_for(facts: Facts, *, plain: bool) -> Front | Refusal:
    """The face to use.

    Args:
        facts: about the terminal.
        plain: whether the lines were asked for on the command line.
    """
    if plain or any(facts.environment.get(name, "") not in _OFF for name in _PLAIN_BY):
        return Front.PLAIN
    if not facts.typed or not facts.seen:
        stream = "output" if facts.typed else "input"
        return Refusal(
            f"The {stream} is not a terminal, and a review fills one. "
            "`drillbank review --plain` works line by line, through pipes too."
        )
    if facts.environment.get("TERM") == "dumb":
        return Front.PLAIN
    if facts.columns < LEAST_COLUMNS or facts.rows < LEAST_ROWS:
        return Refusal(
            f"This terminal is {facts.columns}x{facts.rows}; a review needs "
            f"{LEAST_COLUMNS}x{LEAST_ROWS}. Enlarge it, or use `drillbank review --plain`."
        )
    return Front.SCREEN


def draws_lines(stream: TextIO | None) -> bool:
    """Whether a stream's encoding has the glyphs that large digits are made of."""
    try:
        "┏━╸".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def facts_of_this(environment: Mapping[str, str] = os.environ) -> Facts:
    """The facts of the terminal this process runs in."""
    size = shutil.get_terminal_size()
    return Facts(
        typed=sys.stdin is not None and sys.stdin.isatty(),
        seen=sys.stdout is not None and sys.stdout.isatty(),
        columns=size.columns,
        rows=size.lines,
        environment=environment,
    )


def hung_up(stream: TextIO | None) -> bool:
    """Whether the other end of a terminal has been closed; never where that cannot be asked."""
    if stream is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(stream.fileno(), 0)
    return any(event & (select.POLLHUP | select.POLLNVAL) for _, event in poll.poll(0))
