"""W332: a result without a number."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import spoken

_NUMBER = re.compile(
    r"\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?"
    r"|billions?|dozens?|half|halves|halved|thirds?|quarters?|twice|thrice|doubled?|tripled?"
    r"|trebled?|tenfold|percent)\b",
    re.IGNORECASE,
)

KINDS = ("prompt",)


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Without a size nobody can tell a result from a hope.

    Close on a number before and after, and on its price.
    """
    result = note.text("answer", "result")
    if result is None:
        return
    text = spoken(result.value)
    if not _NUMBER.search(text) and not any(letter.isnumeric() for letter in text):
        yield note.finding(
            Code.NO_NUMBER,
            result,
            "this result has no number in it",
            "say what changed, from how much to how much",
        )
