"""One note of a deck: where it stands, and what is wrong with it alone."""

import re
from collections.abc import Iterable

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.outline import Chunk, outline
from drillbank.authoring.source import Source


def index_of(source: Source, note_id: str, line: int) -> int | None:
    """The position of the note with an id, else of the one on a line; None if there is neither."""
    chunks = outline(source.text).chunks
    written = re.compile(rf"\bid:[ \t]*[\"']?{re.escape(note_id)}[\"']?(?=[\s,}}]|$)")
    for at, chunk in enumerate(chunks):
        if written.search(source.text, chunk.start, chunk.end):
            return at
    for at, chunk in enumerate(chunks):
        if source.position(chunk.start).line <= line <= _last_line(source, chunk):
            return at
    return None


def lines_of(source: Source, index: int) -> tuple[int, int]:
    """Where the lines of a note begin and end.

    Blank lines below it are none of its own, nor are comments as far out as its dash: they belong
    to what stands below them.
    """
    chunk = outline(source.text).chunks[index]
    lines = source.text[chunk.start : chunk.end].splitlines(keepends=True)
    dash = chunk.dash - chunk.start
    while lines and (not lines[-1].strip() or _is_comment_left_of(lines[-1], dash)):
        lines.pop()
    return chunk.start, chunk.start + sum(map(len, lines))


def _is_comment_left_of(line: str, column: int) -> bool:
    text = line.lstrip(" ")
    return text.startswith("#") and len(line) - len(text) <= column


def line_of(source: Source, index: int) -> int:
    """The line on which a note begins."""
    return source.position(outline(source.text).chunks[index].dash).line


def problems_of(source: Source, index: int) -> tuple[Diagnostic, ...]:
    """What is wrong with the note at a position, and with nothing else of its deck."""
    return inside(source, index, compile_deck(source, Lessons()).diagnostics)


def inside(source: Source, index: int, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of a deck's problems that stand in the note at a position."""
    chunks = outline(source.text).chunks
    if index >= len(chunks):
        return ()
    chunk = chunks[index]
    return tuple(
        problem
        for problem in problems
        if chunk.start <= problem.span.start < chunk.end
        and problem.span.source.text
        and problem.span.source.path == source.path
    )


def count_of(source: Source) -> int:
    """How many notes the deck's lines hold, sound or not."""
    return len(outline(source.text).chunks)


def _last_line(source: Source, chunk: Chunk) -> int:
    return source.position(max(chunk.start, chunk.end - 1)).line


def objections_to(before: Source, after: Source, index: int, end: int) -> tuple[Diagnostic, ...]:
    """The errors that keep an edit of a note from being saved.

    They are those of its own lines, and those of the rest of the deck that it had not before.

    Args:
        before: the deck as it is.
        after: the deck with the note's lines replaced.
        index: the note's position.
        end: where its new lines end.
    """
    start, _ = lines_of(before, index)
    known = {(error.code, error.message) for error in _errors(before)}
    return tuple(
        error
        for error in _errors(after)
        if start <= error.span.start < end or (error.code, error.message) not in known
    )


def _errors(source: Source) -> list[Diagnostic]:
    return [one for one in compile_deck(source, Lessons()).diagnostics if one.is_error]
