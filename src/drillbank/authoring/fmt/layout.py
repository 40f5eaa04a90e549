"""A deck as a formatter sees it: its notes, their kinds and ids, and the lines they stand on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.identity import check_ids
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.loader import Loaded, load
from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text
from drillbank.authoring.notes import DeckFacts, ReadNote, choose_kind, read_note
from drillbank.authoring.outline import Chunk, outline
from drillbank.authoring.source import Source
from drillbank.base.words import Slug

_COMMENT = re.compile(r"( *)#")


@dataclass(frozen=True, slots=True)
class NotePlace:
    """One note."""

    node: Node
    """As it is typed: the quick form has its question for a key."""

    kind: Kind[Any] | None
    """None for what is not a note of any kind."""

    written_out: Mapping | None
    """The node with ``q`` and ``a`` in the place of the quick form; None without a kind."""

    id: Slug | None
    provisional: bool
    """Whether the id is made from the text, for want of a written one."""

    id_is_free: bool
    """Whether no other note of the deck has it."""

    chunk: Chunk | None
    """Its lines; None where notes do not stand on lines of their own, as in ``notes: [{…}]``."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A deck that YAML can read."""

    source: Source
    loaded: Loaded
    notes: tuple[NotePlace, ...]


def layout_of(source: Source) -> Layout | None:
    """The deck's layout; None if there is anything in it that the loader refuses."""
    loaded = load(source)
    if any(problem.is_error for problem in loaded.problems):
        return None
    read = read_notes(source, loaded)
    taken = check_ids(read, source)
    chunks = outline(source.text).chunks
    on_lines = len(chunks) == len(loaded.notes) and all(
        chunk.start <= node.start <= chunk.end
        for chunk, node in zip(chunks, loaded.notes, strict=True)
    )
    notes = [
        _place(node, read[at], source, chunks[at] if on_lines else None, free=at not in taken)
        for at, node in enumerate(loaded.notes)
    ]
    return Layout(source, loaded, tuple(notes))


def read_notes(source: Source, loaded: Loaded) -> list[ReadNote]:
    """The notes as far as they can be read without their lesson."""
    facts = DeckFacts(source, Slug("deck"), (), {}, None, Lessons())
    return [read_note(node, facts) for node in loaded.notes]


def _place(
    node: Node, read: ReadNote, source: Source, chunk: Chunk | None, *, free: bool
) -> NotePlace:
    chosen = choose_kind(node, source)
    kind, mapping = (None, None) if isinstance(chosen, Diagnostic) else chosen
    return NotePlace(node, kind, mapping, read.id, read.provisional, free, chunk)


def column_of(source: Source, offset: int) -> int:
    """How many characters stand before an offset on its line."""
    return offset - source.text.rfind("\n", 0, offset) - 1


def end_of_lines(source: Source, offset: int, column: int) -> int:
    """Behind the line of ``offset``, and the comments below it that stand further in than that."""
    end = _behind_line(source.text, offset)
    while end < len(source.text):
        comment = _COMMENT.match(source.text, end)
        if comment is None or len(comment[1]) <= column:
            break
        end = _behind_line(source.text, end)
    return end


def _behind_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def is_flow(source: Source, node: Node) -> bool:
    """Whether a mapping or list is written between brackets."""
    return not isinstance(node, Text) and source.text[node.start : node.start + 1] in {"{", "["}


def entries_in(node: Node) -> Iterator[Entry]:
    """Every ``key: value`` below a node, outer ones first."""
    if isinstance(node, List):
        for item in node.items:
            yield from entries_in(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield entry
            yield from entries_in(entry.value)


def texts_in(node: Node) -> Iterator[Text]:
    """Every text below a node, keys included."""
    match node:
        case Text():
            yield node
        case List():
            for item in node.items:
                yield from texts_in(item)
        case Mapping():
            for entry in node.entries:
                yield entry.key
                yield from texts_in(entry.value)
