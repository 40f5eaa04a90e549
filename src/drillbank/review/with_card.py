"""The table when its card is not as it was: its source was edited, it was marked."""

from dataclasses import replace

from drillbank.memory.study_day import Moment
from drillbank.review.answered import answered_at
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Answered, Asking, Gauging, OnTable, Shown, Speaking


def with_card(table: OnTable, shown: Shown, on: Moment) -> OnTable:
    """The same phase of the card as it is now; what was judged of points that stayed is kept."""
    match table:
        case Speaking() | Gauging() if not shown.spoken:
            return Asking(shown, Stopwatch(on.at, table.thinking_ms))
        case Answered():
            return _answered(table, shown, on)
        case _:
            return replace(table, shown=shown)


def _answered(table: Answered, shown: Shown, on: Moment) -> Answered:
    fresh = answered_at(shown, on, table.thinking_ms, table.speaking_ms, table.confidence)
    points = [point.id for point in table.shown.points]
    before = dict(zip(points, table.judged, strict=True))
    judged = tuple(before.get(point.id) for point in shown.points)
    marked = points[table.marker] if points else None
    stayed = (at for at, point in enumerate(shown.points) if point.id == marked)
    open_ = judged.index(None) if None in judged else 0
    return replace(fresh, judged=judged, marker=next(stayed, open_))
