"""Days as people write them."""

from datetime import date

import pytest

from drillbank.base.words import StudyDay
from drillbank.memory.due_text import NoDayError, day_named

TODAY = StudyDay(date(2026, 11, 21).toordinal())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("0", 0),
        ("today", 0),
        ("3", 3),
        ("3d", 3),
        (" +3 days ", 3),
        ("1 day", 1),
        ("2w", 14),
        ("Tomorrow", 1),
        ("2026-11-21", 0),
        ("2026-12-01", 10),
    ],
)
def test_a_day_is_named_from_today_on(text: str, days: int) -> None:
    assert day_named(text, TODAY) == TODAY + days


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "names no day"),
        ("soon", "names no day"),
        ("-1", "names no day"),
        ("2026-13-01", "names no day"),
        ("2026-11-20", "has passed"),
        ("yesterday", "names no day"),
    ],
)
def test_what_names_no_day_to_come_says_how_to_write_one(text: str, why: str) -> None:
    with pytest.raises(NoDayError, match=f"{why}. Write 3d, 2w, tomorrow") as told:
        day_named(text, TODAY)
    assert repr(text) in str(told.value)


def test_a_day_after_the_last_of_the_calendar_is_none() -> None:
    with pytest.raises(NoDayError, match="too far"):
        day_named("99999d", StudyDay(date(9999, 1, 1).toordinal()))
