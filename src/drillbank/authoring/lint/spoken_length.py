"""W330: a model answer that cannot be told in its time."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.told import TOLD, answer_texts
from drillbank.authoring.lint.words import count_words, words_in

KINDS = TOLD


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """A model answer over the limit teaches to run over it.

    Cut it, or move a part into a hook, where it is asked for.
    """
    limit = note.note.cards[0].face.limit_s
    texts = answer_texts(note)
    count = sum(count_words(text.value) for text in texts)
    if limit is None or count * 60 <= limit * limits.words_per_minute * limits.over_limit:
        return
    left = limit * limits.words_per_minute // 60
    for text, words in ((text, words_in(text.value)) for text in texts):
        if len(words) > left:
            seconds = round(count * 60 / limits.words_per_minute)
            yield note.finding(
                Code.OVER_LIMIT,
                text,
                f"{count} words take {seconds} s at {limits.words_per_minute} a minute; "
                f"the {limit} s are over here",
                "cut it, move a part into a hook, or raise 'limit'",
                within=(words[left][0], len(text.value.rstrip())),
            )
            return
        left -= len(words)
