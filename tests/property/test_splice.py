"""Splicing: whatever is put in the place of one value, that value is right and nothing else moves.

``pytest --hypothesis-profile=thorough tests/property/test_splice.py`` makes ten thousand edits.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from helpers_authoring import source
from helpers_decks import NASTY, texts
from hypothesis import assume, given
from hypothesis import strategies as st

from drillbank.authoring.data import Data, data_of, deck_data
from drillbank.authoring.loader import load
from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text
from drillbank.authoring.scalars import value_edit
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import read
from drillbank.authoring.splice import bytes_of, splice

KEYS = st.permutations(["id", "q", "a", "why", "also", "see"]).map(tuple)


@dataclass(frozen=True, slots=True)
class Place:
    """A value, the node that holds it, and where a block in its place would stand."""

    text: Text
    indent: int
    in_flow: bool


def places(node: Node, column: int, deck: Source) -> Iterator[Place]:
    """Every value below a node."""
    flow = deck.text[node.start : node.start + 1] in {"{", "["}
    for child in node.items if isinstance(node, List) else ():
        if isinstance(child, Text):
            yield Place(child, column + 5, flow)
    for entry in node.entries if isinstance(node, Mapping) else ():
        if isinstance(entry.value, Text):
            yield Place(entry.value, column + 2, flow)
        else:
            yield from places(entry.value, column, deck)


def replaced(node: Node, old: Text, new: str) -> Data:
    """What the node holds once ``old`` says ``new``."""

    def swap(node: Node) -> Node:
        if node is old:
            return Text(new, 0, 0, '"')
        if isinstance(node, Mapping):
            return Mapping(tuple(Entry(e.key, swap(e.value)) for e in node.entries), 0, 0)
        return List(tuple(map(swap, node.items)), 0, 0) if isinstance(node, List) else node

    return data_of(swap(node))


@given(texts(KEYS), NASTY, st.integers(0, 1000), st.booleans())
def test_one_value_changes_and_nothing_else(text: str, new: str, which: int, bom: bool) -> None:
    deck = replace(source(text), bom=bom)
    loaded = load(deck)
    assume(not any(problem.is_error for problem in loaded.problems))
    found = [
        (note, place)
        for note in loaded.notes
        for place in places(note, deck.position(note.start).column - 1, deck)
    ]
    note, place = found[which % len(found)]
    expected = [replaced(n, place.text, new) if n is note else data_of(n) for n in loaded.notes]
    edit = value_edit(deck, place.text, new, indent=place.indent, in_flow=place.in_flow)

    def objection(after: Source) -> str | None:
        return None if deck_data(load(after))[1] == expected else "other data"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deck.yaml")
        path.write_bytes(bytes_of(deck))
        splice(replace(deck, path=path), [edit], objection)
        after = read(path)
    assert isinstance(after, Source)
    assert after.bom is bom
    first = deck.position(edit.start).line - 1
    last = deck.position(edit.end).line
    old_lines, new_lines = text.split("\n"), after.text.split("\n")
    assert new_lines[:first] == old_lines[:first]
    below = len(old_lines) - last
    assert new_lines[len(new_lines) - below :] == old_lines[last:]
