"""The card under review, from its question to its grade: one value for each phase."""

from dataclasses import dataclass
from enum import Enum, auto

from drillbank.authoring.cards import Mode, Point
from drillbank.bank.values import CardRecord
from drillbank.base.words import Slug, Uid, UtcMs
from drillbank.memory.answer import Outcomes
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.review.rubric import Suggestion, suggest
from drillbank.review.stopwatch import Stopwatch

IDLE_S = 60
"""Whoever thinks longer than this about a card without a target is not thinking about it."""


CODING_S = 1800
"""Nor one who writes a few lines longer than this."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it was drawn."""

    record: CardRecord
    preset: Preset
    """Its deck's."""

    missed_before: tuple[Slug, ...] = ()
    """The points missed last time; told only when this answer has been judged."""

    written: str | None = None
    """The code that the learner has written for it; None where there is none yet."""

    @property
    def uid(self) -> Uid:
        """Its name."""
        return self.record.uid

    @property
    def question(self) -> str:
        """The wording asked this time: the author's own first, then each other one in turn."""
        face = self.record.face
        wordings = (face.question, *face.also)
        return wordings[self.record.memory.live_reviews % len(wordings)]

    @property
    def spoken(self) -> bool:
        """Whether it is answered aloud against a clock."""
        return self.record.face.mode is Mode.SPEAK

    def counted_ms(self, took_ms: int) -> int:
        """What an answer is recorded to have taken: a minute, or twice its target, at the most.

        Half an hour where code is written. Who was called away should not have a slower pace for
        it; Anki caps at a minute, too short for an answer of 90 s.
        """
        limit_s = self.record.face.limit_s or 0
        idle_s = CODING_S if self.record.face.code else IDLE_S
        return min(took_ms, 1000 * max(idle_s, 2 * limit_s))

    @property
    def points(self) -> tuple[Point, ...]:
        """Its rubric."""
        return self.record.face.points


@dataclass(frozen=True, slots=True)
class Drawing:
    """The card has been chosen and is not there yet."""

    uid: Uid


@dataclass(frozen=True, slots=True)
class Asking:
    """The question is on the table."""

    shown: Shown
    watch: Stopwatch
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class Speaking:
    """The learner is answering aloud."""

    shown: Shown
    thinking_ms: int
    watch: Stopwatch
    hinted: bool = False
    more_s: int = 0
    """Added to what the clock counts down from; the rubric goes by the card's own target."""

    @property
    def limit_s(self) -> int | None:
        """What the clock counts down from."""
        limit = self.shown.record.face.limit_s
        return None if limit is None else limit + self.more_s


@dataclass(frozen=True, slots=True)
class Gauging:
    """The answer was given aloud; how sure the learner is of it is asked before it is shown."""

    shown: Shown
    thinking_ms: int
    speaking_ms: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is on the table; points are being judged, a grade is waited for."""

    shown: Shown
    outcomes: Outcomes
    thinking_ms: int
    speaking_ms: int | None
    judged: tuple[bool | None, ...]
    """For each point: made, missed, or not judged yet."""

    confidence: int | None = None
    """How sure the learner was before the answer was shown, 1-3; None where it was not asked."""

    marker: int = 0
    """The index of the point to be judged next."""

    @property
    def took(self) -> tuple[int, int | None]:
        """The milliseconds of thinking and speaking that are recorded."""
        counted, spoke = self.shown.counted_ms, self.speaking_ms
        return counted(self.thinking_ms), None if spoke is None else counted(spoke)

    @property
    def all_judged(self) -> bool:
        """Whether no point is open."""
        return None not in self.judged

    def judged_as(self, made: bool) -> tuple[Slug, ...]:
        """The ids of the points judged so."""
        pairs = zip(self.shown.points, self.judged, strict=True)
        return tuple(point.id for point, verdict in pairs if verdict is made)

    @property
    def missed_last_time(self) -> tuple[Point, ...]:
        """The points missed the time before; none until this time is judged."""
        before = self.shown.missed_before
        return tuple(p for p in self.shown.points if p.id in before) if self.all_judged else ()

    @property
    def suggestion(self) -> Suggestion | None:
        """What the points speak for; None without points or while one is open."""
        if not self.judged or not self.all_judged:
            return None
        return suggest(
            self.shown.points,
            self.judged_as(made=True),
            seconds=None if self.speaking_ms is None else self.speaking_ms / 1000,
            limit_s=self.shown.record.face.limit_s,
            confidence=self.confidence,
        )

    @property
    def default(self) -> Rating | None:
        """What the reveal key takes now: the suggestion, Good without points, else nothing."""
        if not self.judged:
            return Rating.GOOD
        return self.suggestion.rating if self.suggestion else None


@dataclass(frozen=True, slots=True)
class Saving:
    """Something is being written; what was on the table before comes back if it is refused."""

    before: "Asking | Speaking | Gauging | Answered | Over"


class Ending(Enum):
    """Why a session ended."""

    NOTHING_LEFT = auto()
    LIMIT = auto()
    TIME = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing is on the table."""

    why: Ending
    steps_from: UtcMs | None = None
    """When the next step may be shown; None if nothing more comes today."""


OnTable = Asking | Speaking | Gauging | Answered
"""The phases in which there is a card."""

Phase = Drawing | OnTable | Saving | Over
