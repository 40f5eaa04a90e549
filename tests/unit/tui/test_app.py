"""The full screen from its start to its end."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from helpers_desk import desk_for
from helpers_screen import screen

from drillbank.review.table import Ending, Over
from drillbank.tui.app import run_screen

ROOT = Path(__file__).parents[3]

PROGRAM = """
import sys
from pathlib import Path
from helpers_desk import desk_for
from drillbank.base.clock import Clock
from drillbank.tui.app import run_screen

sys.exit(run_screen(desk_for(Path(sys.argv[1]), Clock())).exit_code)
"""


BROKEN = """
import sys
import time
from pathlib import Path
from helpers_desk import desk_for
from drillbank.base.clock import Clock
from drillbank.tui.app import run_screen

def watch():
    if Path(sys.argv[2]).exists():
        raise RuntimeError("the watch stopped")
    return time.monotonic()

try:
    run_screen(desk_for(Path(sys.argv[1]), Clock()), monotonic=watch)
except RuntimeError as problem:
    print("told at the edge:", problem)
"""


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        "TERM": "xterm-256color",
        "PS1": "",
    }


def test_with_nothing_to_ask_no_screen_is_opened(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_for(bank)
    desk.choice = type(desk.choice)(limits=type(desk.choice.limits)(new_per_day=0))

    result = run_screen(desk, notices=["1 error in decks/x.yaml:4"])

    assert (result.session.phase, result.exit_code) == (Over(Ending.NOTHING_LEFT), 0)
    assert capsys.readouterr().out.splitlines() == [
        "Nothing was graded.",
        "Nothing is left today.",
        "Tomorrow: 0 due, 0 new.",
        "For more now: drillbank review --cram",
        "1 error in decks/x.yaml:4",
    ]


def test_what_stays_in_a_narrow_terminal_is_broken_between_words(
    bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    desk = desk_for(bank)
    desk.choice = type(desk.choice)(limits=type(desk.choice.limits)(new_per_day=0))

    run_screen(desk, notices=["  Again: staff-coding/loop-comment (staff-coding.yaml:80)"])

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "  Again: staff-coding/loop-comment",
        "  (staff-coding.yaml:80)",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_session_with_its_exit_code(
    bank: Path, number: signal.Signals
) -> None:
    """Also one that the parent had told us to ignore."""
    before = signal.signal(number, signal.SIG_IGN)
    try:
        async with screen(bank) as seen:
            await seen.press("space", "3")
            signal.raise_signal(number)
            await seen.until_ended()
            session, code = seen.app.ended()
            assert code == 128 + number
            assert len(session.tally.grades) == 1
    finally:
        signal.signal(number, before)


def test_a_mistake_of_ours_is_raised_and_prints_no_traceback(bank: Path, tmp_path: Path) -> None:
    """It is told at the edge of the program, once the terminal is as it was."""
    terminal = pexpect.spawn(
        sys.executable,
        ["-c", BROKEN, str(bank), str(tmp_path / "broken")],
        env=environment(),
        encoding="utf-8",
        dimensions=(30, 100),
        timeout=30,
    )
    try:
        terminal.expect("EXPLAIN QUERY PLAN")
        terminal.expect("q.* quit")
        (tmp_path / "broken").touch()
        terminal.send(" ")
        terminal.expect("told at the edge: the watch stopped")
        assert "Traceback" not in str(terminal.before)
    finally:
        terminal.close(force=True)


def test_nothing_heavy_is_loaded_before_the_first_card() -> None:
    """What the first paint does not need would delay it."""
    heavy = ["sqlalchemy", "sqlmodel", "alembic", "fsrs", "pydantic", "pygments", "markdown_it"]
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, sys, drillbank.tui.app; print(json.dumps(sorted(sys.modules)))",
        ],
        env=environment(),
        capture_output=True,
        check=True,
        text=True,
    )

    assert not set(heavy) & set(json.loads(listed.stdout))


@pytest.mark.skipif(shutil.which("bash") is None, reason="job control is the shell's")
def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(bank: Path) -> None:
    """The card is drawn anew over what the shell has written."""
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        env=environment(),
        encoding="utf-8",
        dimensions=(30, 100),
        timeout=30,
    )
    shell.delaybeforesend = None
    try:
        shell.sendline(shlex.join([sys.executable, "-c", PROGRAM, str(bank)]))
        shell.expect("EXPLAIN QUERY PLAN")
        shell.expect("q.* quit")
        shell.send("\x1a")
        shell.expect("Stopped")
        shell.sendline("fg")
        shell.expect("EXPLAIN QUERY PLAN")
        shell.send("q")
        shell.expect("Nothing was graded.")
        shell.sendline("echo code $?")
        shell.expect("code 0")
    finally:
        shell.close(force=True)
