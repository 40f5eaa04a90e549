"""One card as ``show`` prints it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from drillbank.bank.rows import KIND_OF
from drillbank.bank.values import CardRecord
from drillbank.base.clock import Clock
from drillbank.base.prose import counted, hung
from drillbank.cli.output import shown_path, table
from drillbank.memory.events import (
    Buried,
    DueSet,
    Event,
    Flagged,
    Forgotten,
    Graded,
    Renamed,
    Restarted,
    Resumed,
    Suspended,
    Voided,
)
from drillbank.memory.parts import phase_of
from drillbank.memory.replay import live
from drillbank.memory.state import Due, DueAt, New
from drillbank.memory.study_day import iso_of
from drillbank.tui.reflow import reflowed
from drillbank.tui.spoken import spoken


def card_lines(
    card: CardRecord, log: Sequence[Event], clock: Clock, due: str | None, width: int | None
) -> Iterator[str]:
    """Both sides, what is remembered, and the history, newest last.

    Texts are flowed to a width; None makes each of their paragraphs one line.
    """
    yield f"{card.uid}   {card.kind}   {shown_path(card.path)}:{card.line}"
    if card.tags:
        yield f"tags: {', '.join(card.tags)}"
    yield _memory_line(card, due)
    yield from ("", *reflowed(card.face.question, width))
    yield from ("", *reflowed(card.face.answer, width))
    if card.face.why:
        yield from ("", *reflowed(f"Why: {card.face.why}", width))
    if card.face.points:
        yield ""
        for point in card.face.points:
            must = "must " if point.must else "     "
            yield from hung(" ".join(spoken(point.text)), f"  {must}", width)
    if log:
        yield ""
        yield from table([("when", "what", "then"), *_history(log, clock)])


def _memory_line(card: CardRecord, due: str | None) -> str:
    state = card.memory.state
    parts = [phase_of(state).value]
    if not isinstance(state, New):
        parts.append(f"due {due}")
        parts.append(f"stability {state.memory.stability:.1f} d")
        parts.append(f"difficulty {state.memory.difficulty:.1f}")
        parts.append(counted(card.memory.reps, "answer"))
        parts.append(counted(card.memory.lapses, "lapse"))
    parts += ["suspended"] if card.memory.suspended else []
    parts += ["retired"] if card.retired else []
    return ", ".join(parts)


def _history(log: Sequence[Event], clock: Clock) -> Iterator[tuple[str, str, str]]:
    counted = {event.stamp.id for event in live(log)}
    for event in log:
        when = clock.local(event.stamp.at).strftime("%Y-%m-%d %H:%M")
        undone = not isinstance(event, Voided) and event.stamp.id not in counted
        what, then = _told(event, clock)
        yield when, what + (" (undone)" if undone else ""), then


def _told(event: Event, clock: Clock) -> tuple[str, str]:
    """What was done, and what followed from it."""
    match event:
        case Graded(rating=rating, decision=decision):
            return rating.name.capitalize(), _due(decision.due, clock) if decision else "cram"
        case DueSet(due=due):
            return "due day set", _due(due, clock)
        case Buried(until=until):
            return "buried", f"until {iso_of(until)}"
        case Flagged(flag=flag):
            return (f"flag {flag}", "") if flag else ("flag taken away", "")
        case Renamed(to=to):
            return "renamed", f"to {to}"
        case Voided():
            return "undo", ""
        case Suspended() | Resumed() | Forgotten() | Restarted():
            return KIND_OF[type(event)], ""
        case _:
            assert_never(event)


def _due(due: Due, clock: Clock) -> str:
    if isinstance(due, DueAt):
        return f"due {clock.local(due.at):%H:%M}"
    return f"due {iso_of(due.day)}"


def history_objects(log: Sequence[Event], clock: Clock) -> list[dict[str, object]]:
    """The log as plain JSON values, oldest first."""
    counted = {event.stamp.id for event in live(log)}
    return [
        {
            "id": event.stamp.id,
            "at": clock.local(event.stamp.at).isoformat(timespec="milliseconds"),
            "day": date.fromordinal(event.stamp.day).isoformat(),
            "event": KIND_OF[type(event)],
            "undone": not isinstance(event, Voided) and event.stamp.id not in counted,
            **(_grade_object(event) if isinstance(event, Graded) else {}),
        }
        for event in log
    ]


def _grade_object(event: Graded) -> dict[str, object]:
    answer = event.answer
    return {
        "rating": event.rating.value,
        "suggested": answer.suggested.value if answer.suggested else None,
        "ticked": list(answer.ticked),
        "missed": list(answer.missed),
        "thinking_ms": answer.thinking_ms,
        "speaking_ms": answer.speaking_ms,
    }
