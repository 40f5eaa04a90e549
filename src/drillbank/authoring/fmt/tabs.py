"""Tabs become blanks: in indentation, and between a key and its value."""

import re

from drillbank.authoring.diagnostics import Code, Edit
from drillbank.authoring.fixes import mended
from drillbank.authoring.fmt.layout import Layout, entries_in
from drillbank.authoring.source import Source

_BETWEEN = re.compile(r"[ \t]*:[ \t]*")


def without_tabs_in_indents(source: Source) -> Source:
    """The deck with every tab expanded whose meaning is beyond doubt."""
    return mended(source, only=frozenset({Code.TAB})).source


def separator_edits(layout: Layout) -> list[Edit]:
    """A blank for whatever holds a tab between a key and its value."""
    text = layout.source.text
    edits = []
    for node in (layout.loaded.header, *layout.loaded.notes):
        for entry in entries_in(node):
            start, end = entry.key.end, entry.value.start
            between = text[start:end]
            if "\t" in between and _BETWEEN.fullmatch(between):
                edits.append(Edit(start, end, ": "))
    return edits
