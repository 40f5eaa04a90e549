"""What comes after a card: the next one, or the end."""

from dataclasses import replace

from drillbank.base.words import UtcMs
from drillbank.memory.queue import Candidate, Wait, next_card
from drillbank.review.effects import Draw
from drillbank.review.session import Session, Step
from drillbank.review.table import Drawing, Ending, Over

_MINUTE = 60_000


def go_on(session: Session, now: UtcMs) -> Step:
    """The next card, or the end; a break may be offered on the way."""
    ending = _ending(session, now)
    if ending is not None:
        return replace(session, phase=Over(ending)), None
    match next_card(session.queue, now):
        case Candidate() as card:
            rested = _with_break(session, now)
            return replace(rested, phase=Drawing(card.uid)), Draw(card.uid)
        case _ if session.queue.beyond:
            return go_on(_with_all(session), now)
        case Wait(until):
            return replace(session, phase=Over(Ending.NOTHING_LEFT, until)), None
        case _:
            return replace(session, phase=Over(Ending.NOTHING_LEFT)), None


def _ending(session: Session, now: UtcMs) -> Ending | None:
    """Whether the session has had its answers or its minutes."""
    limit, minutes = session.terms.limit, session.terms.minutes
    if limit is not None and len(session.tally.grades) - session.graded_before >= limit:
        return Ending.LIMIT
    if minutes is not None and now - session.since >= minutes * _MINUTE:
        return Ending.TIME
    return None


def _with_all(session: Session) -> Session:
    """With the cards for which no time was expected: there is some left."""
    queue = session.queue
    return replace(session, queue=replace(queue, main=(*queue.main, *queue.beyond), beyond=()))


def _with_break(session: Session, now: UtcMs) -> Session:
    """Offers a break, if it is time for one."""
    after = session.terms.rest_after
    if after is None or now - session.rested < after * _MINUTE:
        return session
    minutes = round((now - session.rested) / _MINUTE)
    offer = f"{minutes} minutes without a break. q stops here; all is saved."
    message = f"{session.message}\n{offer}" if session.message else offer
    return replace(session, rested=now, message=message)
