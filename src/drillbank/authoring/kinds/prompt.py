"""``prompt``: an open question, answered aloud against a clock and then judged point by point."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from drillbank.authoring.cards import Card, Mode
from drillbank.authoring.kinds.base import Facets, Kind, Named
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Part, Prose, SlugText, Texts, by_shape
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.spoken import (
    Hooks,
    Limit,
    Must,
    Rubric,
    Traps,
    afterwards,
    hook_cards,
    rubric_of,
)
from drillbank.base.words import Slug


class Star(Part):
    """An answer in the four parts interviewers listen for."""

    situation: Prose = Field(description="Where and when; no more than is needed.")
    task: Prose = Field(description="What was yours to achieve.")
    action: Prose = Field(description="What you did, and why.")
    result: Prose = Field(description="What came of it, with a number and its price.")

    def markdown(self) -> str:
        """Each part under its name."""
        parts = {
            "Situation": self.situation,
            "Task": self.task,
            "Action": self.action,
            "Result": self.result,
        }
        return "\n\n".join(f"**{name}.** {text}" for name, text in parts.items())


Answer = Annotated[
    Annotated[Prose, Tag("#text")] | Annotated[Star, Tag("#star")],
    Discriminator(by_shape("#text", "#star")),
]


class Prompt(NoteModel):
    """An open question with a model answer and the points a good answer makes."""

    prompt: Prose = Field(description="The question as an interviewer would put it.")
    answer: Answer = Field(description="A worked answer: text, or situation, task, action, result.")
    also: Texts = Field(default=(), description="Other wordings, asked in turn.")
    story: SlugText | None = Field(
        default=None, description="The id of the banked story the answer tells."
    )
    limit: Limit = None
    rubric: Rubric
    must: Must = ()
    hooks: Hooks
    traps: Traps


def expand(note: Prompt, context: Context) -> tuple[Card, ...]:
    """``#tell``, spoken and judged, and ``#hook/name`` for each follow-up."""
    tell = context.card(
        note.prompt,
        note.answer.markdown() if isinstance(note.answer, Star) else note.answer,
        facet=("tell",),
        mode=Mode.SPEAK,
        points=rubric_of(note, context),
        limit_s=note.limit,
        also=note.also,
        afterwards=afterwards(note),
    )
    return (tell, *hook_cards(note, note.prompt, context))


KIND = Kind(
    head=Slug("prompt"),
    model=Prompt,
    facets=Facets(fixed=("tell",), named_under=(Named("hooks", "hook/"),)),
    expand=expand,
    snippet=(
        "prompt: ${1:question}\nlimit: 120s\nanswer: |\n  ${2:a worked answer}\n"
        "rubric:\n  ${3:judgement}:\n    ${4:point}: ${5:the idea}"
    ),
)
