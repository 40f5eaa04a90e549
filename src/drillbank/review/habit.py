"""The learner's own habits: how long an answer takes, and for how many days running."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from drillbank.bank.reader import Reader
from drillbank.bank.values import Pace
from drillbank.base.words import StudyDay, is_told
from drillbank.memory.queue import Candidate, Queue
from drillbank.memory.state import New
from drillbank.memory.study_day import weekday

PACE_DAYS = 14
"""How many days back an answer still tells the pace."""

PACE_ANSWERS = 1000
"""And of these days, so many answers tell it: more would be read at every start for nothing."""

FEW = 5
"""Fewer answers than this of a sort tell nothing."""

RECALL_S = 20.0
"""A card answered in a few words, until the learner's own pace is known."""

TELL_S = 240.0
"""A story told aloud and judged point by point, until the learner's own pace is known."""

Sort = tuple[str, bool]
"""A kind, and whether it is told aloud: cards that take alike."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds an answer takes, by the sort of card."""

    known: Mapping[Sort, float] = field(default_factory=dict)

    @classmethod
    def of(cls, paces: Iterable[Pace]) -> "Tempo":
        """The medians of answers given."""
        by_sort: dict[Sort, list[int]] = {}
        for pace in paces:
            by_sort.setdefault((pace.kind, is_told(pace.uid)), []).append(pace.took_ms)
        return cls(
            {sort: _median(times) / 1000 for sort, times in by_sort.items() if len(times) >= FEW}
        )

    def seconds(self, card: Candidate) -> float:
        """The median of its sort, or a guess where there are too few answers."""
        return self._of((card.kind, is_told(card.uid)))

    def _of(self, sort: Sort) -> float:
        return self.known.get(sort, TELL_S if sort[1] else RECALL_S)

    def minutes(self, cards: Sequence[Candidate], most: int | None = None) -> float:
        """How long these take in all, the repeats of new cards counted.

        No more than ``most`` answers are; None counts them all.
        """
        # On its first day a new card is answered when it is met, and after its last step.
        again = [card for card in cards if isinstance(card.state, New)]
        answers = islice(chain(cards, again), None if most is None else max(0, most))
        # Thousands may wait, of a few sorts.
        sorts = Counter([(card.kind, is_told(card.uid)) for card in answers])
        return sum(count * self._of(sort) for sort, count in sorts.items()) / 60


def _median(times: list[int]) -> int:
    """The upper one of two; ``statistics`` would load fractions and decimals for the first card."""
    return sorted(times)[len(times) // 2]


def tempo(reader: Reader, today: StudyDay) -> Tempo:
    """The learner's pace of the last days."""
    return Tempo.of(reader.paces(StudyDay(today - PACE_DAYS), PACE_ANSWERS))


def minutes(queue: Queue, pace: Tempo) -> float:
    """How long the rest of the day is likely to take."""
    return pace.minutes((*queue.steps, *queue.main))


def streak(reader: Reader, today: StudyDay, free: frozenset[int] = frozenset()) -> int:
    """Study days running on which something was graded; today need not have begun.

    Args:
        reader: tells on which days there was a grade.
        today: the present study day.
        free: weekdays that need not be studied, Monday being 0; they never end a streak, and
            count where they were studied.  At least one weekday is not among them.
    """
    day = today if reader.studied_on(today) else StudyDay(today - 1)
    days = 0
    while (studied := reader.studied_on(day)) or weekday(day) in free:
        days, day = days + studied, StudyDay(day - 1)
    return days
