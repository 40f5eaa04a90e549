"""What notes name beside themselves: notes to be learnt before, the story told, facts cited.

They are collected note by note, and followed (``resolve``) once all decks are known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.marks import Mark, facts_in, texts_of, without_facts
from drillbank.authoring.nodes import List, Mapping, Node, Text, span_inside
from drillbank.authoring.source import Source, Span
from drillbank.base.words import NoteUid, Slug


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that texts may cite."""

    value: str
    span: Span


class Named(NamedTuple):
    """A note as others may name it, sound or not; a tuple, since each note of a library has one."""

    uid: NoteUid
    kind: Slug | None
    """None where it could not be told."""

    was: tuple[NoteUid, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()
    """Of a story, by name."""

    all_facts: bool = True
    """Whether the story can have no other: a key that is misspelt may have been ``facts``."""


@dataclass(frozen=True, slots=True)
class After:
    """``after: note``: the note named is to be learnt first."""

    note: NoteUid
    name: str
    span: Span

    @property
    def uid(self) -> NoteUid:
        """Of the note named."""
        return full(self.name, self.note)


@dataclass(frozen=True, slots=True)
class Tells:
    """``story: note`` in a prompt."""

    note: NoteUid
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cites:
    """``[value](fact:story.name)`` in a text.

    A library cites a thousand times and errs seldom: places are worked out when they are asked for.
    """

    note: NoteUid
    source: Source = field(repr=False)
    text: Text
    """The text it stands in."""

    mark: Mark
    """Where in it."""

    @property
    def name(self) -> str:
        """What stands behind ``fact:``."""
        return self.mark.target

    @property
    def value(self) -> str:
        """What the reader sees."""
        return self.mark.text

    @property
    def span(self) -> Span:
        """Of the name; of the whole mark where it has none."""
        return span_inside(
            self.source, self.text, *(self.mark.target_at if self.name else self.mark.at)
        )

    @property
    def value_span(self) -> Span:
        """Of the value."""
        return span_inside(self.source, self.text, *self.mark.text_at)


Link = After | Tells | Cites


@dataclass(frozen=True, slots=True)
class Links:
    """Of one deck."""

    named: tuple[Named, ...] = ()
    links: tuple[Link, ...] = ()
    whole: bool = False
    """Whether every note of the file could be read: then a name it lacks is nobody's."""


def full(name: str, note: NoteUid) -> NoteUid:
    """The uid that a name written in a note stands for: alone, a note of the same deck."""
    return NoteUid(name if "/" in name else f"{note.partition('/')[0]}/{name}")


def named_by(uid: NoteUid, kind: Kind[Any] | None, node: Node, source: Source) -> Named:
    """The note as others may name it."""
    if not isinstance(node, Mapping):
        return Named(uid, None)
    was = tuple(full(text.value, uid) for text in _texts(node.get("was")))
    facts = node.get("facts")
    cited: list[tuple[str, Fact]] = []
    if kind and kind.head == "story" and isinstance(facts, Mapping):
        for entry in facts.entries:
            value = entry.value
            text = value.get("text") if isinstance(value, Mapping) else value
            if isinstance(text, Text) and text.value.strip():
                shown = without_facts(text.value.rstrip())
                cited.append((entry.key.value, Fact(shown, Span(source, text.start, text.end))))
    return Named(uid, kind.head if kind else None, was, tuple(cited))


def links_of(
    uid: NoteUid, kind: Kind[Any], node: Mapping, source: Source, *, cites: bool
) -> Iterator[Link]:
    """Everything that the note names beside itself; ``cites`` if facts are to be looked for."""
    for text in _texts(node.get("after")):
        yield After(uid, text.value, Span(source, text.start, text.end))
    stories = _texts(node.get("story")) if "story" in kind.model.model_fields else ()
    for story in stories if kind.head != "story" else ():
        yield Tells(uid, story.value, Span(source, story.start, story.end))
    if cites:
        for text in texts_of(node, kind.code_keys):
            for mark in facts_in(text.value):
                yield Cites(uid, source, text, mark)


def _texts(node: Node | None) -> tuple[Text, ...]:
    """The names in a text or a list; one that is empty was reported as that."""
    items = node.items if isinstance(node, List) else (node,)
    return tuple(item for item in items if isinstance(item, Text) and item.value.strip())
