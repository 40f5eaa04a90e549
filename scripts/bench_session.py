"""How long a key takes to the next card, and all else a person waits for, with a large bank.

A real terminal, the real program.  What a key brings is painted when its last byte has arrived:
the screen says what it should, and nothing comes after it for a moment.
"""

import os
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self

from scripts.bench_startup import squeezed
from scripts.measuring import BenchError, run

DRILLBANK = (sys.executable, "-m", "drillbank")
COLUMNS, LINES = 100, 30
QUIET_S = 0.04
"""Nothing painted for so long: the key has been dealt with."""

HELD_S = 0.35
"""A key that comes again sooner may be taken for a held or a doubled one."""

PATIENCE_S = 30.0
UNDOS = 20
TARGET_MS = 50.0

QUESTION = ("show answer", "start the clock")
"""What the last line offers where a card is asked."""

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("ready", id="text")

    def on_key(self, event):
        self.query_one("#text").update(f"pressed {event.key} show answer")

Empty(ansi_color=True).run(mouse=False)
"""


def session(cards: int) -> None:
    """How long a key takes to the next card with 100,000 cards in the bank."""
    print(f"{'ms':36}{'median':>9}{'99 of 100':>10}{'slowest':>8}{'times':>6}")
    # SQLAlchemy and the bank are of no use to the other benchmarks.

    # Only this benchmark needs the program's own modules.
    from scripts.large_bank import large_bank  # noqa: PLC0415

    large = large_bank()
    with tempfile.TemporaryDirectory(prefix="session-", dir=large.home) as temp:
        bank = Path(temp) / "bank.db"
        shutil.copyfile(large.path, bank)
        environment = large.environment() | {"DRILLBANK_BANK": str(bank)}
        _report("drillbank due", [_due(environment) for _ in range(6)][1:])
        with Terminal((*DRILLBANK, "review"), environment) as terminal:
            began = terminal.began
            _report("first card", [(terminal.until(QUESTION) - began) * 1000])
            before = terminal.cpu_ms()
            shown, rated = _answers(terminal, cards + 1)
            spent = (terminal.cpu_ms() - before) / cards
            undone = [terminal.press("u", ("Undone",)) for _ in range(UNDOS)]
        _report("key to answer", shown)
        _report("the first grade, at once", rated[:1])
        rated = rated[1:]
        _report("key to next card", rated)
        _report("processor time for both", [spent])
        _report("undo", undone)
        commits = _commits(bank, cards)
        with Terminal((sys.executable, "-c", EMPTY_APP), environment) as terminal:
            terminal.until(("ready",))
            keys = cycle("abcdefgh")
            bare = [terminal.press(next(keys), ("show answer",)) for _ in range(cards)]
        _report("peer: a commit of the same rows", commits)
        _report("peer: key to paint of an empty app", bare)
        _judge(rated, commits, bare)


def _answers(terminal: "Terminal", cards: int) -> tuple[list[float], list[float]]:
    """Milliseconds from key to answer and from rating to next card, for each card."""
    shown, rated = [], []
    ratings = cycle("34")
    for _ in range(cards):
        # A digit shows the answer of a card that would be told aloud against the clock.
        show = "2" if QUESTION[1] in terminal.last else " "
        shown.append(terminal.press(show, ("2 Hard",)))
        rated.append(terminal.press(next(ratings), QUESTION))
    return shown, rated


@dataclass
class Terminal:
    """A program on a terminal; tells when what a key brought had been painted."""

    command: Sequence[str]
    environment: Mapping[str, str]
    last: str = ""
    """The words painted last."""

    began: float = field(default_factory=time.perf_counter)
    _pressed: dict[str, float] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Starts the program."""
        self._ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (LINES, COLUMNS))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env=self.environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends it."""
        self._process.kill()  # each grade is saved already
        self._process.wait()
        os.close(self._ours)

    def press(self, key: str, sought: Sequence[str]) -> float:
        """Milliseconds from a key until one of these words, and all with them, is painted."""
        now = time.perf_counter()
        time.sleep(max(0.0, self._pressed.get(key, 0.0) + HELD_S - now))
        self._pressed[key] = pressed = time.perf_counter()
        os.write(self._ours, key.encode())
        return (self.until(sought) - pressed) * 1000

    def cpu_ms(self) -> float:
        """What all threads of the program have used of the processor; 0 where nobody tells."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def until(self, sought: Sequence[str]) -> float:
        """When the last byte had arrived of what holds one of these words.

        Raises:
            BenchError: it does not come.
        """
        arrived = bytearray()
        last = time.perf_counter()
        end = last + PATIENCE_S
        while True:
            if select.select([self._ours], [], [], QUIET_S)[0]:
                arrived += self._read()
                last = time.perf_counter()
                continue
            self.last = squeezed(arrived.decode(errors="replace"))
            if any(words in self.last for words in sought):
                return last
            if time.perf_counter() > end:
                raise BenchError(f"No {' or '.join(sought)!r} but {self.last[-500:]!r}.")

    def _read(self) -> bytes:
        try:
            arrived = os.read(self._ours, 1 << 16)
        except OSError:  # how Linux tells that the other side is closed
            arrived = b""
        if not arrived:
            raise BenchError(f"{' '.join(self.command)} ended too soon.")
        return arrived


def _due(environment: Mapping[str, str]) -> float:
    return run((*DRILLBANK, "due"), environment).wall_ms


def _commits(bank: Path, number: int) -> list[float]:
    """Milliseconds of bare commits of the rows that a grade writes."""
    taken = []
    with closing(sqlite3.connect(bank, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        row = "SELECT * FROM event WHERE kind = 'graded' ORDER BY id DESC LIMIT 1"
        event = list(connection.execute(row).fetchone())
        of_event = "SELECT * FROM grade WHERE event_id = ?"
        grade = list(connection.execute(of_event, (event[0],)).fetchone())
        for turn in range(number):
            event[0] = event[1] = grade[0] = f"9{turn:012d}bench000"
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            for table, values in (("event", event), ("grade", grade)):
                places = ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608
            changed = "UPDATE card_state SET last_event = ?, reps = reps + 1 WHERE card_id = ?"
            connection.execute(changed, (event[0], turn + 1))
            connection.execute("COMMIT")
            taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _report(name: str, taken: Sequence[float]) -> None:
    ordered = sorted(taken)
    line = f"{name:36}{statistics.median(ordered):9.1f}"
    if len(ordered) > 1:
        line += f"{_at(ordered, 0.99):9.1f}{ordered[-1]:9.1f}{len(ordered):6}"
    print(line, flush=True)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _judge(rated: Sequence[float], commits: Sequence[float], bare: Sequence[float]) -> None:
    """Print the target, and how much more it takes than what cannot be spared."""
    peer = statistics.median(commits) + statistics.median(bare)
    ratio = statistics.median(rated) / peer
    late = _at(sorted(rated), 0.99)
    print(f"\nkey to next card / (commit + key to paint of an empty app): {ratio:.2f}")
    print(f"99 of 100 next cards within {late:.1f} ms; target {TARGET_MS:.0f} ms: ", end="")
    print("met" if late <= TARGET_MS else "MISSED")
