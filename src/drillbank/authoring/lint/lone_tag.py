"""W351: a tag used once that resembles another."""

import re
from collections import defaultdict
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.did_you_mean import distance
from drillbank.authoring.lint.base import Library
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.nodes import List, Mapping, Node, Text
from drillbank.authoring.source import Source, Span

_DIGITS = re.compile(r"\d+")
_LETTERS_PER_SLIP = 5
"""One letter in five may differ; of shorter tags, none."""


def check(library: Library, _: Thresholds) -> Iterator[Diagnostic]:
    """A misspelt tag is a card that `review --tag` never finds.

    Write the tag as elsewhere.  Tags that differ in their numbers are not alike.
    """
    written: dict[str, list[tuple[Source, Text]]] = defaultdict(list)
    for deck in library.decks:
        holders = [deck.header, *(note.node for note in deck.notes)]
        for text in (text for holder in holders for text in _tags(holder)):
            written[text.value].append((deck.source, text))
    often = sorted(tag for tag, places in written.items() if len(places) > 1)
    for tag, places in written.items():
        other = next((other for other in often if len(places) == 1 and _alike(tag, other)), None)
        if other:
            source, text = places[0]
            yield Diagnostic(
                Code.LONE_TAG,
                Span(source, text.start, text.end),
                f"only one place says '{tag}', and {len(written[other])} say '{other}'",
                f"write '{other}' if it is the same",
            )


def _tags(holder: Mapping) -> tuple[Text, ...]:
    tags: Node | None = holder.get("tags")
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
