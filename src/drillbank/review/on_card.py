"""What the learner can do with a card at any time, before its answer is shown and after."""

from dataclasses import replace

from drillbank.memory.state import New
from drillbank.review.effects import (
    DrawAgain,
    SaveBurial,
    SaveDue,
    SaveFlag,
    SaveSuspension,
    TakeBack,
)
from drillbank.review.inputs import Bury, Edited, Flag, Input, SetDue, Suspend, Undo
from drillbank.review.session import Session, Step
from drillbank.review.table import OnTable, Saving

_NEW_HAS_NO_DUE = "A new card has no due day yet: answer it, bury it or suspend it."


def with_any_card(session: Session, on: OnTable, given: Input) -> Step:
    """Puts the card away, marks it, or takes the newest change back; else nothing changes."""
    saving = replace(session, phase=Saving(on))
    match given:
        case Bury(scope):
            return saving, SaveBurial(on.shown.uid, scope)
        case Suspend(scope):
            return saving, SaveSuspension(on.shown.uid, scope)
        case Flag(number):
            return saving, SaveFlag(on.shown.uid, number)
        case SetDue() if isinstance(on.shown.record.memory.state, New):
            return replace(session, message=_NEW_HAS_NO_DUE), None
        case SetDue(day):
            return saving, SaveDue(on.shown.uid, day)
        case Edited(told):
            return saving, DrawAgain(on.shown.uid, told)
        case Undo():
            return saving, TakeBack()
        case _:
            return session, None
