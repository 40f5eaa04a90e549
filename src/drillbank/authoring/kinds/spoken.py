"""What notes that are told aloud have in common: a limit, a rubric, follow-ups and traps."""

from collections.abc import Mapping
from typing import Annotated, Protocol

from pydantic import Field

from drillbank.authoring.cards import Card, Point
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Defaultable, Part, Points, Prose, Seconds, Texts
from drillbank.authoring.kinds.rubric import check_distinct, check_must, points_of


class Hook(Part):
    """A follow-up that the answer invites."""

    q: Prose = Field(description="The follow-up question.")
    a: Prose = Field(description="Its answer.")
    was: Texts = Field(default=(), description="Earlier names, the latest first.")


Limit = Annotated[
    Seconds | None, Defaultable(), Field(description="Target time, such as 90s or 2m.")
]
Rubric = Annotated[
    dict[str, Points],
    Field(
        default_factory=dict, description="Groups of `name: idea` lines, ticked after the answer."
    ),
]
Must = Annotated[Texts, Field(description="The points without which the answer fails its purpose.")]
Hooks = Annotated[
    dict[str, Hook],
    Field(default_factory=dict, description="Named follow-ups, each with `q` and `a`."),
]
Traps = Annotated[
    dict[str, Prose],
    Field(default_factory=dict, description="Named ways to go wrong, shown after the ticking."),
]


class Spoken(Protocol):
    """A note told aloud."""

    @property
    def rubric(self) -> Mapping[str, Mapping[str, str]]:
        """Groups of points."""

    @property
    def must(self) -> tuple[str, ...]:
        """Names of points."""

    @property
    def hooks(self) -> Mapping[str, Hook]:
        """Follow-ups by name."""

    @property
    def traps(self) -> Mapping[str, str]:
        """Ways to go wrong by name."""


def rubric_of(note: Spoken, context: Context) -> tuple[Point, ...]:
    """The points of the rubric; what is wrong with it is reported."""
    check_distinct({("rubric", group): ideas for group, ideas in note.rubric.items()}, context)
    check_must(note.must, [name for ideas in note.rubric.values() for name in ideas], context)
    return tuple(
        point
        for group, ideas in note.rubric.items()
        for point in points_of(ideas, group, note.must)
    )


def afterwards(note: Spoken) -> str | None:
    """What is shown once the points are ticked: the follow-ups and the traps."""
    parts = []
    if note.hooks:
        asked = "\n".join(f"- {_in_list(hook.q)}" for hook in note.hooks.values())
        parts.append(f"**They may ask**\n\n{asked}")
    if note.traps:
        traps = "\n".join(f"- {_in_list(trap)}" for trap in note.traps.values())
        parts.append(f"**Traps**\n\n{traps}")
    return "\n\n".join(parts) or None


def hook_cards(note: Spoken, setting: str, context: Context) -> tuple[Card, ...]:
    """``#hook/name`` for each follow-up; ``setting`` is shown above its question."""
    return tuple(
        context.card(
            f"{_quoted(setting)}\n\n{hook.q}",
            hook.a,
            facet=("hook", name),
            named_at=("hooks", name),
            was=tuple(("hook", former) for former in hook.was),
        )
        for name, hook in note.hooks.items()
    )


def _quoted(text: str) -> str:
    """A Markdown quotation: the setting of a follow-up, not the question."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _in_list(text: str) -> str:
    return text.replace("\n", "\n  ")
