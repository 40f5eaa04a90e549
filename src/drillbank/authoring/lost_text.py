"""Text that YAML drops without a word: whatever follows `` #`` behind an unquoted value."""

import re
from collections.abc import Iterable, Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic, Edit, Fix, Safety
from drillbank.authoring.nodes import List, Node, Text
from drillbank.authoring.repair import quoted
from drillbank.authoring.source import Source, Span

_COMMENT = re.compile(r"[ \t]+(#(?![ \t]*drillbank:)[^\r\n]*)")
"""What is addressed to drillbank is plainly a comment."""

_HASH = re.compile(r"[ \t]#")

NOT_PROSE = frozenset({"id", "deck", "was", "after", "ask", "limit", "restart", "lesson"})
"""Keys whose one-word values nobody takes for a sentence: a comment behind them is a comment."""


def lost_text(source: Source, nodes: Iterable[Node]) -> Iterator[Diagnostic]:
    """A warning for every value that a `` #`` cuts short; asks the parser where values end."""
    if not _is_behind_text(source.text):
        return
    for key, text in (plain for node in nodes for plain in _plain(node, None)):
        comment = _COMMENT.match(source.text, text.end)
        if comment and not (key in NOT_PROSE and " " not in text.value):
            yield _warning(source, text, comment.start(1), len(comment[0].rstrip()) + text.end)


def _is_behind_text(text: str) -> bool:
    """Whether some `` #`` is not the first thing on its line; nothing else can cut a text short."""
    return any(
        text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
        for found in _HASH.finditer(text)
    )


def _plain(node: Node, key: str | None) -> Iterator[tuple[str | None, Text]]:
    if isinstance(node, Text):
        if not node.style and node.value:
            yield key, node
    elif isinstance(node, List):
        for item in node.items:
            yield from _plain(item, key)
    else:
        for entry in node.entries:
            yield from _plain(entry.value, entry.key.value)


def _warning(source: Source, text: Text, start: int, end: int) -> Diagnostic:
    fix = None
    if "\n" not in source.text[text.start : text.end]:
        whole = Edit(text.start, end, quoted(source.text[text.start : end]))
        fix = Fix("put the whole line in quotes", (whole,), Safety.SUGGESTED)
    return Diagnostic(
        Code.TEXT_LOST,
        Span(source, start, end),
        "YAML drops everything after ' #': this is not part of the card",
        "put the value in quotes; if it is a comment, give it a line of its own",
        fix=fix,
    )
