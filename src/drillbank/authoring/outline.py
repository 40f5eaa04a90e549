"""Where the notes of a deck stand, told from its lines alone: for files that do not parse.

A note starts where a ``-`` stands at the list's indent.  Nothing inside a note can stand there, so
every note can be parsed on its own, and one bad note never hides another.
"""

import re
from collections import Counter
from dataclasses import dataclass

DECK_KEYS = ("title", "tags", "deck", "lesson", "defaults", "notes")
"""The keys at the top of a deck; only they end the list of notes."""

_NOTES = re.compile(r"^notes[ \t]*:", re.MULTILINE)
_TOP_KEY = re.compile(rf"(?:{'|'.join(DECK_KEYS)})[ \t]*:")
_DASH = re.compile(r"^( *)-(?=[ \t\r\n]|$)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*(?:\n|$)")
_KEY_AFTER_DASH = re.compile(r" *-( +)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one note, comments after it included."""

    start: int
    end: int
    dash: int
    """The offset of its dash."""

    in_line: bool
    """Whether the dash stands where the other notes' dashes do."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck's lines, sorted into the header and the notes."""

    header: str
    """The whole text with the notes' lines blanked out, so that its offsets are the file's."""

    chunks: tuple[Chunk, ...]


def outline(text: str) -> Outline:
    """Sorts the lines of a deck; without a ``notes:`` line everything is header."""
    notes = _NOTES.search(text)
    if not notes:
        return Outline(text, ())
    first_line = text.find("\n", notes.end()) + 1
    if not first_line:
        return Outline(text, ())
    dashes = list(_DASH.finditer(text, first_line))
    if not dashes:
        return Outline(text, ())
    indent = _list_indent([len(dash[1]) for dash in dashes])
    chunks = _chunks(text, first_line, indent)
    return Outline(_without(text, chunks), tuple(chunks))


def _list_indent(indents: list[int]) -> int:
    """The first note's, unless several stand further left: then it is the first that is off."""
    least = min(indents)
    return least if Counter(indents)[least] > 1 else indents[0]


def _chunks(text: str, first_line: int, indent: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    open_at: tuple[int, int] | None = None
    keys = indent + 2

    def close(end: int) -> None:
        if open_at is not None:
            start, dash = open_at
            chunks.append(Chunk(start, end, dash, in_line=dash - start == indent))

    for line in _LINE.finditer(text, first_line):
        start = line.start()
        dash = _DASH.match(text, start)
        if dash and len(dash[1]) < keys:
            close(start)
            open_at = (start, start + len(dash[1]))
            if len(dash[1]) == indent:
                keys = _key_indent(text, start, indent)
        elif _TOP_KEY.match(text, start):
            close(start)
            open_at = None
    close(len(text))
    return chunks


def _key_indent(text: str, start: int, indent: int) -> int:
    """The indent of the note's keys: whatever is further left cannot be inside it."""
    after = _KEY_AFTER_DASH.match(text, start)
    return after.end() - start if after else indent + 2


def _without(text: str, chunks: list[Chunk]) -> str:
    parts: list[str] = []
    done = 0
    for chunk in chunks:
        parts.append(text[done : chunk.start])
        parts.append(blank(text[chunk.start : chunk.end]))
        done = chunk.end
    return "".join([*parts, text[done:]])


def blank(text: str) -> str:
    """As many blanks as there were characters, line ends kept."""
    return re.sub(r"[^\n]", " ", text)
