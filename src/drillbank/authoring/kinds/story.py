"""``story``: one story in the bank, told under many prompts; its facts never change.

Where a ``prompt`` stands in the note, ``story`` is no head: there it names a note of this kind.
"""

from pydantic import Field

from drillbank.authoring.cards import Card, Mode
from drillbank.authoring.kinds.base import Context, Facets, Kind, Named, NoteModel
from drillbank.authoring.kinds.fields import (
    LongText,
    NamedText,
    Prose,
    SlugText,
    former_names,
    text_of,
)
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


class Story(NoteModel):
    """A banked story: its headline, its facts, and what leads for whom."""

    story: Prose = Field(description="What the story is called.")
    headline: Prose = Field(description="Its first layer, as told in about 90 seconds.")
    facts: dict[SlugText, NamedText] = Field(
        default_factory=dict,
        description="`name: value` lines; a text cites one as `[value](fact:story-id.name)`.",
    )
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
    """``#tell``, ``#fact/name`` for each fact, ``#reframe/role`` for each role, then the hooks."""
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
        _named("fact", ("facts", name), f"{title}: {name.replace('-', ' ')}?", value, context)
        for name, value in note.facts.items()
    ]
    reframes = [
        _named("reframe", ("reframe", role), f"{title}, for **{role}**: what leads?", text, context)
        for role, text in note.reframe.items()
    ]
    return (tell, *facts, *reframes, *hook_cards(note, note.story, context))


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
