"""A card in a list: as a JSON object, and as a row of words."""

from drillbank.bank.values import CardRecord
from drillbank.base.clock import Clock
from drillbank.base.words import StudyDay
from drillbank.memory.parts import phase_of
from drillbank.memory.state import DueOn, New, State
from drillbank.memory.study_day import iso_of


def card_object(card: CardRecord, clock: Clock) -> dict[str, object]:
    """The card with what is known of it."""
    state = card.memory.state
    memory = None if isinstance(state, New) else state.memory
    return {
        "uid": card.uid,
        "deck": card.deck,
        "note": card.uid.partition("/")[2].partition("#")[0],
        "kind": card.kind,
        "state": phase_of(state).value,
        "due": _due_value(state, clock),
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "reps": card.memory.reps,
        "lapses": card.memory.lapses,
        "suspended": card.memory.suspended,
        "flag": card.memory.flag,
        "front": card.face.question,
        "back": card.face.answer,
        "tags": list(card.tags),
    }


CARD_HEADS = ("card", "state", "due")
"""What stands above the rows of ``card_row``."""


def card_row(card: CardRecord, clock: Clock, today: StudyDay) -> tuple[str, str, str]:
    """Its name, its state with what else holds of it, and when it is due."""
    memory = card.memory
    told = [phase_of(memory.state).value]
    told += ["suspended"] if memory.suspended else []
    told += ["buried"] if memory.is_buried(today) else []
    told += [f"flag {memory.flag}"] if memory.flag else []
    told += ["retired"] if card.retired else []
    return card.uid, ", ".join(told), due_text(memory.state, clock) or "-"


def due_text(state: State, clock: Clock) -> str | None:
    """``2026-03-05``, or ``2026-03-02 09:10`` for a step; None for a new card."""
    if isinstance(state, New):
        return None
    if isinstance(state.due, DueOn):
        return iso_of(state.due.day)
    return f"{clock.local(state.due.at):%Y-%m-%d %H:%M}"


def _due_value(state: State, clock: Clock) -> str | None:
    """``YYYY-MM-DD``, or an ISO instant for a step; None for a new card."""
    if isinstance(state, New) or isinstance(state.due, DueOn):
        return due_text(state, clock)
    return clock.local(state.due.at).isoformat(timespec="seconds")
