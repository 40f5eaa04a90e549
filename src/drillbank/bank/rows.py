"""Events and states as rows, and back: the only place that knows both shapes."""

import json
from collections.abc import Iterable
from typing import assert_never

from drillbank.bank.decode import due_of
from drillbank.bank.tables import EventRow, GradeRow
from drillbank.base.words import Fingerprint, Slug, StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import (
    Buried,
    ChangeId,
    Decision,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Graded,
    Phase,
    Renamed,
    Restarted,
    Resumed,
    Spoken,
    Stamp,
    Suspended,
    Voided,
)
from drillbank.memory.parts import phase_of, step_of
from drillbank.memory.rating import Rating
from drillbank.memory.state import Due, DueAt, DueOn, New
from drillbank.memory.study_day import Calendar

Columns = dict[str, object]
"""A row by column."""

KIND_OF: dict[type[Event], str] = {
    Graded: "graded",
    Voided: "voided",
    Forgotten: "forgotten",
    Restarted: "restarted",
    DueSet: "due-set",
    Suspended: "suspended",
    Resumed: "resumed",
    Buried: "buried",
    Flagged: "flagged",
    Renamed: "renamed",
}
"""What the ``kind`` column says of each event."""


def due_columns(due: Due | None) -> tuple[int | None, int | None]:
    """A due as the columns (day, instant); at most one is set."""
    match due:
        case None:
            return None, None
        case DueOn(day):
            return day, None
        case DueAt(at):
            return None, at
        case _:
            assert_never(due)


def columns_of(event: Event, card_id: int) -> tuple[Columns, Columns | None]:
    """An event as every column of its row, and of the row that holds its grade."""
    stamp = event.stamp
    common: Columns = {
        "id": stamp.id,
        "change": stamp.change,
        "device": stamp.device,
        "at": stamp.at,
        "offset_min": stamp.offset_min,
        "day": stamp.day,
        "uid": stamp.uid,
        "card_id": card_id,
        "kind": KIND_OF[type(event)],
    }
    grade = _grade_columns(event) if isinstance(event, Graded) else None
    return common | _NO_VALUE | _value_columns(event), grade


_NO_VALUE: Columns = dict.fromkeys(("target", "to", "due_day", "number"))


def _value_columns(event: Event) -> Columns:
    match event:
        case Voided(target=target):
            return {"target": target}
        case DueSet(due=due):
            return {"due_day": due.day}
        case Buried(until=until):
            return {"due_day": until}
        case Flagged(flag=number) | Restarted(number=number):
            return {"number": number}
        case Renamed(to=to):
            return {"to": to}
        case Graded() | Forgotten() | Suspended() | Resumed():
            return {}
        case _:
            assert_never(event)


def _grade_columns(event: Graded) -> Columns:
    answer, decision = event.answer, event.decision
    due_day, due_at = due_columns(decision.due if decision else None)
    return {
        "event_id": event.stamp.id,
        "rating": event.rating,
        "suggested": answer.suggested,
        "ticked": json.dumps(answer.ticked),
        "missed": json.dumps(answer.missed),
        "thinking_ms": answer.thinking_ms,
        "speaking_ms": answer.speaking_ms,
        "confidence": answer.confidence,
        "asked": event.asked,
        "was": event.was,
        "cram": event.cram,
        "phase": decision.phase if decision else None,
        "step": decision.step if decision else None,
        "due_day": due_day,
        "due_at": due_at,
        "roll": decision.roll if decision else None,
        "preset": decision.preset if decision else None,
    }


def event_of(row: EventRow, grade: GradeRow | None) -> Event:
    """The event that the rows hold.

    Raises:
        ValueError: the rows are not an event this program knows.
    """
    stamp = Stamp(
        id=EventId(row.id),
        change=ChangeId(row.change),
        device=row.device,
        at=UtcMs(row.at),
        offset_min=row.offset_min,
        day=StudyDay(row.day),
        uid=Uid(row.uid),
    )
    if row.kind in _BARE:
        return _BARE[row.kind](stamp)
    if row.kind == "graded" and grade is not None:
        return _graded(stamp, grade)
    event = _with_value(stamp, row)
    if event is None:
        raise ValueError(f"event {row.id} of kind {row.kind!r} cannot be read")
    return event


_BARE: dict[str, type[Forgotten | Suspended | Resumed]] = {
    KIND_OF[kind]: kind for kind in (Forgotten, Suspended, Resumed)
}
"""The events that carry nothing beyond their stamp."""


def _with_value(stamp: Stamp, row: EventRow) -> Event | None:
    match row:
        case EventRow(kind="voided", target=str(target)):
            return Voided(stamp, EventId(target))
        case EventRow(kind="renamed", to=str(to)):
            return Renamed(stamp, Uid(to))
        case EventRow(kind="restarted", number=int(number)):
            return Restarted(stamp, number)
        case EventRow(kind="flagged", number=int(number)):
            return Flagged(stamp, number)
        case EventRow(kind="due-set", due_day=int(day)):
            return DueSet(stamp, DueOn(StudyDay(day)))
        case EventRow(kind="buried", due_day=int(day)):
            return Buried(stamp, StudyDay(day))
        case _:
            return None


def _graded(stamp: Stamp, row: GradeRow) -> Graded:
    decision = None
    if row.phase is not None and row.roll is not None and row.preset is not None:
        decision = Decision(
            phase=Phase(row.phase),
            step=row.step,
            due=due_of(row.due_day, row.due_at),
            roll=row.roll,
            preset=row.preset,
        )
    return Graded(
        stamp=stamp,
        rating=Rating(row.rating),
        was=Phase(row.was),
        cram=row.cram,
        asked=Fingerprint(row.asked),
        answer=Spoken(
            suggested=None if row.suggested is None else Rating(row.suggested),
            ticked=_slugs(row.ticked),
            missed=_slugs(row.missed),
            thinking_ms=row.thinking_ms,
            speaking_ms=row.speaking_ms,
            confidence=row.confidence,
        ),
        decision=decision,
    )


def _slugs(text: str) -> tuple[Slug, ...]:
    listed: Iterable[str] = json.loads(text)
    return tuple(Slug(point) for point in listed)


def state_columns(card_id: int, memory: CardMemory, calendar: Calendar) -> Columns:
    """What a replay gave, as every column of the row that holds it."""
    state = memory.state
    seen = None if isinstance(state, New) else state
    due_day, due_at = due_columns(seen.due if seen else None)
    if due_at is not None:
        due_day = calendar.day_of(UtcMs(due_at))
    return {
        "card_id": card_id,
        "phase": phase_of(state).value,
        "step": step_of(state),
        "stability": seen.memory.stability if seen else None,
        "difficulty": seen.memory.difficulty if seen else None,
        "due_day": due_day,
        "due_at": due_at,
        "first_day": memory.first_day,
        "last_day": memory.last_day,
        "last_at": memory.last_at,
        "reps": memory.reps,
        "lapses": memory.lapses,
        "live_reviews": memory.live_reviews,
        "suspended": memory.suspended,
        "buried_until": memory.buried_until,
        "flag": memory.flag,
        "restart": memory.restart,
        "last_event": memory.last_event,
    }
