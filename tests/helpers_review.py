"""A session on the table: cards and queues as tests say them; no bank, no terminal."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from drillbank.authoring.cards import Face, Mode, Point
from drillbank.bank.values import CardRecord
from drillbank.base.clock import Clock, ms_of
from drillbank.base.words import Fingerprint, Slug, StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Candidate, Queue
from drillbank.memory.state import DueAt, DueOn, Learning, Memory, New, Review, State
from drillbank.memory.study_day import Calendar, Moment
from drillbank.review.advance import advance
from drillbank.review.effects import Effect
from drillbank.review.inputs import Input
from drillbank.review.session import Session
from drillbank.review.table import Shown

NOON = ms_of(datetime(2026, 11, 21, 12, tzinfo=UTC))
CALENDAR = Calendar(UTC)
TODAY = CALENDAR.day_of(NOON)
PRESETS = Presets()
MINUTE = 60_000


def moment(seconds: float = 0) -> Moment:
    """So many seconds after noon."""
    return CALENDAR.moment(UtcMs(NOON + round(seconds * 1000)))


def point(name: str, *, must: bool = False, group: str | None = None) -> Point:
    """A rubric point whose text is its name in words."""
    return Point(Slug(name), name.replace("-", " "), group=group, must=must)


def record(uid: str = "d/one", state: State | None = None, face: Face | None = None) -> CardRecord:
    """A card of deck ``d``."""
    return CardRecord(
        uid=Uid(uid),
        eldest=Uid(uid),
        deck=Slug("d"),
        kind="q",
        tags=(),
        path="/decks/d.yaml",
        line=7,
        fingerprint=Fingerprint("0" * 16),
        face=face or Face(f"What is {uid}?", f"It is {uid}."),
        memory=CardMemory(state=state or New()),
        retired=False,
        available=True,
    )


def shown(uid: str = "d/one", state: State | None = None, face: Face | None = None) -> Shown:
    """The card as it is drawn."""
    return Shown(record(uid, state, face), PRESETS.default)


def spoken_face(*points: Point, limit_s: int | None = 90) -> Face:
    """A prompt to be answered aloud."""
    return Face("Tell me.", "The answer.", Mode.SPEAK, points=points, limit_s=limit_s)


def review(days: int = 10) -> Review:
    """The state of a card last seen so many days ago and due today."""
    return Review(Memory(float(days), 5.0), StudyDay(TODAY - days), DueOn(TODAY))


def step(in_minutes: float) -> Learning:
    """The state of a card in its first step."""
    at = UtcMs(NOON + round(in_minutes * MINUTE))
    return Learning(0, Memory(1.0, 5.0), TODAY, DueAt(at))


def candidate(uid: str, state: State | None = None) -> Candidate:
    """The card in a queue."""
    return Candidate(Uid(uid), state or New(), PRESETS.default)


def queue(*main: str, steps: tuple[Candidate, ...] = ()) -> Queue:
    """New cards in this order, and steps."""
    return Queue(steps, tuple(candidate(uid) for uid in main))


def after(session: Session, *inputs: Input) -> tuple[Session, Effect | None]:
    """The session after several inputs, and what the last of them asked for."""
    effect: Effect | None = None
    for given in inputs:
        session, effect = advance(session, given)
    return session, effect


@dataclass(frozen=True, slots=True)
class HandClock(Clock):
    """A clock whose hand the test moves."""

    hand: list[int] = field(default_factory=lambda: [NOON])

    def now(self) -> UtcMs:
        """Where the hand stands."""
        return UtcMs(self.hand[0])

    def pass_seconds(self, seconds: float) -> None:
        """Moves it."""
        self.hand[0] += round(seconds * 1000)

    def monotonic(self) -> float:
        """The same in seconds."""
        return self.hand[0] / 1000


def clock_at_noon() -> HandClock:
    """Noon in UTC."""
    return HandClock(zone=UTC)
