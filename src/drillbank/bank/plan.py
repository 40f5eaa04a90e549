"""What a compile would change in the bank, worked out before anything is written.  Pure.

The order in which a note of the source finds its place in the bank: the same uid; a name in its
``was``; the same id gone from another deck, with the same or a similar text (moved); the same text
under another id (renamed).  A similar text under another id is only suggested.  The rest is new,
and what a sound deck no longer holds is retired.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drillbank.authoring.cards import Card, Note
from drillbank.authoring.similarity import ALIKE, Text, similarity
from drillbank.base.words import Fingerprint, NoteUid, Slug, Uid, deck_of, facet_of, note_of


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card the bank knows."""

    id: int
    uid: Uid
    fingerprint: Fingerprint
    retired: bool
    reviews: int
    """Live grades."""

    restart: int
    """The highest ``restart`` number already counted."""

    untouched: bool
    """The log holds no event of it."""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note the bank knows."""

    id: int
    uid: NoteUid
    kind: str
    fingerprint: Fingerprint
    retired: bool
    text: Text
    cards: tuple[StoredCard, ...]

    @property
    def reviews(self) -> int:
        """Live grades of all its cards."""
        return sum(card.reviews for card in self.cards)

    @property
    def untouched(self) -> bool:
        """Whether the log holds no event of any of its cards."""
        return all(card.untouched for card in self.cards)


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card of the source and where its history lies."""

    card: Card
    stored: StoredCard | None
    """None for a card the bank has never seen."""

    fresh: bool = False
    """It bears an old name for something else: its history no longer counts."""

    @property
    def edited(self) -> bool:
        """Whether what it asks or answers changed."""
        return self.stored is not None and self.stored.fingerprint != self.card.fingerprint


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note of the source, its place in the bank, and what becomes of its cards."""

    note: Note
    position: int
    stored: StoredNote | None
    cards: tuple[CardChange, ...]
    dropped: tuple[StoredCard, ...] = ()
    """Living cards that the note no longer makes and no other note goes on with."""

    alike: "Suggestion | None" = None

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
class Suggestion:
    """A new note that reads like one that is gone."""

    old: StoredNote
    score: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a compile would change; unchanged notes are in ``notes`` too."""

    notes: tuple[NoteChange, ...]
    retired: tuple[StoredNote, ...]
    """Notes that their sound deck no longer holds, in the order of their uids."""


def fingerprint_of(note: Note) -> Fingerprint:
    """Changes with anything an export of the note would show."""
    parts = [note.kind, note.head, *note.tags, note.retired or ""]
    for card in note.cards:
        parts += [card.uid, card.fingerprint, card.face.hint or "", card.face.why or ""]
        parts += [card.face.afterwards or "", card.face.see or ""]
    return Fingerprint(hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16])


def text_of(cards: Iterable[Card]) -> Text:
    """The two sides of a note."""
    faces = [card.face for card in cards]
    return Text(
        "\n".join(face.question for face in faces), "\n".join(face.answer for face in faces)
    )


@dataclass(slots=True)
class _Matcher:
    """Finds each compiled note its stored one; a stored note is claimed at most once."""

    stored: Mapping[NoteUid, StoredNote]
    gone: dict[NoteUid, StoredNote]
    """Stored notes that no compiled deck holds under their own uid, and whose deck was read."""

    cards: Mapping[Uid, StoredNote]
    claimed: set[NoteUid] = field(default_factory=set)

    def _claim(self, note: StoredNote | None) -> StoredNote | None:
        if note is None or note.uid in self.claimed:
            return None
        self.claimed.add(note.uid)
        self.gone.pop(note.uid, None)
        return note

    def by_uid(self, note: Note) -> StoredNote | None:
        old = self.stored.get(note.uid)
        # A note compiled as new before its author wrote the `was` gives way to its history.
        if old is None or (old.untouched and self._elder(note) is not None):
            return None
        return self._claim(old)

    def by_was(self, note: Note) -> StoredNote | None:
        return self._claim(self._elder(note))

    def _elder(self, note: Note) -> StoredNote | None:
        for card in note.cards:
            for old in card.was:
                owner = self.stored.get(note_of(old)) or self.cards.get(old)
                if owner is not None and owner.uid != note.uid and owner.uid in self.gone:
                    return owner
        return None

    def by_move(self, note: Note, moves: Mapping[str, list[StoredNote]]) -> StoredNote | None:
        text = text_of(note.cards)
        found = [
            old
            for old in moves.get(note.uid.partition("/")[2], ())
            if old.uid in self.gone
            and old.kind == note.kind
            and (old.fingerprint == fingerprint_of(note) or similarity(old.text, text) >= ALIKE)
        ]
        return self._claim(found[0]) if len(found) == 1 else None

    def by_text(self, note: Note, texts: Mapping[Text, list[StoredNote]]) -> StoredNote | None:
        found = [
            old
            for old in texts.get(text_of(note.cards), ())
            if old.uid in self.gone and old.kind == note.kind
        ]
        return self._claim(found[0]) if len(found) == 1 else None

    def alike(self, note: Note) -> Suggestion | None:
        text = text_of(note.cards)
        scored = [
            Suggestion(old, similarity(old.text, text))
            for old in self.gone.values()
            if old.kind == note.kind and old.reviews
        ]
        best = max(scored, key=lambda suggestion: suggestion.score, default=None)
        return best if best is not None and best.score >= ALIKE else None


def make_plan(
    stored: Sequence[StoredNote], notes: Sequence[tuple[int, Note]], closed: frozenset[Slug]
) -> Plan:
    """What compiling ``notes`` over ``stored`` changes.

    Args:
        stored: every note of the bank.
        notes: the sound notes of every deck read, each with its position in its deck.
        closed: the decks whose absence of a note means that it is gone: read whole and sound, or
            deleted from a folder that is there.
    """
    here = {note.uid for _, note in notes}
    gone = {old.uid: old for old in stored if old.uid not in here and deck_of(old.uid) in closed}
    matcher = _Matcher(
        stored={old.uid: old for old in stored},
        gone=dict(gone),
        cards={card.uid: old for old in stored for card in old.cards},
    )
    moves: dict[str, list[StoredNote]] = defaultdict(list)
    texts: dict[Text, list[StoredNote]] = defaultdict(list)
    for old in gone.values():
        moves[old.uid.partition("/")[2]].append(old)
        texts[old.text].append(old)

    ways: tuple[Callable[[Note], StoredNote | None], ...] = (
        matcher.by_uid,
        matcher.by_was,
        lambda note: matcher.by_move(note, moves),
        lambda note: matcher.by_text(note, texts),
    )
    found: dict[NoteUid, StoredNote] = {}
    for way in ways:
        for _, note in notes:
            match = None if note.uid in found else way(note)
            if match is not None:
                found[note.uid] = match

    by_card = {card.uid: card for old in stored for card in old.cards}
    changes = [
        _change(note, position, found.get(note.uid), by_card, matcher) for position, note in notes
    ]
    kept = {card.stored.id for change in changes for card in change.cards if card.stored}
    changes = [
        replace(change, dropped=tuple(card for card in change.dropped if card.id not in kept))
        for change in changes
    ]
    retired = sorted(
        (old for old in matcher.gone.values() if not old.retired), key=lambda old: old.uid
    )
    return Plan(tuple(changes), tuple(retired))


def _change(
    note: Note,
    position: int,
    old: StoredNote | None,
    by_card: Mapping[Uid, StoredCard],
    matcher: _Matcher,
) -> NoteChange:
    if old is None:
        cards = tuple(CardChange(card, _by_was(card, by_card)) for card in note.cards)
        return NoteChange(note, position, None, cards, alike=matcher.alike(note))
    reborn = old.kind != note.kind or (
        old.retired and similarity(old.text, text_of(note.cards)) < ALIKE
    )
    cards = _match_cards(note, old, by_card, reborn=reborn)
    return NoteChange(
        note, position, old, cards, dropped=tuple(c for c in old.cards if not c.retired)
    )


def _by_was(card: Card, by_card: Mapping[Uid, StoredCard]) -> StoredCard | None:
    return next((by_card[uid] for uid in card.was if uid in by_card), None)


def _by_uid(card: Card, by_card: Mapping[Uid, StoredCard]) -> StoredCard | None:
    stored, elder = by_card.get(card.uid), _by_was(card, by_card)
    gives_way = stored is not None and stored.untouched and elder is not None
    return None if gives_way else stored


def _match_cards(
    note: Note, old: StoredNote, by_card: Mapping[Uid, StoredCard], *, reborn: bool
) -> tuple[CardChange, ...]:
    """Each card's history: by uid, by ``was``, by facet where the note moved, by equal text."""
    by_facet = {facet_of(card.uid): card for card in old.cards}
    found: dict[Uid, StoredCard] = {}
    taken: set[int] = set()
    ways: tuple[Callable[[Card], StoredCard | None], ...] = (
        lambda card: _by_uid(card, by_card),
        lambda card: _by_was(card, by_card),
        lambda card: by_facet.get(facet_of(card.uid)),
        lambda card: _same_text(card, old),
    )
    for way in ways:
        for card in note.cards:
            match = None if card.uid in found else way(card)
            if match is not None and match.id not in taken:
                found[card.uid] = match
                taken.add(match.id)
    return tuple(
        CardChange(card, found.get(card.uid), fresh=reborn and card.uid in found)
        for card in note.cards
    )


def _same_text(card: Card, old: StoredNote) -> StoredCard | None:
    same = [stored for stored in old.cards if stored.fingerprint == card.fingerprint]
    return same[0] if len(same) == 1 else None
