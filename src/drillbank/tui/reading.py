"""Screens to read and to scroll: what is known of a card, a lesson."""

from collections.abc import Sequence
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from drillbank.tui.actions import ACTIONS, Act, Action, Place, action_for
from drillbank.tui.pressed import key_of
from drillbank.tui.scrolling import SCROLLS


class ReadingScreen(ModalScreen[None]):
    """Lies over the card until it is closed by Escape, q, or the key that opened it."""

    CLOSES: ClassVar[str] = "Esc closes"

    DEFAULT_CSS: ClassVar[str] = """
    ReadingScreen { background: ansi_default; align: left top; }
    #reading {
        border: round ansi_default; border-title-style: bold;
        max-width: 100; height: auto; max-height: 100%; padding: 0 1; scrollbar-size: 0 0;
    }
    """

    def __init__(
        self,
        title: str,
        body: RenderableType,
        opened_by: Act,
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._titled = title
        self._body = body
        self._closes = frozenset({Act.QUIT, opened_by})

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll(id="reading", can_focus=False) as frame:
            # A title of the author's is no markup.
            frame.border_title = Text(self._titled).markup
            yield Static(self._body)

    def on_mount(self) -> None:
        """Says which lines are seen, if not all are."""
        self.watch(self._frame, "scroll_y", self._show_place, init=False)
        self.watch(self._frame, "virtual_size", self._show_place)

    @property
    def _frame(self) -> VerticalScroll:
        return self.query_one("#reading", VerticalScroll)

    def _show_place(self) -> None:
        frame = self._frame
        total, seen = frame.virtual_size.height, frame.scrollable_content_region.height
        closes = self.CLOSES
        if total > seen > 0:
            first = round(frame.scroll_y) + 1
            closes = f"lines {first}-{min(total, first + seen - 1)} of {total} · {closes}"
        frame.border_subtitle = closes

    def on_key(self, event: Key) -> None:
        """Scrolls or closes; a key that does neither does nothing."""
        event.stop()
        action = action_for(key_of(event), Place.QUESTION, self._actions)
        if self.is_closed_by(event.key, action):
            self.dismiss()
        elif action is not None and action.act in SCROLLS:
            SCROLLS[action.act](self._frame)

    def is_closed_by(self, key: str, action: Action | None) -> bool:
        """Whether a key, which means an action or none, closes it."""
        return key == "escape" or (action is not None and action.act in self._closes)
