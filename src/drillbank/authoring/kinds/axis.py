"""``axis``: two poles that pull against each other, and how to choose between them."""

from typing import Annotated

from pydantic import AfterValidator, Field

from drillbank.authoring.cards import Card, Point
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Facets, Kind, Named
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import (
    ListedName,
    LongName,
    Part,
    Points,
    Prose,
    name_of,
    names_of,
    refuse,
)
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.rubric import bullets, check_distinct, points_of
from drillbank.authoring.shapes import KeyPath
from drillbank.base.words import Slug


def _two(poles: tuple[str | LongName, ...]) -> tuple[str | LongName, ...]:
    if len(poles) == 2:  # noqa: PLR2004 - an axis has two ends
        return poles
    raise refuse(
        Code.WRONG_VALUE,
        f"an axis has two poles, and this has {len(poles)}",
        "write '[one, other]'; quote a pole that holds a comma",
    )


class Choice(Part):
    """A case in which one pole was right."""

    case: Prose = Field(description="The case, told without giving the choice away.")
    pick: Prose = Field(description="The pole to choose in it, as written behind `axis`.")
    because: Prose = Field(description="The reason.")
    cost: Prose | None = Field(default=None, description="What the choice costs.")


class Axis(NoteModel):
    """A trade-off: what pulls to each pole, what decides, a case decided, and the way out."""

    axis: Annotated[tuple[ListedName, ...], AfterValidator(_two)] = Field(
        description="The two poles.", json_schema_extra={"minItems": 2, "maxItems": 2}
    )
    pulls: dict[str, Points] = Field(
        description="By pole, `name: reason` lines: what speaks for it; ticked one by one."
    )
    decide: Points = Field(
        default_factory=dict, description="`name: question` lines that tell the poles apart."
    )
    choice: Choice | None = Field(
        default=None, description="A case with `pick`, `because` and `cost`."
    )
    dissolve: Prose | None = Field(
        default=None, description="How to have both, or when there is nothing to choose."
    )


def expand(note: Axis, context: Context) -> tuple[Card, ...]:
    """``#pull/pole`` for each pole, ``#decide``, ``#choice``, ``#dissolve`` as far as written."""
    _check_poles(note, context)
    groups: dict[KeyPath, Points] = {("pulls", pole): note.pulls[pole] for pole in note.pulls}
    check_distinct({**groups, ("decide",): note.decide}, context)
    between = " or ".join(f"**{name_of(pole)}**" for pole in note.axis)
    cards = [card for index in (0, 1) for card in _pull(note, index, context)]
    if note.decide:
        question = f"{between}: what do you ask to decide?"
        cards.append(_ticked(question, points_of(note.decide), ("decide",), context))
    if note.choice:
        cards.append(_choice(note.choice, between, context))
    if note.dissolve:
        question = f"{between}: how do you get out of having to choose?"
        cards.append(context.card(question, note.dissolve, facet=("dissolve",)))
    return tuple(cards)


def _pull(note: Axis, index: int, context: Context) -> list[Card]:
    pole, other = name_of(note.axis[index]), name_of(note.axis[1 - index])
    if pole not in note.pulls:
        return []
    points = points_of(note.pulls[pole])
    question = f"What pulls you to **{pole}**, away from {other}?"
    former = tuple(("pull", name) for name in names_of(note.axis[index])[1:])
    return [
        context.card(
            question,
            bullets(points),
            facet=("pull", pole),
            named_at=("axis", index),
            was=former,
            points=points,
        )
    ]


def _ticked(
    question: str, points: tuple[Point, ...], facet: tuple[str, ...], context: Context
) -> Card:
    return context.card(question, bullets(points), facet=facet, points=points)


def _choice(choice: Choice, between: str, context: Context) -> Card:
    why = "Why, and at what cost?" if choice.cost else "Why?"
    answer = [f"**{choice.pick}**: {choice.because}"]
    if choice.cost:
        answer.append(f"**Cost.** {choice.cost}")
    question = f"{choice.case}\n\n{between}? {why}"
    return context.card(question, "\n\n".join(answer), facet=("choice",))


def _check_poles(note: Axis, context: Context) -> None:
    poles = [name_of(pole) for pole in note.axis]
    for pole in note.pulls:
        if pole not in poles:
            _not_a_pole(pole, poles, ("pulls", pole), context)
    if note.choice and note.choice.pick not in poles:
        _not_a_pole(note.choice.pick, poles, ("choice", "pick"), context)
    for pole in poles:
        # A pole that is misspelt under `pulls` has been told of already.
        if pole not in note.pulls and all(name in poles for name in note.pulls):
            context.problem(
                Code.MISSING_KEY,
                ("pulls",),
                f"'pulls' says nothing for '{pole}'",
                f"add '{pole}:' and, below it, 'name: reason' lines",
                on_key=True,
            )


def _not_a_pole(name: str, poles: list[str], path: tuple[str, str], context: Context) -> None:
    near = did_you_mean(name, poles)
    context.problem(
        Code.NOT_A_POLE,
        path,
        f"'{name}' is not a pole of this axis",
        f"did you mean '{near}'?" if near else f"the poles are: {' and '.join(poles)}",
        on_key=path[0] == "pulls",
    )


KIND = Kind(
    head=Slug("axis"),
    model=Axis,
    facets=Facets(fixed=("decide", "choice", "dissolve"), named_under=(Named("axis", "pull/"),)),
    expand=expand,
    snippet=(
        "axis: [${1:one}, ${2:other}]\npulls:\n"
        "  ${1:one}:\n    ${3:reason}: ${4:what speaks for it}\n"
        "  ${2:other}:\n    ${5:cause}: ${6:what speaks for it}\n"
        "decide:\n  ${7:question}: ${8:what tells them apart}\n"
        "choice:\n  case: ${9:a case}\n  pick: ${1:one}\n  because: ${10:the reason}\n"
        "  cost: ${11:the price}\ndissolve: ${12:how to have both}"
    ),
)
