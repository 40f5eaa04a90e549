"""A real pseudo-terminal with the program in it, and the screen a person would see."""

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte
from helpers_program import MORNING, PROGRAM, Home, loaded_program
from helpers_split import SplitProcess

PATIENCE_S = 30.0
"""How long something may take on a busy machine before the test gives up on it."""

PAUSE_S = 0.4
"""Between two tries of a key."""


class Terminal:
    """One run of the program on a terminal."""

    def __init__(
        self,
        home: Home,
        *arguments: str,
        columns: int = 100,
        rows: int = 30,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        seen = home.environment(MORNING, **(environment or {}))
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        # pexpect's stubs say text where it reads bytes, and leave out the pty itself.
        self.process: Any = self._begin(home.path, arguments, seen, (rows, columns))

    def _begin(
        self,
        folder: Path,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        dimensions: tuple[int, int],
    ) -> object:
        process = pexpect.spawn(
            PROGRAM[0],
            [*PROGRAM[1:], *arguments],
            env=environment,
            cwd=str(folder),
            dimensions=dimensions,
            timeout=PATIENCE_S,
        )
        process.delaybeforesend = None
        return process

    def __enter__(self) -> Self:
        """The terminal, running."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the program if it still runs."""
        if not self.process.closed:
            self.process.close()

    @property
    def text(self) -> str:
        """What the screen shows now, blanks at line ends left out."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cells(self) -> list[dict[int, pyte.screens.Char]]:
        """The cells of each row that were drawn, with their colours."""
        return [dict(self._screen.buffer[row]) for row in range(self._screen.lines)]

    def press(self, *keys: str) -> None:
        """Types keys."""
        for key in keys:
            self.process.send(key)

    def until(self, shown: Callable[[str], bool] | str) -> str:
        """Reads what the program draws until the screen shows this; returns the screen.

        Raises:
            AssertionError: it did not come, with the screen as it was.
        """
        fits = (lambda text: shown in text) if isinstance(shown, str) else shown
        end = time.monotonic() + PATIENCE_S
        while not fits(self.text):
            assert time.monotonic() < end, f"never saw {shown!r} on:\n{self.text}"
            try:
                self._stream.feed(self.process.read_nonblocking(65536, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert fits(self.text), f"ended without {shown!r} on:\n{self.text}"
        return self.text

    def until_instead(self, shown: str, gone: str) -> None:
        """Reads what the program draws until the screen shows the one and no more the other."""
        self.until(lambda text: shown in text and gone not in text)

    def press_until(self, key: str, shown: str) -> str:
        """Presses a key, and again as a person would, until the screen shows this.

        A key pressed too soon after another is taken for a held one and ignored.
        """
        end = time.monotonic() + PATIENCE_S
        while shown not in self.text:
            assert time.monotonic() < end, f"{key!r} never brought {shown!r}:\n{self.text}"
            self.press(key)
            self._read(PAUSE_S)
            while self._read(0):
                pass
        return self.text

    def _read(self, wait_s: float) -> bool:
        """Reads what comes within a while; whether anything did."""
        try:
            self._stream.feed(self.process.read_nonblocking(65536, timeout=wait_s))
        except pexpect.TIMEOUT:
            return False
        return True

    def hang_up(self) -> int:
        """Closes the terminal under the program; the program's exit code, 128 + n for signal n."""
        self.process.ptyproc.fileobj.close()
        self.process.ptyproc.closed = True
        self.process.closed = True
        return self._code()

    def _code(self) -> int:
        self.process.wait()
        if self.process.signalstatus is not None:
            return 128 + int(self.process.signalstatus)
        return int(self.process.exitstatus or 0)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends a signal to the program."""
        os.kill(self.process.pid, number)

    def ended(self) -> int:
        """Waits for the end; the exit code, or 128 + n for signal n."""
        while True:
            try:
                self._stream.feed(self.process.read_nonblocking(65536, timeout=PATIENCE_S))
            except pexpect.EOF:
                break
        return self._code()


class LoadedTerminal(Terminal):
    """A run that is split off from the loaded program: for tests that need many runs."""

    process: SplitProcess

    def _begin(
        self,
        folder: Path,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        dimensions: tuple[int, int],
    ) -> object:
        return SplitProcess(
            loaded_program(),
            arguments,
            environment=environment,
            folder=folder,
            dimensions=dimensions,
        )

    def resize(self, columns: int, rows: int) -> None:
        """Makes the terminal another size."""
        self._screen.resize(rows, columns)
        # So that only what is drawn for the new size is seen.
        self._screen.erase_in_display(2)
        self.process.resize(rows, columns)

    def _code(self) -> int:
        return self.process.wait()
