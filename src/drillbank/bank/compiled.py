"""What a compile hands to the bank.  Light: no SQLAlchemy."""

from dataclasses import dataclass

from drillbank.authoring.cards import Note, Place
from drillbank.authoring.scan import Scan
from drillbank.base.words import Slug


@dataclass(frozen=True, slots=True)
class CompiledDeck:
    """A deck of the source as sync takes it."""

    slug: Slug
    title: str
    path: str
    root: str
    lesson: str | None
    notes: tuple[Note, ...]
    """The sound ones, in the author's order."""

    sound: bool
    """Whether the file had no error; only then does a note's absence mean that it is gone."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, for the screens that only name it."""

    path: str
    errors: int
    first: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a compile hands to the bank."""

    decks: tuple[CompiledDeck, ...]
    problems: tuple[Problem, ...]
    scan: Scan | None
    """What was there; None for a compile of single files, which retires nothing."""

    path: tuple[Place, ...] | None = None
    """The order of its decks; a deck it does not name is off it.  None leaves all where they are:
    a compile of single files, or a ``library.yaml`` that YAML cannot read."""

    @property
    def paths(self) -> frozenset[str]:
        """The files its decks came from."""
        return frozenset(deck.path for deck in self.decks)
