"""What is asked of the log by those who write to it, and by replays."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from drillbank.bank.rows import KIND_OF, event_of
from drillbank.bank.tables import CardRow, EventRow, GradeRow, NoteRow
from drillbank.memory.events import (
    Buried,
    DueSet,
    Event,
    Flagged,
    Forgotten,
    Graded,
    Resumed,
    Suspended,
)

UNDOABLE = tuple(
    KIND_OF[kind] for kind in (Graded, Forgotten, DueSet, Suspended, Resumed, Buried, Flagged)
)
"""What a person did; renames and restarts are undone in the source."""

AT_ONCE = 2_000
"""Rows held in memory while a long log is read."""


def newest_at(session: Session) -> int:
    """The time of the newest event; 0 for an empty log."""
    # Ids sort by time, and only they have an index.
    newest = select(col(EventRow.at)).order_by(col(EventRow.id).desc()).limit(1)
    return session.execute(newest).scalar() or 0


def newest_undoable(session: Session) -> EventRow | None:
    """The newest live event of a person."""
    newest = _undoable().order_by(col(EventRow.id).desc()).limit(1)
    return session.execute(newest).scalars().first()


def live_of_change(session: Session, change: str) -> Sequence[EventRow]:
    """What is live of the change, newest first."""
    events = _undoable().where(col(EventRow.change) == change).order_by(col(EventRow.id).desc())
    return session.execute(events).scalars().all()


def _undoable() -> Select[EventRow]:
    # Asked of each event from the newest on: the answer is near the end of the log, however long.
    void = aliased(EventRow)
    is_voided = select(col(void.id)).where(col(void.target) == col(EventRow.id)).exists()
    return select(EventRow).where(col(EventRow.kind).in_(UNDOABLE), ~is_voided)


def log_of(session: Session, card_id: int) -> Sequence[Event]:
    """A card's events in log order."""
    rows = session.execute(
        _with_grades().where(col(EventRow.card_id) == card_id).order_by(col(EventRow.id))
    )
    return [event_of(event, grade) for event, grade in rows]


def logs_of_deck(session: Session, deck_id: int) -> Iterator[tuple[int, Sequence[Event]]]:
    """The log of every card of the deck that has one, by card id, read as it is asked for."""
    rows = session.execute(
        _with_grades()
        .join(CardRow, col(CardRow.id) == col(EventRow.card_id))
        .join(NoteRow, col(NoteRow.id) == col(CardRow.note_id))
        .where(col(NoteRow.deck_id) == deck_id)
        .order_by(col(EventRow.card_id), col(EventRow.id)),
        execution_options={"yield_per": AT_ONCE},
    )
    for card_id, group in groupby(rows, key=lambda row: row[0].card_id):
        yield card_id, [event_of(event, grade) for event, grade in group]


def _with_grades() -> Select[EventRow, GradeRow]:
    return select(EventRow, GradeRow).outerjoin(
        GradeRow, col(GradeRow.event_id) == col(EventRow.id)
    )
