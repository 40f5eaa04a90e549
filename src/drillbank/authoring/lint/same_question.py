"""E220: two cards that ask the same."""

import unicodedata
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.lint.base import CheckedNote, Library
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import Node

_SIGNS = " .?!:…。？！"  # noqa: RUF001


def check(library: Library, _: Thresholds) -> Iterator[Diagnostic]:
    """Nobody can tell which of the two answers is wanted, and each review confuses the other.

    Delete one; if their answers differ, let the questions say where each holds.
    """
    first: dict[str, tuple[CheckedNote, Node]] = {}
    told: set[tuple[str, str]] = set()
    for note in library.notes:
        for question, node in _asked(note):
            other, other_node = first.setdefault(normalised(question), (note, node))
            pair = (other.note.uid, note.note.uid)
            if other is note or pair in told:
                continue
            told.add(pair)
            yield note.finding(
                Code.SAME_QUESTION,
                node,
                f"'{other.note.uid}' asks the same question",
                "delete one, or let each question say where its answer holds",
                labels=(Label(other.span(other_node), "asked here too"),),
            )


def normalised(question: str) -> str:
    """The question without what no reader would notice: capitals, blanks, signs at the end."""
    plain = unicodedata.normalize("NFKC", question).casefold()
    return " ".join(plain.split()).rstrip(_SIGNS) or question


def _asked(note: CheckedNote) -> Iterator[tuple[str, Node]]:
    """Every wording of every card, with the place it comes from."""
    others = note.texts("also")
    for card in note.note.cards:
        yield card.face.question, note.head
        yield from zip(card.face.also, others, strict=False)
