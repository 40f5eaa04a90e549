"""Our notes as Anki's: which of its notes they make, with which fields, tags and cards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drillbank.anki import html
from drillbank.anki.images import DeckImages, Image, NoteImages
from drillbank.anki.note_types import AuthorNamed, Facets, Gaps, NoteTypeSpec
from drillbank.authoring.cards import Face
from drillbank.bank.values import ExportCard, ExportNote
from drillbank.base.words import Uid, UtcMs, facet_of

RETIRED = "drillbank::retired"
"""The tag of a note that is no longer taught."""

HIGHEST_GAP = 499
"""Anki makes no card of a gap beyond it."""


_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The columns of Anki's ``cards`` table that hold what is remembered; by default a new card."""

    type: int = 0
    queue: int = 0
    due: int | None = None
    """None for a new card: its place in the deck."""

    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    data: str = ""


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """A card of a note in Anki."""

    uid: Uid
    id: int
    ord: int
    """Its template's place, or its gap's number less one."""

    schedule: Schedule = field(default_factory=Schedule)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note in Anki."""

    guid: str
    id: int
    type: NoteTypeSpec
    changed_at: UtcMs
    """When it or one of its images last changed: Anki takes nothing from a note as old as its own.
    """

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[AnkiCard, ...]
    images: tuple[Image, ...]
    missing_images: tuple[str, ...]
    """The paths of those that words stand for."""


def anki_notes(
    note: ExportNote, type_: NoteTypeSpec, schedules: Mapping[Uid, Schedule], images: DeckImages
) -> Iterator[AnkiNote]:
    """The notes that one of ours makes, in the order of its cards; none without a card."""
    match type_.naming:
        case AuthorNamed():
            placed = [([(0, card)], card.guid) for card in note.cards]
        case Facets():
            placed = [(_by_facet(note, type_.naming), note.guid)]
        case Gaps():
            placed = [(_by_gap(note), note.guid)]
    for cards, guid in placed:
        asked = [(ord_, card) for ord_, card in cards if card.face.question.strip()]
        if asked:
            yield _note(note, type_, guid, asked, schedules, images=NoteImages(images))


def _note(
    note: ExportNote,
    type_: NoteTypeSpec,
    guid: str,
    placed: Sequence[tuple[int, ExportCard]],
    schedules: Mapping[Uid, Schedule],
    *,
    images: NoteImages,
) -> AnkiNote:
    fields = _fields(note, type_, placed, images.name_of)
    cards = [
        AnkiCard(card.uid, card.created_at, ord_, _schedule(card, note, schedules))
        for ord_, card in placed
    ]
    return AnkiNote(
        guid=guid,
        id=min(card.id for card in cards),
        type=type_,
        changed_at=max((note.changed_at, *(image.changed_at for image in images.shown))),
        fields=tuple(type_.values(fields)),
        tags=_tags(note, [card for _, card in placed]),
        cards=tuple(cards),
        images=images.shown,
        missing_images=images.missing,
    )


def _schedule(card: ExportCard, note: ExportNote, schedules: Mapping[Uid, Schedule]) -> Schedule:
    found = schedules.get(card.uid)
    if found is not None:
        return found
    return Schedule(queue=-1) if card.retired or note.retired else Schedule()


def _by_facet(note: ExportNote, naming: Facets) -> list[tuple[int, ExportCard]]:
    """Each template's card; a retired one stands back where a living one has the same place.

    The elder comes first, so that the two poles of an axis keep their places when they are swapped.
    """
    places: dict[int, ExportCard] = {}
    for card in sorted(note.cards, key=lambda card: (card.retired, card.created_at)):
        free = [
            ord_
            for ord_, name in enumerate(naming.names)
            if ord_ not in places and _is_named(facet_of(card.uid), name)
        ]
        if free:
            places[free[0]] = card
    return sorted(places.items())


def _is_named(facet: str | None, name: str | None) -> bool:
    if name is not None and name.endswith("/*"):
        return facet is not None and facet.startswith(name[:-1])
    return facet == name


def _by_gap(note: ExportNote) -> list[tuple[int, ExportCard]]:
    """The cards whose gap is still in the text; Anki would find any other empty."""
    by_number = {facet_of(card.uid): card for card in note.cards}
    numbers = sorted({number for number, _ in html.numbered_gaps(note.head)})
    return [
        (number - 1, by_number[str(number)])
        for number in numbers
        if number <= HIGHEST_GAP and str(number) in by_number
    ]


def _fields(
    note: ExportNote,
    type_: NoteTypeSpec,
    placed: Sequence[tuple[int, ExportCard]],
    images: html.Images,
) -> dict[str, str]:
    faces = [card.face for _, card in placed]
    common = _Common.of(faces, images)
    uid = placed[0][1].uid if isinstance(type_.naming, AuthorNamed) else note.uid
    filled = common.fields() | {"Uid": html.plain(uid)}
    if type_.is_cloze:
        return filled | {"Text": html.cloze(note.head, {ord_ + 1 for ord_, _ in placed}, images)}
    if not type_.slots:
        return filled | common.sides(faces[0], "Question", "Answer")
    filled["Title"] = html.plain(note.head) or filled["Uid"]
    for (ord_, _), face in zip(placed, faces, strict=True):
        slot = type_.slots[ord_]
        filled |= common.sides(face, f"{slot} question", f"{slot} answer")
    return filled


@dataclass(frozen=True, slots=True)
class _Common:
    """What all cards of a note share stands in a field of its own, the rest on its card's side."""

    hint: str | None
    why: str | None
    see: str | None
    images: html.Images

    @classmethod
    def of(cls, faces: Sequence[Face], images: html.Images) -> "_Common":
        hints, whys, sees = (
            {getattr(face, name) for face in faces} for name in ("hint", "why", "see")
        )
        hint, why, see = (one.pop() if len(one) == 1 else None for one in (hints, whys, sees))
        return cls(hint, why, see, images)

    def fields(self) -> dict[str, str]:
        return {
            "Hint": html.markdown(self.hint or "", self.images),
            "Why": html.markdown(self.why or "", self.images),
            "See": html.plain(self.see or ""),
        }

    def sides(self, face: Face, question: str, answer: str) -> dict[str, str]:
        return {
            question: html.question(face, self.images, hint=self.hint is None),
            answer: html.answer(face, self.images, why=self.why is None, see=self.see is None),
        }


def _tags(note: ExportNote, cards: Sequence[ExportCard]) -> tuple[str, ...]:
    """The author's, the deck's, and what is retired; Anki parts tags at blanks of any sort."""
    own = [*note.tags, f"drillbank::deck::{note.deck}"]
    retired = [card for card in cards if card.retired]
    if note.retired or len(retired) == len(cards):
        own.append(RETIRED)
    else:
        own += [f"drillbank::retired-card::{facet_of(card.uid) or 'card'}" for card in retired]
    distinct: dict[str, str] = {}
    for tag in own:
        word = _BLANKS.sub("_", tag.strip())
        distinct.setdefault(word.casefold(), word)
    return tuple(word for word in distinct.values() if word)
