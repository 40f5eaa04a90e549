"""Decks in the author's language, and what became of them."""

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from drillbank.authoring.cards import Card, Note
from drillbank.authoring.decks import Deck, compile_deck
from drillbank.authoring.diagnostics import Fix
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, source_of


def source(text: str, path: Path | str = "deck.yaml") -> Source:
    """The text as a file would give it."""
    found = source_of(Path(path), text.encode())
    assert not isinstance(found, Unreadable), found.problem.message
    return found


def deck(text: str, path: Path | str = "deck.yaml") -> Deck:
    """Compiles a deck written in the test, indentation taken off."""
    return compile_deck(source(dedent(text), path), Lessons())


def notes(text: str, path: Path | str = "deck.yaml") -> Deck:
    """Compiles notes, written without the ``notes:`` above them."""
    indented = "".join(f"  {line}" for line in dedent(text).splitlines(keepends=True))
    return deck(f"notes:\n{indented}", path)


def the_note(text: str) -> Note:
    """The only note of the text, which must be sound."""
    compiled = notes(text)
    assert compiled.sound, told(compiled)
    (note,) = compiled.notes
    return note


def cards(text: str) -> dict[str, Card]:
    """The cards of the only note, by facet; the one without a facet under an empty name."""
    return {card.uid.partition("#")[2]: card for card in the_note(text).cards}


def told(compiled: Deck) -> list[str]:
    """Each diagnostic as ``E101 3:9 message``."""
    return [
        f"{d.code} {d.span.begins.line}:{d.span.begins.column} {d.message}"
        for d in compiled.diagnostics
    ]


def codes(compiled: Deck) -> list[str]:
    """The codes of the diagnostics, in file order."""
    return [diagnostic.code.value for diagnostic in compiled.diagnostics]


def underlined(compiled: Deck) -> list[str]:
    """The text that each diagnostic points at."""
    return [diagnostic.span.text for diagnostic in compiled.diagnostics]


def fixed(compiled_from: Source, fix: Fix) -> Source:
    """The source after the fix."""
    text = compiled_from.text
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return replace(compiled_from, text=text)
