"""Cards that are failed again and again: named, with what to do; nothing is done unasked."""

from collections import Counter
from collections.abc import Sequence

from drillbank.authoring.cards import Point
from drillbank.bank.values import CardRecord, Judgement
from drillbank.base.prose import counted

LEAKS = 3
"""So many points are named at the most."""

OFTEN = 0.5
"""The share of the attempts from which a missed point leaks."""


def is_told(lapses: int, threshold: int) -> bool:
    """Whether this lapse is one to speak of: at the threshold, then at each half of it, as in Anki.

    A threshold of 0 never speaks.
    """
    if not threshold or lapses < threshold:
        return False
    return (lapses - threshold) % max(1, threshold // 2) == 0


def leech(record: CardRecord, judged: Sequence[Judgement]) -> str:
    """The sentence for a card that has been failed so often."""
    failed = f"{record.uid} has been forgotten {counted(record.memory.lapses, 'time')}."
    points = leaking(record.face.points, judged)
    if points:
        named = "; ".join(f"{point.text} ({missed} of {of})" for point, missed, of in points)
        return f"{failed} What leaks: {named}."
    return f"{failed} Split it, say it otherwise, or suspend it: drillbank edit {record.uid}"


def leaking(
    points: Sequence[Point], judged: Sequence[Judgement]
) -> tuple[tuple[Point, int, int], ...]:
    """The points missed in half of the attempts or more: how often, of how often, worst first."""
    missed = Counter(name for one in judged for name in one.missed)
    made = Counter(name for one in judged for name in one.ticked)
    found = [
        (point, missed[point.id], missed[point.id] + made[point.id])
        for point in points
        if missed[point.id] >= OFTEN * (missed[point.id] + made[point.id]) > 0
    ]
    return tuple(sorted(found, key=lambda one: -one[1])[:LEAKS])
