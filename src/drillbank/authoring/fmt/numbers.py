"""Several gaps without numbers get those they have gone by."""

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.layout import Layout
from drillbank.authoring.gaps import BadGap, Gap, gaps_in, numbered
from drillbank.authoring.nodes import Text, span_inside
from drillbank.authoring.source import Source

_BRACES = "{{"


def gap_edits(layout: Layout, since: int = 0) -> list[Edit]:
    """Numbers the gaps that lack it in a text of several; from note ``since`` on."""
    edits: list[Edit] = []
    for note in layout.notes[since:]:
        if note.kind is not None and note.kind.facets.numbered and note.written_out is not None:
            head = note.written_out.get(note.kind.head)
            if isinstance(head, Text):
                edits.extend(_in_text(layout.source, head))
    return edits


def with_numbers(text: str) -> str:
    """The text with every gap numbered that needs it."""
    for number, gap in reversed(_unnumbered(text)):
        at = gap.start + len(_BRACES)
        text = f"{text[:at]}{number}::{text[at:]}"
    return text


def _unnumbered(text: str) -> list[tuple[int, Gap]]:
    """The gaps to number; none in a text whose gaps are not all sound, nor of a single one."""
    found = gaps_in(text)
    if len(found) == 1 or any(isinstance(gap, BadGap) for gap in found):
        return []
    pairs = numbered([gap for gap in found if isinstance(gap, Gap)])
    return [(number, gap) for number, gap in pairs if gap.number is None]


def _in_text(source: Source, node: Text) -> list[Edit]:
    edits = []
    for number, gap in _unnumbered(node.value):
        span = span_inside(source, node, gap.start, gap.start + len(_BRACES))
        if span.text != _BRACES:  # folded, or with escapes: no character's place is known
            return []
        edits.append(Edit(span.end, span.end, f"{number}::"))
    return edits
