"""W333: a situation that takes too much of the answer."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.told import answer_texts
from drillbank.authoring.lint.words import count_words, words_in

KINDS = ("prompt",)


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """Nothing in a situation can be scored, and what can waits behind it.

    Keep who could say no and what was at stake; the rest is for a hook.
    """
    situation = note.text("answer", "situation")
    if situation is None:
        return
    count = sum(count_words(text.value) for text in answer_texts(note))
    most = int(limits.situation_share * count)
    if count_words(situation.value) > most:
        words = words_in(situation.value)
        yield note.finding(
            Code.LONG_SITUATION,
            situation,
            f"the situation takes {len(words)} of {count} words, "
            f"{len(words) / count:.0%} of the answer",
            f"keep it under {limits.situation_share:.0%}: who could say no, and what was at stake",
            within=(words[most][0], len(situation.value.rstrip())),
        )
