"""``steps``: things in an order, asked whole and one after the other."""

from pydantic import Field

from drillbank.authoring.cards import Card
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Facets, Kind, Named
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import NamedText, Prose, Texts, former_names, text_of
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.base.words import Slug

ALL = "all"
"""The facet of the card that asks for every step; so no step may be called that."""


class Steps(NoteModel):
    """A sequence: each step is asked with the earlier ones shown."""

    steps: Prose = Field(description="The question that the whole sequence answers.")
    of: dict[str, NamedText] = Field(
        min_length=2,
        description="`name: text` lines in order; a step's name keeps its history.",
    )
    ask: Texts = Field(
        default=(), description="Only these cards: names of steps, or `all` for the whole list."
    )


def expand(note: Steps, context: Context) -> tuple[Card, ...]:
    """``#all``, and a card for each step that shows those before it."""
    _check_ask(note, context)
    lines = [
        f"{number}. **{name}**: {_indented(text_of(step))}"
        for number, (name, step) in enumerate(note.of.items(), start=1)
    ]
    cards = []
    if _asked(note, ALL):
        cards.append(context.card(note.steps, "\n".join(lines), facet=(ALL,)))
    for number, (name, step) in enumerate(note.of.items()):
        if _asked(note, name):
            cards.append(
                context.card(
                    _up_to(note.steps, lines[:number]),
                    f"**{name}**: {text_of(step)}",
                    facet=(name,),
                    named_at=("of", name),
                    was=tuple((former,) for former in former_names(step)),
                )
            )
    return tuple(cards)


def _up_to(head: str, earlier: list[str]) -> str:
    if not earlier:
        return f"{head}\n\nWhat comes first?"
    return "\n\n".join([head, "\n".join(earlier), "What comes next?"])


def _indented(text: str) -> str:
    """A text of several lines as the body of a list item."""
    return text.replace("\n", "\n   ")


def _asked(note: Steps, name: str) -> bool:
    return not note.ask or name in note.ask


def _check_ask(note: Steps, context: Context) -> None:
    names = (ALL, *note.of)
    for index, name in enumerate(note.ask):
        if name not in names:
            near = did_you_mean(name, names)
            context.problem(
                Code.UNKNOWN_FACET,
                ("ask", index),
                f"'{name}' is not one of the steps",
                f"did you mean '{near}'?" if near else f"name a step, or '{ALL}'",
            )


KIND = Kind(
    head=Slug("steps"),
    model=Steps,
    facets=Facets(fixed=(ALL,), named_under=(Named("of"),)),
    expand=expand,
    snippet=(
        "steps: ${1:question}\nof:\n  ${2:first}: ${3:what it is}\n  ${4:second}: ${5:what it is}"
    ),
)
