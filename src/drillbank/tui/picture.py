"""What a review looks like: a pane for each piece, and which of their lines are in sight."""

from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.geometry import Region

from drillbank.tui.bars import Divider
from drillbank.tui.panes import Columns, Pane, Room, Rows
from drillbank.tui.render import Rubric, lines_of
from drillbank.tui.view import ASIDE, BARS, LINES, PARTS, Pieces


class Ruler(Pane):
    """The line below the card.  It says which lines are in sight when it is painted, not before."""

    def __init__(self, place: Callable[[], Divider]) -> None:
        super().__init__(id="divider")
        self._place = place
        self._painted = Divider()

    def render(self) -> Divider:
        """What it looks like now."""
        self._painted = self._place()
        return self._painted

    def follow(self) -> None:
        """Paints it again if what it says is not so any more."""
        if self._painted != self._place():
            self.refresh()


class Picture(Rows):
    """The pieces of a session in their places; it knows nothing of what they mean."""

    DEFAULT_CSS: ClassVar[str] = """
    Picture #table { height: 1fr; }
    Picture #room, Picture #margin { padding: 1 2 0 2; }
    Picture #room { width: 6fr; }
    Picture #margin { width: 5fr; display: none; padding-left: 0; }
    Picture.-beside #margin { display: block; }
    Picture #room > Pane { max-width: 96; height: auto; }
    Picture #message { height: auto; max-height: 4; padding: 0 2; }
    Picture #header, Picture #divider, Picture #rating, Picture #footer { height: 1; }
    Picture.-short #room, Picture.-short #message { padding: 0 1; }
    """

    def __init__(self, pieces: Pieces) -> None:
        super().__init__()
        self._drawn = dict(pieces)
        self._ruler = Ruler(self._place)
        self._opens = False
        """Whether an answer has been shown and its place is not known yet."""

    def compose(self) -> ComposeResult:
        """Header, the card, and below it message, divider, grades and keys."""
        yield self._pane("header")
        with Columns(id="table"):
            with Room(id="room"):
                for part in PARTS:
                    yield self._pane(part)
            with Room(id="margin"):
                yield self._pane(ASIDE)
        yield self._pane("message")
        yield self._ruler
        yield self._pane("rating")
        yield self._pane("footer")

    def _pane(self, part: str) -> Pane:
        piece = self._drawn[part]
        pane = Pane(piece or "", id=part)
        pane.display = piece is not None
        return pane

    def on_mount(self) -> None:
        """Follows what is scrolled and laid out."""
        self.watch(self.room, "scroll_y", self._ruler.follow, init=False)
        laid_out = self.screen.screen_layout_refresh_signal
        laid_out.subscribe(self, lambda _: self._laid_out(), immediate=True)

    def draw(self, pieces: Pieces) -> None:
        """Draws what has changed."""
        self.set_class(pieces[ASIDE] is not None, "-beside")
        changed = [part for part in (*BARS, *PARTS, ASIDE) if self._drawn[part] != pieces[part]]
        for part in changed:
            piece = self._drawn[part] = pieces[part]
            pane = self._pane_of(part)
            if piece is not None:
                # Before it is displayed, which measures what it holds.
                pane.update(piece, layout=part not in LINES)
            pane.display = piece is not None
        if not set(changed) <= set(LINES):
            # In one picture with them.
            self._ruler.refresh()

    def _pane_of(self, part: str) -> Pane:
        return self.query_one(f"#{part}", Pane)

    # What is in sight

    @property
    def room(self) -> Room:
        """Where the card scrolls."""
        return self.query_one("#room", Room)

    def begin_at_top(self) -> None:
        """Shows a card from its first line."""
        self.room.scroll_home(animate=False, force=True, immediate=True)

    def open_answer(self) -> None:
        """Once it is laid out, scrolls a question that takes most of the room out of its way."""
        self._opens = True

    def show_marker(self) -> None:
        """Scrolls until the marked point of the rubric is seen."""
        self.call_after_refresh(self._scroll_to_marker)

    def _laid_out(self) -> None:
        """Only now is it known where the answer begins, and how much of the card has room."""
        if self._opens:
            self._opens = False
            self._scroll_to_answer()
        self._ruler.follow()

    def _scroll_to_answer(self) -> None:
        room, top = self.room, self._pane_of("clock").virtual_region.y
        if top > room.size.height // 2:
            # The blank line above the answer can go too.
            room.scroll_to(y=top + 1, animate=False, force=True)

    def _place(self) -> Divider:
        """Which lines of the card are in sight, if not all are."""
        room = self.room
        total, seen = room.virtual_size.height, room.size.height
        if total <= seen:
            return Divider()
        first = round(room.scroll_y) + 1
        return Divider(first, min(total, first + seen - 1), total)

    def _scroll_to_marker(self) -> None:
        part = ASIDE if self._drawn[ASIDE] else "rubric"
        drawn: RenderableType | None = self._drawn[part]
        if not isinstance(drawn, Rubric):
            return
        pane = self._pane_of(part)
        width, console = pane.size.width, self.app.console
        top = lines_of(drawn.above(drawn.marker), console, width)
        # With the last point judged, the rating it comes to is what one wants to see.
        to_there = drawn if drawn.suggestion else drawn.above(drawn.marker + 1)
        bottom = lines_of(to_there, console, width)
        place = Region(0, pane.virtual_region.y + top, 1, bottom - top)
        room = self.query_one("#margin", Room) if part == ASIDE else self.room
        room.scroll_to_region(place, animate=False, force=True)
