"""Inside ``{ }`` and ``[ ]`` texts with signs that YAML might read get quotes.

Parsers differ there: libyaml takes ``{q: How long?}``, PyYAML's own parser does not.
"""

import re
from collections.abc import Iterator

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.fmt.layout import Layout, is_flow
from drillbank.authoring.nodes import List, Node, Text
from drillbank.authoring.repair import quoted
from drillbank.authoring.source import Source

_SIGNS = re.compile(r"[?:,#]")


def flow_edits(layout: Layout) -> list[Edit]:
    """Quotes for every unquoted text between brackets that holds ``?``, ``:``, ``,`` or ``#``."""
    source = layout.source
    edits = []
    for node in (layout.loaded.header, *layout.loaded.notes):
        for text in _in_flow(source, node, inside=False):
            written = source.text[text.start : text.end]
            if not text.style and _SIGNS.search(written):
                edits.append(Edit(text.start, text.end, quoted(written)))
    return edits


def _in_flow(source: Source, node: Node, *, inside: bool) -> Iterator[Text]:
    if isinstance(node, Text):
        if inside:
            yield node
        return
    inside = inside or is_flow(source, node)
    if isinstance(node, List):
        for item in node.items:
            yield from _in_flow(source, item, inside=inside)
    else:
        for entry in node.entries:
            yield from _in_flow(source, entry.key, inside=inside)
            yield from _in_flow(source, entry.value, inside=inside)
