"""What the bank answers with: plain values, no rows."""

from dataclasses import dataclass
from pathlib import PurePath

from drillbank.authoring.cards import Face
from drillbank.base.words import Fingerprint, NoteUid, Slug, Uid, UtcMs
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import Decision, Event, EventId, Phase, Spoken
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A card with all that is known of it."""

    uid: Uid
    eldest: Uid
    deck: Slug
    kind: str
    tags: tuple[str, ...]
    path: str
    """The deck's file."""

    line: int
    """The 1-based line where its note begins."""

    fingerprint: Fingerprint
    face: Face
    memory: CardMemory
    retired: bool
    available: bool
    """False while the deck's folder is away."""

    @property
    def place(self) -> str:
        """Where its note begins, as ``deck.yaml:7``."""
        return f"{PurePath(self.path).name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade as a session hands it over."""

    uid: Uid
    rating: Rating
    was: Phase
    asked: Fingerprint
    answer: Spoken
    decision: Decision | None
    """None drills without touching memory (cram)."""

    preset: Preset
    """The preset that decided."""

    seen: EventId | None
    """The card's newest event when it was shown."""


@dataclass(frozen=True, slots=True)
class UndoneChange:
    """What an undo took back."""

    uid: Uid
    """The present name of the card the newest of them was about."""

    events: tuple[Event, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class DeckRecord:
    """A deck as the last compile found it."""

    slug: Slug
    title: str
    path: str
    root: str
    """The folder it was found under, or ``shipped``."""

    lesson: str | None
    available: bool
    notes: int
    cards: int
    """Living ones."""

    learned: int
    """Living cards that have been graded."""

    known: int
    """Living cards that are past their first steps."""

    place: int | None
    """Where it stands on the path, from 1; None off it."""

    group: str | None
    """The title of its group there."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one answer took."""

    kind: str
    uid: Uid
    took_ms: int
    """Thinking and speaking."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How the points of a card were judged once, by their names then."""

    ticked: tuple[Slug, ...]
    missed: tuple[Slug, ...]


@dataclass(frozen=True, slots=True)
class ExportCard:
    """A card as an export needs it."""

    uid: Uid
    guid: str
    created_at: UtcMs
    """Unique in the bank and never changed."""

    face: Face
    retired: bool


@dataclass(frozen=True, slots=True)
class ExportNote:
    """A note as an export needs it; retired ones are among them."""

    uid: NoteUid
    guid: str
    deck: Slug
    kind: str
    head: str
    tags: tuple[str, ...]
    changed_at: UtcMs
    retired: bool
    cards: tuple[ExportCard, ...]
    """In the author's order, retired ones last."""


@dataclass(frozen=True, slots=True)
class ExportDeck:
    """A deck as an export needs it."""

    slug: Slug
    title: str
    anki_name: str | None
    """Its name in Anki, once exported."""

    path: str
    """Its file; images are found from there."""

    notes: tuple[ExportNote, ...]
