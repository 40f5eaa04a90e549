"""Which gone note a new one reads most like: the author is asked whether it was renamed.  Pure."""

from collections import defaultdict
from collections.abc import Iterable

from drillbank.authoring.cards import Note
from drillbank.authoring.similarity import ALIKE, similarity
from drillbank.bank.plan import StoredNote, Suggestion, text_of


class Suggester:
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
