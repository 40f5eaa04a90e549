"""W310: an answer, or a gap, too long to be judged."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.gaps import Gap, gaps_in
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import count_words, words_in
from drillbank.authoring.nodes import Text

KINDS = ("q", "cloze")


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """Of a long answer, some part is always missed: then neither "right" nor "wrong" is true.

    Ask for one thing a note.  What must be told at length is a ``prompt``, or has ``points``.
    """
    if note.kind.head == "q" and not note.note.cards[0].face.points:
        answer = note.text("a")
        yield from _answer(note, answer, limits.answer_words) if answer else ()
    elif text := note.text("cloze"):
        for gap in gaps_in(text.value):
            if isinstance(gap, Gap):
                yield from _gap(note, text, gap, limits.gap_words)


def _answer(note: CheckedNote, answer: Text, most: int) -> Iterator[Diagnostic]:
    if count_words(answer.value) > most:
        words = words_in(answer.value)
        yield note.finding(
            Code.LONG_ANSWER,
            answer,
            f"this answer has {len(words)} words, and the words from here on are past {most}",
            "keep one fact, and ask for the others in notes of their own; or list 'points' to tick",
            within=(words[most][0], len(answer.value.rstrip())),
        )


def _gap(note: CheckedNote, text: Text, gap: Gap, most: int) -> Iterator[Diagnostic]:
    count = count_words(gap.answer)
    if count > most:
        yield note.finding(
            Code.LONG_ANSWER,
            text,
            f"this gap hides {count} words, and more than {most} are hard to judge",
            "hide the one or two words that matter",
            within=(gap.start, gap.end),
        )
