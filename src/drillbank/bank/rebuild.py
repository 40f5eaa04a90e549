"""Replaying whole decks: after their preset's weights changed, or to prove the bank."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select, update
from sqlmodel import Session

from drillbank.bank.log import AT_ONCE, logs_of_deck
from drillbank.bank.rows import state_columns
from drillbank.bank.tables import DeckRow, StateRow
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
        states = (
            state_columns(card_id, memory, calendar)
            for card_id, memory in replayed(session, deck.id or 0, preset)
        )
        while some := list(islice(states, AT_ONCE)):
            session.execute(update(StateRow), some)
            count += len(some)
        deck.weights = preset.version
    session.flush()
    return count


def replayed(session: Session, deck_id: int, preset: Preset) -> Iterator[tuple[int, CardMemory]]:
    """Every card of the deck that has events, with what its whole log gives."""
    for card_id, log in logs_of_deck(session, deck_id):
        yield card_id, replay(log, preset)
