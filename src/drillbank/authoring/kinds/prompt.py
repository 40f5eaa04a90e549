"""``prompt``: an open question, answered aloud against a clock and then judged point by point."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from drillbank.authoring.cards import Card, Mode, Point
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Context, Facets, Kind, NoteModel
from drillbank.authoring.kinds.fields import (
    Defaultable,
    Part,
    Points,
    Prose,
    Seconds,
    SlugText,
    Texts,
    by_shape,
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


class Hook(Part):
    """A follow-up that the answer invites."""

    q: Prose = Field(description="The follow-up question.")
    a: Prose = Field(description="Its answer.")
    was: Texts = Field(default=(), description="Earlier names, the latest first.")


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
    limit: Annotated[Seconds | None, Defaultable()] = Field(
        default=None, description="Target time, such as 90s or 2m."
    )
    rubric: dict[str, Points] = Field(
        default_factory=dict, description="Groups of `name: idea` lines, ticked after the answer."
    )
    must: Texts = Field(
        default=(), description="The points without which the answer fails its purpose."
    )
    hooks: dict[str, Hook] = Field(
        default_factory=dict, description="Named follow-ups, each with `q` and `a`."
    )
    traps: dict[str, Prose] = Field(
        default_factory=dict, description="Named ways to go wrong, shown after the ticking."
    )


def expand(note: Prompt, context: Context) -> tuple[Card, ...]:
    """``#tell``, spoken and judged, and ``#hook/name`` for each follow-up."""
    _check_points(note, context)
    points = tuple(
        Point(Slug(name), text, group, must=name in note.must)
        for group, ideas in note.rubric.items()
        for name, text in ideas.items()
    )
    tell = context.card(
        note.prompt,
        note.answer.markdown() if isinstance(note.answer, Star) else note.answer,
        facet=("tell",),
        mode=Mode.SPEAK,
        points=points,
        limit_s=note.limit,
        also=note.also,
        afterwards=_afterwards(note),
    )
    hooks = [
        context.card(
            f"{_quoted(note.prompt)}\n\n{hook.q}",
            hook.a,
            facet=("hook", name),
            named_at=("hooks", name),
            was=hook.was,
        )
        for name, hook in note.hooks.items()
    ]
    return (tell, *hooks)


def _quoted(text: str) -> str:
    """The prompt as a Markdown quotation: the setting of a follow-up, not the question."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _afterwards(note: Prompt) -> str | None:
    parts = []
    if note.hooks:
        asked = "\n".join(f"- {_in_list(hook.q)}" for hook in note.hooks.values())
        parts.append(f"**They may ask**\n\n{asked}")
    if note.traps:
        traps = "\n".join(f"- {_in_list(trap)}" for trap in note.traps.values())
        parts.append(f"**Traps**\n\n{traps}")
    return "\n\n".join(parts) or None


def _in_list(text: str) -> str:
    return text.replace("\n", "\n  ")


def _check_points(note: Prompt, context: Context) -> None:
    homes: dict[str, str] = {}
    for group, ideas in note.rubric.items():
        for name in ideas:
            if name in homes:
                context.problem(
                    Code.DUPLICATE_POINT,
                    ("rubric", group, name),
                    f"'{name}' is a point of '{homes[name]}' already",
                    "give each point of a note a name of its own: it is remembered by it",
                    on_key=True,
                    first=(("rubric", homes[name], name), "first written here"),
                )
            homes.setdefault(name, group)
    for index, name in enumerate(note.must):
        if name not in homes:
            near = did_you_mean(name, homes)
            context.problem(
                Code.MUST_NOT_A_POINT,
                ("must", index),
                f"'{name}' is not a point of the rubric",
                f"did you mean '{near}'?" if near else "name points that stand under 'rubric'",
            )


KIND = Kind(
    head=Slug("prompt"),
    model=Prompt,
    facets=Facets(fixed=("tell",), named_under="hooks", prefix="hook/"),
    expand=expand,
    snippet=(
        "prompt: ${1:question}\nlimit: 120s\nanswer: |\n  ${2:a worked answer}\n"
        "rubric:\n  ${3:judgement}:\n    ${4:point}: ${5:the idea}"
    ),
)
