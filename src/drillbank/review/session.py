"""A session: everything a face needs to show."""

from dataclasses import dataclass, field

from drillbank.base.words import UtcMs
from drillbank.memory.queue import Queue
from drillbank.review.effects import Effect
from drillbank.review.habit import Tempo
from drillbank.review.table import Ending, OnTable, Over, Phase, Saving, Shown
from drillbank.review.tally import Tally
from drillbank.review.terms import Terms

_BEGINNING = UtcMs(0)


@dataclass(frozen=True, slots=True)
class Session:
    """Everything a face needs to show."""

    queue: Queue
    phase: Phase
    tally: Tally = field(default_factory=Tally)
    terms: Terms = field(default_factory=Terms)
    since: UtcMs = _BEGINNING
    """When it began, or was last gone on with."""

    graded_before: int = 0
    """How many answers there were by then."""

    rested: UtcMs = _BEGINNING
    """When it began, or a break was last offered."""

    tempo: Tempo = field(default_factory=Tempo)
    """The learner's pace."""

    message: str | None = None
    """What the last input came to, where the table does not show it."""

    @property
    def may_go_on(self) -> bool:
        """Whether a limit of its own ended it."""
        return isinstance(self.phase, Over) and self.phase.why in {Ending.LIMIT, Ending.TIME}

    @property
    def minutes_left(self) -> float:
        """About how long the rest takes at the learner's pace, up to the limit of answers."""
        limit = self.terms.limit
        answers = None if limit is None else self.graded_before + limit - len(self.tally.grades)
        return self.tempo.minutes((*self.queue.steps, *self.queue.main), answers)

    @property
    def shown(self) -> Shown | None:
        """The card on the table."""
        phase = self.phase.before if isinstance(self.phase, Saving) else self.phase
        return phase.shown if isinstance(phase, OnTable) else None


Step = tuple[Session, Effect | None]
"""A session after an input, and what the desk is to do."""
