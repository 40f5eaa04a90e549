"""Where in the bank each note and card of the source has its history.  Pure.

A note finds its place by its uid; by a name in its ``was``; by its id, gone from another deck,
with a similar text (moved); by its text, gone from another id (renamed).  A similar text under
another id is only suggested.  The rest is new, and what a sound deck no longer holds is retired.

Each card then finds its history by the same ways within the note, and no history goes to two
cards.  A name that the bank already holds gives way to an elder's history only where nothing is
lost by it: see ``_gives_way``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drillbank.authoring.cards import Card, Note
from drillbank.authoring.similarity import ALIKE, Text, similarity
from drillbank.bank.plan import (
    CardChange,
    NoteChange,
    Plan,
    StoredCard,
    StoredNote,
    Suggestion,
    joined,
    text_of,
)
from drillbank.base.words import NoteUid, Slug, Uid, deck_of, facet_of, note_of


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
    read = closed | {deck_of(uid) for uid in here}
    absent = {old.uid: old for old in stored if old.uid not in here}
    matcher = _NoteMatcher(
        stored={old.uid: old for old in stored},
        owners={card.uid: old for old in stored for card in old.cards},
        nameable={uid: old for uid, old in absent.items() if deck_of(uid) in read},
        gone={uid: old for uid, old in absent.items() if deck_of(uid) in closed},
    )
    places = matcher.match([note for _, note in notes])
    cards = _CardMatcher(stored, notes, places, read)
    cards.match()

    suggest = _Suggester(matcher.gone.values())
    changes = [
        NoteChange(
            note,
            position,
            old := places.get(note.uid),
            cards.changes(note, old),
            dropped=cards.dropped(old) if old else (),
            alike=None if old else suggest.alike(note),
        )
        for position, note in notes
    ]
    retired = sorted(
        (old for old in matcher.gone.values() if not old.retired), key=lambda old: old.uid
    )
    displaced_notes = tuple(
        old for old in stored if old.uid in here and old.uid not in matcher.claimed
    )
    return Plan(tuple(changes), tuple(retired), cards.displaced(displaced_notes), displaced_notes)


def _gives_way(
    young: StoredNote | StoredCard, reviews: int, elder: StoredNote | StoredCard | None
) -> bool:
    """Whether the holder of a name leaves it to an elder that has reviews.

    It does where it was never reviewed: compiled as new before its author wrote the ``was``, or
    while the deck that the elder left could not be read.  And where it is retired while the elder
    was in use until now.  Otherwise the elder's log is kept, retired: histories are never mixed.

    ``reviews`` are those that the young one would go on with.
    """
    if elder is None or not elder.reviews:
        return False
    return not reviews or (young.retired and not elder.retired)


@dataclass(slots=True)
class _NoteMatcher:
    """Finds each note of the source its stored one; a stored note is claimed at most once."""

    stored: Mapping[NoteUid, StoredNote]
    owners: Mapping[Uid, StoredNote]
    nameable: Mapping[NoteUid, StoredNote]
    """Absent from a deck that was read, if only in part: what a ``was`` may claim."""

    gone: dict[NoteUid, StoredNote]
    """Absent from a deck that was read whole."""

    claimed: set[NoteUid] = field(default_factory=set)
    _by_id: dict[str, list[StoredNote]] = field(default_factory=lambda: defaultdict(list))
    _by_text: dict[Text, list[StoredNote]] = field(default_factory=lambda: defaultdict(list))

    def match(self, notes: Sequence[Note]) -> dict[NoteUid, StoredNote]:
        """The place of every note that has one."""
        for old in self.gone.values():
            self._by_id[_id_of(old.uid)].append(old)
            self._by_text[old.text].append(old)
        places: dict[NoteUid, StoredNote] = {}
        ways: tuple[Callable[[Note], StoredNote | None], ...] = (
            self._firm,
            self._named,
            self._moved,
            self._renamed,
            self._formerly_named,
            self._by_uid,
        )
        for way in ways:
            for note in notes:
                place = None if note.uid in places else way(note)
                if place is not None and place.uid not in self.claimed:
                    self.claimed.add(place.uid)
                    self.gone.pop(place.uid, None)
                    places[note.uid] = place
        return places

    def _by_uid(self, note: Note) -> StoredNote | None:
        return self.stored.get(note.uid)

    def _firm(self, note: Note) -> StoredNote | None:
        """The note of that uid, where nothing could make it give way."""
        old = self._by_uid(note)
        elders = (self._named, self._moved, self._renamed, self._formerly_named)
        return None if any(elder(note) is not None for elder in elders) else old

    def _elder(self, note: Note, elder: StoredNote | None) -> StoredNote | None:
        """The elder, where it may have the note's place."""
        young = self._by_uid(note)
        if young is None:
            return elder
        names = {uid for card in note.cards for uid in (card.uid, *card.was)}
        reviews = sum(card.reviews for card in young.cards if card.uid in names)
        return elder if _gives_way(young, reviews, elder) else None

    def _named(self, note: Note) -> StoredNote | None:
        """The first note its ``was`` names that was in use until now."""
        return self._elder(note, next((old for old in self._was(note) if not old.retired), None))

    def _formerly_named(self, note: Note) -> StoredNote | None:
        """The first note its ``was`` names, though it was retired before."""
        return self._elder(note, next(self._was(note), None))

    def _was(self, note: Note) -> Iterator[StoredNote]:
        for uid in (uid for card in note.cards for uid in card.was):
            old = self.stored.get(note_of(uid)) or self.owners.get(uid)
            if old is not None and old.uid in self.nameable and old.uid not in self.claimed:
                yield old

    def _moved(self, note: Note) -> StoredNote | None:
        same_id = self._by_id.get(_id_of(note.uid))
        if not same_id:
            return None
        text = text_of(note.cards)
        return self._only(note, (old for old in same_id if similarity(old.text, text) >= ALIKE))

    def _renamed(self, note: Note) -> StoredNote | None:
        if not self._by_text:
            return None
        return self._only(note, self._by_text.get(text_of(note.cards), ()))

    def _only(self, note: Note, found: Iterable[StoredNote]) -> StoredNote | None:
        free = [old for old in found if old.uid in self.gone and old.kind == note.kind]
        return self._elder(note, free[0]) if len(free) == 1 else None


class _CardMatcher:
    """Finds each card of the source its stored one; a stored card is taken at most once."""

    def __init__(
        self,
        stored: Sequence[StoredNote],
        notes: Sequence[tuple[int, Note]],
        places: Mapping[NoteUid, StoredNote],
        read: frozenset[Slug],
    ) -> None:
        self._cards = {card.uid: card for old in stored for card in old.cards}
        self._owner = {card.id: old for old in stored for card in old.cards}
        self._asked = [(note, card) for _, note in notes for card in note.cards]
        self._wanted = {card.uid for _, card in self._asked}
        self._places = places
        claimed = {old.uid for old in places.values()}
        self._readable = {
            old.id for old in stored if old.uid in claimed or deck_of(old.uid) in read
        }
        self._found: dict[Uid, StoredCard] = {}
        self._taken: set[int] = set()
        self._named: set[int] = set()

    def match(self) -> None:
        """Works out every card's history."""
        ways: tuple[Callable[[Note, Card], StoredCard | None], ...] = (
            self._firm,
            self._by_was,
            self._by_place,
            lambda _, card: self._cards.get(card.uid),
        )
        for way in ways:
            for note, card in self._asked:
                stored = None if card.uid in self._found else way(note, card)
                if stored is not None and stored.id not in self._taken:
                    self._found[card.uid] = stored
                    self._taken.add(stored.id)
                    if stored.uid in card.was:
                        self._named.add(stored.id)

    def changes(self, note: Note, old: StoredNote | None) -> tuple[CardChange, ...]:
        """The note's cards, each with its history."""
        found = [(card, self._found.get(card.uid)) for card in note.cards]
        pairs = [(card, stored) for card, stored in found if stored is not None]
        unlike = old is not None and old.retired and not _alike(pairs)
        return tuple(
            CardChange(
                card,
                stored,
                fresh=stored is not None
                and not stored.untouched
                and self._is_fresh(note, old, card, stored, unlike=unlike),
            )
            for card, stored in found
        )

    def dropped(self, old: StoredNote) -> tuple[StoredCard, ...]:
        """Living cards of a note that it no longer makes."""
        return tuple(
            card
            for card in old.cards
            if not card.retired and card.id not in self._taken and card.uid not in self._wanted
        )

    def displaced(self, notes: Iterable[StoredNote]) -> tuple[StoredCard, ...]:
        """Cards that leave their name, and all that is left to notes that leave theirs."""
        left = {card.id: card for note in notes for card in note.cards}
        left |= {
            card.id: card for uid in self._wanted if (card := self._cards.get(uid)) is not None
        }
        return tuple(left[number] for number in sorted(left) if number not in self._taken)

    def _firm(self, note: Note, card: Card) -> StoredCard | None:
        stored = self._cards.get(card.uid)
        elder = self._by_was(note, card) or self._by_place(note, card)
        if stored is not None and _gives_way(stored, stored.reviews, elder):
            return None
        return stored

    def _by_was(self, _: Note, card: Card) -> StoredCard | None:
        """The first card its ``was`` names that was in use until now, else the first at all."""
        named = [self._cards[uid] for uid in card.was if uid in self._cards]
        free = [stored for stored in named if self._is_free(stored)]
        return min(free, key=lambda stored: stored.retired, default=None)

    def _by_place(self, note: Note, card: Card) -> StoredCard | None:
        """The card of the same facet where the note was renamed, else the one of the same text."""
        old = self._places.get(note.uid)
        if old is None or old.kind != note.kind:
            return None
        free = [stored for stored in old.cards if self._is_free(stored)]
        if old.uid != note.uid:
            facet = facet_of(card.uid)
            for stored in free:
                if facet_of(stored.uid) == facet and note_of(stored.uid) == old.uid:
                    return stored
        same = [stored for stored in free if stored.fingerprint == card.fingerprint]
        return same[0] if len(same) == 1 else None

    def _is_free(self, stored: StoredCard) -> bool:
        """Whether its name has left the source, as far as it was read, and no card took it."""
        return (
            stored.id not in self._taken
            and stored.uid not in self._wanted
            and self._owner[stored.id].id in self._readable
        )

    def _is_fresh(
        self,
        note: Note,
        old: StoredNote | None,
        card: Card,
        stored: StoredCard,
        *,
        unlike: bool,
    ) -> bool:
        """Whether the history is of something else: another kind, or a retired name used again."""
        if self._owner[stored.id].kind != note.kind:
            return True
        if not stored.retired or stored.id in self._named:
            return False
        return unlike if old is not None and old.retired else not _alike([(card, stored)])


def _alike(pairs: Sequence[tuple[Card, StoredCard]]) -> bool:
    before = joined(stored.text for _, stored in pairs)
    return similarity(before, text_of(card for card, _ in pairs)) >= ALIKE


class _Suggester:
    """Finds the gone note that a new one reads most like."""

    def __init__(self, gone: Iterable[StoredNote]) -> None:
        self._reviewed: dict[str, list[StoredNote]] = defaultdict(list)
        for old in gone:
            if old.reviews:
                self._reviewed[old.kind].append(old)

    def alike(self, note: Note) -> Suggestion | None:
        """The likest, if it is alike at all."""
        old_ones = self._reviewed.get(note.kind)
        if not old_ones:
            return None
        text = text_of(note.cards)
        scored = (Suggestion(old, similarity(old.text, text)) for old in old_ones)
        best = max(scored, key=lambda suggestion: suggestion.score)
        return best if best.score >= ALIKE else None


def _id_of(uid: NoteUid) -> str:
    return uid.partition("/")[2]
