"""W321: two questions that are nearly the same."""

from array import array
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

_ASKING = ("q", "cloze", "steps", "prompt", "contrast", "case")
"""Kinds whose head asks; a term is a name, and tables and axes are asked by their cells."""


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
    for one, other, alike in alike_pairs(sets, limits.near_duplicate):
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


def alike_pairs(sets: Sequence[Collection[int]], least: float) -> Iterator[tuple[int, int, float]]:
    """Every pair of sets whose Jaccard is at least ``least``, with it; empty sets have none.

    The first of a pair is the one that is no smaller than the other.
    """
    for index, other in meetings(sets, least):
        both = len(frozenset(sets[index]).intersection(sets[other]))
        alike = both / (len(sets[index]) + len(sets[other]) - both)
        if alike >= least:
            yield index, other, alike


def meetings(sets: Sequence[Collection[int]], least: float) -> Iterator[tuple[int, int]]:
    """The pairs that must be compared, the smaller set second."""
    counts = Counter(chain.from_iterable(sets))
    often = [member for member, count in counts.items() if count > 1]
    often.sort(key=counts.__getitem__)
    rank = {member: number for number, member in enumerate(often, start=1)}
    smaller = NearSets(least, ascending=True)
    for index in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        shared = [*filter(None, map(rank.get, sets[index]))]
        alone = len(sets[index]) - len(shared)
        for other in sorted(smaller.near(shared, alone)):
            yield index, other
        smaller.add(index, shared, alone)
