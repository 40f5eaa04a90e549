"""``term``: a word and what it means, asked one way or both."""

from typing import Literal

from pydantic import Field

from drillbank.authoring.cards import Card
from drillbank.authoring.kinds.base import Facets, Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Prose
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.base.words import Slug


class Term(NoteModel):
    """A term and its meaning."""

    term: Prose = Field(description="The word or phrase.")
    means: Prose = Field(description="Its meaning, without the term in it.")
    ask: Literal["means", "term", "both"] = Field(
        default="means", description="Which side is asked for; `both` where both are used."
    )


def expand(note: Term, context: Context) -> tuple[Card, ...]:
    """``#means`` asks for the meaning, ``#term`` for the word."""
    cards = []
    if note.ask in {"means", "both"}:
        cards.append(context.card(f"What does **{note.term}** mean?", note.means, facet=("means",)))
    if note.ask in {"term", "both"}:
        question = f"What is the term for this?\n\n{note.means}"
        cards.append(context.card(question, note.term, facet=("term",)))
    return tuple(cards)


KIND = Kind(
    head=Slug("term"),
    model=Term,
    facets=Facets(fixed=("means", "term")),
    expand=expand,
    snippet="term: ${1:term}\nmeans: ${2:what it means}",
)
