"""The end of a session in a few lines, the same on every face."""

from collections.abc import Iterator

from drillbank.base.clock import Clock
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.tui.words import count, left, took

_FAILED_SHOWN = 5


def summary(session: Session, clock: Clock) -> list[str]:
    """What was done, what failed, and what comes next."""
    return [*_done(session), *_failed(session), *_next(session, clock)]


def _done(session: Session) -> Iterator[str]:
    tally = session.tally
    if not tally.grades:
        yield "Nothing was graded."
        return
    cards, answers = count(tally.cards, "card"), count(len(tally.grades), "answer")
    yield f"{cards}, {answers} in {took(tally.seconds)}."
    grades = tally.by_rating
    yield " · ".join(f"{rating.name.capitalize()} {grades[rating]}" for rating in Rating)
    recalled, reviews = tally.recalled
    if reviews:
        yield f"Recalled {recalled} of {count(reviews, 'review')} ({recalled / reviews:.0%})."


def _failed(session: Session) -> Iterator[str]:
    failed = session.tally.failed
    if failed:
        yield "Failed: " + ", ".join(failed[:_FAILED_SHOWN]) + _more(len(failed))


def _more(number: int) -> str:
    return f" and {number - _FAILED_SHOWN} more" if number > _FAILED_SHOWN else "."


def _next(session: Session, clock: Clock) -> Iterator[str]:
    new, steps, due = left(session.queue)
    over = session.phase
    if isinstance(over, Over) and over.steps_from is not None:
        at = clock.local(over.steps_from).strftime("%H:%M")
        yield f"{count(steps, 'card')} in learning come back from {at} on."
    elif new + steps + due:
        yield f"Left today: {new} new, {steps} learning, {due} due."
    elif isinstance(over, Over) and over.why is Ending.NOTHING_LEFT:
        yield "Nothing is left today."
