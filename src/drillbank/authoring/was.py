"""Writing down what a note was called, so that its history follows it."""

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.layout import Layout, NotePlace, column_of, is_flow
from drillbank.authoring.fmt.order import body_end
from drillbank.authoring.nodes import List, Mapping, Text
from drillbank.authoring.scalars import newline_of
from drillbank.base.words import Slug


def was_edit(layout: Layout, note_id: Slug, former: str) -> Edit | None:
    """Adds an earlier id to a note, before any it has; None if there is no such note."""
    note = next((note for note in layout.notes if note.id == note_id), None)
    if note is None or not isinstance(note.node, Mapping):
        return None
    written = note.node.get("was")
    if written is None:
        return _new_key(layout, note, note.node, former)
    if isinstance(written, Text) and written.value:
        return Edit(written.start, written.end, f"[{former}, {_raw(layout, written)}]")
    if isinstance(written, List) and written.items:
        first = written.items[0]
        if is_flow(layout.source, written):
            return Edit(first.start, first.start, f"{former}, ")
        inset = " " * column_of(layout.source, written.start)
        item = f"- {former}{newline_of(layout.source)}{inset}"
        return Edit(written.start, written.start, item)
    return None


def _raw(layout: Layout, text: Text) -> str:
    """The name as written; one below a '|' without the lines, which a list cannot hold."""
    in_block = text.style in {"|", ">"}
    return text.value if in_block else layout.source.text[text.start : text.end]


def _new_key(layout: Layout, note: NotePlace, node: Mapping, former: str) -> Edit | None:
    last = node.entries[-1]
    if is_flow(layout.source, node):
        end = max(last.key.end, last.value.end)
        return Edit(end, end, f", was: {former}")
    if note.chunk is None:
        return None
    newline = newline_of(layout.source)
    end = body_end(layout.source, node, last)
    complete = layout.source.text[:end].endswith("\n")
    inset = " " * column_of(layout.source, node.start)
    return Edit(end, end, f"{'' if complete else newline}{inset}was: {former}{newline}")
