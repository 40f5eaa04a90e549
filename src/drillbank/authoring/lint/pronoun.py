"""W315: a question that begins with a pronoun nothing explains."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import own_words, sentences_in

_PRONOUN = re.compile(
    r"(?P<pronoun>it|its|this|that|these|those)\b(?!\s+(?:is|was|takes?|took)\s+(?:\d|not\b))",
    re.IGNORECASE,
)
_SCENE = re.compile(r"it(?:['’]s|\s+(?:is|was|rains|takes|took)\b)", re.IGNORECASE)  # noqa: RUF001

KINDS = ("q", "cloze")


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Cards are asked shuffled: what came before on the page is not there.

    Name the thing.
    """
    for text in (*note.texts(str(note.kind.head)), *note.texts("also")):
        bare = own_words(text.value)
        first, *others = [*sentences_in(text.value), (0, 0)]
        found = _PRONOUN.match(bare, *first)
        # `It is Monday. Who …?` sets a scene; the pronoun stands for nothing.
        if not found or (len(others) > 1 and _SCENE.match(bare, *first)):
            continue
        if text.value[: first[0]].strip():  # words in quotes came first
            continue
        yield note.finding(
            Code.PRONOUN,
            text,
            f"nothing says what '{found['pronoun']}' is: cards are asked out of their order",
            "name the thing",
            within=found.span("pronoun"),
        )
