"""A curve drawn with Braille dots, eight to a character."""

from collections.abc import Callable, Iterator

_ACROSS, _DOWN = 2, 4
"""Dots of a character."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot, by row and column."""

_BLANK = 0x2800


def plot(curve: Callable[[float], float], least: float, columns: int, rows: int) -> Iterator[str]:
    """Lines of Braille from top to bottom.

    Args:
        curve: a height, at most 1, for each place from 0 to 1.
        least: the height of the lowest dot, below 1.
        columns: characters across.
        rows: characters from top to bottom.
    """
    across, down = columns * _ACROSS, rows * _DOWN
    cells = [[0] * columns for _ in range(rows)]
    before: int | None = None
    for x in range(across):
        height = (curve(x / max(1, across - 1)) - least) / (1 - least)
        y = round((1 - min(1.0, max(0.0, height))) * (down - 1))
        # Where it is steep, the dots between are filled in.
        for dot in range(y if before is None else min(y, before + 1), y + 1):
            cells[dot // _DOWN][x // _ACROSS] |= _DOTS[dot % _DOWN][x % _ACROSS]
        before = y
    for row in cells:
        yield "".join(chr(_BLANK + cell) if cell else " " for cell in row)
