"""W321: two questions that are nearly the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.lint.base import CheckedNote, Library
from drillbank.authoring.lint.same_question import normalised
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import tokens_in
from drillbank.authoring.nodes import Text
from drillbank.authoring.similarity import NearSets

_ASKING = ("q", "cloze", "steps", "prompt", "contrast", "case")
"""Kinds whose head asks; a term is a name, and tables and axes are asked by their cells."""


_PAIR = 1 << 32
"""Above the number of every word: what a pair's first word counts for in the pair's number."""


@dataclass(frozen=True, slots=True)
class _Question:
    note: CheckedNote
    place: Text
    shingles: frozenset[int]
    """Numbers of its words, and of its pairs of neighbouring words."""


def check(library: Library, limits: Thresholds) -> Iterator[Diagnostic]:
    """Alike questions interfere: the answer of one comes up for the other (rule 11 of the twenty).

    Delete one; or set them side by side in a ``table`` or ``contrast``; or begin each with what
    tells it apart.
    """
    questions = _questions(library)
    nearest: dict[int, tuple[float, int]] = {}
    for one, other, alike in alike_pairs([q.shingles for q in questions], limits.near_duplicate):
        later, earlier = max(one, other), min(one, other)
        a, b = questions[later], questions[earlier]
        if a.note is not b.note and normalised(a.place.value) != normalised(b.place.value):
            nearest[later] = max(nearest.get(later, (0.0, 0)), (alike, -earlier))
    for later, (alike, earlier) in sorted(nearest.items()):
        a, b = questions[later], questions[-earlier]
        yield a.note.finding(
            Code.NEAR_DUPLICATE,
            a.place,
            f"this asks nearly what '{b.note.note.uid}' asks ({alike:.2f} alike)",
            "delete one, begin with what tells them apart, or put both into a 'table'",
            labels=(Label(b.note.span(b.place), "the other question"),),
        )


def _questions(library: Library) -> list[_Question]:
    numbers: dict[str, int] = {}
    return [
        _Question(note, place, _shingles(note.kind.plain_head(place.value), numbers))
        for note in library.notes
        if note.kind.head in _ASKING
        for place in (*note.texts(str(note.kind.head)), *note.texts("also"))
    ]


def _shingles(text: str, numbers: dict[str, int]) -> frozenset[int]:
    words = [numbers.setdefault(word, len(numbers) + 1) for word in tokens_in(text)]
    return frozenset((*words, *(one * _PAIR + other for one, other in pairwise(words))))


def alike_pairs(sets: Sequence[frozenset[int]], least: float) -> Iterator[tuple[int, int, float]]:
    """Every pair of sets whose Jaccard is at least ``least``, with it; empty sets have none.

    The first of a pair is the one that is no smaller than the other.
    """
    for index, other in meetings(sets, least):
        both = len(sets[index] & sets[other])
        alike = both / (len(sets[index]) + len(sets[other]) - both)
        if alike >= least:
            yield index, other, alike


def meetings(sets: Sequence[frozenset[int]], least: float) -> Iterator[tuple[int, int]]:
    """The pairs that must be compared, the smaller set second."""
    counts = Counter(chain.from_iterable(sets))
    often = [member for member, count in counts.items() if count > 1]
    rank = {member: number for number, member in enumerate(sorted(often, key=counts.__getitem__))}
    smaller = NearSets(least)
    for index in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        shared = [rank[member] for member in sets[index] if member in rank]
        alone = len(sets[index]) - len(shared)
        for other in sorted(smaller.near(shared, alone)):
            yield index, other
        smaller.add(index, shared, alone)
