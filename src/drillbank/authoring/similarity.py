"""How alike two notes read: enough to recognise one that was moved or renamed."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
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
    both = len(a & b)
    return both / (len(a) + len(b) - both or 1)


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

    Of two sets, the smaller shares ``2·least/(1 + least)`` of its members, which leaves fewer to
    meet in.  This is made use of where sets are ``ascending``: where none that is looked for is
    smaller than one that was put in.
    """

    def __init__(self, least: float, *, ascending: bool = False) -> None:
        self._least = least
        self._shared_by_found = 2 * least / (1 + least) if ascending else least
        self._met: dict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}

    def add(self, index: int, members: Collection[int], alone: int = 0) -> None:
        """Puts a set in, by its index; members are numbered from the rarest.

        ``alone`` is how many further members it has that are in no other set.
        """
        size = len(members) + alone
        self._sizes[index] = size
        for member in _rarest(members, _share(self._shared_by_found, size)):
            self._met[member].append(index)

    def near(self, members: Collection[int], alone: int = 0) -> set[int]:
        """The indexes of all sets that may be so alike; it need not be one of them itself."""
        size = len(members) + alone
        least, most = _share(self._least, size), floor(size / self._least + 1e-9)
        enough = min(_TOGETHER, least)
        lists = filter(None, map(self._met.get, _rarest(members, least)))
        met = [*chain.from_iterable(lists)]
        if len(met) - len(set(met)) < enough - 1:
            return set()  # as most do; this is told sooner than who was met how often
        return {
            index
            for index, count in Counter(met).items()
            if count >= enough and least <= self._sizes[index] <= most
        }


def _rarest(members: Collection[int], shared: int) -> list[int]:
    """Those by which a set may be found that must share so many; none if it has not so many."""
    spare = len(members) - shared
    return sorted(members)[: spare + _TOGETHER] if spare >= 0 else []


def _share(share: float, size: int) -> int:
    """A share of so many members, rounded up."""
    return ceil(share * size - 1e-9)
