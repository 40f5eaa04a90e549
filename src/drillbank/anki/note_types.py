"""What Anki calls the kinds: note types whose names, fields, templates and ids never change.

Anki knows a note type by its id, and its fields and templates by theirs.  All of them follow from
the kind and its facets alone, so any two banks export the same note types, and a renamed field
stays the same field.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drillbank.anki.styling import CSS
from drillbank.authoring.kinds import BY_HEAD
from drillbank.authoring.kinds import base as kinds
from drillbank.base.words import UtcMs

LAST_CHANGED = UtcMs(1_795_267_800_000)
"""When ``styling`` or a template last changed.

Anki takes a known note type's new templates only if this is later than what it has, so it is
raised with every change; a test holds both together.
"""


@dataclass(frozen=True, slots=True)
class Facets:
    """A kind whose cards are known beforehand, one template each."""

    names: tuple[str | None, ...]
    """In the order of the templates; None is the facet of a note with one card.

    ``pull/*`` stands for the facets below ``pull`` whose last word is the author's; written twice,
    it takes the first and the second of them.
    """


@dataclass(frozen=True, slots=True)
class AuthorNamed:
    """A kind whose facets only the author knows: each card is a note of its own in Anki."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """A kind whose cards are the numbered gaps of its head."""


Naming = Facets | AuthorNamed | Gaps


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a note type."""

    name: str
    id: int


@dataclass(frozen=True, slots=True)
class TemplateSpec:
    """A card that a note type makes."""

    name: str
    id: int
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteTypeSpec:
    """A note type."""

    kind: str
    naming: Naming
    id: int
    name: str
    fields: tuple[FieldSpec, ...]
    templates: tuple[TemplateSpec, ...]
    slots: tuple[str, ...] = ()
    """For ``Facets``: the first words of each template's two fields, in the templates' order."""

    css: str = CSS
    changed_at: UtcMs = LAST_CHANGED

    @property
    def is_cloze(self) -> bool:
        """Whether Anki makes its cards from the gaps of the first field."""
        return isinstance(self.naming, Gaps)

    def values(self, filled: Mapping[str, str]) -> list[str]:
        """A note's fields in order, absent ones empty."""
        unknown = filled.keys() - {field.name for field in self.fields}
        if unknown:
            raise KeyError(*unknown)
        return [filled.get(field.name, "") for field in self.fields]


_COMMON = ("Hint", "Why", "See", "Uid", "Spare 1", "Spare 2")
"""The spare fields are there so that a later drillbank need not change the schema."""


def note_type(kind: str, naming: Naming) -> NoteTypeSpec:
    """The note type of a kind."""
    match naming:
        case Facets((None,)) | AuthorNamed():
            return _spec(kind, naming, ("Question", "Answer"), (_template("Card"),))
        case Facets(names):
            slots = _slots(names)
            fields = [f"{slot} {side}" for slot in slots for side in ("question", "answer")]
            templates = [_template(slot, f"{slot} question", f"{slot} answer") for slot in slots]
            return _spec(kind, naming, ("Title", *fields), templates, slots)
        case Gaps():
            return _spec(kind, naming, ("Text",), (_CLOZE,))


def _slots(names: Sequence[str | None]) -> tuple[str, ...]:
    """``("pull/*", "pull/*", "decide")`` as ``("Pull 1", "Pull 2", "Decide")``."""
    words = [(name or "card").removesuffix("/*") for name in names]
    return tuple(
        word.capitalize() + (f" {words[: at + 1].count(word)}" if words.count(word) > 1 else "")
        for at, word in enumerate(words)
    )


def _spec(
    kind: str,
    naming: Naming,
    own: Sequence[str],
    templates: Sequence[tuple[str, str, str]],
    slots: tuple[str, ...] = (),
) -> NoteTypeSpec:
    return NoteTypeSpec(
        kind=kind,
        naming=naming,
        id=stable_id(kind),
        name=f"drillbank {kind}",
        fields=tuple(FieldSpec(name, stable_id(kind, "field", name)) for name in (*own, *_COMMON)),
        templates=tuple(
            TemplateSpec(name, stable_id(kind, "template", name), front, back)
            for name, front, back in templates
        ),
        slots=slots,
    )


def stable_id(*words: str) -> int:
    """An id that the words alone decide: positive and below 2^53, as JavaScript counts."""
    digest = hashlib.blake2b("\0".join(("drillbank", *words)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) | 1


_HINT = '{{#Hint}}<details class="hint"><summary>Hint</summary>{{Hint}}</details>{{/Hint}}'
_FOOT = (
    '{{#Why}}<div class="why">{{Why}}</div>{{/Why}}'
    '<footer>{{#See}}<span class="see">Lesson: {{See}}</span>{{/See}}<span>{{Uid}}</span></footer>'
)
_RULE = '<hr id="answer">'


def _template(
    name: str, question: str = "Question", answer: str = "Answer"
) -> tuple[str, str, str]:
    # The condition holds all there is: a note with a hint but without this question makes no card.
    front = (
        f'{{{{#{question}}}}}<main class="front"><div class="question">{{{{{question}}}}}</div>'
        f"{_HINT}</main>{{{{/{question}}}}}"
    )
    back = f'{{{{FrontSide}}}}{_RULE}<main class="back"><div>{{{{{answer}}}}}</div>{_FOOT}</main>'
    return name, front, back


_CLOZE = (
    "Cloze",
    f'<main class="front"><div class="question">{{{{cloze:Text}}}}</div>{_HINT}</main>',
    (
        f'<main class="front"><div class="question">{{{{cloze:Text}}}}</div></main>{_RULE}'
        f'<main class="back">{_FOOT}</main>'
    ),
)


_IN_PLACES: Mapping[str, Facets] = {
    "axis": Facets(("pull/*", "pull/*", "decide", "choice", "dissolve")),
}
"""Kinds whose author names facets, but always the same number of them."""


def naming_of(head: str, facets: kinds.Facets) -> Naming:
    """How a kind's cards stand in Anki, from how the kind names them."""
    if head in _IN_PLACES:
        return _IN_PLACES[head]
    if facets.numbered:
        return Gaps()
    if facets.named_under is not None:
        return AuthorNamed()
    return Facets(facets.fixed or (None,))


def note_types() -> Mapping[str, NoteTypeSpec]:
    """The note type of every kind of this program, by the kind's head key."""
    return {head: note_type(head, naming_of(head, kind.facets)) for head, kind in BY_HEAD.items()}
