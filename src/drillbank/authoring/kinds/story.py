"""``story``: one story in the bank, told under many prompts; its facts never change.

Where a ``prompt`` stands in the note, ``story`` is no head: there it names a note of this kind.
"""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from drillbank.authoring.cards import Card, Mode
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Facets, Kind, Named
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import (
    LongText,
    NamedText,
    Prose,
    SlugText,
    Texts,
    by_shape,
    former_names,
    text_of,
)
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

FIRST_LAYER_S = 90
"""The limit of a headline that sets none: what interviewers let pass before they ask."""


class LongFact(LongText):
    """A fact written long, so that its card can ask a question of its own."""

    q: Prose | None = Field(default=None, description="Its question; without one, its name.")


NamedFact = Annotated[
    Annotated[Prose, Tag("#text")] | Annotated[LongFact, Tag("#long")],
    Discriminator(by_shape("#text", "#long")),
]
"""``name: value``, or ``name: {text: …, q: …, was: …}``."""


class Story(NoteModel):
    """A banked story: its headline, its facts, and what leads for whom."""

    story: Prose = Field(description="What the story is called.")
    headline: Prose = Field(description="Its first layer, as told in about 90 seconds.")
    facts: dict[SlugText, NamedFact] = Field(
        default_factory=dict,
        description="`name: value` lines; a text cites one as `[value](fact:story-id.name)`.",
    )
    ask: Texts = Field(default=(), description="Only these facts become cards.")
    reframe: dict[str, NamedText] = Field(
        default_factory=dict,
        description="By level or role, what leads when the story is told for it.",
    )
    limit: Limit = None
    rubric: Rubric
    must: Must = ()
    hooks: Hooks
    traps: Traps


def expand(note: Story, context: Context) -> tuple[Card, ...]:
    """``#tell``, ``#fact/name`` for each fact asked, ``#reframe/role`` for each role, the hooks."""
    _check_ask(note, context)
    title = f"**{note.story}**"
    tell = context.card(
        f"Tell the story {title}.",
        note.headline,
        facet=("tell",),
        mode=Mode.SPEAK,
        points=rubric_of(note, context),
        limit_s=note.limit or FIRST_LAYER_S,
        afterwards=afterwards(note),
    )
    facts = [
        _named("fact", ("facts", name), f"{title}: {_asked(name, value)}", value, context)
        for name, value in note.facts.items()
        if not note.ask or name in note.ask
    ]
    reframes = [
        _named("reframe", ("reframe", role), f"{title}, for **{role}**: what leads?", text, context)
        for role, text in note.reframe.items()
    ]
    return (tell, *facts, *reframes, *hook_cards(note, note.story, context))


def _asked(name: str, fact: str | LongFact) -> str:
    question = fact.q if isinstance(fact, LongFact) else None
    return question or f"{name.replace('-', ' ')}?"


def _check_ask(note: Story, context: Context) -> None:
    for index, name in enumerate(note.ask):
        if name not in note.facts:
            near = did_you_mean(name, note.facts)
            context.problem(
                Code.UNKNOWN_FACET,
                ("ask", index),
                f"'{name}' is not one of the facts",
                f"did you mean '{near}'?" if near else "name a fact of this story",
            )


def _named(
    sort: str, way: tuple[str, str], question: str, answer: str | LongText, context: Context
) -> Card:
    return context.card(
        question,
        text_of(answer),
        facet=(sort, way[-1]),
        named_at=way,
        was=tuple((sort, former) for former in former_names(answer)),
    )


KIND = Kind(
    head=Slug("story"),
    model=Story,
    facets=Facets(
        fixed=("tell",),
        named_under=(
            Named("facts", "fact/"),
            Named("reframe", "reframe/"),
            Named("hooks", "hook/"),
        ),
    ),
    expand=expand,
    snippet=(
        "story: ${1:its name}\nheadline: |\n  ${2:its first layer}\n"
        "facts:\n  ${3:name}: ${4:value}\nreframe:\n  ${5:level or role}: ${6:what leads}"
    ),
)
