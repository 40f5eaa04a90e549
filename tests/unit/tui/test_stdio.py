"""Signals in a session of plain lines."""

import io
import os
import signal
from pathlib import Path

import pytest

from drillbank.tui.stdio import StandardLines, ending_on_signals

ENDS = [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


class Interrupted:
    """Input that is waited for when a signal arrives."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def readline(self) -> str:
        """Never comes to a line."""
        os.kill(os.getpid(), self.number)
        return "never read\n"

    def isatty(self) -> bool:
        """Nobody types it."""
        return False


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_a_signal_ends_the_line_that_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", Interrupted(number))
    with ending_on_signals() as ending:
        assert StandardLines(ending).read("> ") is None
    assert ending.exit_code == code


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_whatever_is_under_way_is_finished_before_a_signal_is_heard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("never read\n"))
    grade = tmp_path / "grade"
    with ending_on_signals() as ending:
        lines = StandardLines(ending)
        os.kill(os.getpid(), number)
        grade.write_text("saved", encoding="utf-8")
        assert lines.read("> ") is None
    assert grade.exists()
    assert ending.exit_code == code


def test_afterwards_signals_do_what_they_did_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with ending_on_signals():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
