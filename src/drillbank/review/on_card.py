"""What the learner can do with a card at any time, before its answer is shown and after."""

from dataclasses import replace

from drillbank.review.effects import SaveBurial, SaveSuspension, TakeBack
from drillbank.review.inputs import Bury, Input, Suspend, Undo
from drillbank.review.session import Session, Step
from drillbank.review.table import OnTable, Saving


def with_any_card(session: Session, on: OnTable, given: Input) -> Step:
    """Puts the card away or takes the newest change back; what is neither changes nothing."""
    saving = replace(session, phase=Saving(on))
    match given:
        case Bury(scope):
            return saving, SaveBurial(on.shown.uid, scope)
        case Suspend(scope):
            return saving, SaveSuspension(on.shown.uid, scope)
        case Undo():
            return saving, TakeBack()
        case _:
            return session, None
