"""No blanks at the ends of lines, one blank line between notes, one line end at the end."""

from drillbank.authoring.fmt.layout import Layout, column_of, texts_in
from drillbank.authoring.scalars import newline_of


def with_even_blanks(layout: Layout) -> str:
    """The deck's text with its blanks evened; no line inside a text is touched."""
    source = layout.source
    lines = source.text.split("\n")
    inside = _lines_inside_texts(layout)
    for at, line in enumerate(lines):
        if at not in inside:
            ending = "\r" if line.endswith("\r") else ""
            lines[at] = line.removesuffix("\r").rstrip(" \t") + ending
    blank = newline_of(source).removesuffix("\n")
    for start, end, column in reversed(_gaps(layout)):
        lines[start:end] = _even(lines[start:end], column, blank)
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    text = "\n".join(lines)
    return text.removesuffix("\r") + newline_of(source) if text.strip() else text


def _lines_inside_texts(layout: Layout) -> set[int]:
    """Lines, from 0, that end inside a text: their blanks may be meant."""
    inside: set[int] = set()
    for node in (layout.loaded.header, *layout.loaded.notes):
        for text in texts_in(node):
            first = layout.source.position(text.start).line - 1
            inside.update(range(first, layout.source.position(text.end).line - 1))
    return inside


def _gaps(layout: Layout) -> list[tuple[int, int, int]]:
    """The lines between two notes: the first, the one behind the last, the column of the dash."""
    gaps = []
    line_of = layout.source.position
    for before, after in zip(layout.notes, layout.notes[1:], strict=False):
        if before.chunk is None or after.chunk is None:
            continue
        start = line_of(before.node.end).line
        end = line_of(after.chunk.dash).line - 1
        if start <= end:
            gaps.append((start, end, column_of(layout.source, before.chunk.dash)))
    return gaps


def _even(lines: list[str], column: int, blank: str) -> list[str]:
    """One blank line behind the note's own comments, none doubled."""
    own = 0
    while own < len(lines) and _is_own(lines[own], column):
        own += 1
    rest: list[str] = []
    for line in lines[own:]:
        if line.strip():
            rest.append(line)
        elif rest and rest[-1].strip():
            rest.append(blank)
    return [*lines[:own], blank, *rest]


def _is_own(line: str, column: int) -> bool:
    """Whether a comment stands further in than the dash: it belongs to the note above."""
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > column
