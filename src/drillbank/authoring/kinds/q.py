"""``q``: one question, one answer."""

from typing import Any

from pydantic import ConfigDict, Field

from drillbank.authoring.cards import Card
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.kinds.base import Facets, Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Points, Prose, Texts
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.rubric import bullets, points_of
from drillbank.base.words import Slug


def _answer_or_points(schema: dict[str, Any]) -> None:
    schema["anyOf"] = [{"required": ["a"]}, {"required": ["points"]}]


class Question(NoteModel):
    """A question and its answer: one fact, asked so that only one answer fits."""

    model_config = ConfigDict(json_schema_extra=_answer_or_points)

    q: Prose = Field(description="The question.")
    a: Prose | None = Field(default=None, description="The answer, as short as it can be.")
    also: Texts = Field(default=(), description="Other wordings, asked in turn.")
    points: Points = Field(
        default_factory=dict,
        description="`name: idea` lines to tick off; without `a` they are the answer.",
    )


def expand(note: Question, context: Context) -> tuple[Card, ...]:
    """One card, without a facet."""
    if note.a is None and not note.points:
        context.problem(
            Code.MISSING_KEY,
            ("q",),
            "this 'q' note has no 'a'",
            "write the answer behind 'a:', or the ideas it must hold under 'points:'",
            on_key=True,
        )
    points = points_of(note.points)
    return (context.card(note.q, note.a or bullets(points), points=points, also=note.also),)


KIND = Kind(
    head=Slug("q"),
    model=Question,
    facets=Facets(),
    expand=expand,
    snippet="q: ${1:question}\na: ${2:answer}",
)
