"""All rules in turn, and the proof that the deck still says the same."""

from collections.abc import Callable
from dataclasses import replace

from drillbank.authoring.data import Data, data_of, trimmed
from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.blanks import with_even_blanks
from drillbank.authoring.fmt.flow import flow_edits
from drillbank.authoring.fmt.ids import id_edits
from drillbank.authoring.fmt.layout import Layout, NotePlace, layout_of
from drillbank.authoring.fmt.numbers import gap_edits, with_numbers
from drillbank.authoring.fmt.order import order_edits
from drillbank.authoring.fmt.tabs import separator_edits, without_tabs_in_indents
from drillbank.authoring.source import Source
from drillbank.authoring.splice import DataWouldChangeError, edited

_Rule = Callable[[Layout], list[Edit]]

_NAMING: tuple[_Rule, ...] = (id_edits, gap_edits)
_STYLE: tuple[_Rule, ...] = (separator_edits, flow_edits, order_edits)


def formatted(source: Source) -> Source | None:
    """The deck as ``fmt`` writes it; None if YAML cannot read all of it.

    Raises:
        DataWouldChangeError: a rule would change what the deck says; that is a mistake of ours.
    """
    tidy = _through(without_tabs_in_indents(source), (*_NAMING, *_STYLE))
    layout = layout_of(tidy)
    if layout is None:
        return None
    tidy = replace(tidy, text=with_even_blanks(layout))
    objection = difference(source, tidy)
    if objection is not None:
        raise DataWouldChangeError(source.path, objection)
    return tidy


def named(source: Source) -> Source:
    """The deck with its drafts' ids and its gaps' numbers, and nothing else changed."""
    after = _through(source, _NAMING)
    return source if difference(source, after) else after


def _through(source: Source, rules: tuple[_Rule, ...]) -> Source:
    for rule in rules:
        layout = layout_of(source)
        if layout is None:
            return source
        source = edited(source, rule(layout))
    return source


def difference(before: Source, after: Source) -> str | None:
    """What the deck says otherwise after formatting, in a few words; None if it says the same."""
    old, new = layout_of(without_tabs_in_indents(before)), layout_of(after)
    if old is None or new is None:
        return None if old is new else "it could no longer be read"
    if trimmed(data_of(old.loaded.header)) != trimmed(data_of(new.loaded.header)):
        return "the keys above 'notes:' would change"
    if len(old.notes) != len(new.notes):
        return f"{len(old.notes)} notes would be {len(new.notes)}"
    for note, other in zip(old.notes, new.notes, strict=True):
        if _meaning(note) != _meaning(other):
            line = before.position(min(note.node.start, len(before.text))).line
            return f"the note on line {line} would change"
    return None


def _meaning(note: NotePlace) -> Data:
    """What a note says, once it is named: key order, and blanks behind a text, say nothing."""
    if note.kind is None or note.written_out is None:
        return trimmed(data_of(note.node))
    head = str(note.kind.head)
    entries: dict[str, Data] = {}
    for entry in note.written_out.entries:
        data = data_of(entry.value)
        if entry.key.value == head and note.kind.facets.numbered and isinstance(data, str):
            data = with_numbers(data)
        entries[entry.key.value] = trimmed(data)
    if note.provisional and note.id:
        entries["id"] = note.id
    return tuple(sorted(entries.items()))
