"""What a kind of note must say of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from drillbank.authoring.cards import Card
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.base.words import Slug

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
