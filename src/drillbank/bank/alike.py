"""Which gone note a new one reads most like: the author is asked whether it was renamed.  Pure.

A note is asked about when it is first compiled, and from then on as long as it has no review of its
own: a morning's session compiles too, and its author was not there to read the question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from drillbank.authoring.cards import Note
from drillbank.authoring.similarity import ALIKE, ONE_SIDE, NearSets, shingles, similarity
from drillbank.bank.plan import StoredNote, Suggestion, text_of
from drillbank.base.words import NoteUid

_LEAST = min(ALIKE, ALIKE / ONE_SIDE)
"""How alike one of the two sides must be at least if the notes are."""


class GoneNotes:
    """Notes that are gone and have a history to lose, found again by their text."""

    def __init__(self, gone: Iterable[StoredNote], *, unreviewed: bool = False) -> None:
        """Takes those that were reviewed; with ``unreviewed`` all, since others may have."""
        self._by_kind: dict[str, list[StoredNote]] = defaultdict(list)
        for old in gone:
            # What gave its name to an elder has one that no author can write.
            if (old.reviews or unreviewed) and "~" not in old.uid:
                self._by_kind[old.kind].append(old)
        self._sides: dict[str, tuple[_Side, _Side]] = {}

    def like(self, note: Note) -> Sequence[StoredNote]:
        """Those of its kind that may read like a note; all that do are among them."""
        gone = self._by_kind.get(note.kind)
        if not gone:
            return ()
        if note.kind not in self._sides:
            self._sides[note.kind] = (
                _Side([old.text.question for old in gone]),
                _Side([old.text.answer for old in gone]),
            )
        text = text_of(note.cards)
        questions, answers = self._sides[note.kind]
        near = questions.near(text.question) | answers.near(text.answer)
        return [gone[index] for index in sorted(near)]

    def named(self, note: Note, uid: NoteUid) -> Sequence[StoredNote]:
        """The one of that name and of the note's kind, if it is among them."""
        return [old for old in self._by_kind.get(note.kind, ()) if old.uid == uid]


class _Side:
    """One side of many notes."""

    def __init__(self, texts: Sequence[str]) -> None:
        sets = [shingles(text) for text in texts]
        counts = Counter(shingle for each in sets for shingle in each)
        ranked = sorted(counts, key=lambda shingle: (counts[shingle], shingle))
        self._rank = {shingle: number for number, shingle in enumerate(ranked)}
        self._sets = NearSets(_LEAST)
        for index in sorted(range(len(sets)), key=lambda index: len(sets[index])):
            self._sets.add(index, frozenset(self._rank[shingle] for shingle in sets[index]))

    def near(self, text: str) -> set[int]:
        """The positions of the texts that may be so alike."""
        # What none of them holds is rarer than all else.
        unknown = (-1 - number for number, _ in enumerate(shingles(text) - self._rank.keys()))
        known = (self._rank[shingle] for shingle in shingles(text) & self._rank.keys())
        return self._sets.near(frozenset((*unknown, *known)))


def suggestions(
    young: Iterable[tuple[Note, NoteUid | None]], gone: GoneNotes
) -> Mapping[NoteUid, Suggestion]:
    """For each young note the gone one it reads most like, if it is alike at all.

    With each note stands the uid that was suggested for it before, or None if it is asked about for
    the first time.  A gone note is suggested once only, for the likest.
    """
    pairs: list[tuple[NoteUid, Suggestion]] = []
    for note, before in young:
        text = text_of(note.cards)
        for old in gone.like(note) if before is None else gone.named(note, before):
            score = similarity(old.text, text)
            if score >= ALIKE:
                pairs.append((note.uid, Suggestion(old, score)))
    found: dict[NoteUid, Suggestion] = {}
    taken: set[NoteUid] = set()
    for uid, suggestion in sorted(pairs, key=lambda pair: pair[1].score, reverse=True):
        if uid not in found and suggestion.old.uid not in taken:
            found[uid] = suggestion
            taken.add(suggestion.old.uid)
    return found
