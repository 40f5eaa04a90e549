"""Whatever ends a session, and wherever it stands: no grade is lost, none counts twice.

One card has been graded and the next one seen; from there a walk of keys leads to each state of the
session.  Each run is split off from the loaded program, over a copy of one bank.
"""

import re
import shutil
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from helpers_program import Home
from helpers_terminal import LoadedTerminal

DECK = """\
    title: Rivers
    notes:
      - id: paris
        q: Which river runs through Paris?
        a: The Seine
      - id: nile
        prompt: Tell me about the Nile.
        limit: 60s
        hint: Think of Egypt.
        answer: It floods in summer, and people planned by it.
        rubric:
          judgement:
            flood: Says when it floods.
            plan: Says who planned by it.
        must: [flood]
      - id: danube
        q: Where does the Danube end?
        a: In the Black Sea
"""

PROMPT, RUBRIC, BUSY = "about the Nile", "Says when it floods", "waiting for the bank"
SPEAKING = ((" ", "finished"),)
GAUGED = (*SPEAKING, ("2", "How sure"))
JUDGING = (*GAUGED, ("1", RUBRIC))
JUDGED = (*JUDGING, ("y", "[y]"), ("n", "→ Hard"))


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands."""

    name: str
    walk: tuple[tuple[str, str], ...] = ()
    """Keys from the second card on, and what each brings to the screen."""

    options: tuple[str, ...] = ()


SAVING = State("saving", (*JUDGED, ("4", BUSY)))
STATES = (
    State("question"),
    State("hint", (("h", "Think of Egypt"),)),
    State("speaking", SPEAKING),
    State("paused", (*SPEAKING, ("p", "go on"))),
    State("certainty", GAUGED),
    State("judging", (*JUDGING, ("y", "[y]"))),
    State("judged", JUDGED),
    State("keys", (("?", "─ keys ─"),)),
    State("palette", ((":", "─ what to do ─"),)),
    State("info", (("i", "─ card ─"),)),
    State("editor", (("e", "prompt: Tell me"),)),
    State("summary", (), ("--limit", "1")),
    SAVING,
)
ESCAPE = "\x1b"
WALK_THROUGH_ALL = (
    ("?", "─ keys ─", ESCAPE),
    (":", "─ what to do ─", ESCAPE),
    ("i", "─ card ─", ESCAPE),
    ("e", "prompt: Tell me", ESCAPE),
    ("h", "Think of Egypt", ""),
    (" ", "finished", ""),
    ("p", "go on", ""),
    ("2", "How sure", ""),
    ("1", RUBRIC, ""),
    ("y", "[y]", ""),
    ("n", "→ Hard", ""),
    ("3", "2 cards, 2 answers", ""),
)
"""A key, what it brings, and the key that leads back if there is one."""

CTRL_C = "\x03"
ENDINGS = (CTRL_C, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the deck, compiled."""
    home = Home(tmp_path_factory.mktemp("home"))
    settings = "[library]\nshipped = false\n[review]\nconfidence = true\n"
    (home.path / "config.toml").write_text(settings, encoding="utf-8")
    home.deck("rivers", DECK)
    assert home.run("due").code == 0
    return home


@pytest.fixture
def bank(compiled: Home, tmp_path: Path) -> Path:
    """A copy of its bank."""
    return Path(shutil.copy(compiled.path / "bank.db", tmp_path / "bank.db"))


def review(home: Home, bank: Path, *options: str) -> LoadedTerminal:
    """A session over the bank."""
    return LoadedTerminal(home, "review", *options, environment={"DRILLBANK_BANK": str(bank)})


def grades(bank: Path) -> list[str]:
    """The cards whose grades count, in the order they were given."""
    with closing(sqlite3.connect(bank)) as connection:
        rows = connection.execute(
            "SELECT uid FROM event e WHERE kind = 'graded' AND NOT EXISTS "
            "(SELECT 1 FROM event v WHERE v.target = e.id) ORDER BY id"
        )
        return [uid for (uid,) in rows]


def second_card(terminal: LoadedTerminal, state: State) -> None:
    """Grades the first card, and sees what comes next."""
    terminal.until("through Paris")
    # Not the key that the walks begin with: pressed again at once, it would be taken for held.
    terminal.press("\r")
    terminal.until("The Seine")
    terminal.press("3")
    terminal.until("1 card, 1 answer" if state.options else PROMPT)


def go(terminal: LoadedTerminal, state: State) -> None:
    """Walks on to the state."""
    for key, brings in state.walk:
        terminal.press(key)
        terminal.until(brings)


def end(terminal: LoadedTerminal, ending: str | int) -> None:
    """Does to the program what ends it."""
    if isinstance(ending, str):
        terminal.press(ending)
    else:
        terminal.kill(ending)


def check_the_end(terminal: LoadedTerminal, ending: str | int) -> None:
    """The exit code says what ended it; the terminal is as it was, if that could be."""
    assert terminal.ended() == (0 if isinstance(ending, str) else 128 + ending)
    assert ending == signal.SIGKILL or terminal.process.is_restored()


def check_it_goes_on(home: Home, bank: Path, *, asks: str) -> None:
    """The next session begins where this one ended."""
    with review(home, bank) as terminal:
        terminal.until(asks)


@pytest.mark.parametrize("ending", ENDINGS, ids=["Ctrl-C", "TERM", "HUP", "KILL"])
@pytest.mark.parametrize("state", [s for s in STATES if s is not SAVING], ids=lambda s: s.name)
def test_ends_without_losing_a_grade(
    compiled: Home, bank: Path, state: State, ending: str | int
) -> None:
    with review(compiled, bank, *state.options) as terminal:
        second_card(terminal, state)
        go(terminal, state)
        end(terminal, ending)
        check_the_end(terminal, ending)

    assert grades(bank) == ["rivers/paris"]
    if ending == signal.SIGKILL:
        check_it_goes_on(compiled, bank, asks=PROMPT)


@pytest.mark.parametrize("ending", ENDINGS, ids=["Ctrl-C", "TERM", "HUP", "KILL"])
def test_ends_while_the_bank_is_locked(compiled: Home, bank: Path, ending: str | int) -> None:
    """What is told at the end is what the bank holds: the grade under way is in it, or is not."""
    with review(compiled, bank) as terminal, closing(sqlite3.connect(bank)) as other:
        second_card(terminal, SAVING)
        other.execute("BEGIN IMMEDIATE")
        go(terminal, SAVING)
        end(terminal, ending)
        if ending == signal.SIGKILL:
            check_the_end(terminal, ending)
        other.rollback()
        if ending != signal.SIGKILL:
            check_the_end(terminal, ending)
        told = re.search(r"(\d) cards?, \d answer", terminal.text)

    held = grades(bank)
    assert held in (["rivers/paris"], ["rivers/paris", "rivers/nile#tell"])
    if ending == signal.SIGKILL:
        assert held == ["rivers/paris"]
    else:
        assert told
        assert int(told[1]) == len(held)


def test_another_size_in_every_state(compiled: Home, bank: Path) -> None:
    """What was on the screen is on it still, and the session goes on."""
    # Three: were a size told too soon after another, the program would still find it a new one.
    sizes = cycle(((60, 20), (80, 24), (100, 30)))
    with review(compiled, bank, "--limit", "2") as terminal:
        second_card(terminal, State("question"))
        for key, brings, leaves in WALK_THROUGH_ALL:
            terminal.press(key)
            terminal.until(brings)
            for size in (next(sizes), next(sizes)):
                terminal.resize(*size)
                terminal.until(brings)
            if leaves:
                terminal.press(leaves)
                terminal.until_instead(PROMPT, brings)
        terminal.press("q")
        check_the_end(terminal, "q")

    assert grades(bank) == ["rivers/paris", "rivers/nile#tell"]
