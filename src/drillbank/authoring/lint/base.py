"""What a rule sees, and what it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drillbank.authoring.cards import Note
from drillbank.authoring.decks import Deck, Written, read_deck
from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import List, Mapping, Node, Text, span_inside
from drillbank.authoring.source import Source, Span


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A sound note beside what its author wrote."""

    note: Note
    kind: Kind[Any]
    node: Mapping
    """As written; of the quick form, what it stands for."""

    source: Source

    @property
    def head(self) -> Node:
        """The value of the key that tells the kind."""
        return self.node.get(self.kind.head) or self.node

    def at(self, *path: str | int) -> Node | None:
        """What stands at the end of a way of keys and positions; None if it leads nowhere."""
        node: Node | None = self.node
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, List) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def text(self, *path: str | int) -> Text | None:
        """The text at the end of a way; None if there is none."""
        found = self.at(*path)
        return found if isinstance(found, Text) else None

    def texts(self, *path: str | int) -> tuple[Text, ...]:
        """The text, or the texts of the list, at the end of a way."""
        found = self.at(*path)
        if isinstance(found, Text):
            return (found,)
        return (
            tuple(t for t in found.items if isinstance(t, Text)) if isinstance(found, List) else ()
        )

    def texts_by_name(self, *path: str | int) -> Iterator[tuple[Text, Text]]:
        """Each ``name: text`` at the end of a way."""
        found = self.at(*path)
        for entry in found.entries if isinstance(found, Mapping) else ():
            if isinstance(entry.value, Text):
                yield entry.key, entry.value

    def span(self, node: Node, within: tuple[int, int] | None = None) -> Span:
        """Where a node stands, or some characters of a text; of a long node, its first line."""
        if within and isinstance(node, Text):
            return span_inside(self.source, node, *within)
        end = self.source.text.find("\n", node.start, node.end)
        return Span(self.source, node.start, node.end if end < 0 else end)

    def finding(
        self,
        code: Code,
        node: Node,
        message: str,
        help_: str,
        *,
        within: tuple[int, int] | None = None,
        labels: tuple[Label, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this note; ``within`` narrows it to characters of a text."""
        span = self.span(node, within)
        return Diagnostic(code, span, message, help_, labels, note_uid=self.note.uid)


@dataclass(frozen=True, slots=True)
class CheckedDeck:
    """A deck beside its file's text."""

    source: Source
    lesson: Path | None
    header: Mapping
    nodes: tuple[Node, ...]
    """Every note that parses, sound or not, in file order."""

    notes: tuple[CheckedNote, ...]
    """The sound ones that are still taught."""

    sound: bool


@dataclass(frozen=True, slots=True)
class Library:
    """All decks that are checked together."""

    decks: tuple[CheckedDeck, ...]

    @property
    def notes(self) -> Iterator[CheckedNote]:
        """Of all decks, in order."""
        return (note for deck in self.decks for note in deck.notes)


NoteRule = Callable[[CheckedNote, Thresholds], Iterable[Diagnostic]]
"""Looks at one note."""

LibraryRule = Callable[[Library, Thresholds], Iterable[Diagnostic]]
"""Looks at all notes of all decks."""


def checked_deck(deck: Deck) -> CheckedDeck | None:
    """A compiled deck beside what was written; None if its file cannot be read."""
    written = deck.written or _read_again(deck)
    if written is None:
        return None
    forms = ((note, written.forms.get(note.uid)) for note in deck.notes if note.retired is None)
    notes = tuple(
        CheckedNote(note, form.kind, form.node, written.source) for note, form in forms if form
    )
    return CheckedDeck(
        written.source, deck.lesson, written.header, written.nodes, notes, deck.sound
    )


def _read_again(deck: Deck) -> Written | None:
    return read_deck(deck.path, keep_written=True).written
