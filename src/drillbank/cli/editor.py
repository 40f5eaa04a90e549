"""The user's editor."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from drillbank.base.errors import DrillbankError, UsageError

_USUAL = ("nano", "vim", "vi")
_WAITING = {"code": ("--wait", "--goto"), "codium": ("--wait", "--goto"), "subl": ("--wait",)}
"""Editors that come back at once unless told to wait, and take ``file:line``."""

_WITH_LINE_BEHIND = {*_WAITING, "hx", "zed"}


class EditorError(DrillbankError):
    """The editor did not end well."""

    def __init__(self, command: str, why: str) -> None:
        super().__init__(f"The editor {command!r} {why}. Set EDITOR to one that works.")
        self.why = why


def edit(path: Path, line: int = 1, environment: Mapping[str, str] = os.environ) -> None:
    """Opens a file at a line and waits until the editor is closed.

    Raises:
        UsageError: no editor is named and none of the usual ones is there.
        EditorError: it cannot be started, or ended with an error.
    """
    command = _command(environment)
    try:
        with _interrupts_left_to_it():
            done = subprocess.run([*command, *_place(command[0], path, line)], check=False)  # noqa: S603 - the user's own choice
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise EditorError(command[0], f"cannot be started: {why}") from error
    if done.returncode:
        raise EditorError(command[0], f"ended with code {done.returncode}")


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Ctrl-C reaches every program on the terminal; while an editor has it, it is not for us."""
    try:
        # Not ignored: the editor would inherit that.
        before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    except ValueError:
        # Only the main thread may; another is never interrupted.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _command(environment: Mapping[str, str]) -> list[str]:
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        command = [named]
    if command:
        return command
    for usual in _USUAL:
        if shutil.which(usual):
            return [usual]
    raise UsageError("No editor was found. Set EDITOR, such as EDITOR=nano, and run this again.")


def _place(editor: str, path: Path, line: int) -> tuple[str, ...]:
    name = Path(editor).stem
    if name in _WITH_LINE_BEHIND:
        return (*_WAITING.get(name, ()), f"{path}:{line}")
    return (f"+{line}", str(path))
