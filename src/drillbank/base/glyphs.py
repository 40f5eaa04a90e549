"""What stands for a glyph where an encoding has not got it: one table for all that is printed.

It is a handler of encoding errors, so that whoever writes a line of the screen need not know where
it will be read.  A glyph and what stands for it are equally wide: columns stay columns.
"""

import codecs
import unicodedata

ERRORS = "drillbank"
"""The name of the handler, for ``reconfigure(errors=…)``."""

_BY_GLYPH = {
    **dict.fromkeys("─╌┄╴╶", "-"),
    **dict.fromkeys("━═╍┅╸╺", "="),
    **dict.fromkeys("│┃║╎╏┆┇╵╷╹╻▌▐", "|"),
    **dict.fromkeys("█▇▓■", "#"),
    **dict.fromkeys("▅▆▒", "|"),
    **dict.fromkeys("▃▄", ":"),
    **dict.fromkeys("▁▂░", "."),
    **dict.fromkeys("▸▶→»", ">"),
    **dict.fromkeys("←«", "<"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    **dict.fromkeys("•●○", "*"),
    **dict.fromkeys("–—−·", "-"),  # noqa: RUF001 - meant
    **dict.fromkeys("‘’", "'"),  # noqa: RUF001 - meant
    **dict.fromkeys("“”„", '"'),
    "…": ".",
    "×": "x",  # noqa: RUF001 - meant
    "\u00a0": " ",
    "\u2800": " ",
}
"""Corners and crossings of lines are told by their names, dots of braille by theirs."""


def stand_in(glyph: str) -> str:
    """ASCII as wide as the glyph; a question mark for a letter, whose place nothing can take."""
    if glyph in _BY_GLYPH:
        return _BY_GLYPH[glyph]
    name = unicodedata.name(glyph, "")
    if name.startswith("BOX DRAWINGS"):
        return "+"
    if name.startswith("BRAILLE PATTERN"):
        return "*"
    if unicodedata.combining(glyph):
        return ""
    return "??" if unicodedata.east_asian_width(glyph) in "WF" else "?"


def _handle(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    missing = problem.object[problem.start : problem.end]
    return "".join(map(stand_in, missing)), problem.end


codecs.register_error(ERRORS, _handle)
