"""E220: two cards that ask the same."""

import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.lint.base import CheckedDeck, CheckedNote, Places
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import Node
from drillbank.base.words import NoteUid

_SIGNS = " .?!:…。？！"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Asked:
    """Every wording of every card of a deck."""

    questions: "array[int]"
    """The hash of each, ``normalised``, as ``near_duplicate`` has it of words."""

    places: Places
    """Where each comes from."""


def gather(deck: CheckedDeck, _: Thresholds) -> Asked:
    """What the deck asks."""
    asked = Asked(array("q"), Places(deck.source))
    for note in deck.notes:
        for question, node in _asked(note):
            asked.questions.append(hash(normalised(question)))
            asked.places.add(note, node)
    return asked


def check(decks: Sequence[Asked], _: Thresholds) -> Iterator[Diagnostic]:
    """Nobody can tell which of the two answers is wanted, and each review confuses the other.

    Delete one; if their answers differ, let the questions say where each holds.
    """
    first: dict[int, tuple[Places, int]] = {}
    told: set[tuple[NoteUid, NoteUid]] = set()
    for deck in decks:
        for number, question in enumerate(deck.questions):
            places, other = first.setdefault(question, (deck.places, number))
            pair = (places.uid(other), deck.places.uid(number))
            if pair in told or (places is deck.places and pair[0] == pair[1]):
                continue
            told.add(pair)
            yield Diagnostic(
                Code.SAME_QUESTION,
                deck.places.span(number),
                f"'{pair[0]}' asks the same question",
                "delete one, or let each question say where its answer holds",
                (Label(places.span(other), "asked here too"),),
                note_uid=pair[1],
            )


def normalised(question: str) -> str:
    """The question without what no reader would notice: capitals, blanks, signs at the end."""
    plain = question if question.isascii() else unicodedata.normalize("NFKC", question)
    plain = plain.casefold()
    return " ".join(plain.split()).rstrip(_SIGNS) or question


def _asked(note: CheckedNote) -> Iterator[tuple[str, Node]]:
    """Every wording of every card, with the place it comes from."""
    others = note.texts("also")
    for card in note.note.cards:
        yield card.face.question, note.head
        yield from zip(card.face.also, others, strict=False)
