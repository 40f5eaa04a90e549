"""W321: two questions that are nearly the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.lint.base import CheckedNote, Library
from drillbank.authoring.lint.same_question import normalised
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import tokens_in
from drillbank.authoring.nodes import Text
from drillbank.authoring.similarity import NearSets

_ASKING = ("q", "cloze", "steps", "prompt", "contrast", "case")
"""Kinds whose head asks; a term is a name, and tables and axes are asked by their cells."""


@dataclass(frozen=True, slots=True)
class _Question:
    note: CheckedNote
    place: Text
    plain: str
    shingles: frozenset[int]
    """Words and pairs of neighbouring words, numbered from the rarest in the library."""


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
        if a.note is not b.note and a.plain != b.plain:
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
    written = [
        (note, place, normalised(place.value))
        for note in library.notes
        if note.kind.head in _ASKING
        for place in (*note.texts(str(note.kind.head)), *note.texts("also"))
    ]
    shingles = [_shingles(note.kind.plain_head(place.value)) for note, place, _ in written]
    counts = Counter(shingle for these in shingles for shingle in these)
    ranked = sorted(counts, key=lambda shingle: (counts[shingle], shingle))
    rank = {shingle: number for number, shingle in enumerate(ranked)}
    return [
        _Question(note, place, plain, frozenset(rank[shingle] for shingle in these))
        for (note, place, plain), these in zip(written, shingles, strict=True)
    ]


def _shingles(text: str) -> set[str]:
    words = tokens_in(text)
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def alike_pairs(sets: Sequence[frozenset[int]], least: float) -> Iterator[tuple[int, int, float]]:
    """Every pair of sets whose Jaccard is at least ``least``, with it; empty sets have none.

    Members are numbered from the rarest.
    """
    smaller = NearSets(least)
    for index in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        this = sets[index]
        for other in sorted(smaller.near(this)):
            shared = len(this & sets[other])
            alike = shared / (len(this) + len(sets[other]) - shared)
            if alike >= least:
                yield index, other, alike
        smaller.add(index, this)
