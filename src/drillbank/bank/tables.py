"""What the bank stores, table by table; rows never leave this room.

Three layers, told apart by what may change them:

- content (``deck``, ``note``, ``note_after``, ``card``, ``source``): what the last compile saw,
  written by sync;
- the log (``event``, ``grade``, ``wording``, ``preset_version``): only ever appended to;
- derived (``card_state``): a replay of the log, rebuilt for a card at each of its events.

Instants are UTC milliseconds, days are ordinals (``drillbank.base.words``).
"""

from typing import Any

from sqlalchemy import BigInteger, Dialect, Index, String
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel


class Ascending(TypeDecorator[str]):
    """Text that is ordered by its characters' numbers in every database, as in Python."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL would order by the customs of the server's country."""
        return String(collation="C") if dialect.name == "postgresql" else String()


class DeckRow(SQLModel, table=True):
    """One source file's worth of notes."""

    __tablename__ = "deck"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Ascending)
    title: str
    path: str = Field(sa_type=Ascending)
    root: str
    """The folder it was found under, or ``shipped``."""

    lesson: str | None
    available: bool = True
    """False while its folder is away; its cards keep everything and are not asked."""

    weights: str
    """Version of the preset its cards' states were replayed with."""

    anki_name: str | None = None
    """The deck's name in Anki, frozen at its first export."""

    place: int | None = None
    """Where it stands on the path, from 1; None off it."""

    group_title: str | None = None
    """The group it stands in there."""


class SourceRow(SQLModel, table=True):
    """A deck or lesson as the last compile found it, so that an unchanged one is not read again."""

    __tablename__ = "source"

    path: str = Field(primary_key=True, sa_type=Ascending)
    root: str
    mtime_ns: int = Field(sa_type=BigInteger)
    size: int = Field(sa_type=BigInteger)
    problems: int
    """How many errors it had; a file with errors is named at every session."""

    first_problem: str | None
    """The first of them, in a line with its place."""


class NoteRow(SQLModel, table=True):
    """One authored entry."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_order", "deck_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    eldest: str
    """The oldest name in its ``was`` chain, as first seen; never changed."""

    guid: str = Field(unique=True)
    """Its identity in Anki, from ``eldest``; never changed."""

    deck_id: int = Field(foreign_key="deck.id")
    kind: str
    head: str
    tags: str
    """A JSON list."""

    line: int
    position: int
    fingerprint: str
    changed_at: int = Field(sa_type=BigInteger)
    """When its text last changed."""

    retired_at: int | None = Field(default=None, sa_type=BigInteger)
    retired_why: str | None = None


class AfterRow(SQLModel, table=True):
    """A note whose new cards wait until another note has been learnt."""

    __tablename__ = "note_after"

    note: str = Field(primary_key=True)
    """The uid of the one that waits."""

    awaited: str = Field(primary_key=True)
    """The uid of the one it waits for."""


class CardRow(SQLModel, table=True):
    """One thing asked."""

    __tablename__ = "card"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    eldest: str
    guid: str = Field(unique=True)
    """Its identity in Anki where a card is an Anki note of its own."""

    created_at: int = Field(sa_type=BigInteger, unique=True)
    """First seen; unique, for it is the card's id in Anki."""

    note_id: int = Field(foreign_key="note.id", index=True)
    position: int
    fingerprint: str
    face: str
    """The face as JSON."""

    retired_at: int | None = Field(default=None, sa_type=BigInteger)


class EventRow(SQLModel, table=True):
    """One event of the log; ``kind`` tells which of the last four columns it uses."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_card", "card_id", "id"), Index("ix_event_day", "day"))

    id: str = Field(primary_key=True, sa_type=Ascending)
    change: str = Field(index=True, sa_type=Ascending)
    device: str
    at: int = Field(sa_type=BigInteger)
    offset_min: int
    day: int
    uid: str
    card_id: int = Field(foreign_key="card.id")
    """The card that ``uid`` meant then."""

    kind: str
    target: str | None = Field(default=None, sa_type=Ascending, index=True)
    """For ``voided``: the event undone."""

    to: str | None = None
    """For ``renamed``: the new uid."""

    due_day: int | None = None
    """For ``due-set`` and ``buried``: the study day."""

    number: int | None = None
    """For ``flagged`` and ``restarted``."""


class GradeRow(SQLModel, table=True):
    """What a ``graded`` event carries beyond the common columns."""

    __tablename__ = "grade"

    event_id: str = Field(primary_key=True, foreign_key="event.id", sa_type=Ascending)
    rating: int
    suggested: int | None
    ticked: str
    missed: str
    """JSON lists of point ids."""

    thinking_ms: int = Field(sa_type=BigInteger)
    speaking_ms: int | None = Field(sa_type=BigInteger)
    confidence: int | None
    asked: str = Field(foreign_key="wording.fingerprint")
    was: str
    cram: bool
    phase: str | None
    step: int | None
    due_day: int | None
    due_at: int | None = Field(sa_type=BigInteger)
    roll: float | None
    preset: str | None = Field(foreign_key="preset_version.version")


class WordingRow(SQLModel, table=True):
    """A wording that was asked, kept for as long as the log speaks of it."""

    __tablename__ = "wording"

    fingerprint: str = Field(primary_key=True)
    face: str


class PresetRow(SQLModel, table=True):
    """A set of scheduling values that decided something; immutable."""

    __tablename__ = "preset_version"

    version: str = Field(primary_key=True)
    name: str
    values: str
    first_used_at: int = Field(sa_type=BigInteger)


class StateRow(SQLModel, table=True):
    """What a replay of the card's log under its deck's present weights gives."""

    __tablename__ = "card_state"

    card_id: int = Field(primary_key=True, foreign_key="card.id")
    phase: str = Field(index=True)
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_day: int | None = Field(default=None, index=True)
    """The study day it falls due; for a step within a day, the day that holds ``due_at``."""

    due_at: int | None = Field(default=None, sa_type=BigInteger)
    first_day: int | None = Field(default=None, index=True)
    last_day: int | None = Field(default=None, index=True)
    last_at: int | None = Field(default=None, sa_type=BigInteger)
    reps: int = 0
    lapses: int = 0
    live_reviews: int = 0
    suspended: bool = False
    buried_until: int | None = None
    flag: int = 0
    restart: int = 0
    """The highest ``restart`` number already counted."""

    last_event: str | None = Field(default=None, sa_type=Ascending)


class SettingRow(SQLModel, table=True):
    """The bank's own facts: ``device``, ``compiler``, ``renames``."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str
