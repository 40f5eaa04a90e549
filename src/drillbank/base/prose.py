"""Small matters of wording that every room needs."""

import re


def counted(number: int, noun: str) -> str:
    """``1 card``, ``2 cards``: regular plurals only."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def hung(text: str, lead: str, width: int | None) -> list[str]:
    """A text behind a lead, what does not fit in one line hung below it; None never wraps.

    The marks of a quotation, ``>``, are repeated on each line; no word is broken.
    """
    if width is None:
        return [lead + text]
    from textwrap import wrap  # noqa: PLC0415 - no command needs it before its last line

    return wrap(
        text,
        max(width, len(lead) + 1),
        initial_indent=lead,
        subsequent_indent=below(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def below(lead: str) -> str:
    """What stands under a lead: blanks, and the marks of a quotation."""
    return re.sub(r"[^>\s]", " ", lead)


def in_words(name: str) -> str:
    """``calibrated-confidence`` as ``calibrated confidence``."""
    return name.replace("-", " ")
