"""What a person did to cards, in words: the same in a session and on the command line."""

from collections.abc import Sequence
from typing import assert_never

from drillbank.bank.values import UndoneChange
from drillbank.base.prose import counted
from drillbank.base.words import Uid, note_of
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


def undone(change: UndoneChange) -> str:
    """What an undo took back, in a sentence."""
    uids = tuple(event.stamp.uid for event in change.events)
    return f"Undone: {_deed(change.events[0])} {change.uid}{others(uids)}."


def others(uids: Sequence[Uid]) -> str:
    """What stands behind the first of several cards; nothing behind a single one."""
    more = len(uids) - 1
    if not more:
        return ""
    of_one_note = len({note_of(uid) for uid in uids}) == 1
    return f" and {counted(more, 'sibling' if of_one_note else 'other card')}"


def _deed(event: Event) -> str:
    match event:
        case Graded():
            return f"{event.rating.name.capitalize()} on"
        case Buried():
            # Until its own day, or one that has passed, keeps no card away.
            return "unburying" if event.until <= event.stamp.day else "burying"
        case Suspended():
            return "suspending"
        case Resumed():
            return "unsuspending"
        case Flagged():
            return "flagging" if event.flag else "taking the flag from"
        case Forgotten():
            return "forgetting"
        case DueSet():
            return "setting the due day of"
        case Restarted() | Renamed() | Voided():
            return "the change to"
        case _:
            assert_never(event)
