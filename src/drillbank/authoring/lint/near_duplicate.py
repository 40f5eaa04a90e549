"""W321: two questions that are nearly the same."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.lint.base import CheckedDeck, Places
from drillbank.authoring.lint.same_question import normalised
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import tokens_in
from drillbank.authoring.similarity import NearSets
from drillbank.base.shares import cores, shared_out

_ASKING = ("q", "cloze", "steps", "prompt", "contrast", "case")
"""Kinds whose head asks; a term is a name, and tables and axes are asked by their cells."""

_WORTH_SHARING = 5_000
"""So many questions take longer to look through than another process takes to begin."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a deck that are compared."""

    texts: list[str]
    shingles: list["array[int]"]
    """Of each, its words and its pairs of neighbouring words; each is a number, the hash of it.

    Processes that share the work agree on them, being split off from one.  Two words of one number
    are not to be met with: there are 2⁶⁴ of them.
    """

    places: Places


def gather(deck: CheckedDeck, _: Thresholds) -> Questions:
    """What the deck asks in sentences."""
    questions = Questions([], [], Places(deck.source))
    for note in deck.notes:
        if note.kind.head in _ASKING:
            for text in (*note.texts(str(note.kind.head)), *note.texts("also")):
                questions.texts.append(text.value)
                questions.shingles.append(_shingles(note.kind.plain_head(text.value)))
                questions.places.add(note, text)
    return questions


def _shingles(text: str) -> "array[int]":
    words = [*map(hash, tokens_in(text))]
    return array("q", {*words, *map(hash, pairwise(words))})


def check(decks: Sequence[Questions], limits: Thresholds) -> Iterator[Diagnostic]:
    """Alike questions interfere: the answer of one comes up for the other (rule 11 of the twenty).

    Delete one; or set them side by side in a ``table`` or ``contrast``; or begin each with what
    tells it apart.
    """
    questions = [(deck, number) for deck in decks for number in range(len(deck.texts))]
    sets = [shingles for deck in decks for shingles in deck.shingles]
    nearest: dict[int, tuple[float, int]] = {}
    processes = cores() if len(sets) >= _WORTH_SHARING else 1
    for one, other, alike in alike_pairs(sets, limits.near_duplicate, processes):
        later, earlier = max(one, other), min(one, other)
        if _are_two(*questions[later], *questions[earlier]):
            nearest[later] = max(nearest.get(later, (0.0, 0)), (alike, -earlier))
    for later, (alike, earlier) in sorted(nearest.items()):
        deck, number = questions[later]
        other_deck, other_number = questions[-earlier]
        yield Diagnostic(
            Code.NEAR_DUPLICATE,
            deck.places.span(number),
            f"this asks nearly what '{other_deck.places.uid(other_number)}' asks "
            f"({alike:.2f} alike)",
            "delete one, begin with what tells them apart, or put both into a 'table'",
            (Label(other_deck.places.span(other_number), "the other question"),),
            note_uid=deck.places.uid(number),
        )


def _are_two(deck: Questions, number: int, other_deck: Questions, other_number: int) -> bool:
    """Whether the questions are of two notes, and do not say the same (E220 tells that)."""
    if deck is other_deck and deck.places.uid(number) == deck.places.uid(other_number):
        return False
    return normalised(deck.texts[number]) != normalised(other_deck.texts[other_number])


def alike_pairs(
    sets: Sequence[Collection[int]], least: float, processes: int = 1
) -> Iterator[tuple[int, int, float]]:
    """Every pair of sets whose Jaccard is at least ``least``, with it; empty sets have none.

    The first of a pair is the one that is no smaller than the other.  Several processes look for
    the partners of a part of the sets each.
    """
    search = _Search(sets, least)
    parts = _parts(len(sets), processes)
    yield from chain.from_iterable(shared_out(lambda part: [*search.pairs(part)], parts, processes))


def meetings(sets: Sequence[Collection[int]], least: float) -> Iterator[tuple[int, int]]:
    """The pairs that must be compared, the smaller set second."""
    return _Search(sets, least).meetings(range(len(sets)))


def _parts(count: int, processes: int) -> list[range]:
    """Positions from the smallest set to the largest, cut so that each part is as much work.

    The larger sets have more that are smaller, to be put in before the first is looked for.
    """
    ends = [round(count * (part / processes) ** 0.6) for part in range(processes + 1)]
    return [range(first, end) for first, end in pairwise(ends)]


class _Search:
    """Sets from the smallest to the largest, their members numbered from the rarest."""

    def __init__(self, sets: Sequence[Collection[int]], least: float) -> None:
        counts = Counter(chain.from_iterable(sets))
        often = [member for member, count in counts.items() if count > 1]
        often.sort(key=counts.__getitem__)
        self._rank = {member: number for number, member in enumerate(often, start=1)}
        self._order = sorted(range(len(sets)), key=lambda index: len(sets[index]))
        self._sets = sets
        self._least = least

    def pairs(self, part: range) -> Iterator[tuple[int, int, float]]:
        """The pairs that are alike whose larger set is in a part of the order."""
        for index, other in self.meetings(part):
            one, two = self._sets[index], self._sets[other]
            both = len(frozenset(one).intersection(two))
            alike = both / (len(one) + len(two) - both)
            if alike >= self._least:
                yield index, other, alike

    def meetings(self, part: range) -> Iterator[tuple[int, int]]:
        """The pairs that must be compared whose larger set is in a part of the order."""
        smaller = NearSets(self._least, ascending=True)
        for place in range(self._first_partner(part), part.stop):
            index = self._order[place]
            shared = [*filter(None, map(self._rank.get, self._sets[index]))]
            alone = len(self._sets[index]) - len(shared)
            if place >= part.start:
                for other in sorted(smaller.near(shared, alone)):
                    yield index, other
            smaller.add(index, shared, alone)

    def _first_partner(self, part: range) -> int:
        """The position of the first set that is not too small for any of a part."""
        if not part:
            return part.stop
        size = len(self._sets[self._order[part.start]])
        return bisect_left(
            self._order, self._least * size - 1e-9, key=lambda index: len(self._sets[index])
        )
