"""How alike two notes read: enough to recognise one that was moved or renamed."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

ALIKE = 0.5
"""From here on two notes are taken for one.

On a thousand notes of real sentences every one-sided edit (a typo, a clause added, a third cut, the
question rewritten with its answer kept) scored higher, and 3 of 600 unrelated notes did.
"""

ONE_SIDE = 0.9
"""What equal questions, or equal answers, count for when the other side was rewritten."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """The two sides of a note, joined over its cards."""

    question: str
    answer: str


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """The words of a text and its pairs of neighbours; a text of signs alone is one word."""
    words = _WORD.findall(text.casefold()) or text.split()
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}


def _jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / (len(a | b) or 1)


def similarity(one: Text, other: Text) -> float:
    """From 0 (nothing shared) to 1 (the same words in the same pairs)."""
    question = _jaccard(one.question, other.question)
    answer = _jaccard(one.answer, other.answer)
    return max((question + answer) / 2, ONE_SIDE * question, ONE_SIDE * answer)


_TOGETHER = 3
"""Of so many rare members at least, alike sets share all; one is shared by chance too often."""


class NearSets:
    """Sets that may be alike, found without comparing each with each.

    Two sets whose Jaccard is at least ``least`` share ``least·n`` members of the ``n`` that the
    larger has.  The third of them, from the rarest, is then among the first ``n - least·n + 3`` of
    either set.  So only sets that meet three times there are candidates, and only if neither is too
    small for the other.
    """

    def __init__(self, least: float) -> None:
        self._least = least
        self._met: dict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, list[int]] = defaultdict(list)

    def add(self, index: int, members: Collection[int], alone: int = 0) -> None:
        """Puts a set in, by its index; members are numbered from the rarest.

        ``alone`` is how many further members it has that are in no other set.  Sets are put in from
        the smallest to the largest.
        """
        for member in self._rarest(members, alone):
            self._met[member].append(index)
            self._sizes[member].append(len(members) + alone)

    def near(self, members: Collection[int], alone: int = 0) -> set[int]:
        """The indexes of all sets that may be so alike; it need not be one of them itself."""
        size = len(members) + alone
        least = self._fewest(size)
        most = floor(size / self._least + 1e-9)
        meetings: Counter[int] = Counter()
        for member in self._rarest(members, alone):
            sizes = self._sizes.get(member)
            if sizes:
                met = slice(bisect_left(sizes, least), bisect_right(sizes, most))
                meetings.update(self._met[member][met])
        enough = min(_TOGETHER, least)
        return {index for index, count in meetings.items() if count >= enough}

    def _rarest(self, members: Collection[int], alone: int) -> list[int]:
        """Those by which it may be found; what it has alone is rarer still, and finds nothing."""
        telling = len(members) + _TOGETHER - self._fewest(len(members) + alone)
        return sorted(members)[:telling] if telling > 0 else []

    def _fewest(self, size: int) -> int:
        """How many members a set must share, and have, to be so alike to one of this size."""
        return ceil(self._least * size - 1e-9)
