"""A line at the bottom of the screen that asks for a few characters; the card stays in sight."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from drillbank.base.errors import DrillbankError
from drillbank.tui.pressed import key_of

Answer = TypeVar("Answer")

BOTTOM_CSS = """
    {name} {{ background: transparent; align: left bottom; }}
    {name} > Vertical {{
        height: auto; width: 100%; background: ansi_default; color: ansi_default;
        border-top: solid ansi_default; padding: 0 1;
    }}
    {name} Input {{ background: ansi_default; color: ansi_default; }}
    {name} Input:focus {{ background: ansi_default; background-tint: ansi_default 0%; }}
"""


class LineScreen(ModalScreen[Answer]):
    """Asks for a line of text; Enter takes it if it can be read, Escape leaves all as it was."""

    DEFAULT_CSS: ClassVar[str] = BOTTOM_CSS.format(name="LineScreen")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, example: str, reads: Callable[[str], Answer]) -> None:
        super().__init__()
        self._question = question
        self._example = example
        self._reads = reads

    def compose(self) -> ComposeResult:
        """The question, what is typed, and what is wrong with it."""
        with Vertical():
            yield Static(Text(self._question, "bold"))
            yield Input(placeholder=self._example, compact=True)
            yield Static("Enter takes it, Esc leaves it", id="told", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Takes what can be read; else says why not."""
        event.stop()
        try:
            answer = self._reads(event.value)
        except DrillbankError as problem:
            self.query_one("#told", Static).update(Text(str(problem), "bold"))
        else:
            self.dismiss(answer)


class DigitScreen(ModalScreen[int]):
    """Asks for one digit; any other key leaves all as it was."""

    DEFAULT_CSS: ClassVar[str] = BOTTOM_CSS.format(name="DigitScreen")

    def __init__(self, question: str, most: int) -> None:
        super().__init__()
        self._question = question
        self._most = most

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical():
            yield Static(Text(self._question, "bold"))

    def on_key(self, event: Key) -> None:
        """Takes the digit."""
        event.stop()
        key = key_of(event)
        digit = int(key) if key.isdecimal() and int(key) <= self._most else None
        self.dismiss(digit)
