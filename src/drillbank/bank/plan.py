"""What a compile would change in the bank: plain values, made by ``match`` and written by ``sync``.

Unchanged notes are in a plan too, so that their line and place can follow the source.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drillbank.authoring.cards import Card, Note
from drillbank.authoring.similarity import Text
from drillbank.base.words import Fingerprint, NoteUid, Uid, deck_of


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card the bank knows."""

    id: int
    uid: Uid
    fingerprint: Fingerprint
    text: Text
    retired: bool
    reviews: int
    """Live grades."""

    restart: int
    """The highest ``restart`` number already counted."""

    untouched: bool
    """The log holds no event of it."""

    dropped: bool = False
    """It was retired while its note was still taught."""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note the bank knows."""

    id: int
    uid: NoteUid
    kind: str
    fingerprint: Fingerprint
    retired: bool
    text: Text
    """Of the cards it made when it was last in the source."""

    cards: tuple[StoredCard, ...]
    """Those too that it once made and makes no more."""

    @property
    def reviews(self) -> int:
        """Live grades of all its cards."""
        return sum(card.reviews for card in self.cards)


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card of the source and where its history lies."""

    card: Card
    stored: StoredCard | None
    """None for a card the bank has never seen."""

    fresh: bool = False
    """It bears an old name for something else: its history no longer counts."""

    @property
    def renamed(self) -> bool:
        """Whether it went by another uid."""
        return self.stored is not None and self.stored.uid != self.card.uid

    @property
    def edited(self) -> bool:
        """Whether what it asks or answers changed."""
        return self.stored is not None and self.stored.fingerprint != self.card.fingerprint


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A note that is gone and reads like a new one."""

    old: StoredNote
    score: float


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note of the source, its place in the bank, and what becomes of its cards."""

    note: Note
    position: int
    stored: StoredNote | None
    cards: tuple[CardChange, ...]
    dropped: tuple[StoredCard, ...] = ()
    """Living cards that the note no longer makes and no other note goes on with."""

    alike: Suggestion | None = None
    """Which note it may have been, if none of its own cards was reviewed."""

    @property
    def is_new(self) -> bool:
        """Whether the bank has never seen it."""
        return self.stored is None

    @property
    def renamed(self) -> bool:
        """Whether it goes by another id in the same deck."""
        return self.stored is not None and self.stored.uid != self.note.uid and not self.moved

    @property
    def moved(self) -> bool:
        """Whether it came from another deck."""
        return self.stored is not None and deck_of(self.stored.uid) != deck_of(self.note.uid)

    @property
    def returned(self) -> bool:
        """Whether it had been retired."""
        return self.stored is not None and self.stored.retired and self.note.retired is None

    @property
    def edited(self) -> bool:
        """Whether its text changed, or which cards it makes."""
        return self.stored is not None and self.stored.fingerprint != fingerprint_of(self.note)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a compile would change."""

    notes: tuple[NoteChange, ...]
    """Every note of the source, in the order it was given."""

    retired: tuple[StoredNote, ...]
    """Notes that their sound deck no longer holds, in the order of their uids."""

    displaced: tuple[StoredCard, ...] = ()
    """Cards that leave their name to an elder one.

    One without events is removed; any other keeps its log, retired, under a name of its own.
    """

    displaced_notes: tuple[StoredNote, ...] = ()
    """Notes that leave their name to an elder one; all cards left to them are ``displaced``."""

    asked: Mapping[NoteUid, NoteUid] = field(default_factory=dict)
    """Notes without a review, each with the one that it may have been: kept for the next plan.

    Also where that is not told as yet, since a file that may hold the elder is broken or unread.
    """


def fingerprint_of(note: Note) -> Fingerprint:
    """Changes with anything an export of the note would show."""
    parts = [note.kind, note.head, *note.tags, note.retired or ""]
    for card in note.cards:
        parts += [card.uid, card.fingerprint, card.face.hint or "", card.face.why or ""]
        parts += [card.face.afterwards or "", card.face.see or ""]
    return Fingerprint(hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16])


def joined(texts: Iterable[Text]) -> Text:
    """The two sides of several cards as one text."""
    listed = tuple(texts)
    return Text(
        "\n".join(text.question for text in listed), "\n".join(text.answer for text in listed)
    )


def text_of(cards: Iterable[Card]) -> Text:
    """The two sides of a note."""
    return joined(Text(card.face.question, card.face.answer) for card in cards)
