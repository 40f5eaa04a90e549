"""What every kind of note has in common, and what a kind must say of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from drillbank.authoring import diagnostics
from drillbank.authoring.cards import Card, Code, Mode, Point
from drillbank.authoring.kinds.fields import Count, Formers, Prose, SlugText, Tags, Texts
from drillbank.base.words import Slug

KeyPath = tuple[str | int, ...]
"""The way from a note to one of its values: keys, and positions in lists."""


class NoteModel(BaseModel):
    """The keys that every note may have; a kind adds its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: SlugText | None = Field(
        default=None, description="The note's name, never changed; `drillbank fmt` writes it once."
    )
    was: Formers = Field(
        default=(), description="Earlier ids, the latest first; keeps the history after a rename."
    )
    tags: Tags = Field(default=(), description="Added to the deck's tags.")
    hint: Prose | None = Field(default=None, description="Shown on request before the answer.")
    why: Prose | None = Field(default=None, description="The reason, shown after the answer.")
    see: Prose | None = Field(
        default=None, description="The lesson section: `#heading` or `file.md#heading`."
    )
    after: Texts = Field(default=(), description="Ids of notes to be learnt before this one.")
    retired: Prose | None = Field(
        default=None, description="Why the note is no longer taught; its history is kept."
    )
    restart: Count = Field(
        default=0, description="Raise the number to ask a note as new after its meaning changed."
    )


class Context(Protocol):
    """What a kind is given beside its model: it names cards and reports what is wrong."""

    def card(
        self,
        question: str,
        answer: str,
        *,
        facet: tuple[str, ...] = (),
        named_at: KeyPath = (),
        was: tuple[tuple[str, ...], ...] = (),
        mode: Mode = Mode.RECALL,
        points: tuple[Point, ...] = (),
        limit_s: int | None = None,
        also: tuple[str, ...] = (),
        afterwards: str | None = None,
        code: Code | None = None,
    ) -> Card:
        """A card of this note, with the note's hint, why and see.

        ``facet`` are the author's words, slugged and joined by ``/``; a facet that two words give
        is reported.  ``named_at`` is the way to the key that named it, ``was`` its earlier facets,
        the latest first.
        """

    def problem(
        self,
        code: diagnostics.Code,
        path: KeyPath,
        message: str,
        help_: str,
        *,
        within: tuple[int, int] | None = None,
        on_key: bool = False,
        first: tuple[KeyPath, str] | None = None,
    ) -> None:
        """Reports a problem with the value at ``path``, or with its key.

        ``within`` narrows it to characters of the value; ``first`` labels another key.
        """


ModelT = TypeVar("ModelT", bound=NoteModel)


class Named(NamedTuple):
    """A key whose names, written by the author, name cards."""

    key: str
    prefix: str = ""
    """Stands before those names, such as ``hook/``."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How a kind's cards are named behind the ``#``; all empty for a note of one card."""

    fixed: tuple[str, ...] = ()
    """Names that are always the same."""

    named_under: tuple[Named, ...] | None = None
    """The keys whose names, written by the author, name cards; None where none does."""

    numbered: bool = False
    """Named by the numbers of gaps."""


def _as_typed(head: str) -> str:
    return head


@dataclass(frozen=True, slots=True)
class Kind(Generic[ModelT]):
    """One kind of note: all that the rest of the room knows of it."""

    head: Slug
    """The key that tells the kind."""

    model: type[ModelT]
    facets: Facets
    expand: Callable[[ModelT, Context], tuple[Card, ...]]
    """The cards of a valid note; their number may be wrong if it reported an error."""

    snippet: str
    """A complete small note, for editors: YAML without the dash; ``${1:…}`` is a place to fill."""

    plain_head: Callable[[str], str] = _as_typed
    """The head without marks, for making an id of it."""

    code_keys: frozenset[str] = frozenset()
    """Keys whose values are code: no marks are looked for in them."""
