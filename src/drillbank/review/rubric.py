"""From the points ticked to a suggested rating, with its reason.

Judging idea by idea comes before the rating because it makes people less overconfident than judging
the whole answer (Dunlosky, Hartwig, Rawson & Lipko 2011).  The thresholds are a design choice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from drillbank.authoring.cards import Point
from drillbank.base.words import Slug
from drillbank.memory.rating import Rating

MOST = 0.7
"""The share of the points from which an answer is good."""

HARD_LIMIT = 1.25
"""Times the target: an answer that runs longer is not a good one."""

SURE = 3
"""The highest confidence, asked before the reveal."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rating and why."""

    rating: Rating
    reason: str


def suggest(
    points: Sequence[Point],
    ticked: Collection[Slug],
    *,
    seconds: float | None,
    limit_s: int | None,
    confidence: int | None,
) -> Suggestion:
    """The rating the ticked points speak for.

    Args:
        points: the rubric; at least one point.
        ticked: the ids of the points that were made; all others were missed.
        seconds: how long the answer was spoken; None where it was not measured.
        limit_s: the card's target.
        confidence: 1-3 as asked before the reveal; None where it was not asked.
    """
    missing = [point for point in points if point.must and point.id not in ticked]
    made = sum(point.id in ticked for point in points)
    count = f"{made} of {len(points)} points"
    if missing:
        return Suggestion(Rating.AGAIN, f"a must point is missing: {missing[0].text}")
    if made < MOST * len(points):
        return Suggestion(Rating.HARD, f"{count}; from 70 % on it is Good")
    if seconds is not None and limit_s is not None and seconds > HARD_LIMIT * limit_s:
        over = round(seconds - limit_s)
        return Suggestion(Rating.HARD, f"{count}, but {over} s over the {limit_s} s target")
    in_time = seconds is None or limit_s is None or seconds <= limit_s
    if made == len(points) and in_time and confidence == SURE:
        return Suggestion(Rating.EASY, "every point, in time, and sure before the reveal")
    return Suggestion(
        Rating.GOOD, f"{count}, every must point among them" if _musts(points) else count
    )


def _musts(points: Sequence[Point]) -> bool:
    return any(point.must for point in points)
