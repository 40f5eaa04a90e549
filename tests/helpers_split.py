"""A run of the loaded program at a pseudo-terminal: started at once, else as any other.

It offers what ``Terminal`` asks of pexpect's process, and looks at what the terminal was left in.
"""

import fcntl
import os
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pexpect
from helpers_fork import ForkServer

MODES = re.compile(rb"\x1b\[\?(\d+)([hl])")
AT_FIRST = {b"1049": b"l", b"25": b"h", b"2004": b"l", b"1004": b"l", b"1000": b"l"}
"""The other screen, the cursor, pasting in brackets, focus and mouse reports: l is off, h is on."""


class SplitProcess:
    """One run, split off from the loaded program."""

    def __init__(
        self,
        server: ForkServer,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        dimensions: tuple[int, int],
    ) -> None:
        self._server = server
        self._ours, self._theirs = os.openpty()
        self._before = termios.tcgetattr(self._ours)
        self._painted = bytearray()
        self._code: int | None = None
        self.closed = False
        self.resize(*dimensions)
        self.pid = server.begin(
            arguments, environment=environment, folder=folder, at=os.ttyname(self._theirs)
        )

    def send(self, keys: str) -> None:
        """Types."""
        os.write(self._ours, keys.encode())

    def read_nonblocking(self, size: int, timeout: float) -> bytes:
        """What comes within a while.

        Raises:
            pexpect.TIMEOUT: nothing came.
            pexpect.EOF: the program has let go of the terminal.
        """
        if not select.select([self._ours], [], [], timeout)[0]:
            raise pexpect.TIMEOUT("nothing came")
        try:
            arrived = os.read(self._ours, size)
        except OSError:  # how Linux tells that the other side is closed
            arrived = b""
        if not arrived:
            raise pexpect.EOF("the program has let go")
        if not self._painted:
            # The program has opened it by now; closed earlier, the terminal would seem to be left.
            os.close(self._theirs)
        self._painted += arrived
        return arrived

    def resize(self, rows: int, columns: int) -> None:
        """Makes the terminal another size; the program is told by the system."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, size)

    def is_restored(self) -> bool:
        """Whether the terminal has been left as it was found."""
        modes = dict(AT_FIRST)
        modes |= {mode: state for mode, state in MODES.findall(self._painted) if mode in AT_FIRST}
        return modes == AT_FIRST and termios.tcgetattr(self._ours) == self._before

    def wait(self) -> int:
        """The exit code, 128 + n for signal n."""
        if self._code is None:
            self._code = self._server.wait()
        return self._code if self._code >= 0 else 128 - self._code

    def close(self) -> None:
        """Ends the program if it still runs."""
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self._ours)
        self.closed = True
