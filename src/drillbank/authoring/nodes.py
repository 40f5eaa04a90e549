"""A deck as a tree of texts: nothing is typed, everything knows its place."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from drillbank.authoring.source import Source, Span

_BLOCK = {"|"}
# What ends a line inside a value, for YAML; it turns the first four into "\n" and keeps the rest.
_RAW_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_VALUE_BREAK = re.compile("[\n\u2028\u2029]")


class Text(NamedTuple):
    """A scalar as the author typed it, quotes and indentation taken off.

    It and ``Entry`` are tuples, since a library holds hundreds of thousands: they are made three
    times as fast as dataclasses.
    """

    value: str
    start: int
    end: int
    style: str = ""
    """How it is written: ``|``, ``>``, a quote, or nothing."""

    @property
    def is_absent(self) -> bool:
        """Whether there is nothing at all after the key."""
        return not self.value and not self.style


class Entry(NamedTuple):
    """One ``key: value``."""

    key: Text
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """``key: value`` lines, or ``{key: value}``; no key occurs twice."""

    entries: tuple[Entry, ...]
    start: int
    end: int

    def get(self, key: str) -> "Node | None":
        """The value of a key; None if it is not there."""
        entry = self.entry(key)
        return entry.value if entry else None

    def values(self) -> "dict[str, Node]":
        """What stands behind each key."""
        return {entry.key.value: entry.value for entry in self.entries}

    def entry(self, key: str) -> Entry | None:
        """The entry of a key; None if it is not there."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class List:
    """``- item`` lines, or ``[item, item]``."""

    items: tuple["Node", ...]
    start: int
    end: int


Node = Text | Mapping | List


def span_inside(source: Source, node: Text, start: int, end: int) -> Span:
    """Where the characters ``start:end`` of a text's value stand in the file.

    Exact in a ``|`` block and in a value of one line without escapes; the whole value elsewhere
    (folded text, escapes), where YAML has changed what was typed.
    """
    raw = source.text[node.start : node.end]
    quotes = 1 if node.style in {"'", '"'} else 0
    if raw[quotes : len(raw) - quotes] == node.value and "\n" not in raw:
        return Span(source, node.start + quotes + start, node.start + quotes + end)
    if node.style in _BLOCK:
        first = _inside_block(source.text, node, start)
        last = _inside_block(source.text, node, max(start, end - 1))
        if first is not None and last is not None:
            return Span(source, first, last + (end > start))
    return Span(source, node.start, node.end)


def _inside_block(text: str, node: Text, offset: int) -> int | None:
    """The file offset of a value offset: the block's lines are the value's, behind an indent."""
    lines = _VALUE_BREAK.split(node.value)
    number, column = _line_of(lines, offset)
    starts = _raw_starts(text, node, len(lines))
    if len(starts) < len(lines):
        return None
    indent = _indent(text, starts, lines) if lines[number] else 0
    line_end = _RAW_BREAK.search(text, starts[number])
    return min(starts[number] + indent + column, line_end.start() if line_end else len(text))


def _line_of(lines: list[str], offset: int) -> tuple[int, int]:
    for number, line in enumerate(lines):
        if offset <= len(line):
            return number, offset
        offset -= len(line) + 1
    return len(lines) - 1, len(lines[-1])


def _raw_starts(text: str, node: Text, count: int) -> list[int]:
    """Where the block's first ``count`` lines start, below the line of the ``|``."""
    starts: list[int] = []
    for found in _RAW_BREAK.finditer(text, node.start):
        starts.append(found.end())
        if len(starts) == count:
            break
    return starts


def _indent(text: str, starts: list[int], lines: list[str]) -> int:
    for start, line in zip(starts, lines, strict=False):
        if line:
            raw_end = _RAW_BREAK.search(text, start)
            return (raw_end.start() if raw_end else len(text)) - start - len(line)
    return 0
