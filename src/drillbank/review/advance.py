"""What can happen to a session, and what follows.  Pure; ``advance`` is the whole of it.

Both faces, full screen and line by line, turn keys and lines into actions and the state into text.
What has to be read or written is asked for as an effect; the desk performs it and answers with a
report, which is another input.
"""

from dataclasses import replace
from typing import assert_never

from drillbank.base.words import UtcMs
from drillbank.memory.queue import Queue
from drillbank.review.answered import while_answered
from drillbank.review.asked import while_asked, while_gauging
from drillbank.review.effects import TakeBack
from drillbank.review.habit import Tempo
from drillbank.review.inputs import GoOn, Input, Quit, Report, Undo
from drillbank.review.onward import go_on
from drillbank.review.reported import reported
from drillbank.review.session import Session, Step
from drillbank.review.table import (
    Answered,
    Asking,
    Drawing,
    Ending,
    Gauging,
    Over,
    Saving,
    Speaking,
)
from drillbank.review.terms import Terms


def begin(queue: Queue, now: UtcMs, terms: Terms | None = None, tempo: Tempo | None = None) -> Step:
    """A session over a day's queue, and the first card to draw."""
    session = Session(
        queue,
        Over(Ending.NOTHING_LEFT),
        terms=terms or Terms(),
        since=now,
        rested=now,
        tempo=tempo or Tempo(),
    )
    return go_on(session, now)


def advance(session: Session, given: Input) -> Step:
    """What an input makes of the session; one that does not fit its phase changes nothing."""
    if isinstance(given, Report):
        return reported(session, given)
    session = replace(session, message=None)
    if isinstance(given, Quit):
        ended = isinstance(session.phase, Over)
        return (session if ended else replace(session, phase=Over(Ending.QUIT))), None
    match session.phase:
        case Asking() | Speaking() as asked:
            return while_asked(session, asked, given)
        case Gauging() as spoken:
            return while_gauging(session, spoken, given)
        case Answered() as answered:
            return while_answered(session, answered, given)
        case Over() as over:
            return _when_over(session, over, given)
        case Drawing() | Saving():
            return session, None
        case _:
            assert_never(session.phase)


def _when_over(session: Session, over: Over, given: Input) -> Step:
    match given:
        case Undo():
            return replace(session, phase=Saving(over)), TakeBack()
        case GoOn(at) if session.may_go_on:
            done = len(session.tally.grades)
            return go_on(replace(session, since=at, graded_before=done, rested=at), at)
        case _:
            return session, None
