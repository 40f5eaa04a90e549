"""One note of a deck: where it stands, and what is wrong with it alone."""

import re

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


def line_of(source: Source, index: int) -> int:
    """The line on which a note begins."""
    return source.position(outline(source.text).chunks[index].dash).line


def problems_of(source: Source, index: int) -> tuple[Diagnostic, ...]:
    """What is wrong with the note at a position, and with nothing else of its deck."""
    chunks = outline(source.text).chunks
    if index >= len(chunks):
        return ()
    chunk = chunks[index]
    return tuple(
        problem
        for problem in compile_deck(source, Lessons()).diagnostics
        if chunk.start <= problem.span.start < chunk.end and problem.span.source.text
    )


def count_of(source: Source) -> int:
    """How many notes the deck's lines hold, sound or not."""
    return len(outline(source.text).chunks)


def _last_line(source: Source, chunk: Chunk) -> int:
    return source.position(max(chunk.start, chunk.end - 1)).line
