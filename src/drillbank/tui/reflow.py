"""Markdown as it was written, its paragraphs flowed to the width of the reader."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drillbank.base.prose import below, hung
from drillbank.tui.spoken import PARSER

_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def reflowed(markdown: str, width: int | None = None) -> list[str]:
    """The lines of a card's text: paragraphs flowed, code, tables and headings as they stand.

    Args:
        markdown: the text.
        width: columns to flow to; None makes each paragraph one line.
    """
    lines = markdown.rstrip("\n").split("\n")
    flowed: list[str] = []
    done = 0
    tokens = PARSER.parse(markdown)
    for token, inline in pairwise(tokens):
        if token.type == "paragraph_open" and token.map is not None:
            first, end = token.map
            flowed += lines[done:first]
            flowed += _paragraph(lines[first:end], inline.content.split("\n"), width)
            done = end
    return flowed + lines[done:]


def _paragraph(source: Sequence[str], text: Sequence[str], width: int | None) -> list[str]:
    """A paragraph with the marks that stand before it: of its item, of its quotation."""
    before, first = source[0].rstrip(), text[0].rstrip()
    if not before.endswith(first):
        return list(source)
    lead = before.removesuffix(first)
    flowed: list[str] = []
    for line in _up_to_breaks(text):
        flowed += hung(line, lead, width)
        lead = below(lead)
    return flowed


def _up_to_breaks(text: Sequence[str]) -> Iterator[str]:
    """The lines joined, except where the author has broken them for good."""
    joined: list[str] = []
    for line in text:
        joined.append(_HARD_BREAK.sub("", line).strip())
        if _HARD_BREAK.search(line):
            yield " ".join(joined)
            joined.clear()
    if joined:
        yield " ".join(joined)
