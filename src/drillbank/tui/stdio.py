"""Plain lines over standard input and output, and what signals do to them."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from drillbank.base.errors import Exit

_SIGNALLED = 128


class StandardLines:
    """Lines of the standard streams."""

    @property
    def typed(self) -> bool:
        """Whether a person types them."""
        return sys.stdin.isatty()

    def read(self, prompt: str) -> str | None:
        """The next line; None at the end of input or after Ctrl-C."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except (KeyboardInterrupt, EndedBySignal):
            line = ""
        if not line.endswith("\n") or not self.typed:
            # What was typed was not echoed, or the line was not ended: end it for the transcript.
            sys.stdout.write("\n")
        return line.rstrip("\r\n") if line else None

    def write(self, line: str) -> None:
        """Shows one line at once."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


class EndedBySignal(BaseException):
    """SIGTERM or SIGHUP arrived while a line was waited for."""


@dataclass(slots=True)
class Ended:
    """How the session ended."""

    by: int | None = None
    """The signal, if one ended it."""

    @property
    def exit_code(self) -> int:
        """128 + n if signal n ended it."""
        return Exit.FINE if self.by is None else _SIGNALLED + self.by


@contextmanager
def ending_on_signals() -> Iterator[Ended]:
    """SIGTERM and SIGHUP end the input, so that the session says goodbye; grades are saved already.

    Also replaces an ignored SIGHUP that was inherited, or a closed terminal would leave us running.
    """
    ended = Ended()

    def end(number: int, _frame: FrameType | None) -> None:
        ended.by = number
        raise EndedBySignal

    wanted = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, end) for number in wanted}
    try:
        yield ended
    except EndedBySignal:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
