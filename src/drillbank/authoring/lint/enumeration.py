"""W312: an answer that is a list."""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.words import Stretch, count_words, own_words, sentences_in

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S.*$", re.MULTILINE)
_LONG_BREAK = re.compile(r"[;；](?:\s*(?:and|or)\b)?|[:：]")  # noqa: RUF001
_BREAK = re.compile(r",(?=\s)(?:\s*(?:and|or)\b)?|[，、]|\s(?:and|or)\b")  # noqa: RUF001
_IN_BREAKS = (",", "and", "or", ":", ";", "，", "、", "：", "；")  # noqa: RUF001
"""Each break has one of these in it."""

_CLAUSE = frozenset(
    """
    although as because but for he he'd he'll he's how i i'd i'll i'm i've if in it it's nor not
    she she's since so than that there they they'd they're though to unless until we we'd we're
    what when where whether which while who whose why with without yet you you'd you'll you're
    """.split()  # noqa: SIM905 - a list of strings would fill a page
)
"""What opens a clause, and hardly ever an item of a list."""

_LONGEST_ITEM = 4
"""Words; what stands between two commas and is longer is a clause."""

_LONGEST_OF_LONG = 8
"""The same between two semicolons; and of a last item."""

KINDS = ("q",)


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """A set has no order to recall it by, and one item missed fails them all.

    Make it ``steps`` (asked one after the other), a ``table`` (cell by cell), or ``points`` to
    tick.
    """
    answer = note.text("a")
    if answer is None or note.note.cards[0].face.points:
        return
    items = _listed(answer.value) or _in_a_row(answer.value, limits.list_items)
    if len(items) >= limits.list_items:
        yield note.finding(
            Code.ENUMERATION,
            answer,
            f"this answer lists {len(items)} things, to be recalled all at once",
            "make it 'steps' or a 'table', or tick them one by one under 'points'",
            within=(items[0][0], items[-1][1]),
        )


def _listed(text: str) -> list[Stretch]:
    return [item.span() for item in _ITEM.finditer(own_words(text))]


def _in_a_row(text: str, least: int) -> list[Stretch]:
    """The items of the first sentence that is a series: ``a, b, c and d``, or with semicolons."""
    bare = own_words(text)
    for start, end in sentences_in(text):
        if sum(bare.count(sign, start, end) for sign in _IN_BREAKS) < least - 1:
            continue  # most sentences, and this is the quickest way to see it
        long_items = _parts(_LONG_BREAK, bare, start, end)
        items = _longest_run(bare, long_items, _LONGEST_OF_LONG)
        if len(items) >= least:
            return items
        for clause in long_items:
            items = _longest_run(bare, _parts(_BREAK, bare, *clause), _LONGEST_ITEM)
            if len(items) >= least:
                return items
    return []


def _parts(between: re.Pattern[str], text: str, start: int, end: int) -> list[Stretch]:
    cuts = [cut.span() for cut in between.finditer(text, start, end)]
    starts, ends = [start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end]
    return list(zip(starts, ends, strict=True))


def _longest_run(text: str, parts: list[Stretch], most: int) -> list[Stretch]:
    """The longest run of short items; what leads up to its first is not counted against it."""
    best: list[Stretch] = []
    run: list[Stretch] = []
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if run and _is_item(text, part, _LONGEST_OF_LONG if is_last else most):
            run.append(part)
        else:
            run = [part]
        best = max(best, run, key=len)
    return best


def _is_item(text: str, part: Stretch, most: int) -> bool:
    words = text[slice(*part)].split()
    if not words or words[0].casefold().replace("’", "'") in _CLAUSE:  # noqa: RUF001
        return False
    return 0 < count_words(text[slice(*part)]) <= most
