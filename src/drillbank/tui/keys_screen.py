"""The screen that ``?`` opens: every key and what it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from drillbank.tui.actions import ACTIONS, Act, Action, topics
from drillbank.tui.piece import Piece
from drillbank.tui.reading import ReadingScreen
from drillbank.tui.scrolling import SCROLLS

_SIDE_BY_SIDE = 50
"""Columns from which keys and what they do stand side by side."""

_TWO_HALVES = 90
"""Columns from which the second half of the table stands beside the first."""


class KeysScreen(ReadingScreen):
    """Lies over the card; any key but those that scroll closes it."""

    CLOSES = "any key closes"

    def __init__(self, actions: Sequence[Action] = ACTIONS) -> None:
        super().__init__("keys", KeyTable(tuple(actions)), Act.KEYS, actions)

    def is_closed_by(self, _key: str, action: Action | None) -> bool:
        """See ``ReadingScreen``."""
        return action is None or action.act not in SCROLLS


@dataclass(frozen=True, slots=True)
class KeyTable(Piece):
    """Keys at the left, what they do at the right; in two halves where it is wide."""

    actions: tuple[Action, ...] = ACTIONS

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        rows = tuple(topics(self.actions))
        if width >= _TWO_HALVES:
            middle = (len(rows) + 1) // 2
            halves = Table.grid(padding=(0, 2), expand=True)
            halves.add_column(ratio=1)
            halves.add_column(ratio=1)
            halves.add_row(_table(rows[:middle]), _table(rows[middle:]))
            yield halves
        elif width >= _SIDE_BY_SIDE:
            yield _table(rows)
        else:
            for keys, topic in rows:
                yield Text.assemble((keys, "bold"), "  ", topic)


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for keys, topic in rows:
        table.add_row(Text(keys, "bold"), topic)
    return table
