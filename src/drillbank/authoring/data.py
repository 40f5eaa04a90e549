"""What a deck says, without where and how it is written: for comparing before and after."""

from drillbank.authoring.loader import Loaded
from drillbank.authoring.nodes import List, Mapping, Node, Text

Data = str | None | list["Data"] | tuple[tuple[str, "Data"], ...]
"""A text, nothing at all, the items of a list, or the entries of a mapping in their order."""


def data_of(node: Node) -> Data:
    """What a node holds."""
    match node:
        case Text():
            return None if node.is_absent else node.value
        case List():
            return [data_of(item) for item in node.items]
        case Mapping():
            return tuple((entry.key.value, data_of(entry.value)) for entry in node.entries)


def deck_data(loaded: Loaded) -> tuple[Data, list[Data]]:
    """The header and the notes of a deck."""
    return data_of(loaded.header), [data_of(note) for note in loaded.notes]


def trimmed(data: Data) -> Data:
    """The data without what stands behind its texts: the compiler takes it off as well."""
    match data:
        case str():
            return data.rstrip()
        case list():
            return [trimmed(item) for item in data]
        case tuple():
            return tuple((key, trimmed(value)) for key, value in data)
        case _:
            return data
