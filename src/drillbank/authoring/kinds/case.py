"""``case``: a short case to judge: first what made it go so, then what to do."""

from pydantic import Field

from drillbank.authoring.cards import Card
from drillbank.authoring.kinds.base import Facets, Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Part, Points, Prose
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.rubric import bullets, check_distinct, points_of
from drillbank.base.words import Slug


class Wording(Part):
    """Questions in place of the usual ones."""

    diagnose: Prose = Field(default="What went wrong?", description="Asked of the case.")
    mend: Prose = Field(
        default="What would you do?", description="Asked of the case and its diagnosis."
    )


class Case(NoteModel):
    """A case, told in a paragraph: its diagnosis, and how to mend it, point by point."""

    case: Prose = Field(description="The case, in 80 to 150 words, without its diagnosis.")
    diagnose: Points = Field(
        min_length=1, description="`name: idea` lines: what made it go as it went."
    )
    mend: Points = Field(min_length=1, description="`name: idea` lines: what to do instead.")
    ask: Wording = Field(
        default_factory=Wording, description="Other wordings of `diagnose` and `mend`."
    )


def expand(note: Case, context: Context) -> tuple[Card, ...]:
    """``#diagnose`` shows the case; ``#mend`` shows the case and its diagnosis."""
    check_distinct({("diagnose",): note.diagnose, ("mend",): note.mend}, context)
    causes, cures = points_of(note.diagnose), points_of(note.mend)
    asked = f"{note.case}\n\n{note.ask.diagnose}"
    return (
        context.card(asked, bullets(causes), facet=("diagnose",), points=causes),
        context.card(
            f"{asked}\n\n{bullets(causes)}\n\n{note.ask.mend}",
            bullets(cures),
            facet=("mend",),
            points=cures,
        ),
    )


KIND = Kind(
    head=Slug("case"),
    model=Case,
    facets=Facets(fixed=("diagnose", "mend")),
    expand=expand,
    snippet=(
        "case: |\n  ${1:what happened}\ndiagnose:\n  ${2:cause}: ${3:what made it go so}\n"
        "mend:\n  ${4:cure}: ${5:what to do instead}"
    ),
)
