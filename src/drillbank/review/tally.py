"""What a session has done so far."""

from collections import Counter
from dataclasses import dataclass, replace

from drillbank.base.words import Slug, Uid
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

    missed: tuple[Slug, ...]


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
    def failed(self) -> tuple[Uid, ...]:
        """The cards graded Again, most often failed first."""
        again = Counter(one.uid for one in self.grades if one.rating is Rating.AGAIN)
        return tuple(uid for uid, _ in again.most_common())
