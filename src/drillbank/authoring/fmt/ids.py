"""Drafts get the id they have gone by all along, and the quick form is written out with it."""

import re

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.layout import Layout, NotePlace, column_of, is_flow
from drillbank.authoring.nodes import Mapping
from drillbank.authoring.scalars import newline_of

_COLON = re.compile(r"[ \t]*:")


def id_edits(layout: Layout, since: int = 0) -> list[Edit]:
    """Writes exactly the provisional id, where it is one note's alone; from note ``since`` on."""
    edits: list[Edit] = []
    for note in layout.notes[since:]:
        if note.provisional and note.id and note.id_is_free and note.kind is not None:
            edits.extend(_frozen(layout, note))
    return edits


def _frozen(layout: Layout, note: NotePlace) -> list[Edit]:
    node = note.node
    if not isinstance(node, Mapping) or node.entry("id") is not None:
        return []
    first = node.entries[0]
    column = column_of(layout.source, node.start)
    flow = is_flow(layout.source, node)
    between = ", " if flow else newline_of(layout.source) + " " * column
    lead = f"id: {note.id}{between}"
    if note.written_out is None or note.written_out.entries[0].key.value == first.key.value:
        return [Edit(first.key.start, first.key.start, lead)]
    colon = _COLON.match(layout.source.text, first.key.end)
    if colon is None or layout.source.text[first.key.start : first.key.start + 1] == "?":
        return []
    return [
        Edit(first.key.start, first.key.start, f"{lead}q: "),
        Edit(first.key.end, colon.end(), f"{between}a:"),
    ]
