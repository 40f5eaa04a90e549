"""W350: a section of a lesson that no card comes from."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.gaps import code_in
from drillbank.authoring.lessons import heading_slug
from drillbank.authoring.lint.base import CheckedDeck
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.source import Source, Span
from drillbank.authoring.source_file import Unreadable, read

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\r\n]*?)(?:[ \t]+#+)?[ \t]*(?=\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Heading:
    depth: int
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lesson of a deck, and what the deck asks of this and of others."""

    path: Path | None
    anchors: dict[Path, set[str]]
    """By file, those that some card comes from."""


def gather(deck: CheckedDeck, _: Thresholds) -> Lesson:
    """Where the deck's cards come from."""
    seen = {card.face.see for note in deck.notes for card in note.note.cards[:1]}
    by_file: dict[str, set[str]] = defaultdict(set)
    for see in filter(None, seen):
        name, _hash, anchor = see.partition("#")
        by_file[name].add(anchor)
    anchors: dict[Path, set[str]] = {}
    for name, named in by_file.items():
        if path := _lesson_of(name, deck):
            anchors.setdefault(path, set()).update(named)
    return Lesson(deck.lesson, anchors)


def check(decks: Sequence[Lesson], _: Thresholds) -> Iterator[Diagnostic]:
    """What is only read is mostly forgotten; a section worth writing is worth a card.

    Write a note with ``see: "#the-heading"``.  Silent for a lesson that no note points at.
    """
    asked: dict[Path, set[str]] = defaultdict(set)
    for deck in decks:
        for path, anchors in deck.anchors.items():
            asked[path] |= anchors
    done: set[Path] = set()
    for path in (deck.path for deck in decks if deck.path):
        found = asked.get(path.resolve())
        if not found or path.resolve() in done:
            continue
        done.add(path.resolve())
        lesson = read(path)
        if not isinstance(lesson, Unreadable):
            yield from _unasked(lesson, found)


def _lesson_of(name: str, deck: CheckedDeck) -> Path | None:
    """The file that a ``see`` names; None for a page of the web."""
    if name.startswith(("http://", "https://")):
        return None
    path = deck.source.path.parent / name if name else deck.lesson
    return path.resolve() if path else None


def _unasked(lesson: Source, asked: set[str]) -> Iterator[Diagnostic]:
    headings = list(_headings(lesson.text))
    for index, heading in enumerate(headings):
        below = []
        for other in headings[index + 1 :]:
            if other.depth <= heading.depth:
                break
            below.append(other)
        if heading.depth > 1 and not asked & {one.anchor for one in (heading, *below)}:
            yield Diagnostic(
                Code.UNASKED_HEADING,
                Span(lesson, heading.start, heading.end),
                "no card comes from this section",
                f"write a note with 'see: \"#{heading.anchor}\"', or fold it into another section",
            )


def _headings(text: str) -> Iterator[_Heading]:
    code = code_in(text)
    seen: Counter[str] = Counter()
    for found in _HEADING.finditer(text):
        if any(start <= found.start() < end for start, end in code):
            continue
        slug = heading_slug(found[2])
        anchor = f"{slug}-{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1
        yield _Heading(len(found[1]), anchor, found.start(1), found.end(2))
