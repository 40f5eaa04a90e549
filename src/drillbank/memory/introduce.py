"""Which new cards a study day takes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drillbank.base.words import is_told, note_of
from drillbank.memory.candidate import Candidate, Done
from drillbank.memory.preset import Preset
from drillbank.memory.state import New

NEW_PER_DAY = 10
"""New cards a study day over all decks, unless set."""

NEW_TOLD = 1
"""Of them, told aloud, unless set."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many new cards a day takes."""

    new_per_day: int = NEW_PER_DAY
    """Over all decks whose presets set no number of their own."""

    new_now: int | None = None
    """So many in this queue, whatever the day and the presets say; None leaves it to them."""

    new_told: int = NEW_TOLD
    """New cards a study day that are told aloud; with ``new_now``, more only where nothing else
    is left to make up the number."""


def introduce(
    cards: Sequence[Candidate], asked: Iterable[Candidate], done: Done, limits: Limits
) -> list[Candidate]:
    """The new cards of today, at most one a note, in their order.

    Notes of which nothing else is asked today come first when there is not room for all.  A card
    told aloud that is one too many leaves its place to the next, and its note waits with it: what
    stands behind it in the note builds on it.
    """
    busy = {card.note for card in asked} | {note_of(uid) for uid in done.graded}
    room = _Room(
        limits,
        Counter(_pool(preset) for preset in done.introduced.values()),
        told=sum(is_told(uid) for uid in done.introduced),
    )
    notes = {note_of(uid) for uid in done.introduced}
    chosen: list[Candidate] = []
    one_too_many: list[Candidate] = []
    new = sorted(
        (card for card in cards if isinstance(card.state, New)),
        key=lambda card: (card.note in busy, card.position, card.uid),
    )
    for card in new:
        if card.note in notes:
            continue
        if is_told(card.uid) and not room.hears:
            notes.add(card.note)
            one_too_many.append(card)
        elif room.takes(card):
            notes.add(card.note)
            chosen.append(card)
    if limits.new_now is not None:
        chosen += [card for card in one_too_many if room.takes(card)]
    return sorted(chosen, key=lambda card: (card.position, card.uid))


def _pool(preset: Preset) -> str | None:
    """What a new card counts towards: its preset's own number, or the day's (None)."""
    return None if preset.new_per_day is None else preset.name


@dataclass(slots=True)
class _Room:
    """How many more new cards fit."""

    limits: Limits
    introduced: Counter[str | None]
    """By pool."""

    told: int
    """Introduced so far of those told aloud."""

    taken: int = 0

    @property
    def hears(self) -> bool:
        """Whether the day has time for one more that is told aloud."""
        return self.told < self.limits.new_told

    def takes(self, card: Candidate) -> bool:
        """Whether one more fits; it is then counted."""
        pool = _pool(card.preset)
        own = card.preset.new_per_day
        if self.limits.new_now is not None:
            fits = self.taken < self.limits.new_now
        else:
            limit = self.limits.new_per_day if own is None else own
            fits = self.introduced[pool] < limit
        if fits:
            self.taken += 1
            self.introduced[pool] += 1
            self.told += is_told(card.uid)
        return fits
