"""W331: "we" without "I" in what was done."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import own_words, sentences_in

_WE = re.compile(r"\bwe\b|\bwe(?=['’])", re.IGNORECASE)  # noqa: RUF001
_I = re.compile(r"\bI\b|\b[Mm](?:e|y|yself|ine)\b")

KINDS = ("prompt",)


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Whoever listens hires one person, and cannot score what "we" did.

    Say who did what, and begin with yourself.  Found where no sentence of the action says "I", or
    where more say only "we": a "we" among them is no fault.
    """
    action = note.text("answer", "action")
    if action is None:
        return
    bare = own_words(action.value)
    sentences = list(sentences_in(action.value))
    mine = [at for at in sentences if _I.search(bare, *at)]
    ours = [found for at in sentences if at not in mine and (found := _WE.search(bare, *at))]
    if len(ours) > len(mine):
        yield note.finding(
            Code.WE_WITHOUT_I,
            action,
            f"'we' acts in {len(ours)} of these {len(sentences)} sentences, and 'I' in {len(mine)}",
            "say what you did yourself, and name the others for what they did",
            within=ours[0].span(),
        )
