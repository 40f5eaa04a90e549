"""A change to a file as the lines that differ, coloured where a person looks at a terminal."""

import difflib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from drillbank.cli.output import shown_path

_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_OFF = "\x1b[0m"


def diff_lines(path: Path, before: str, after: str, *, colour: bool) -> Iterator[str]:
    """A unified diff without line ends; a file of ours has no other name before than after."""
    name = shown_path(path)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, name, lineterm="", n=2
    )
    for line in lines:
        paint = _COLOURS.get(line[:1]) if colour else None
        yield f"{paint}{line}{_OFF}" if paint else line


def wants_colour(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output is a terminal whose user has not said ``NO_COLOR``."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
