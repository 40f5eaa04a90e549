"""How the actions that scroll move a container; nothing glides."""

from collections.abc import Callable

from textual.containers import VerticalScroll

from drillbank.tui.actions import Act


def _by(pages: float, lines: int) -> Callable[[VerticalScroll], None]:
    def scroll(room: VerticalScroll) -> None:
        # A line of what was seen stays in view, so that the eye finds its place again.
        page = max(1, room.size.height - 1)
        room.scroll_relative(y=int(pages * page) + lines, animate=False, force=True)

    return scroll


def _to_top(room: VerticalScroll) -> None:
    room.scroll_home(animate=False, force=True)


def _to_end(room: VerticalScroll) -> None:
    room.scroll_end(animate=False, force=True)


SCROLLS: dict[Act, Callable[[VerticalScroll], None]] = {
    Act.LINE_DOWN: _by(0, 1),
    Act.LINE_UP: _by(0, -1),
    Act.HALF_DOWN: _by(0.5, 0),
    Act.HALF_UP: _by(-0.5, 0),
    Act.PAGE_DOWN: _by(1, 0),
    Act.PAGE_UP: _by(-1, 0),
    Act.TOP: _to_top,
    Act.BOTTOM: _to_end,
}
