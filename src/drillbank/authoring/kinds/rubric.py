"""Points to tick, wherever a note lists ideas: how they are made, shown and checked."""

from collections.abc import Iterable, Mapping, Sequence

from drillbank.authoring.cards import Point
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.shapes import KeyPath
from drillbank.base.words import Slug


def points_of(
    ideas: Mapping[str, str], group: str | None = None, must: Sequence[str] = ()
) -> tuple[Point, ...]:
    """Named ideas as points, in the author's order."""
    return tuple(Point(Slug(name), text, group, must=name in must) for name, text in ideas.items())


def bullets(points: Iterable[Point]) -> str:
    """The points as the answer of a card that asks for nothing else."""
    return "\n".join(f"- {point.text}" for point in points)


def check_distinct(groups: Mapping[KeyPath, Iterable[str]], context: Context) -> None:
    """Reports a point named as another of its note: a point is remembered by its name.

    ``groups`` are the points' names by the way to the keys they stand under.
    """
    homes: dict[str, KeyPath] = {}
    for group, names in groups.items():
        for name in names:
            home = homes.setdefault(name, group)
            if home != group:
                context.problem(
                    Code.DUPLICATE_POINT,
                    (*group, name),
                    f"'{name}' is a point of '{home[-1]}' already",
                    "give each point of a note a name of its own: it is remembered by it",
                    on_key=True,
                    first=((*home, name), "first written here"),
                )


def check_must(must: Sequence[str], points: Iterable[str], context: Context) -> None:
    """Reports each name under ``must`` that is no point of the rubric."""
    known = tuple(points)
    for index, name in enumerate(must):
        if name not in known:
            near = did_you_mean(name, known)
            context.problem(
                Code.MUST_NOT_A_POINT,
                ("must", index),
                f"'{name}' is not a point of the rubric",
                f"did you mean '{near}'?" if near else "name points that stand under 'rubric'",
            )
