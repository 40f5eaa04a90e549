"""Paragraphs with bold, italic and code: what most cards are, drawn without a Markdown parser.

A parser takes a tenth of the time to the first card to load.  Whatever may mean anything else is
left to it.
"""

import re

from rich.text import Text

CODE = "cyan"
"""The style of code in a line."""

_PLAIN = r"[^*_`\[\]<>|\\~&\t\n]"
_WORD = r"[^\W_]"
_PIECE = re.compile(
    rf"""
    (?<![^\s(]) (?P<mark>\*\*?) (?P<stressed>{_WORD}(?:{_PLAIN}*{_WORD})?) (?P=mark) (?![^\s).,;:?])
    | (?<!`) ` (?P<code>[^`\s](?:[^`\n]*[^`\s])?) ` (?!`)
    | (?P<plain>{_PLAIN}+)
    """,
    re.VERBOSE,
)
"""Marks are read only where Markdown can mean nothing else by them: outside a word, around one."""

_BEGINNING = re.compile(rf"[^\W\d_]|[\"'(“]{_WORD}|\*\*?{_WORD}|`[^`]")
"""How a line begins that is no list, heading, rule or fence."""


def simple_prose(markdown: str) -> list[Text] | None:
    """The paragraphs; None if it takes a parser to tell what the text is."""
    drawn: list[Text] = []
    for paragraph in markdown.strip("\n").rstrip().split("\n\n"):
        lines = paragraph.split("\n")
        if not all(line == line.strip() and _BEGINNING.match(line) for line in lines):
            return None
        pieces = list(_PIECE.finditer(" ".join(lines)))
        if sum(len(piece[0]) for piece in pieces) < len(paragraph):
            return None
        drawn.append(Text.assemble(*map(_styled, pieces)))
    return drawn


def _styled(piece: re.Match[str]) -> tuple[str, str]:
    if piece["mark"]:
        return piece["stressed"], "bold" if piece["mark"] == "**" else "italic"
    if piece["code"]:
        return piece["code"], CODE
    return piece["plain"], ""
