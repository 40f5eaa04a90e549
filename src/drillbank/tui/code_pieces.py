"""What is shown of a card that asks for code."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from drillbank.review.compared import Side, compared
from drillbank.tui.piece import Piece
from drillbank.tui.render import Prose

_STYLES = {Side.YOURS: "red", Side.MODEL: "green", Side.BOTH: "dim"}
"""The colours only repeat the signs."""


@dataclass(frozen=True, slots=True)
class YourCode(Piece):
    """What the learner has written, before the answer is shown."""

    code: str
    lang: str

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield Text("Yours", "bold dim")
        yield Prose(f"~~~~~~{self.lang}\n{self.code.rstrip()}\n~~~~~~")


@dataclass(frozen=True, slots=True)
class Comparison(Piece):
    """What would make the model's code of yours."""

    yours: str
    model: str

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield Text("Yours (-) and the model's (+)", "bold dim")
        rows = Table.grid(padding=(0, 1))
        rows.add_column(no_wrap=True)
        rows.add_column(overflow="fold")
        for side, line in compared(self.yours, self.model):
            rows.add_row(Text(side.value, _STYLES[side]), Text(line, _STYLES[side]))
        yield rows
