"""The end of a session, drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from drillbank.base.clock import Clock
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.tomorrow import Load
from drillbank.tui.piece import Piece
from drillbank.tui.render import RATING_STYLES
from drillbank.tui.summary import INDENT, details, done

_BAR = 24
"""Cells of the commonest grade where there is room."""

_BESIDE = 20
"""Cells that its name, number and share take."""


@dataclass(frozen=True, slots=True)
class Closing(Piece):
    """What was done, what was hard, and what comes next."""

    session: Session
    clock: Clock
    notices: tuple[str, ...] = ()
    tomorrow: Load | None = None

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        tally = self.session.tally
        yield Text(done(tally), "bold")
        if tally.grades:
            yield Text()
            yield self._grades(min(_BAR, max(0, width - _BESIDE)))
        before = INDENT
        for line in (*details(self.session, self.clock, self.tomorrow), *self.notices):
            depth = len(line) - len(line.lstrip())
            if not depth and (before.startswith(INDENT) or line.endswith(":")):
                yield Text()
            yield Padding(Text(line.lstrip()), (0, 0, 0, depth))
            before = line

    def _grades(self, room: int) -> Table:
        grades = self.session.tally.by_rating
        most, all_of_them = max(grades.values()), grades.total()
        rows = Table.grid(padding=(0, 2))
        rows.add_column()
        rows.add_column(justify="right")
        rows.add_column(justify="right")
        for rating in Rating:
            number = grades[rating]
            share = f"{number / all_of_them:.0%}" if number else ""
            bar = Text("━" * round(room * number / most), RATING_STYLES[rating])
            rows.add_row(rating.name.capitalize(), str(number), share, bar)
        return rows
