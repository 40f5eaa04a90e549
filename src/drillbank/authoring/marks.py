"""Marks in a text that lead elsewhere: images, and facts that a story or ``facts.yaml`` holds.

What stands in a code span or fence, or behind a backslash, is no mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drillbank.authoring.gaps import code_in
from drillbank.authoring.nodes import List, Mapping, Node, Text

_LABEL = r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_IMAGE = re.compile(
    rf"(?<!\\)!{_LABEL}\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_FACT = re.compile(rf"(?<![\\!]){_LABEL}\(fact:(?P<target>[^\s()]*)\)")

_CITES = "](fact:"
"""What no text without facts holds."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``[text](target)`` in a text, with the offsets of its parts."""

    text: str
    text_at: tuple[int, int]
    target: str
    """The path of an image; of a fact, what stands behind ``fact:``."""

    target_at: tuple[int, int]
    at: tuple[int, int]
    """The whole mark."""


def images_in(text: str) -> Iterator[Mark]:
    """``![alt](path)``, in order."""
    return _marks(_IMAGE, text) if "![" in text else iter(())


def facts_in(text: str) -> Iterator[Mark]:
    """``[value](fact:story.name)``, in order."""
    return _marks(_FACT, text) if _CITES in text else iter(())


def without_facts(text: str) -> str:
    """The text as it is shown: of a fact, only its value."""
    if _CITES not in text:
        return text
    parts: list[str] = []
    done = 0
    for mark in facts_in(text):
        parts += [text[done : mark.at[0]], mark.text]
        done = mark.at[1]
    return "".join([*parts, text[done:]])


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    code = code_in(text)
    for found in pattern.finditer(text):
        if not any(start <= found.start() < end for start, end in code):
            part = "angled" if found.groupdict().get("angled") is not None else "target"
            places = found.span("text"), found.span(part)
            yield Mark(found["text"], places[0], found[part], places[1], found.span())


def texts_of(node: Node, leave_out: frozenset[str] = frozenset()) -> Iterator[Text]:
    """Every text below a node, but for those under the keys to leave out."""
    match node:
        case Text():
            yield node
        case List():
            for item in node.items:
                yield from texts_of(item, leave_out)
        case Mapping():
            for entry in node.entries:
                if entry.key.value not in leave_out:
                    yield from texts_of(entry.value, leave_out)
