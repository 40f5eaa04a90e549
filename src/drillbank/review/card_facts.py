"""What is known of one card, for whoever wants to look at it: memory, past answers, weak points."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drillbank.bank.values import CardRecord
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import UNTOUCHED
from drillbank.memory.curve import retrievability
from drillbank.memory.events import Event, Graded
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.memory.replay import advance, live
from drillbank.memory.state import Due, New
from drillbank.review.desk import Desk


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer that still counts."""

    at: UtcMs
    day: StudyDay
    rating: Rating
    took_ms: int
    """Thinking and speaking."""

    predicted: float | None
    """The chance of recall then, in (0, 1]; None for the first answer, which nothing foretold."""

    due: Due | None
    """When it decided to show the card again; None for a cram."""

    missed: tuple[Slug, ...]


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A point of the rubric that was missed."""

    text: str
    missed: int
    judged: int
    """How often it was made or missed."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card, looked at on a study day."""

    record: CardRecord
    preset: Preset
    today: StudyDay
    answers: tuple[PastAnswer, ...]
    """Newest first; undone ones are left out."""

    weak: tuple[WeakPoint, ...]
    """Points of the present rubric, most often missed first."""

    @property
    def took_ms(self) -> int:
        """Thinking and speaking, in all."""
        return sum(answer.took_ms for answer in self.answers)

    @property
    def elapsed(self) -> int | None:
        """Days since the last answer; None for a new card."""
        state = self.record.memory.state
        return None if isinstance(state, New) else max(0, self.today - state.last_day)

    def recall(self, days: float) -> float | None:
        """The chance of recall so many days after the last answer; None for a new card."""
        state = self.record.memory.state
        return None if isinstance(state, New) else retrievability(state.memory, days, self.preset)


def look_up(desk: Desk, uid: Uid) -> CardFacts:
    """What is known of a card now.

    Raises:
        BankError: the bank cannot be read.
    """
    record, log = desk.history(uid)
    return facts_of(record, log, desk.presets.of(record.deck), desk.now().day)


def facts_of(
    record: CardRecord, log: Sequence[Event], preset: Preset, today: StudyDay
) -> CardFacts:
    """What the card's log tells."""
    past = tuple(_answers(log, preset))
    grades = [event for event in live(log) if isinstance(event, Graded)]
    return CardFacts(record, preset, today, past[::-1], _weak(record, grades))


def _answers(log: Sequence[Event], preset: Preset) -> Iterator[PastAnswer]:
    """Oldest first, each with what was known of the card before it."""
    card = UNTOUCHED
    for event in live(log):
        if isinstance(event, Graded):
            state = card.state
            predicted = None
            if not isinstance(state, New):
                elapsed = event.stamp.day - state.last_day
                predicted = retrievability(state.memory, elapsed, preset)
            yield PastAnswer(
                at=event.stamp.at,
                day=event.stamp.day,
                rating=event.rating,
                took_ms=event.answer.thinking_ms + (event.answer.speaking_ms or 0),
                predicted=predicted,
                due=event.decision.due if event.decision else None,
                missed=event.answer.missed,
            )
        card = advance(card, event, preset)


def _weak(record: CardRecord, grades: Sequence[Graded]) -> tuple[WeakPoint, ...]:
    missed = Counter(point for grade in grades for point in grade.answer.missed)
    made = Counter(point for grade in grades for point in grade.answer.ticked)
    points = sorted(
        (point for point in record.face.points if missed[point.id]),
        key=lambda point: -missed[point.id],
    )
    return tuple(
        WeakPoint(point.text, missed[point.id], missed[point.id] + made[point.id])
        for point in points
    )
