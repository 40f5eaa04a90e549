"""A card that a study day may ask, and what the day has done already."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drillbank.base.words import NoteUid, Uid, note_of
from drillbank.memory.preset import Preset
from drillbank.memory.state import State


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked.

    Whoever gathers candidates leaves out the suspended, the retired, the unavailable and those
    buried until after today: the queue takes every candidate as one that may be asked.  It passes
    over those that are not due.
    """

    uid: Uid
    state: State
    preset: Preset
    """Its deck's: the limit of new cards, and the weights for the order of a backlog."""

    position: int = 0
    """Where a new card stands among the new, smallest first; no matter for others."""

    kind: str = ""
    """Its note's; the order does not ask for it, the time it takes does."""

    @property
    def note(self) -> NoteUid:
        """What its siblings share with it."""
        return note_of(self.uid)


@dataclass(frozen=True, slots=True)
class Done:
    """What the study day's live grades, crams left out, have used up already."""

    graded: frozenset[Uid] = frozenset()
    """The cards graded today."""

    introduced: Mapping[Uid, Preset] = field(default_factory=dict)
    """The cards whose first day is today, each with its deck's preset."""
