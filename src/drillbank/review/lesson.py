"""The lesson section that a card comes from."""

import re
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.lessons import section_of
from drillbank.bank.values import CardRecord
from drillbank.review.desk import Desk

_ANCHOR = re.compile(r"<a\s[^>]*>\s*</a>\n?", re.IGNORECASE)
"""Marks a place; there is nothing in it to be read."""


@dataclass(frozen=True, slots=True)
class Section:
    """A lesson, or a part of it."""

    place: str
    """``file.md#heading``."""

    markdown: str


@dataclass(frozen=True, slots=True)
class NoSection:
    """Why there is nothing to be read, in a sentence."""

    reason: str


def look_up(desk: Desk, record: CardRecord) -> Section | NoSection:
    """The section that a card of the desk comes from.

    Raises:
        BankError: the bank cannot be read.
    """
    with desk.read() as reader:
        beside = next((one.lesson for one in reader.decks() if one.slug == record.deck), None)
    return lesson_section(record, Path(beside) if beside else None)


def lesson_section(record: CardRecord, lesson: Path | None) -> Section | NoSection:
    """The section that the card's ``see`` names, else all of its deck's lesson.

    Args:
        record: the card.
        lesson: of its deck; None where the deck has none.
    """
    see = record.face.see
    if see is None:
        if lesson is None:
            return NoSection("This card names no lesson, and its deck has none beside it.")
        return _read(lesson, lesson.name, None)
    if "://" in see:
        return NoSection(f"This card comes from {see}.")
    name, _, heading = see.partition("#")
    return _read(Path(record.path).parent / name, see, heading or None)


def _read(path: Path, place: str, heading: str | None) -> Section | NoSection:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        return NoSection(f"The lesson {path.name} cannot be read: {why}.")
    found = text if heading is None else section_of(text, heading)
    if found is None:
        return NoSection(f"{path.name} has no heading #{heading} any more.")
    markdown = _ANCHOR.sub("", found).strip()
    return Section(place, markdown) if markdown else NoSection(f"{place} is empty.")
