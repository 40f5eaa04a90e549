"""Adding notes at the end of a deck: spliced in below the last one, named at once."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from drillbank.authoring.data import data_of, trimmed
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Diagnostic, Edit
from drillbank.authoring.fmt.ids import id_edits
from drillbank.authoring.fmt.layout import Layout, column_of, end_of_lines, layout_of
from drillbank.authoring.fmt.numbers import gap_edits
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.scalars import newline_of, scalar
from drillbank.authoring.source import Source
from drillbank.authoring.splice import applied, edited
from drillbank.base.errors import DrillbankError
from drillbank.base.words import Slug

_NOTES = re.compile(
    r"^notes[ \t]*:[ \t]*(?P<empty>\[[ \t]*\])?[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE
)
_CONTENT = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE)
_INSET = 2
"""Where the dashes of a deck stand whose first note this is."""


class CannotAppendError(DrillbankError):
    """There is no end of the notes to add one at."""

    def __init__(self, path: Path, why: str, what_to_do: str) -> None:
        super().__init__(f"No note can be added to {path}: {why}. {what_to_do}")


@dataclass(frozen=True, slots=True)
class Appended:
    """A deck with notes added, not yet written."""

    source: Source
    """With ids for the new notes, as far as they could be read."""

    ids: tuple[Slug, ...]
    line: int
    """Where the first of them begins."""

    problems: tuple[Diagnostic, ...]
    """What is wrong with the new notes; that of others is not told here."""


def question_note(question: str, answer: str, note_id: str | None = None) -> str:
    """A ``q`` note as one would type it at the left edge."""
    values = {"q": question, "a": answer}
    lines = [f"{key}: {scalar(text.rstrip(), indent=4)}" for key, text in values.items()]
    if note_id:
        lines.insert(0, f"id: {note_id}")
    return "- " + "\n  ".join(lines) + "\n"


def appended(source: Source, typed: str) -> Appended:
    """The deck with notes at its end that were typed at the left edge, with dashes or one without.

    Raises:
        CannotAppendError: the deck's own notes cannot be read, or stand between brackets.
    """
    layout = layout_of(source)
    if layout is None:
        raise CannotAppendError(
            source.path,
            "it has mistakes that keep YAML from reading it",
            f"`drillbank check {source.path}` shows them.",
        )
    edits, start, column = _place(layout)
    above = applied(source.text[:start], edits)
    newline = newline_of(source)
    lines = _indented(_with_dash(typed), column)
    gap = "" if not above or above.endswith("\n") else newline
    gap += "" if _stands_alone(above) else newline
    text = f"{above}{gap}{newline.join(lines)}{newline}{source.text[start:]}"
    after = replace(source, text=text)
    return _named(after, len(above), len(layout.notes))


def _place(layout: Layout) -> tuple[list[Edit], int, int]:
    """What must change above for the notes to have an end, where it is, the dashes' column."""
    source, text = layout.source, layout.source.text
    if layout.notes:
        last = layout.notes[-1]
        if last.chunk is None:
            raise CannotAppendError(
                source.path,
                "its notes stand between brackets",
                "Put each on a line of its own behind a dash.",
            )
        column = column_of(source, last.chunk.dash)
        return [], end_of_lines(source, last.node.end, column), column
    key = _NOTES.search(text)
    if key is None:
        newline = newline_of(source)
        gap = "" if not text or text.endswith("\n") else newline
        return [Edit(len(text), len(text), f"{gap}notes:{newline}")], len(text), _INSET
    edits = [Edit(key.start("empty"), key.end("empty"), "")] if key["empty"] else []
    if _CONTENT.search(text, key.end()):
        return edits, end_of_lines(source, key.end(), 0), _INSET
    return edits, len(text), _INSET


def _stands_alone(before: str) -> bool:
    """Whether the text above ends in a blank line, or in ``notes:`` itself."""
    lines = before.rstrip(" \t").split("\n")
    last = lines[-2].strip() if len(lines) > 1 and not lines[-1] else lines[-1].strip()
    return not last or last.startswith("notes")


def _with_dash(typed: str) -> list[str]:
    lines = typed.replace("\r\n", "\n").strip("\n").split("\n")
    if any(line.startswith("- ") for line in lines):
        return lines
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _indented(lines: list[str], column: int) -> list[str]:
    return [f"{' ' * column}{line.rstrip()}" if line.strip() else "" for line in lines]


def _named(after: Source, start: int, known: int) -> Appended:
    for rule in (id_edits, gap_edits):
        layout = layout_of(after)
        after = edited(after, rule(layout, known)) if layout else after
    layout = layout_of(after)
    new = layout.notes[known:] if layout else ()
    problems = compile_deck(after, Lessons()).diagnostics
    first = new[0].node.start if new else min(start + 1, len(after.text))
    return Appended(
        after,
        tuple(note.id for note in new if note.id),
        after.position(first).line,
        tuple(p for p in problems if p.span.start >= start and p.span.source.path == after.path),
    )


def only_added(before: Source, after: Source) -> str | None:
    """What else than added notes a changed deck has; None if nothing."""
    old, new = layout_of(before), layout_of(after)
    if old is None or new is None:
        return "it could not be read"
    if data_of(old.loaded.header) != data_of(new.loaded.header):
        return "the keys above 'notes:' would change"
    kept = [trimmed(data_of(note.node)) for note in new.notes[: len(old.notes)]]
    if kept != [trimmed(data_of(note.node)) for note in old.notes]:
        return "another note would change"
    return None if len(new.notes) > len(old.notes) else "no note would be added"
