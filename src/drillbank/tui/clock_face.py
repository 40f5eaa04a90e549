"""The clock of a spoken answer: large, with the target, and never the one to end it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from drillbank.review.rubric import HARD_LIMIT
from drillbank.tui.piece import Piece
from drillbank.tui.words import clock

SOON_S = 30
"""From here on the clock says that the time is nearly up."""

_WIDEST_BAR = 60

_DIGITS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ┓ ", " ┃ ", " ┻ "),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ":": (" ", "╏", " "),
    "+": ("   ", "╺╋╸", "   "),
}


@dataclass(frozen=True, slots=True)
class ClockFace(Piece):
    """How long has been spoken, against how long should be."""

    seconds: int | None
    """None before the clock has been started."""

    limit_s: int | None
    """What the digits count down from."""

    large: bool
    """Whether there is room for large digits."""

    paused: bool = False
    more_s: int = 0
    """How much of the limit was added by the learner; the rating knows nothing of it."""

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield self._time()
        if self.limit_s is not None and self.seconds is not None:
            yield self._bar(min(width, _WIDEST_BAR), self.limit_s)
        yield Text(self.advice, style="" if self.over else "dim")

    @property
    def over(self) -> bool:
        """Whether the target has passed."""
        return self.limit_s is not None and (self.seconds or 0) > self.limit_s

    @property
    def reading(self) -> str:
        """The digits: time left, time over with a plus, or time spoken where there is no target."""
        spoken = self.seconds or 0
        if self.limit_s is None:
            return clock(spoken)
        left = self.limit_s - spoken
        return clock(left) if left >= 0 else f"+{clock(-left)}"

    @property
    def caption(self) -> str:
        """What the digits count."""
        if self.limit_s is None:
            return "spoken"
        if self.seconds is None:
            return "to speak"
        if self.paused:
            return "paused"
        return f"over {clock(self.limit_s)}" if self.over else f"left of {clock(self.limit_s)}"

    @property
    def advice(self) -> str:
        """What to do now."""
        if self.seconds is None:
            return "Think first. SPACE starts the clock, then answer aloud."
        if self.paused:
            return "The clock stands still."
        if self.limit_s is None or not self.over:
            return "Answer aloud."
        hard_s = HARD_LIMIT * (self.limit_s - self.more_s)
        if self.seconds > hard_s:
            return f"Past {clock(hard_s)} this is Hard at best. Finish anyway."
        return "Time. Finish the sentence; the overrun is noted."

    def _time(self) -> RenderableType:
        style = self._style()
        if not self.large:
            return Text(self.reading, f"bold {style}").append(f"  {self.caption}", "not bold dim")
        digits = [_DIGITS[character] for character in self.reading]
        rows = (" ".join(glyph[row] for glyph in digits) for row in range(3))
        grid = Table.grid(padding=(0, 2))
        grid.add_row(
            Text("\n".join(rows), f"bold {style}", no_wrap=True), Text(f"\n{self.caption}", "dim")
        )
        return grid

    def _bar(self, width: int, limit_s: int) -> Text:
        filled = min(width, round(width * (self.seconds or 0) / limit_s))
        return Text("━" * filled, self._style()).append("─" * (width - filled), "dim not bold")

    def _style(self) -> str:
        if self.seconds is None or self.limit_s is None:
            return ""
        if self.over:
            return "red"
        return "yellow" if self.limit_s - self.seconds < SOON_S else ""
