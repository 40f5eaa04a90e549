"""What a rule sees, and what it is."""

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drillbank.authoring.cards import Note
from drillbank.authoring.decks import Deck, Written, read_deck
from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import List, Mapping, Node, Text, span_inside
from drillbank.authoring.source import Source, Span
from drillbank.base.words import NoteUid


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A sound note beside what its author wrote."""

    note: Note
    kind: Kind[Any]
    node: Mapping
    """As written; of the quick form, what it stands for."""

    source: Source
    values: AnyMapping[str, Node] = field(repr=False)
    """What stands behind each of its keys: rules ask often."""

    @property
    def head(self) -> Node:
        """The value of the key that tells the kind."""
        return self.values.get(self.kind.head) or self.node

    def at(self, key: str, *path: str | int) -> Node | None:
        """What stands at the end of a way of keys and positions; None if it leads nowhere."""
        node = self.values.get(key)
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, List) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def text(self, key: str, *path: str | int) -> Text | None:
        """The text at the end of a way; None if there is none."""
        found = self.at(key, *path)
        return found if isinstance(found, Text) else None

    def texts(self, key: str, *path: str | int) -> tuple[Text, ...]:
        """The text, or the texts of the list, at the end of a way."""
        found = self.at(key, *path)
        if isinstance(found, Text):
            return (found,)
        return (
            tuple(t for t in found.items if isinstance(t, Text)) if isinstance(found, List) else ()
        )

    def texts_by_name(self, key: str, *path: str | int) -> Iterator[tuple[Text, Text]]:
        """Each ``name: text`` at the end of a way."""
        found = self.at(key, *path)
        for entry in found.entries if isinstance(found, Mapping) else ():
            if isinstance(entry.value, Text):
                yield entry.key, entry.value

    def span(self, node: Node, within: tuple[int, int] | None = None) -> Span:
        """Where a node stands, or some characters of a text; of a long node, its first line."""
        if within and isinstance(node, Text):
            return span_inside(self.source, node, *within)
        return Span(self.source, *self.reach(node))

    def reach(self, node: Node) -> tuple[int, int]:
        """Where a node begins, and where it ends, or its first line does."""
        end = self.source.text.find("\n", node.start, node.end)
        return node.start, node.end if end < 0 else end

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
class NoteRule:
    """Looks at one note."""

    check: Callable[[CheckedNote, Thresholds], Iterable[Diagnostic]]
    kinds: tuple[str, ...] | None = None
    """The heads of the kinds it has something to say of; None for all."""


@dataclass(frozen=True, slots=True)
class LibraryRule:
    """Looks at all notes of all decks, and keeps no deck while it does.

    What it needs of a deck is gathered as long as the deck is at hand, and that may be in another
    process: it should be plain, and hardly larger than what is looked for.
    """

    gather: Callable[[CheckedDeck, Thresholds], Any]
    """What the rule needs of one deck."""

    check: Callable[[Sequence[Any], Thresholds], Iterable[Diagnostic]]
    """Looks through what was gathered of every deck, in their order."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What decks are held to."""

    of_notes: tuple[NoteRule, ...]
    of_libraries: tuple[LibraryRule, ...] = ()
    of_comments: bool = True
    """Whether comments that silence nothing, or are not understood, are told."""

    def of_kind(self, head: str) -> tuple[NoteRule, ...]:
        """Those of the rules of notes that look at a kind."""
        return tuple(rule for rule in self.of_notes if rule.kinds is None or head in rule.kinds)


class Places:
    """Places in the notes of one deck, a long list of them: a few will be told of."""

    __slots__ = ("_ends", "_source", "_starts", "_uids")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._uids: list[NoteUid] = []
        self._starts = array("I")
        self._ends = array("I")

    def __len__(self) -> int:
        """How many there are."""
        return len(self._uids)

    def add(self, note: CheckedNote, node: Node) -> None:
        """Puts a place behind the others."""
        start, end = note.reach(node)
        self._uids.append(note.note.uid)
        self._starts.append(start)
        self._ends.append(end)

    def uid(self, number: int) -> NoteUid:
        """The note that a place is in."""
        return self._uids[number]

    def span(self, number: int) -> Span:
        """The place."""
        return Span(self._source, self._starts[number], self._ends[number])


def checked_deck(deck: Deck, broken: Container[NoteUid] = ()) -> CheckedDeck | None:
    """A compiled deck beside what was written; None if its file cannot be read.

    ``broken`` are notes that are found wrong only beside other decks.
    """
    written = deck.written or _read_again(deck)
    if written is None:
        return None
    taught = (n for n in deck.notes if n.retired is None and n.uid not in broken)
    forms = ((note, written.forms.get(note.uid)) for note in taught)
    notes = tuple(
        CheckedNote(note, form.kind, form.node, written.source, form.node.values())
        for note, form in forms
        if form
    )
    return CheckedDeck(
        written.source, deck.lesson, written.header, written.nodes, notes, deck.sound
    )


def _read_again(deck: Deck) -> Written | None:
    return read_deck(deck.path, keep_written=True).written
