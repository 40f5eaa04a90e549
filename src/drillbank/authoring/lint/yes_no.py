"""W313: a question that "yes" answers."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import STOP, own_words, questions_in
from drillbank.authoring.nodes import Text

_HELPING = re.compile(
    r"(?:am|is|are|was|were|do|does|did|can|could|will|would|shall|should|may|might|must|has|have"
    r"|had|need)(?:n['’]t)?\b",  # noqa: RUF001
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"am", "do", "had", "has", "may", "need", "was", "will"})
"""Words of other languages too."""

_WORD = re.compile(r"\w+")
_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_YES_NO = re.compile(r"\W*(?:yes|no)\b(?! (?:one|longer|more)\b)", re.IGNORECASE)

KINDS = ("q",)


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Half of all guesses are right, and the wording often gives it away.

    Ask which, when or why; the reason is what is worth knowing.
    """
    question, answer = note.text("q"), note.text("a")
    if question is None or note.note.cards[0].face.points:
        return
    asked = questions_in(question.value)
    if len(asked) != 1:  # several are another rule's matter
        return
    if _is_yes_no(own_words(question.value)[slice(*asked[0])], answer):
        yield note.finding(
            Code.YES_NO,
            question,
            "yes or no answers this question, so half of all guesses are right",
            "ask for what makes it so: which, when, why",
            within=asked[0],
        )


def _is_yes_no(question: str, answer: Text | None) -> bool:
    return _wants_yes_or_no(question, answer) and not _CHOICE.search(question)


def _wants_yes_or_no(question: str, answer: Text | None) -> bool:
    helping = _HELPING.match(question)
    if helping:
        # `Was ist das?` is no English: some other small word must be.
        rest = set(_WORD.findall(question[helping.end() :].casefold()))
        return helping[0].casefold() not in _ELSEWHERE or not rest.isdisjoint(STOP)
    told = answer is not None and _YES_NO.match(answer.value) is not None
    return told and not _ASKING.search(question)
