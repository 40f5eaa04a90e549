"""From points ticked to a suggested rating: the table of the authoring guide, row by row."""

import pytest
from helpers_review import point

from drillbank.base.words import Slug
from drillbank.memory.rating import Rating
from drillbank.review.rubric import suggest

MUSTS = (point("scope", must=True), point("bucket", must=True))
POINTS = (*MUSTS, *(point(f"p{number}") for number in range(8)))
ALL = tuple(one.id for one in POINTS)
LIMIT = 100


def seven() -> tuple[Slug, ...]:
    return ALL[:7]


ROWS = [
    ("a must point missed", ALL[1:], 50.0, None, Rating.AGAIN),
    ("a must point missed, whatever the time", ALL[1:], 500.0, None, Rating.AGAIN),
    ("a must point missed, however sure", ALL[1:], 50.0, 3, Rating.AGAIN),
    ("nothing made", (), 50.0, None, Rating.AGAIN),
    ("musts, under 70 %", ALL[:6], 50.0, None, Rating.HARD),
    ("musts, under 70 %, over time", ALL[:6], 500.0, None, Rating.HARD),
    ("musts, exactly 70 %", seven(), 50.0, None, Rating.GOOD),
    ("within the hard limit to the second", seven(), 125.0, None, Rating.GOOD),
    ("over the hard limit", seven(), 125.1, None, Rating.HARD),
    ("every point but over the hard limit", ALL, 126.0, 3, Rating.HARD),
    ("every point without a confidence", ALL, 50.0, None, Rating.GOOD),
    ("every point, not sure", ALL, 50.0, 2, Rating.GOOD),
    ("every point, sure, over the target", ALL, 101.0, 3, Rating.GOOD),
    ("every point, sure, in time", ALL, 100.0, 3, Rating.EASY),
    ("nine of ten, sure, in time", ALL[:9], 50.0, 3, Rating.GOOD),
    ("a time that was not measured", ALL, None, 3, Rating.EASY),
]


@pytest.mark.parametrize(
    ("ticked", "seconds", "confidence", "rating"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_the_rule_table(
    ticked: tuple[Slug, ...], seconds: float | None, confidence: int | None, rating: Rating
) -> None:
    suggestion = suggest(POINTS, ticked, seconds=seconds, limit_s=LIMIT, confidence=confidence)

    assert suggestion.rating is rating


def test_the_reason_names_the_missing_must_point() -> None:
    suggestion = suggest(POINTS, ALL[1:], seconds=None, limit_s=None, confidence=None)

    assert suggestion.reason == "a must point is missing: scope"


def test_the_reason_says_time_when_it_was_time() -> None:
    suggestion = suggest(POINTS, ALL, seconds=140.0, limit_s=100, confidence=None)

    assert suggestion.reason == "10 of 10 points, but 40 s over the 100 s target"


def test_the_reason_counts_the_points() -> None:
    hard = suggest(POINTS, ALL[:6], seconds=None, limit_s=None, confidence=None)
    good = suggest(POINTS, seven(), seconds=None, limit_s=None, confidence=None)

    assert hard.reason == "6 of 10 points; from 70 % on it is Good"
    assert good.reason == "7 of 10 points, every must point among them"


def test_without_must_points_none_is_spoken_of() -> None:
    points = (point("a"), point("b"))

    suggestion = suggest(
        points, [Slug("a"), Slug("b")], seconds=None, limit_s=None, confidence=None
    )

    assert (suggestion.rating, suggestion.reason) == (Rating.GOOD, "2 of 2 points")


def test_without_a_target_no_answer_is_too_long() -> None:
    suggestion = suggest(POINTS, ALL, seconds=9000.0, limit_s=None, confidence=None)

    assert suggestion.rating is Rating.GOOD
