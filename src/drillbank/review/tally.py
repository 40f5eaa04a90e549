"""What a session has done so far."""

from collections import Counter
from dataclasses import dataclass, replace
from statistics import fmean

from drillbank.authoring.cards import Point
from drillbank.base.words import Uid
from drillbank.memory.events import EventId, Phase
from drillbank.memory.rating import Rating


@dataclass(frozen=True, slots=True)
class Done:
    """One grade of the session."""

    event: EventId
    uid: Uid
    rating: Rating
    was: Phase
    took_ms: int
    """Thinking and speaking."""

    missed: tuple[Point, ...]
    """The points judged as missed."""

    place: str = ""
    """Where its note begins, as ``deck.yaml:7``."""

    aimed: float | None = None
    """The chance of recall its preset aims at; None where nothing was scheduled by it (cram)."""

    leech: str | None = None
    """What was said of the card for being failed so often; None if nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The grades of the session, oldest first, without those undone."""

    grades: tuple[Done, ...] = ()

    def plus(self, done: Done) -> "Tally":
        """With one more."""
        return replace(self, grades=(*self.grades, done))

    def without(self, event: EventId) -> "Tally":
        """Without one that was undone."""
        return replace(self, grades=tuple(one for one in self.grades if one.event != event))

    @property
    def cards(self) -> int:
        """How many different cards."""
        return len({one.uid for one in self.grades})

    @property
    def seconds(self) -> float:
        """Thinking and speaking, in all."""
        return sum(one.took_ms for one in self.grades) / 1000

    @property
    def by_rating(self) -> Counter[Rating]:
        """How often each grade was given."""
        return Counter(one.rating for one in self.grades)

    @property
    def recalled(self) -> tuple[int, int]:
        """Of the cards in review: how many were recalled, of how many."""
        reviews = [one for one in self.grades if one.was is Phase.REVIEW]
        return sum(one.rating is not Rating.AGAIN for one in reviews), len(reviews)

    @property
    def aimed(self) -> float | None:
        """The share of these cards that their presets aim at; None for a cram, or without any."""
        aims = [one.aimed for one in self.grades if one.was is Phase.REVIEW]
        known = [aim for aim in aims if aim is not None]
        return fmean(known) if known else None

    @property
    def hardest(self) -> tuple[tuple[Done, int], ...]:
        """The cards graded Again, most often failed first, then those graded Hard.

        Each with one of these grades, and how often it was given.
        """
        found: list[tuple[Done, int]] = []
        for rating in (Rating.AGAIN, Rating.HARD):
            seen = {done.uid for done, _ in found}
            given = [one for one in self.grades if one.rating is rating and one.uid not in seen]
            by_uid = {one.uid: one for one in given}
            often = Counter(one.uid for one in given).most_common()
            found += [(by_uid[uid], times) for uid, times in often]
        return tuple(found)

    @property
    def missed(self) -> tuple[tuple[Done, tuple[Point, ...]], ...]:
        """The cards with points missed, in the order they came; each with all it ever missed."""
        by_uid: dict[Uid, tuple[Done, dict[Point, None]]] = {}
        for one in self.grades:
            if one.missed:
                _, points = by_uid.setdefault(one.uid, (one, {}))
                points |= dict.fromkeys(one.missed)
        return tuple((one, tuple(points)) for one, points in by_uid.values())

    @property
    def leeches(self) -> tuple[str, ...]:
        """What was said of each leech, the latest word on a card."""
        told = {one.uid: one.leech for one in self.grades if one.leech is not None}
        return tuple(told.values())
