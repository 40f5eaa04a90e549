"""The order of a note's keys: ``id``, the head, what belongs to the question, the answer, the rest.

Whole lines move, each with the comments above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.layout import Layout, NotePlace, column_of, end_of_lines, is_flow
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.nodes import Entry, Mapping
from drillbank.authoring.scalars import newline_of
from drillbank.authoring.source import Source

WITH_THE_QUESTION = ("also", "story", "lang", "limit")
"""Keys that follow the head, if the kind has them; its other own keys follow as it lists them."""

LAST = ("hint", "why", "see", "tags", "after", "was", "restart", "retired")
"""Keys that every note may have, behind its kind's own."""


def key_order(head: str, own: Sequence[str]) -> tuple[str, ...]:
    """The keys of a kind in order; ``own`` are those of its model."""
    with_question = [key for key in WITH_THE_QUESTION if key in own and key != head]
    common = NoteModel.model_fields
    others = [key for key in own if key not in {*common, *with_question, head}]
    rest = [key for key in common if key not in {"id", *LAST}]
    return ("id", head, *with_question, *others, *LAST, *rest)


def order_edits(layout: Layout) -> list[Edit]:
    """Replaces every note whose keys are out of order by the same lines in order."""
    found = (_of_note(layout.source, note) for note in layout.notes)
    return [edit for edit in found if edit is not None]


def _of_note(source: Source, note: NotePlace) -> Edit | None:
    node, kind = note.node, note.kind
    if not isinstance(node, Mapping) or kind is None or note.written_out is None:
        return None
    if node.entries[0].key.value != note.written_out.entries[0].key.value:
        return None  # the quick form: its question must stay first
    order = key_order(str(kind.head), tuple(kind.model.model_fields))
    rank = {key: at for at, key in enumerate(order)}
    entries = sorted(node.entries, key=lambda entry: rank.get(entry.key.value, len(order)))
    if tuple(entries) == node.entries:
        return None
    if is_flow(source, node):
        return _between_braces(source, node, entries)
    return _on_lines(source, note, node, entries)


def _between_braces(source: Source, node: Mapping, entries: Sequence[Entry]) -> Edit | None:
    """Only where all stands on one line and every key has a value."""
    text = source.text[node.start : node.end]
    if "\n" in text or any(entry.value.start <= entry.key.end for entry in entries):
        return None
    pairs = (source.text[entry.key.start : entry.value.end] for entry in entries)
    return Edit(node.start, node.end, f"{{{', '.join(pairs)}}}")


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one key."""

    above: tuple[str, ...]
    """Comment and blank lines over it, without indentation and line ends."""

    body: str
    """From the key to the end of its last line, line end included."""


def _on_lines(
    source: Source, note: NotePlace, node: Mapping, entries: Sequence[Entry]
) -> Edit | None:
    text, newline = source.text, newline_of(source)
    if note.chunk is None or text[note.chunk.dash + 1 : node.start].strip(" "):
        return None  # the first key stands below its dash
    blocks = _blocks(source, node)
    if blocks is None:
        return None
    first, *others = (blocks[entry.key.value] for entry in entries)
    inset = " " * column_of(source, node.start)
    dash = note.chunk.dash
    lead = " " * column_of(source, dash)
    parts = [f"{line}{newline}{lead}" for line in first.above if line]
    parts += [text[dash : node.start], first.body]
    for block in others:
        parts += [f"{inset if line else ''}{line}{newline}" for line in block.above]
        parts += [inset, block.body]
    end = body_end(source, node, node.entries[-1])
    return Edit(dash, end, "".join(parts))


def _blocks(source: Source, node: Mapping) -> dict[str, _Block] | None:
    """The lines of each key; None where a key does not start a line."""
    text = source.text
    blocks: dict[str, _Block] = {}
    done = node.start
    for at, entry in enumerate(node.entries):
        start = entry.key.start
        line = start - column_of(source, start)
        if at and (text[line:start].strip(" ") or line < done):
            return None
        above = text[done:line].split("\n")[:-1] if at else []
        end = body_end(source, node, entry)
        body = text[start:end]
        if not body.endswith("\n"):
            body += newline_of(source)
        blocks[entry.key.value] = _Block(tuple(text.strip() for text in above), body)
        done = end
    return blocks


def body_end(source: Source, node: Mapping, entry: Entry) -> int:
    """Behind the key's last line, comments included that stand further in than the key."""
    end = max(entry.key.end, entry.value.end)
    return end_of_lines(source, end, column_of(source, node.start))
