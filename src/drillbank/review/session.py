"""A session: everything a face needs to show."""

from dataclasses import dataclass, field

from drillbank.memory.queue import Queue
from drillbank.review.effects import Effect
from drillbank.review.table import OnTable, Phase, Saving, Shown
from drillbank.review.tally import Tally
from drillbank.review.terms import Terms


@dataclass(frozen=True, slots=True)
class Session:
    """Everything a face needs to show."""

    queue: Queue
    phase: Phase
    tally: Tally = field(default_factory=Tally)
    terms: Terms = field(default_factory=Terms)

    message: str | None = None
    """What the last input came to, where the table does not show it."""

    @property
    def shown(self) -> Shown | None:
        """The card on the table."""
        phase = self.phase.before if isinstance(self.phase, Saving) else self.phase
        return phase.shown if isinstance(phase, OnTable) else None


Step = tuple[Session, Effect | None]
"""A session after an input, and what the desk is to do."""
