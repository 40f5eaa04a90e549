"""The screen that ``:`` opens: every action that applies, found by a few of its letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from drillbank.review.session import Session
from drillbank.tui.actions import ACTIONS, Action, place_of, spelled
from drillbank.tui.piece import Piece


@dataclass(frozen=True, slots=True)
class Choice:
    """An action as the palette lists it."""

    action: Action
    name: str
    """Its name in words."""

    keys: tuple[str, ...]
    """As people write them."""


def choices(session: Session, actions: Sequence[Action] = ACTIONS) -> tuple[Choice, ...]:
    """What can be done as a session stands, each action once with all its keys there."""
    place = place_of(session)
    found: dict[str, Choice] = {}
    for action in actions:
        if place not in action.places or not action.offered(session):
            continue
        before = found.get(action.act)
        keys = (*(before.keys if before else ()), *map(spelled, action.keys))
        name = action.act.replace("-", " ")
        found[action.act] = Choice(before.action if before else action, name, keys)
    return tuple(found.values())


def fitting(all_of_them: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """The choices that have what was typed in their names, or its letters in this order.

    Names that begin with it come first, then those with a word that does.
    """
    wanted = typed.strip().casefold()
    ranked = [(rank, one) for one in all_of_them if (rank := _rank(one, wanted)) is not None]
    return tuple(one for _, one in sorted(ranked, key=lambda pair: pair[0]))


def _rank(choice: Choice, wanted: str) -> int | None:
    name = choice.name
    if wanted in choice.keys or name.startswith(wanted):
        return 0
    if f" {wanted}" in name:
        return 1
    if wanted in name:
        return 2
    letters = iter(name)
    return 3 if all(letter in letters for letter in wanted if letter != " ") else None


@dataclass(frozen=True, slots=True)
class Choices(Piece):
    """The list, one of it marked."""

    shown: tuple[Choice, ...]
    marked: int

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        if not self.shown:
            yield Text("Nothing is called so here.", "dim")
            return
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        for at, choice in enumerate(self.shown):
            here = at == self.marked
            name = Text(f"{'▸' if here else ' '} {choice.name}", "bold" if here else "")
            table.add_row(name, Text(" ".join(choice.keys), "bold" if here else "dim"))
        yield table


class PaletteScreen(ModalScreen[Action]):
    """Type to narrow the list, Enter does what is marked, Escape closes."""

    DEFAULT_CSS: ClassVar[str] = """
    PaletteScreen { background: ansi_default; align: left top; }
    #palette {
        border: round ansi_default; border-title-style: bold;
        max-width: 100; height: 100%; padding: 0 1;
    }
    #palette Input { background: ansi_default; color: ansi_default; }
    #palette Input:focus { background: ansi_default; background-tint: ansi_default 0%; }
    #list { height: 1fr; scrollbar-size: 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "mark(-1)", show=False, priority=True),
        Binding("down", "mark(1)", show=False, priority=True),
    ]

    def __init__(self, all_of_them: Sequence[Choice]) -> None:
        super().__init__()
        self._all = all_of_them
        self._list = Choices(fitting(all_of_them, ""), 0)

    def compose(self) -> ComposeResult:
        """What is typed, and what fits."""
        with Vertical(id="palette") as frame:
            frame.border_title = "what to do"
            yield Input(placeholder="a few letters of its name", compact=True)
            with VerticalScroll(id="list", can_focus=False):
                yield Static(self._list, id="choices")

    def on_mount(self) -> None:
        """Says how many there are."""
        self._show(self._list)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        event.stop()
        self._show(Choices(fitting(self._all, event.value), 0))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Does what is marked."""
        event.stop()
        if self._list.shown:
            self.dismiss(self._list.shown[self._list.marked].action)

    def action_mark(self, by: int) -> None:
        """Moves the mark down, or up."""
        last = len(self._list.shown) - 1
        self._show(Choices(self._list.shown, min(max(0, self._list.marked + by), max(0, last))))

    def _show(self, shown: Choices) -> None:
        self._list = shown
        self.query_one("#choices", Static).update(shown)
        place = f"{shown.marked + 1} of {len(shown.shown)} · " if shown.shown else ""
        self.query_one("#palette").border_subtitle = f"{place}Enter does it · Esc closes"
        frame = self.query_one("#list", VerticalScroll)
        frame.scroll_to_region(Region(0, shown.marked, 1, 1), animate=False, force=True)
