"""A card's log to all that is known of it.

The log is the truth: stability and difficulty come from the grades under the preset's *current*
weights, the phase, the step and the due from the last event that decided one.  So changing weights
never moves a due by itself.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from drillbank.base.words import StudyDay
from drillbank.memory.card_memory import UNTOUCHED, CardMemory
from drillbank.memory.events import (
    Buried,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Graded,
    Renamed,
    Restarted,
    Resumed,
    Suspended,
    Voided,
)
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.parts import seen_state
from drillbank.memory.preset import Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import New, Review

Mark = Suspended | Resumed | Buried | Flagged | Renamed
"""An event that leaves memory and due alone."""

LiveEvent = Graded | Forgotten | Restarted | DueSet | Mark
"""An event that may count; voids only take others away."""


def replay(events: Iterable[Event], preset: Preset) -> CardMemory:
    """What the log of one card tells.

    Args:
        events: the card's events in log order, which is the order used whatever their times say.
        preset: the one its deck follows now.

    Raises:
        ValueError: a decision in the log cannot be a card's state.
    """
    log = tuple(events)
    card = UNTOUCHED
    for event in live(log):
        card = advance(card, event, preset)
    return replace(card, last_event=log[-1].stamp.id) if log else card


def live(events: Iterable[Event]) -> tuple[LiveEvent, ...]:
    """The events that no void took away, in their order, without the voids.

    A void itself is never voided; one whose target is not there takes nothing away.
    """
    log = tuple(events)
    voided = {event.target for event in log if isinstance(event, Voided)}
    return tuple(
        event for event in log if not isinstance(event, Voided) and event.stamp.id not in voided
    )


def advance(card: CardMemory, event: LiveEvent, preset: Preset) -> CardMemory:
    """What is known after one more live event; ``replay`` is a fold of this.

    A void cannot be told from what is known: it takes a replay of the whole log.
    """
    newest = event.stamp.id
    match event:
        case Graded():
            return _graded(card, event, preset)
        case Forgotten():
            return _reset(card, newest)
        case Restarted():
            return _restarted(card, event)
        case DueSet():
            if isinstance(card.state, New):
                return replace(card, last_event=newest)
            return replace(card, state=replace(card.state, due=event.due), last_event=newest)
        case Suspended() | Resumed() | Buried() | Flagged() | Renamed():
            return _marked(card, event)
        case _:
            assert_never(event)


def _marked(card: CardMemory, event: Mark) -> CardMemory:
    newest = event.stamp.id
    match event:
        case Suspended():
            return replace(card, suspended=True, last_event=newest)
        case Resumed():
            return replace(card, suspended=False, last_event=newest)
        case Buried():
            return replace(card, buried_until=event.until, last_event=newest)
        case Flagged():
            return replace(card, flag=event.flag, last_event=newest)
        case Renamed():
            return replace(card, last_event=newest)
        case _:
            assert_never(event)


def _graded(card: CardMemory, event: Graded, preset: Preset) -> CardMemory:
    stamp, decision, state = event.stamp, event.decision, card.state
    if event.cram or decision is None:
        return replace(card, last_event=stamp.id)
    if isinstance(state, New):
        day, memory = stamp.day, next_memory(None, 0, event.rating, preset)
    else:
        # A device whose clock was behind does not make time go backwards.
        day = StudyDay(max(stamp.day, state.last_day))
        memory = next_memory(state.memory, day - state.last_day, event.rating, preset)
    failed = event.rating is Rating.AGAIN and isinstance(state, Review)
    # Every field by name, not by `replace`: this runs once for each review ever made.
    return CardMemory(
        state=seen_state(decision.phase, decision.step, memory, day, decision.due),
        reps=card.reps + 1,
        lapses=card.lapses + failed,
        live_reviews=card.live_reviews + 1,
        suspended=card.suspended,
        buried_until=card.buried_until,
        flag=card.flag,
        first_day=day if card.first_day is None else card.first_day,
        last_day=day,
        last_at=stamp.at,
        restart=card.restart,
        last_event=stamp.id,
    )


def _restarted(card: CardMemory, event: Restarted) -> CardMemory:
    """Another device may have counted the same number already; number 0 always counts."""
    if 0 < event.number <= card.restart:
        return replace(card, last_event=event.stamp.id)
    return replace(_reset(card, event.stamp.id), restart=max(card.restart, event.number))


def _reset(card: CardMemory, newest: EventId) -> CardMemory:
    """New again; marks, suspension and the count of fuzz rolls stay."""
    return CardMemory(
        live_reviews=card.live_reviews,
        suspended=card.suspended,
        buried_until=card.buried_until,
        flag=card.flag,
        restart=card.restart,
        last_event=newest,
    )
