"""A backlog, and how long it takes."""

import pytest

from drillbank.base.words import StudyDay
from drillbank.review.outlook import days_until_clear, usual

TODAY = StudyDay(740_000)


@pytest.mark.parametrize(
    ("waiting", "coming", "a_day", "days"),
    [
        (50, [0] * 60, 60, 1),
        (100, [0] * 60, 50, 2),
        (100, [10] * 60, 50, 3),
        (100, [60] * 60, 50, None),
        (100, [50] * 60, 50, None),
    ],
    ids=["one day", "two days", "with what falls due", "it grows", "it stays"],
)
def test_days_until_only_the_days_own_cards_are_left(
    waiting: int, coming: list[int], a_day: int, days: int | None
) -> None:
    assert days_until_clear(waiting, coming, a_day) == days


def test_the_usual_day_is_the_median_of_days_of_study_before_today() -> None:
    by_day = {StudyDay(TODAY - 9): 10, StudyDay(TODAY - 8): 90, StudyDay(TODAY - 1): 30, TODAY: 2}

    assert usual(by_day, TODAY) == 30
    assert usual({TODAY: 5}, TODAY) is None
