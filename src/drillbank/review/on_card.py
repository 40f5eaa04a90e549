"""What the learner can do with a card at any time, before its answer is shown and after."""

from dataclasses import replace

from drillbank.base.words import Uid
from drillbank.memory.state import New
from drillbank.review.effects import (
    DrawAgain,
    Effect,
    SaveBurial,
    SaveDue,
    SaveFlag,
    SaveSuspension,
    TakeBack,
    TryCode,
)
from drillbank.review.inputs import Bury, Edited, Flag, Input, RunTests, SetDue, Suspend, Undo
from drillbank.review.session import Session, Step
from drillbank.review.table import OnTable, Saving

_NO_CODE = "This card asks for no code."
_NEW_HAS_NO_DUE = "A new card has no due day yet: answer it, bury it or suspend it."


def with_any_card(session: Session, on: OnTable, given: Input) -> Step:
    """Puts the card away, marks it, tries its code, or takes the newest change back; else nothing.

    What cannot be done is said.
    """
    refused = _refused(on, given)
    if refused is not None:
        return replace(session, message=refused), None
    effect = _effect(on.shown.uid, given)
    return (session, None) if effect is None else (replace(session, phase=Saving(on)), effect)


def _refused(on: OnTable, given: Input) -> str | None:
    record = on.shown.record
    match given:
        case SetDue() if isinstance(record.memory.state, New):
            return _NEW_HAS_NO_DUE
        case RunTests() if record.face.code is None:
            return _NO_CODE
        case _:
            return None


def _effect(uid: Uid, given: Input) -> Effect | None:
    match given:
        case Bury(scope):
            return SaveBurial(uid, scope)
        case Suspend(scope):
            return SaveSuspension(uid, scope)
        case Flag(number):
            return SaveFlag(uid, number)
        case SetDue(day):
            return SaveDue(uid, day)
        case Edited(told):
            return DrawAgain(uid, told)
        case RunTests():
            return TryCode(uid)
        case Undo():
            return TakeBack()
        case _:
            return None
