"""The path through the library as a list: groups, their decks in order, and how far each is."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from drillbank.bank.values import DeckRecord
from drillbank.cli.output import shown_path, table

WIDTH = 80
"""Columns that the list keeps to."""

OWN = "Your own"
"""What stands above the user's decks that no path names, where one names others."""

OFF_THE_PATH = "More"
"""The same, above shipped decks."""

_CELLS = 10
_KNOWN, _BEGUN, _LEFT = "█", "▒", "·"


def deck_lines(decks: Sequence[DeckRecord]) -> list[str]:
    """The decks in the order given, under the titles of their groups."""
    grouped = any(deck.group is not None for deck in decks)
    indent = "  " if grouped else ""
    numbers = [(str(deck.cards), str(deck.learned), str(deck.known)) for deck in decks]
    rows = [
        (f"{indent}{deck.slug}", *number, bar(deck))
        for deck, number in zip(decks, numbers, strict=True)
    ]
    head, *lines = table(
        [(f"{indent}deck", "cards", "begun", "known", "".ljust(_CELLS)), *rows],
        right=frozenset({1, 2, 3}),
    )
    room = WIDTH - max(len(line) for line in lines) - 2
    told = [f"{line}  {_where(deck, room)}" for line, deck in zip(lines, decks, strict=True)]
    return [f"{head.ljust(len(lines[0]))}  where", *_under_titles(decks, told, grouped=grouped)]


def bar(deck: DeckRecord) -> str:
    """How far a deck is, in ten cells; a card begun shows, and only a deck all known is full."""
    known, begun = _cells(deck.known, deck.cards), _cells(deck.learned, deck.cards)
    return (_KNOWN * known + _BEGUN * (begun - known)).ljust(_CELLS, _LEFT)


def _cells(part: int, whole: int) -> int:
    return max(1, part * _CELLS // whole) if part else 0


def _under_titles(
    decks: Sequence[DeckRecord], lines: Iterable[str], *, grouped: bool
) -> Iterable[str]:
    pairs = zip(decks, lines, strict=True)
    for title, members in groupby(pairs, lambda pair: _title(pair[0])):
        if grouped:
            yield ""
            yield title
        yield from (line for _, line in members)


def _title(deck: DeckRecord) -> str:
    return deck.group or (OFF_THE_PATH if deck.place is None else OWN)


def _where(deck: DeckRecord, room: int) -> str:
    """Where its file is, in so many columns: of a long path the end."""
    if deck.available and deck.root == "shipped":
        return "shipped"
    path, away = shown_path(deck.path), "" if deck.available else " (away)"
    left = max(1, room - len(away))
    return (path if len(path) <= left else f"…{path[1 - left :]}") + away
