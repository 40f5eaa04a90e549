"""W335: a rubric without a point that must be made."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Without ``must``, an answer that misses its purpose is rated as well as one that meets it.

    Name the one to three points without which the answer fails.
    """
    points = note.note.cards[0].face.points
    rubric = note.node.entry("rubric")
    if rubric and points and not any(point.must for point in points):
        yield note.finding(
            Code.NO_MUST,
            rubric.key,
            "no point of this rubric must be made",
            f"add 'must: [{points[0].id}]' with the points without which the answer fails",
        )
