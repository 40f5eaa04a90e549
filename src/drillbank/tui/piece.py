"""The base of what the screen is made of: values that draw themselves at the width they get."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Piece(ABC):
    """A frozen dataclass beside this, so that equal pieces are not drawn twice."""

    __slots__ = ()

    @abstractmethod
    def lines(self, width: int) -> Iterator[RenderableType]:
        """What it looks like, from top to bottom, in so many columns."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Rich's way to ask."""
        yield from self.lines(options.max_width)
