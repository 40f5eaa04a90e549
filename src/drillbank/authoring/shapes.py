"""What stands in a deck, in words, and where: from a path of keys to a place in the tree."""

from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text

KeyPath = tuple[str | int, ...]
"""The way from a note to one of its values: keys, and positions in lists."""


def described(node: Node) -> str:
    """What an author would call it."""
    match node:
        case Text():
            return "text"
        case List():
            return "a list"
        case Mapping():
            return "'key: value' lines"


def follow(node: Node, path: KeyPath) -> tuple[Node, Entry | None, KeyPath]:
    """Walks down as far as the tree goes: the node, the last entry passed, the way that led there.

    Names that are not in the tree are passed over: validation adds some of its own (``[key]``, the
    branch of a union).
    """
    entry: Entry | None = None
    taken: list[str | int] = []
    for step in path:
        if isinstance(node, Mapping) and (found := node.entry(str(step))):
            entry, node = found, found.value
        elif isinstance(node, List) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            continue
        taken.append(step)
    return node, entry, tuple(taken)


def named(path: KeyPath) -> str:
    """A path in words: ``'hooks → why'``, ``item 2 of 'also'``."""
    keys = [str(step) for step in path if isinstance(step, str)]
    name = f"'{' → '.join(keys)}'" if keys else "this note"
    if path and isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {name}"
    return name
