"""From a note's node to a ``Note``: its kind, its model, its id, its cards."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from drillbank.authoring.cards import Note
from drillbank.authoring.diagnostics import Code, Diagnostic, Edit, Fix, Label, Safety
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.images import check_images
from drillbank.authoring.kinds import BY_HEAD
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.lessons import Lessons, Missing
from drillbank.authoring.links import Link, Named, full, links_of, named_by
from drillbank.authoring.marks import texts_of, without_facts
from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text
from drillbank.authoring.shapes import described
from drillbank.authoring.slugs import is_slug, provisional_id
from drillbank.authoring.source import Source, Span
from drillbank.authoring.validate import validate
from drillbank.base.words import NoteUid, Slug, uid_of

_OWNERS = {
    head: owners
    for head in BY_HEAD
    if (
        owners := frozenset(
            other
            for other in BY_HEAD
            if other != head and head in BY_HEAD[other].model.model_fields
        )
    )
}
"""The heads that are keys of other kinds too, and the heads of those."""

_FIELDS = {head: frozenset(kind.model.model_fields) for head, kind in BY_HEAD.items()}
"""The keys of each kind."""


@dataclass(frozen=True, slots=True)
class DeckFacts:
    """What a note takes from its deck."""

    source: Source
    slug: Slug
    tags: tuple[str, ...]
    defaults: AnyMapping[str, object]
    lesson: Path | None
    lessons: Lessons
    has_images: bool = field(init=False)
    """Whether to look for images at all; asked once, not note by note."""

    has_facts: bool = field(init=False)
    """Whether any text may cite a fact."""

    def __post_init__(self) -> None:
        """Looks through the text."""
        object.__setattr__(self, "has_images", "![" in self.source.text)
        object.__setattr__(self, "has_facts", "](fact:" in self.source.text)


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note as far as it could be read."""

    note: Note | None
    """None if it has an error."""

    id: Slug | None
    """Its id, frozen or provisional, even if the note is broken; None if it has none."""

    named_by: Node | None
    """Its ``id``, or the head that a provisional id was made from."""

    provisional: bool
    was: tuple[tuple[str, Text], ...]
    """Its earlier ids, each with the text that claims it."""

    problems: tuple[Diagnostic, ...]
    named: Named | None = None
    """The note as others may name it; None if it has no id."""

    links: tuple[Link, ...] = ()
    """What it names beside itself."""

    kind: Kind[Any] | None = None
    """None if it could not be told."""

    mapping: Mapping | None = None
    """As written, the quick form written out; None without a kind."""


def read_note(node: Node, deck: DeckFacts) -> ReadNote:
    """Reads one note; every problem in it is reported at once."""
    chosen = choose_kind(node, deck.source)
    if isinstance(chosen, Diagnostic):
        unread = _unread(node, chosen)
        uid = uid_of(deck.slug, unread.id) if unread.id else None
        return replace(unread, named=named_by(uid, None, node, deck.source) if uid else None)
    kind, mapping = chosen
    shared = {key: v for key, v in deck.defaults.items() if key in kind.model.model_fields}
    what = f"this '{kind.head}' note"
    model, problems = validate(kind.model, mapping, deck.source, what=what, defaults=shared)
    named, id_problems = _identify(kind, mapping, deck.source)
    problems = (*problems, *id_problems)
    if deck.has_images:
        problems = (*problems, *check_images(texts_of(mapping, kind.code_keys), deck.source))
    uid = uid_of(deck.slug, named.id) if named.id else None
    note = None
    if model is None:
        model, mapping = _sound_part(kind, mapping, problems, deck)
    if model is not None and uid is not None:
        see, see_problems = _see(model, mapping, deck)
        context = Context(uid, model, mapping, deck.source, see)
        cards = kind.expand(model, context)
        problems = (*problems, *see_problems, *context.problems)
        note = _note(kind, model, context, cards, deck, provisional=named.provisional)
    if any(problem.is_error for problem in problems):
        note = None
    return ReadNote(
        note,
        named.id,
        named.written,
        provisional=named.provisional,
        was=_former(mapping),
        problems=tuple(replace(problem, note_uid=uid) for problem in problems),
        named=_named(uid, kind, mapping, deck.source, problems) if uid else None,
        links=tuple(links_of(uid, kind, mapping, deck.source, cites=deck.has_facts)) if uid else (),
        kind=kind,
        mapping=mapping,
    )


def _named(
    uid: NoteUid, kind: Kind[Any], mapping: Mapping, source: Source, problems: Sequence[Diagnostic]
) -> Named:
    """The note for others; one that has a misspelt key and no ``facts`` may have meant that."""
    unsure = mapping.get("facts") is None and has_misspelt_key(problems)
    return named_by(uid, kind, mapping, source)._replace(all_facts=not unsure)


def has_misspelt_key(problems: Iterable[Diagnostic]) -> bool:
    """Whether a key was meant for another, so that one may be missed that is there."""
    return any(problem.code is Code.UNKNOWN_KEY for problem in problems)


def _sound_part(
    kind: Kind[Any], mapping: Mapping, problems: Sequence[Diagnostic], deck: DeckFacts
) -> tuple[NoteModel | None, Mapping]:
    """The note without its wrong values, so that what else is wrong is said as well.

    Only a value such as ``limit: soon``: without a misspelt key, or a wrong list, the rest would be
    blamed for its absence.
    """
    wrong_at = [problem.span.start for problem in problems if problem.code is Code.WRONG_VALUE]
    wrong = [
        entry
        for entry in mapping.entries
        if isinstance(entry.value, Text)
        and any(entry.value.start <= at <= entry.value.end for at in wrong_at)
    ]
    if not wrong:
        return None, mapping
    rest = replace(mapping, entries=tuple(e for e in mapping.entries if e not in wrong))
    what = f"this '{kind.head}' note"
    model, _ = validate(kind.model, rest, deck.source, what=what, defaults={})
    return model, rest


def _note(
    kind: Kind[Any],
    model: NoteModel,
    context: Context,
    cards: tuple[Any, ...],
    deck: DeckFacts,
    *,
    provisional: bool,
) -> Note:
    return Note(
        uid=context.uid,
        kind=kind.head,
        head=without_facts(head_text(context.node.get(kind.head))),
        cards=cards,
        line=deck.source.position(context.node.start).line,
        tags=tuple(dict.fromkeys((*deck.tags, *model.tags))),
        retired=model.retired,
        restart=model.restart,
        after=tuple(full(name, context.uid) for name in model.after),
        provisional=provisional,
    )


def _unread(node: Node, problem: Diagnostic) -> ReadNote:
    """A note without a kind still has its id, if it wrote one: another may not take it."""
    written = node.get("id") if isinstance(node, Mapping) else None
    slug = None
    if isinstance(written, Text) and is_slug(written.value):
        slug = Slug(written.value)
    named_by = written if slug and isinstance(written, Text) else None
    return ReadNote(None, slug, named_by, provisional=False, was=(), problems=(problem,))


def choose_kind(node: Node, source: Source) -> tuple[Kind[Any], Mapping] | Diagnostic:
    """The kind that a note's head tells and the note with its head written out, or why not."""
    if not isinstance(node, Mapping):
        return _not_a_note(node, source)
    mapping = written_out(node)
    heads = [entry for entry in mapping.entries if entry.key.value in BY_HEAD]
    if len(heads) > 1:
        # `story` may be a key of another kind: a head that a head beside it knows is not one.
        heads = [
            head
            for head in heads
            if not any(
                head.key.value in BY_HEAD[other.key.value].model.model_fields
                for other in heads
                if other is not head
            )
        ]
    if len(heads) == 1 and not _is_key_of_another(heads[0].key.value, mapping):
        return BY_HEAD[heads[0].key.value], mapping
    return _two_kinds(heads, source) if len(heads) > 1 else _no_kind(mapping, source)


def _is_key_of_another(head: str, mapping: Mapping) -> bool:
    """Whether the head is a key of a kind whose own head stands beside it, misspelt."""
    owners = _OWNERS.get(head)
    if not owners:
        return False
    own = BY_HEAD[head].model.model_fields
    others = [entry.key.value for entry in mapping.entries if entry.key.value not in own]
    return any(did_you_mean(other, BY_HEAD) in owners for other in others)


def written_out(node: Mapping) -> Mapping:
    """The quick form ``Question?: Answer`` as the ``q`` and ``a`` it stands for."""
    if not node.entries:
        return node
    first, *others = node.entries
    question = first.key.value
    if not (" " in question or question.endswith("?")) or any(
        entry.key.value in BY_HEAD for entry in others
    ):
        return node
    place = first.key
    q = Entry(Text("q", place.start, place.end), place)
    a = Entry(Text("a", place.start, place.end), first.value)
    return Mapping((q, a, *others), node.start, node.end)


def _not_a_note(node: Node, source: Source) -> Diagnostic:
    end = source.text.find("\n", node.start, node.end)
    start = node.start
    if node.start == node.end:
        start, end = source.text.rfind("-", 0, node.start + 1), node.start
    if isinstance(node, Text) and node.is_absent:
        return Diagnostic(
            Code.NO_VALUE,
            Span(source, start, max(end, start + 1)),
            "this note is empty",
            "write 'q:' and 'a:' behind the dash, or delete it",
        )
    return Diagnostic(
        Code.WRONG_SHAPE,
        Span(source, start, end if end >= 0 else node.end),
        f"a note is 'key: value' lines, and this is {described(node)}",
        "write 'question?: answer', or 'q: …' and 'a: …' on two lines",
    )


def _two_kinds(heads: list[Entry], source: Source) -> Diagnostic:
    first, second, *_ = heads
    return Diagnostic(
        Code.TWO_KINDS,
        Span(source, second.key.start, second.key.end),
        f"a note is of one kind, and this is both '{first.key.value}' and '{second.key.value}'",
        "make two notes of it, or delete one of the keys",
        (Label(Span(source, first.key.start, first.key.end), "the other kind"),),
    )


def _no_kind(mapping: Mapping, source: Source) -> Diagnostic:
    """Points at the key that was probably meant to be the head, else at the first."""
    if not mapping.entries:
        return Diagnostic(
            Code.NO_VALUE,
            Span(source, mapping.start, mapping.end),
            "this note is empty",
            "write 'q:' and 'a:', or delete it",
        )
    common = NoteModel.model_fields
    own = [entry.key for entry in mapping.entries if entry.key.value not in common]
    # A key that some kind has is no misspelt head, however near: `ask` to `axis`.
    odd = [key for key in own if not any(key.value in fields for fields in _FIELDS.values())]
    guesses = [(key, near) for key in odd if (near := did_you_mean(key.value, BY_HEAD))]
    key = guesses[0][0] if guesses else (own or [mapping.entries[0].key])[0]
    help_ = f"start it with one of: {', '.join(f'{head}:' for head in BY_HEAD)}"
    owners = [head for head, fields in _FIELDS.items() if all(k.value in fields for k in own)]
    if own and len(owners) == 1:
        help_ = f"add '{owners[0]}: …'; its other keys are those of a '{owners[0]}' note"
    fix = None
    if guesses:
        near = guesses[0][1]
        help_ = f"did you mean '{near}:'?"
        fix = Fix(f"write '{near}'", (Edit(key.start, key.end, near),), Safety.SUGGESTED)
    span = Span(source, key.start, key.end)
    return Diagnostic(Code.NO_KIND, span, "no kind of note recognised", help_, fix=fix)


class _Identity(NamedTuple):
    """What a note goes by."""

    id: Slug | None
    written: Node | None
    """Where that stands."""

    provisional: bool


def _identify(
    kind: Kind[Any], mapping: Mapping, source: Source
) -> tuple[_Identity, tuple[Diagnostic, ...]]:
    written = mapping.get("id")
    if isinstance(written, Text):
        slug = Slug(written.value) if is_slug(written.value) else None
        return _Identity(slug, written, provisional=False), ()
    if written is not None:
        return _Identity(None, None, provisional=False), ()
    head = mapping.get(kind.head)
    words = head_text(head)
    if head is None or not words:
        return _Identity(None, None, provisional=True), ()
    slug = provisional_id(kind.plain_head(without_facts(words)))
    named = _Identity(slug, head, provisional=True)
    if slug:
        return named, ()
    problem = Diagnostic(
        Code.NEEDS_ID,
        Span(source, head.start, _line_end(source, head)),
        "no id can be made from this text: its first words hold no Latin letter",
        "give the note one: 'id: some-short-name'",
    )
    return named, (problem,)


def head_text(head: Node | None) -> str:
    """The head as text: of an axis, both poles with a stroke between; empty for no text."""
    match head:
        case Text():
            return head.value.rstrip()
        case List():
            return " / ".join(filter(None, map(head_text, head.items)))
        case Mapping():
            return head_text(head.get("name"))
        case None:
            return ""


def _line_end(source: Source, node: Node) -> int:
    end = source.text.find("\n", node.start, node.end)
    return node.end if end < 0 else end


def _see(
    model: NoteModel, mapping: Mapping, deck: DeckFacts
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    if model.see is None:
        return None, ()
    found = deck.lessons.resolve(model.see, deck.source.path, deck.lesson)
    if not isinstance(found, Missing):
        return found, ()
    node = mapping.get("see") or mapping
    span = Span(deck.source, node.start, node.end)
    return None, (Diagnostic(found.code, span, found.message, found.help),)


def _former(mapping: Mapping) -> tuple[tuple[str, Text], ...]:
    was = mapping.get("was")
    if isinstance(was, Text):
        return ((was.value, was),)
    items = was.items if was is not None and not isinstance(was, Mapping) else ()
    return tuple((item.value, item) for item in items if isinstance(item, Text))
