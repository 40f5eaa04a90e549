"""W311: a question that asks two things."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import asks, own_words, sentences_in

_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
_SECOND = re.compile(
    rf"\b{_ASKING}\b.*?"
    rf"(?P<second>\band,?\s+(?:(?:if so|at|by|for|from|in|on|to|with),?\s+)?{_ASKING}\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHY = re.compile(r"\band,?\s+why\W*", re.IGNORECASE)
"""Behind a choice it asks for nothing more: it keeps the choice from being a guess."""

KINDS = ("q",)


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Whoever knows one of the two answers can rate the card neither right nor wrong.

    Write two notes; a reason that belongs to the answer goes under ``why``.
    """
    if note.note.cards[0].face.points:
        return
    for text in (*note.texts("q"), *note.texts("also")):
        second = _second_question(text.value)
        if second:
            yield note.finding(
                Code.TWO_QUESTIONS,
                text,
                "this question asks a second thing",
                "ask it in a note of its own, or put it under 'why' if it is the reason",
                within=second,
            )


def _second_question(text: str) -> tuple[int, int] | None:
    bare = own_words(text)
    asking = [(start, end, asks(bare[start:end])) for start, end in sentences_in(text)]
    for (_, _, first), (start, end, second) in pairwise(asking):
        # With a statement in between, the first only sets the scene.
        if first and second:
            return start, end
    if "and" not in bare.casefold():
        return None
    for start, end, question in asking:
        found = _SECOND.search(bare, start, end) if question else None
        if found and not _WHY.fullmatch(found["second"]):
            return found.span("second")
    return None
