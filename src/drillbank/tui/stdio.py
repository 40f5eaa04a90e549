"""Plain lines over standard input and output, and what signals do to them."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from drillbank.base.errors import Exit

_SIGNALLED = 128
_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class _EndAskedFor(BaseException):
    """A signal arrived while a line was waited for."""


@dataclass(slots=True)
class Ending:
    """Whether a signal has asked for the end of the session, which comes with the next line."""

    asked_for: bool = False
    by: int | None = None
    """The signal, if it was not Ctrl-C."""

    waiting: bool = False
    """Whether a line is waited for.  Whatever else is under way is finished first."""

    @property
    def exit_code(self) -> int:
        """128 + n if signal n ended it; Ctrl-C ends a session as ``q`` does."""
        return Exit.FINE if self.by is None else _SIGNALLED + self.by

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """What a signal does."""
        self.asked_for = True
        if number != signal.SIGINT:
            self.by = number
        if self.waiting:
            self.waiting = False
            raise _EndAskedFor

    def line(self, read: Callable[[], str]) -> str:
        """What ``read`` gives; empty, as at the end of input, if a signal asks for the end."""
        try:
            self.waiting = True
            return "" if self.asked_for else read()
        except _EndAskedFor:
            return ""
        finally:
            self.waiting = False


@contextmanager
def ending_on_signals() -> Iterator[Ending]:
    """Signals end the input, so that the session says goodbye; grades are saved already.

    Also replaces an ignored SIGHUP that was inherited, or a closed terminal would leave us running.
    """
    ending = Ending()
    before = {number: signal.signal(number, ending.hear) for number in _SIGNALS}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class StandardLines:
    """Lines of the standard streams."""

    ending: Ending

    @property
    def typed(self) -> bool:
        """Whether a person types them."""
        return sys.stdin.isatty()

    def read(self, prompt: str) -> str | None:
        """The next line; None at the end of input, or where a signal asks for the end."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = self.ending.line(sys.stdin.readline)
        if not line.endswith("\n") or not self.typed:
            # What was typed was not echoed, or the line was not ended: end it for the transcript.
            sys.stdout.write("\n")
        return line.rstrip("\r\n") if line else None

    def write(self, line: str) -> None:
        """Shows one line at once."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
