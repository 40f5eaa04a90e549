"""Replaying many cards at once: after their preset's weights changed, or to prove the bank."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlmodel import Session, col

from drillbank.bank.change import state_row
from drillbank.bank.rows import event_of
from drillbank.bank.tables import CardRow, DeckRow, EventRow, GradeRow, NoteRow
from drillbank.base.words import Slug
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.preset import Preset, Presets
from drillbank.memory.replay import replay
from drillbank.memory.study_day import Calendar


def rebuild(session: Session, calendar: Calendar, presets: Presets) -> int:
    """Replays the decks whose states were made under another preset; returns how many cards.

    Due dates stay: they come from the log, never from the weights.
    """
    count = 0
    for deck in session.execute(select(DeckRow)).scalars().all():
        preset = presets.of(Slug(deck.slug))
        if deck.weights == preset.version:
            continue
        for card_id, memory in replayed(session, deck.id or 0, preset):
            session.merge(state_row(card_id, memory, calendar))
            count += 1
        deck.weights = preset.version
    session.flush()
    return count


def replayed(session: Session, deck_id: int, preset: Preset) -> Iterator[tuple[int, CardMemory]]:
    """Every card of the deck that has events, with what its whole log gives."""
    rows = session.execute(
        select(EventRow, GradeRow)
        .outerjoin(GradeRow, col(GradeRow.event_id) == col(EventRow.id))
        .join(CardRow, col(CardRow.id) == col(EventRow.card_id))
        .join(NoteRow, col(NoteRow.id) == col(CardRow.note_id))
        .where(col(NoteRow.deck_id) == deck_id)
        .order_by(col(EventRow.card_id), col(EventRow.id))
    ).all()
    for card_id, group in groupby(rows, key=lambda row: row[0].card_id):
        yield card_id, replay([event_of(event, grade) for event, grade in group], preset)
