"""What the values of a note may be: all arrive as text, and few leave as anything else."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from drillbank.authoring.diagnostics import Code
from drillbank.authoring.slugs import is_slug, slugify

TEXT_SCHEMA: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"]}
"""Text, as an editor must see it: it types ``1913`` and ``no`` where the loader keeps them text."""

TEXTS_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA, "minItems": 1}]
}
SLUG_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "patternErrorMessage": "Use lower-case letters, digits and hyphens, such as first-layer.",
}
LONGEST_LIMIT_S = 3600
SECONDS_SCHEMA: Final[dict[str, Any]] = {
    "type": ["string", "integer"],
    "pattern": r"^\s*(?=\d)(\d{1,4}\s*[mM]([iI][nN])?)?\s*(\d{1,5}\s*([sS]([eE][cC])?)?)?\s*$",
    "patternErrorMessage": "Write seconds or minutes, such as 90s, 2m or 1m30s, up to an hour.",
    "minimum": 1,
    "maximum": LONGEST_LIMIT_S,
    "examples": ["90s", "2m", "1m30s"],
}
COUNT_SCHEMA: Final[dict[str, Any]] = {
    "type": ["integer", "string"],
    "pattern": r"^\s*[0-9]{1,6}\s*$",
    "patternErrorMessage": "Write a whole number.",
    "minimum": 0,
}

_LIMIT = re.compile(r"(?:(\d{1,4})\s*m(?:in)?)?\s*(?:(\d{1,5})\s*(?:s(?:ec)?)?)?")


def refuse(code: Code, message: str, help_: str) -> PydanticCustomError:
    """An error that a validator raises, in the author's words."""
    return PydanticCustomError(code.value, "{message}", {"message": message, "help": help_})


def _prose(text: str) -> str:
    return text.rstrip()


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _slug(text: str) -> str:
    if is_slug(text):
        return text
    offer = slugify(text)
    help_ = "use lower-case letters, digits and hyphens, such as first-layer"
    raise refuse(
        Code.BAD_SLUG, f"'{text}' cannot be a name here", f"write '{offer}'" if offer else help_
    )


def _tag(text: str) -> str:
    if not re.search(r"[\s,]", text):
        return text
    words = [slugify(word) or word for word in text.split(",")]
    raise refuse(
        Code.WRONG_VALUE,
        "a tag has no blanks and no commas",
        f"write '[{', '.join(words)}]'",
    )


def _former(text: str) -> str:
    deck, slash, note = text.rpartition("/")
    if is_slug(note) and (is_slug(deck) or not slash):
        return text
    raise refuse(
        Code.BAD_SLUG,
        f"'{text}' cannot be an earlier id",
        "write the id as it was, or 'other-deck/id' if the note came from another deck",
    )


def _seconds(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _LIMIT.fullmatch(value.strip().lower())
    seconds = int(match[1] or 0) * 60 + int(match[2] or 0) if match else 0
    if 0 < seconds <= LONGEST_LIMIT_S:
        return seconds
    raise refuse(
        Code.WRONG_VALUE,
        f"'{value}' is not a time for an answer",
        "write seconds or minutes, such as 90s, 2m or 1m30s, up to an hour",
    )


def _count(value: object) -> object:
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{1,6}", value.strip(), re.ASCII):
        return int(value)
    raise refuse(Code.WRONG_VALUE, f"'{value}' is not a whole number", "write digits only")


Prose = Annotated[str, AfterValidator(_prose), WithJsonSchema(TEXT_SCHEMA)]
"""Text as typed; the line end of a block is taken off."""

Texts = Annotated[tuple[Prose, ...], BeforeValidator(_listed), WithJsonSchema(TEXTS_SCHEMA)]
"""One text, or a list of them."""

SlugText = Annotated[str, AfterValidator(_slug), WithJsonSchema(SLUG_SCHEMA)]
"""A name that is a slug already."""

Tags = Annotated[
    tuple[Annotated[str, AfterValidator(_tag)], ...],
    BeforeValidator(_listed),
    WithJsonSchema(TEXTS_SCHEMA),
]

Formers = Annotated[
    tuple[Annotated[str, AfterValidator(_former)], ...],
    BeforeValidator(_listed),
    WithJsonSchema(TEXTS_SCHEMA),
]
"""Earlier ids, the latest first: ``old-id`` or ``other-deck/old-id``."""

Seconds = Annotated[
    int,
    BeforeValidator(_seconds),
    WithJsonSchema(SECONDS_SCHEMA),
]

Count = Annotated[int, BeforeValidator(_count), WithJsonSchema(COUNT_SCHEMA)]

Points = dict[SlugText, Prose]
"""Rubric points by id."""


class Part(BaseModel):
    """A part of a note; like the note, it takes no key it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LongText(Part):
    """A named text written long, so that it can say what its name was."""

    text: Prose = Field(description="The text itself.")
    was: Texts = Field(default=(), description="Earlier names, the latest first.")


def by_shape(text: str, mapping: str) -> Callable[[object], str]:
    """Tells a text from a mapping, for values that may be either."""
    return lambda value: mapping if isinstance(value, dict | Part) else text


NamedText = Annotated[
    Annotated[Prose, Tag("#text")] | Annotated[LongText, Tag("#long")],
    Discriminator(by_shape("#text", "#long")),
]
"""``name: text``, or ``name: {text: …, was: …}``."""


class LongName(Part):
    """An item of a list whose words name cards, written long to say what its name was."""

    name: Prose = Field(description="The name itself.")
    was: Texts = Field(default=(), description="Earlier names, the latest first.")


ListedName = Annotated[
    Annotated[Prose, Tag("#text")] | Annotated[LongName, Tag("#long")],
    Discriminator(by_shape("#text", "#long")),
]
"""An item that names cards: its name, or ``{name: …, was: …}``."""


def name_of(listed: str | LongName) -> str:
    """The name of either form."""
    return listed if isinstance(listed, str) else listed.name


def names_of(listed: str | LongName) -> tuple[str, ...]:
    """The name of either form and its earlier ones, the latest first."""
    return (listed,) if isinstance(listed, str) else (listed.name, *listed.was)


def text_of(named: str | LongText) -> str:
    """The text of either form."""
    return named if isinstance(named, str) else named.text


def former_names(named: str | LongText) -> tuple[str, ...]:
    """The earlier names of either form, the latest first."""
    return () if isinstance(named, str) else named.was


class Defaultable:
    """Marks a field whose value a deck may give to all its notes, under ``defaults:``."""
