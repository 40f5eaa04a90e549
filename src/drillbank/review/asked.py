"""What the learner does before the answer is shown."""

from dataclasses import replace

from drillbank.memory.study_day import Moment
from drillbank.review.answered import answered_at
from drillbank.review.inputs import (
    Input,
    MoreTime,
    Pause,
    Rate,
    Restart,
    Resume,
    Reveal,
    ShowHint,
    Speak,
    Sure,
)
from drillbank.review.on_card import with_any_card
from drillbank.review.session import Session, Step
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Answered, Asking, Gauging, Speaking

MORE_S = 30
"""What more time is at once."""

ClockInput = Pause | Resume | Restart | MoreTime


def while_asked(session: Session, asked: Asking | Speaking, given: Input) -> Step:
    """The question is on the table, thought about or answered aloud."""
    match given:
        case ShowHint() if asked.shown.record.face.hint is None:
            return replace(session, message="This card has no hint."), None
        case ShowHint():
            return replace(session, phase=replace(asked, hinted=True)), None
        case Speak(at) if isinstance(asked, Asking) and asked.shown.spoken:
            thought = asked.watch.elapsed_ms(at)
            speaking = Speaking(asked.shown, thought, Stopwatch(at), asked.hinted)
            return replace(session, phase=speaking), None
        case Pause() | Resume() | Restart() | MoreTime():
            return replace(session, phase=_timed(asked, given)), None
        case Reveal(on):
            return _finished(session, asked, on), None
        case Rate(_, on):
            message = "Here is the answer first; now rate it."
            return replace(_finished(session, asked, on), message=message), None
        case _:
            return with_any_card(session, asked, given)


def while_gauging(session: Session, spoken: Gauging, given: Input) -> Step:
    """The answer has been given aloud, and not been seen."""
    match given:
        case Sure(level, on):
            return replace(session, phase=_shown_after(spoken, level, on)), None
        case Reveal(on):
            return replace(session, phase=_shown_after(spoken, None, on)), None
        case _:
            return with_any_card(session, spoken, given)


def _finished(session: Session, asked: Asking | Speaking, on: Moment) -> Session:
    """The answer, or first the question how sure the learner is of it."""
    took = asked.watch.elapsed_ms(on.at)
    if isinstance(asked, Asking):
        return replace(session, phase=answered_at(asked.shown, on, took))
    gauging = Gauging(asked.shown, asked.thinking_ms, took)
    if session.terms.confidence:
        return replace(session, phase=gauging)
    return replace(session, phase=_shown_after(gauging, None, on))


def _shown_after(spoken: Gauging, confidence: int | None, on: Moment) -> Answered:
    return answered_at(spoken.shown, on, spoken.thinking_ms, spoken.speaking_ms, confidence)


def _timed(asked: Asking | Speaking, given: ClockInput) -> Asking | Speaking:
    """With its clock stopped or running; at nought or longer only if it is answered aloud."""
    match given:
        case Pause(at):
            return replace(asked, watch=asked.watch.stopped(at))
        case Resume(at):
            return replace(asked, watch=asked.watch.started(at))
        case Restart(at) if isinstance(asked, Speaking):
            return replace(asked, watch=Stopwatch(at), more_s=0)
        case MoreTime() if isinstance(asked, Speaking):
            return replace(asked, more_s=asked.more_s + MORE_S)
        case _:
            return asked
