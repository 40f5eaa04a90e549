"""Days as people write them: ``3d``, ``tomorrow``, ``2026-12-01``."""

import re
from datetime import date

from drillbank.base.errors import UsageError
from drillbank.base.words import StudyDay

_NAMED = {"today": 0, "now": 0, "tomorrow": 1}
_SPAN = re.compile(r"\+?(\d{1,5}) *(d|days?|w|weeks?|)")
_WEEK = 7
_LAST = date.max.toordinal()

EXAMPLES = "3d, 2w, tomorrow, 2026-12-01, or 0 for today"
"""What can be written, in a few words."""


class NoDayError(UsageError):
    """A text names no day that is to come."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r} {why}. Write {EXAMPLES}.")


def day_named(text: str, today: StudyDay) -> StudyDay:
    """The study day a text names, today or later; a number alone counts days.

    Raises:
        NoDayError: it names none, or one that has passed.
    """
    plain = text.strip().casefold()
    if plain in _NAMED:
        return StudyDay(today + _NAMED[plain])
    if span := _SPAN.fullmatch(plain):
        day = today + int(span[1]) * (_WEEK if span[2].startswith("w") else 1)
        if day > _LAST:
            raise NoDayError(text, "is too far away")
        return StudyDay(day)
    try:
        day = date.fromisoformat(plain).toordinal()
    except ValueError:
        raise NoDayError(text, "names no day") from None
    if day < today:
        raise NoDayError(text, "has passed")
    return StudyDay(day)
