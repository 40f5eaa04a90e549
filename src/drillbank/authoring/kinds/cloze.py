"""``cloze``: a sentence with gaps, one card a gap number."""

from collections.abc import Sequence

from pydantic import Field

from drillbank.authoring.cards import Card
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.gaps import BadGap, Gap, gaps_in, numbered, shown
from drillbank.authoring.kinds.base import Facets, Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Prose
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.base.words import Slug

BETWEEN = " … "
"""Stands between the answers of gaps that are hidden together."""


class Cloze(NoteModel):
    """A text with gaps; gaps of equal number are hidden together."""

    cloze: Prose = Field(
        description="Text with `{{1::gaps}}`; `{{1::gap::hint}}` shows a hint in the gap."
    )


def expand(note: Cloze, context: Context) -> tuple[Card, ...]:
    """A card for each gap number: the others are filled in, this one is blank."""
    found = gaps_in(note.cloze)
    _report(found, context)
    gaps = numbered([gap for gap in found if isinstance(gap, Gap)])
    cards = []
    for number in dict.fromkeys(number for number, _ in gaps):
        question = shown(note.cloze, gaps, number)
        answer = BETWEEN.join(gap.answer.strip() for n, gap in gaps if n == number)
        cards.append(context.card(question, answer, facet=(str(number),)))
    return tuple(cards)


def _report(found: Sequence[Gap | BadGap], context: Context) -> None:
    if not found:
        context.problem(
            Code.NO_GAP,
            ("cloze",),
            "this text has no gap",
            "put what is to be recalled in {{double braces}}",
            on_key=True,
        )
    unnumbered = []
    for gap in found:
        if isinstance(gap, BadGap):
            context.problem(
                Code.BAD_GAP,
                ("cloze",),
                gap.message,
                gap.help,
                within=(gap.start, gap.end),
            )
        elif gap.number is None:
            unnumbered.append(gap)
    if unnumbered and len(found) > 1:
        second = unnumbered[min(1, len(unnumbered) - 1)]
        context.problem(
            Code.UNNUMBERED_GAPS,
            ("cloze",),
            "not all of these gaps have a number: one put in between would shift their history",
            "number them: {{1::first}} … {{2::second}}",
            within=(second.start, second.end),
        )


def plain_head(text: str) -> str:
    """The text with its gaps filled in."""
    gaps = [gap for gap in gaps_in(text) if isinstance(gap, Gap)]
    return shown(text, numbered(gaps), None)


KIND = Kind(
    head=Slug("cloze"),
    model=Cloze,
    facets=Facets(numbered=True),
    expand=expand,
    snippet="cloze: A text with {{1::${1:a gap}}}.",
    plain_head=plain_head,
)
