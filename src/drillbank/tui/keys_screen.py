"""The screen that ``?`` opens: every key and what it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from drillbank.tui.actions import ACTIONS, Action, Place, action_for, topics
from drillbank.tui.piece import Piece
from drillbank.tui.pressed import key_of
from drillbank.tui.scrolling import SCROLLS

_SIDE_BY_SIDE = 50
"""Columns from which keys and what they do stand side by side."""


class KeysScreen(ModalScreen[None]):
    """Lies over the card; any key but those that scroll closes it."""

    DEFAULT_CSS: ClassVar[str] = """
    KeysScreen { background: ansi_default; align: left top; }
    #keys {
        border: round ansi_default; border-title-style: bold;
        max-width: 100; height: auto; max-height: 100%; padding: 0 1; scrollbar-size: 0 0;
    }
    """

    def __init__(self, actions: Sequence[Action] = ACTIONS) -> None:
        super().__init__()
        self._actions = tuple(actions)

    def compose(self) -> ComposeResult:
        """The table of keys in a frame."""
        with VerticalScroll(id="keys", can_focus=False) as frame:
            frame.border_title = "keys"
            frame.border_subtitle = "any key closes"
            yield Static(KeyTable(self._actions))

    def on_key(self, event: Key) -> None:
        """Scrolls or closes."""
        event.stop()
        action = action_for(key_of(event), Place.QUESTION, self._actions)
        if action is not None and action.act in SCROLLS:
            SCROLLS[action.act](self.query_one("#keys", VerticalScroll))
        else:
            self.dismiss()


@dataclass(frozen=True, slots=True)
class KeyTable(Piece):
    """Keys at the left, what they do at the right; one above the other where it is narrow."""

    actions: tuple[Action, ...] = ACTIONS

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        if width >= _SIDE_BY_SIDE:
            table = Table.grid(padding=(0, 2))
            table.add_column(no_wrap=True)
            for keys, topic in topics(self.actions):
                table.add_row(Text(keys, "bold"), topic)
            yield table
            return
        for keys, topic in topics(self.actions):
            yield Text.assemble((keys, "bold"), "  ", topic)
