"""Where each card of the source has its history, once its note's place is known.  Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ParamSpec, TypeVar

from drillbank.authoring.cards import Card, Note
from drillbank.authoring.similarity import ALIKE, similarity
from drillbank.bank.plan import CardChange, StoredCard, StoredNote, joined, text_of
from drillbank.base.words import NoteUid, Slug, Uid, deck_of, facet_of, note_of


def gives_way(
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


Found = TypeVar("Found", StoredNote, StoredCard)
Asked = ParamSpec("Asked")


def first_reviewed(found: Iterable[Found]) -> Found | None:
    """The first that has reviews, else the first."""
    return min(found, key=lambda old: not old.reviews, default=None)


def only_reviewed(way: Callable[Asked, Found | None]) -> Callable[Asked, Found | None]:
    """A way to what has reviews, and to nothing else."""

    def reviewed(*args: Asked.args, **kwargs: Asked.kwargs) -> Found | None:
        old = way(*args, **kwargs)
        return old if old is not None and old.reviews else None

    return reviewed


class CardMatcher:
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
        elders = (self._by_was, self._by_place)
        reviewed = [only_reviewed(way) for way in elders]
        for way in (self._firm, *reviewed, *elders, self._by_uid):
            for note, card in self._asked:
                stored = None if card.uid in self._found else way(note, card)
                if stored is not None and stored.id not in self._taken:
                    self._found[card.uid] = stored
                    self._taken.add(stored.id)
                    if stored.uid in card.was and self._is_meant(note, card, stored):
                        self._named.add(stored.id)

    def changes(self, note: Note, old: StoredNote | None) -> tuple[CardChange, ...]:
        """The note's cards, each with its history."""
        found = [(card, self._found.get(card.uid)) for card in note.cards]
        pairs = [(card, stored) for card, stored in found if stored and not stored.dropped]
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

    def _by_uid(self, _note: Note, card: Card) -> StoredCard | None:
        return self._cards.get(card.uid)

    def _firm(self, note: Note, card: Card) -> StoredCard | None:
        stored = self._cards.get(card.uid)
        elders = (self._by_was(note, card), self._by_place(note, card))
        if stored is not None and any(gives_way(stored, stored.reviews, old) for old in elders):
            return None
        return stored

    def _by_was(self, note: Note, card: Card) -> StoredCard | None:
        """The card its ``was`` names: of several, one with reviews, and one in use until now.

        None while one in use cannot be looked at: its history goes before.
        """
        named = [self._cards[uid] for uid in card.was if uid in self._cards]
        if any(not stored.retired and not self._is_readable(stored) for stored in named):
            return None
        free = [stored for stored in named if self._is_free(stored)]
        meant = [stored for stored in free if self._is_meant(note, card, stored)]
        return first_reviewed(sorted(meant, key=lambda stored: stored.retired))

    def _is_meant(self, note: Note, card: Card, stored: StoredCard) -> bool:
        """Whether a name in ``was`` speaks of this card.

        A note's ``was`` names a card for each of its own, also for one that is added years later:
        what was retired by then is meant only if it reads alike, if it comes back with the whole
        note, or if the card itself says so.
        """
        place = self._places.get(note.uid)
        returns = place is not None and place.retired and place is self._owner[stored.id]
        returns = returns and not stored.dropped
        return (
            not stored.retired
            or returns
            or note_of(stored.uid) == note.uid
            or _alike([(card, stored)])
        )

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
            and self._is_readable(stored)
        )

    def _is_readable(self, stored: StoredCard) -> bool:
        return self._owner[stored.id].id in self._readable

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
        comes_back_with_it = old is not None and old.retired and not stored.dropped
        return unlike if comes_back_with_it else not _alike([(card, stored)])


def _alike(pairs: Sequence[tuple[Card, StoredCard]]) -> bool:
    before = joined(stored.text for _, stored in pairs)
    return similarity(before, text_of(card for card, _ in pairs)) >= ALIKE
