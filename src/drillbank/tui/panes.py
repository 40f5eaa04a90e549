"""The widgets a review is made of: texts that fill their place, and rooms that scroll them."""

from typing import ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static


class _LaidOutOnce(Widget):
    """Takes the place it is given, and leaves it at that; stands behind the widget it goes with.

    Textual lays a screen out and paints it, and does both again where a size has changed, because
    a scroll bar may have come or gone.  None is shown here, and the second picture would come a
    sixtieth of a second after the first.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class Pane(Static, _LaidOutOnce):
    """A text."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Shows another text."""
        # Textual may place the text before it forgets how tall the one before was, and keep that.
        self.clear_cached_dimensions()
        super().update(content, layout=layout)


class Room(VerticalScroll, _LaidOutOnce, can_focus=False):
    """A column that scrolls.  Its bar has no width, and never comes nor goes."""

    DEFAULT_CSS: ClassVar[str] = "Room { scrollbar-size: 0 0; overflow-y: scroll; }"


class Columns(Horizontal, _LaidOutOnce):
    """What stands side by side."""


class Rows(Vertical, _LaidOutOnce):
    """What stands one below the other."""
