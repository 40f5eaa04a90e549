"""The end of a session, drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from drillbank.base.clock import Clock
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.tui.piece import Piece
from drillbank.tui.render import RATING_STYLES
from drillbank.tui.summary import done, failed, following, recalled

_BAR = 24
"""Cells of the commonest grade."""


@dataclass(frozen=True, slots=True)
class Closing(Piece):
    """What was done, what failed, and what comes next."""

    session: Session
    clock: Clock
    notices: tuple[str, ...] = ()

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        tally = self.session.tally
        yield Text(done(tally), "bold")
        if tally.grades:
            yield Text()
            yield self._grades()
        for part in (
            recalled(tally),
            failed(tally),
            following(self.session, self.clock),
            "\n".join(self.notices),
        ):
            if part:
                yield Text()
                yield Text(part)

    def _grades(self) -> Table:
        grades = self.session.tally.by_rating
        most, all_of_them = max(grades.values()), grades.total()
        rows = Table.grid(padding=(0, 2))
        rows.add_column()
        rows.add_column(justify="right")
        rows.add_column(justify="right")
        for rating in Rating:
            number = grades[rating]
            share = f"{number / all_of_them:.0%}" if number else ""
            bar = Text("━" * round(_BAR * number / most), RATING_STYLES[rating])
            rows.add_row(rating.name.capitalize(), str(number), share, bar)
        return rows
