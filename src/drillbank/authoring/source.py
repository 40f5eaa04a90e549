"""A file's text and places in it.

Offsets count the characters of ``Source.text`` (BOM stripped, CRLF kept).  Only a line feed ends a
line: U+0085 and U+2028 break lines for YAML, not for an editor.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

_NEWLINE = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Position:
    """Where an editor would put the cursor; both count from 1, the column in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as read; for one that cannot be read, its path and an empty text."""

    path: Path
    """As the caller gave it: this is what messages show."""

    text: str = field(repr=False)
    bom: bool = False
    """Whether a byte order mark preceded ``text``; who writes the file puts it back."""

    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Finds where each line starts."""
        starts = (0, *(newline.end() for newline in _NEWLINE.finditer(self.text)))
        object.__setattr__(self, "_starts", starts)

    def position(self, offset: int) -> Position:
        """Line and column of an offset in 0..len(text)."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line_start(self, line: int) -> int:
        """The offset of a 1-based line's first character."""
        return self._starts[line - 1]

    def line(self, line: int) -> str:
        """A 1-based line without its line ending."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, end excluded; empty where a file has no text to show."""

    source: Source
    start: int
    end: int

    @property
    def begins(self) -> Position:
        """Of the first character."""
        return self.source.position(self.start)

    @property
    def ends(self) -> Position:
        """Just behind the last character."""
        return self.source.position(self.end)

    @property
    def text(self) -> str:
        """What it covers."""
        return self.source.text[self.start : self.end]
