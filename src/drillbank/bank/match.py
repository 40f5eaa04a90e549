"""Where in the bank each note and card of the source has its history.  Pure.

A note finds its place by its uid; by a name in its ``was``; by its id, gone from another deck,
with a similar text (moved); by its text, gone from another id (renamed).  A similar text under
another id is only suggested (``alike``).  The rest is new, and what a sound deck no longer holds is
retired.

Each card then finds its history by the same ways within the note, and no history goes to two
cards.  A name that the bank already holds gives way to an elder's history only where nothing is
lost by it: see ``gives_way``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drillbank.authoring.cards import Note
from drillbank.authoring.similarity import ALIKE, Text, similarity
from drillbank.bank.alike import GoneNotes, suggestions
from drillbank.bank.match_cards import CardMatcher, first_reviewed, gives_way, only_reviewed
from drillbank.bank.plan import (
    NoteChange,
    Plan,
    StoredNote,
    Suggestion,
    text_of,
)
from drillbank.base.words import NoteUid, Slug, Uid, deck_of, note_of


def make_plan(
    stored: Sequence[StoredNote],
    notes: Sequence[tuple[int, Note]],
    closed: frozenset[Slug],
    whole: frozenset[Slug],
    asked: Mapping[NoteUid, NoteUid],
    *,
    unreviewed: bool = False,
) -> Plan:
    """What compiling ``notes`` over ``stored`` changes.

    Args:
        stored: every note of the bank.
        notes: the sound notes of every deck read, each with its position in its deck.
        closed: the decks whose absence of a note means that it is gone: read whole and sound, or
            deleted from a folder that is there.
        whole: the decks that were read whole and sound.  Where the others were not looked at, a
            note absent from one of them may have moved, or be gone.
        asked: the ``asked`` of the plan before.
        unreviewed: whether a rename is also suggested where this bank has no review to lose.
    """
    here = {note.uid for _, note in notes}
    read = closed | whole | {deck_of(uid) for uid in here}
    absent = {old.uid: old for old in stored if old.uid not in here}
    matcher = _NoteMatcher(
        stored={old.uid: old for old in stored},
        owners={card.uid: old for old in stored for card in old.cards},
        nameable={uid: old for uid, old in absent.items() if deck_of(uid) in read},
        unseen=frozenset(
            uid for uid, old in absent.items() if deck_of(uid) not in read and not old.retired
        ),
        gone={uid: old for uid, old in absent.items() if deck_of(uid) in closed},
    )
    places = matcher.match([note for _, note in notes])
    cards = CardMatcher(stored, notes, places, read)
    cards.match()

    absent_still = {uid: old for uid, old in absent.items() if uid not in matcher.claimed}
    alike = suggestions(
        _young(notes, places, asked),
        GoneNotes(
            (old for uid, old in absent_still.items() if deck_of(uid) in read),
            unreviewed=unreviewed,
        ),
    )
    changes = [
        NoteChange(
            note,
            position,
            old := places.get(note.uid),
            cards.changes(note, old),
            dropped=cards.dropped(old) if old else (),
            alike=_to_be_told(note, alike.get(note.uid), matcher.gone, whole),
        )
        for position, note in notes
    ]
    retired = sorted(
        (old for old in matcher.gone.values() if not old.retired), key=lambda old: old.uid
    )
    displaced_notes = tuple(
        old for old in stored if old.uid in here and old.uid not in matcher.claimed
    )
    unseen = {
        young: elder
        for young, elder in asked.items()
        if elder in absent_still
        and (deck_of(elder) not in read or (young not in here and deck_of(young) not in closed))
    }
    return Plan(
        tuple(changes),
        tuple(retired),
        cards.displaced(displaced_notes),
        displaced_notes,
        {**unseen, **{young: likely.old.uid for young, likely in alike.items()}},
    )


def _young(
    notes: Iterable[tuple[int, Note]],
    places: Mapping[NoteUid, StoredNote],
    asked: Mapping[NoteUid, NoteUid],
) -> Iterator[tuple[Note, NoteUid | None]]:
    """The notes that may be older ones renamed, each with what it was asked about before."""
    for _, note in notes:
        old = places.get(note.uid)
        if old is None:
            yield note, None
        elif old.uid in asked and not old.reviews:
            yield note, asked[old.uid]


def _to_be_told(
    note: Note,
    likely: Suggestion | None,
    gone: Mapping[NoteUid, StoredNote],
    whole: frozenset[Slug],
) -> Suggestion | None:
    """The suggestion, if the elder is known to be gone, or at least from this very file."""
    if likely is None:
        return None
    deck = deck_of(likely.old.uid)
    is_gone = likely.old.uid in gone or (deck in whole and deck == deck_of(note.uid))
    return likely if is_gone else None


@dataclass(slots=True)
class _NoteMatcher:
    """Finds each note of the source its stored one; a stored note is claimed at most once."""

    stored: Mapping[NoteUid, StoredNote]
    owners: Mapping[Uid, StoredNote]
    nameable: Mapping[NoteUid, StoredNote]
    """Absent from a deck that was read, if only in part: what a ``was`` may claim."""

    unseen: frozenset[NoteUid]
    """In use when their decks were last read, which now were not: they may be gone or there."""

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
        elders = (self._named, self._moved, self._renamed, self._formerly_named)
        # A note never reviewed would give way to one that was at the next compile: so it does now.
        reviewed = [only_reviewed(way) for way in elders]
        for way in (self._firm, *reviewed, *elders, self._by_uid):
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
        if young is None or elder is None:
            return elder
        names = {uid for card in note.cards for uid in (card.uid, *card.was)}
        texts = {card.fingerprint for card in note.cards}
        goes_on = [old for old in young.cards if old.uid in names or old.fingerprint in texts]
        reviews = sum(old.reviews for old in goes_on)
        return elder if gives_way(young, reviews, elder) else None

    def _named(self, note: Note) -> StoredNote | None:
        """The note its ``was`` names that was in use until now; of several, the first reviewed."""
        return self._elder(note, first_reviewed(old for old in self._was(note) if not old.retired))

    def _formerly_named(self, note: Note) -> StoredNote | None:
        """The note its ``was`` names, though it was retired before; the first reviewed of several.

        None while one that was in use until now cannot be looked at: its history goes before.
        """
        if any(old.uid in self.unseen for old in self._all_named(note)):
            return None
        return self._elder(note, first_reviewed(self._was(note)))

    def _was(self, note: Note) -> Iterator[StoredNote]:
        """What its ``was`` may claim, up to a name that cannot be looked at."""
        for old in self._all_named(note):
            if old.uid in self.unseen:
                return
            if old.uid in self.nameable and old.uid not in self.claimed:
                yield old

    def _all_named(self, note: Note) -> Iterator[StoredNote]:
        for uid in (uid for card in note.cards for uid in card.was):
            old = self.stored.get(note_of(uid)) or self.owners.get(uid)
            if old is not None:
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


def _id_of(uid: NoteUid) -> str:
    return uid.partition("/")[2]
