"""W314: a question that holds its answer."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.gaps import Gap, gaps_in, numbered
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import (
    Stretch,
    blanked,
    stems_in,
    stems_of,
    terms_in,
    terms_of,
)
from drillbank.authoring.nodes import Text

_OFFERS = re.compile(r"\bor\b|\b(?:which|who|what|one|two|either|neither) of\b", re.IGNORECASE)
"""A question that offers its answers is a choice, and so must hold them."""

KINDS = ("q", "term", "cloze")


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """Then the card is answered from its own text, and nothing is recalled.

    Say the question in other words, or hide the word wherever it stands (gaps of one number).
    """
    if note.kind.head == "q":
        yield from _question(note, limits)
    elif note.kind.head == "term":
        yield from _term(note)
    else:
        yield from _gaps(note)


def _question(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    question, answer = note.text("q"), note.text("a")
    if question is None or answer is None:
        return
    wanted = set()
    for word in terms_of(answer.value):
        wanted.add(word)
        if len(wanted) > limits.leaked_most:
            return
    if _OFFERS.search(question.value):
        return
    told = wanted.intersection(terms_of(question.value))
    if told and len(told) / len(wanted) >= limits.leaked_words:
        at = next(at for word, at in terms_in(question.value) if word in told)
        yield _finding(note, question, at, "the answer is already in the question")


def _term(note: CheckedNote) -> Iterator[Diagnostic]:
    term, means = note.text("term"), note.text("means")
    if term is None or means is None:
        return
    at = _where_said(term.value, means.value)
    if at:
        yield _finding(note, means, at, "the meaning uses the term that it explains")


def _gaps(note: CheckedNote) -> Iterator[Diagnostic]:
    text = note.text("cloze")
    if text is None:
        return
    gaps = numbered([gap for gap in gaps_in(text.value) if isinstance(gap, Gap)])
    for number in dict.fromkeys(number for number, _ in gaps):
        hidden = [gap for other, gap in gaps if other == number]
        rest = blanked(text.value, [(gap.start, gap.end) for gap in hidden])
        for gap in hidden:
            at = _where_said(gap.answer, rest)
            if at:
                yield _finding(note, text, at, f"what gap {number} hides stands here too")


def _where_said(phrase: str, text: str) -> Stretch | None:
    """Where a text has the words of a phrase in a row; of a phrase of stop words nowhere."""
    wanted = stems_of(phrase)
    if not any(terms_of(phrase)) or not {*wanted}.issubset(stems_of(text)):
        return None
    words = stems_in(text)
    for first in range(len(words) - len(wanted) + 1):
        run = words[first : first + len(wanted)]
        if [word for word, _ in run] == wanted:
            return run[0][1][0], run[-1][1][1]
    return None


def _finding(note: CheckedNote, text: Text, at: Stretch, message: str) -> Diagnostic:
    in_cloze = note.kind.head == "cloze"
    help_ = "give both places gaps of one number, or say one in other words"
    return note.finding(
        Code.LEAK, text, message, help_ if in_cloze else "say it in other words", within=at
    )
