"""W351: a tag used once that resembles another."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.did_you_mean import distance
from drillbank.authoring.lint.base import CheckedDeck
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import List, Mapping, Text
from drillbank.authoring.source import Span

_DIGITS = re.compile(r"\d+")
_LETTERS_PER_SLIP = 5
"""One letter in five may differ; of shorter tags, none."""


Tags = AnyMapping[str, tuple[int, Span]]
"""In how many places of a deck each tag is written, and the first of them."""


def gather(deck: CheckedDeck, _: Thresholds) -> Tags:
    """The tags of a deck and its notes."""
    written: dict[str, tuple[int, Span]] = {}
    for holder in (deck.header, *(note.node for note in deck.notes)):
        for text in _tags(holder):
            count, first = written.get(text.value, (0, None))
            written[text.value] = (count + 1, first or Span(deck.source, text.start, text.end))
    return written


def check(decks: Sequence[Tags], _: Thresholds) -> Iterator[Diagnostic]:
    """A misspelt tag is a card that `review --tag` never finds.

    Write the tag as elsewhere.  Tags that differ in their numbers are not alike.
    """
    counts: Counter[str] = Counter()
    for deck in decks:
        counts.update({tag: count for tag, (count, _first) in deck.items()})
    often = sorted(tag for tag, count in counts.items() if count > 1)
    written = ((tag, span) for deck in decks for tag, (_, span) in deck.items())
    for tag, span in ((tag, span) for tag, span in written if counts[tag] == 1):
        other = next((other for other in often if _alike(tag, other)), None)
        if other:
            yield Diagnostic(
                Code.LONE_TAG,
                span,
                f"only one place says '{tag}', and {counts[other]} say '{other}'",
                f"write '{other}' if it is the same",
            )


def _tags(holder: Mapping) -> tuple[Text, ...]:
    tags = holder.get("tags")
    if isinstance(tags, Text):
        return (tags,)
    return tuple(t for t in tags.items if isinstance(t, Text)) if isinstance(tags, List) else ()


def _alike(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    if _DIGITS.findall(a) != _DIGITS.findall(b):
        return False
    bare = [re.sub(r"[-_]", "", tag) for tag in (a, b)]
    if bare[0] == bare[1]:
        return True
    return distance(a, b) <= min(len(a), len(b)) // _LETTERS_PER_SLIP
