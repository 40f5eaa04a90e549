"""How wide text is on a terminal, in cells."""

import unicodedata

_JOINER = "\u200d"


def cells(text: str) -> int:
    """Columns a terminal gives to ``text``: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    width, joined = 0, False
    for character in text:
        # A character joined to the one before it is drawn in that one's cells.
        width += 0 if joined else _width(character)
        joined = character == _JOINER
    return width


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
