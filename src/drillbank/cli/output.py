"""The only module that writes to standard output and error; it knows nothing of what it writes."""

import json
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from drillbank.base.paths import shown_path

__all__ = ["say", "say_json", "shown_path", "table", "text_width", "warn"]

_WIDEST = 96
"""Columns beyond which lines are hard to read; a review keeps to them too."""


def say(text: str = "") -> None:
    """A line for the user, or for the program that reads our output."""
    sys.stdout.write(f"{text}\n")


def say_json(value: object) -> None:
    """A value as indented JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def warn(text: str) -> None:
    """A line beside the output."""
    sys.stderr.write(f"{text}\n")


def text_width() -> int | None:
    """Columns to flow a text to; None where nobody looks, who would have to join lines again."""
    return min(get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as aligned columns, two blanks apart; the columns in ``right`` end flush."""
    if not rows:
        return []
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
