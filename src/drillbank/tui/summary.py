"""The end of a session in a few lines, the same on every face."""

from drillbank.base.clock import Clock
from drillbank.base.prose import counted
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.review.tally import Tally
from drillbank.tui.words import left, took

_FAILED_SHOWN = 5


def summary(session: Session, clock: Clock) -> list[str]:
    """What was done, what failed, and what comes next."""
    tally = session.tally
    told = (done(tally), _grades(tally), recalled(tally), failed(tally), following(session, clock))
    return [line for line in told if line]


def done(tally: Tally) -> str:
    """How many cards, in which time."""
    if not tally.grades:
        return "Nothing was graded."
    cards, answers = counted(tally.cards, "card"), counted(len(tally.grades), "answer")
    return f"{cards}, {answers} in {took(tally.seconds)}."


def _grades(tally: Tally) -> str | None:
    if not tally.grades:
        return None
    grades = tally.by_rating
    return " · ".join(f"{rating.name.capitalize()} {grades[rating]}" for rating in Rating)


def recalled(tally: Tally) -> str | None:
    """How many of the cards in review were known; None if there was none."""
    known, reviews = tally.recalled
    if not reviews:
        return None
    return f"Recalled {known} of {counted(reviews, 'review')} ({known / reviews:.0%})."


def failed(tally: Tally) -> str | None:
    """The cards graded Again; None if there was none."""
    uids = tally.failed
    if not uids:
        return None
    more = len(uids) - _FAILED_SHOWN
    return (
        "Failed: " + ", ".join(uids[:_FAILED_SHOWN]) + (f" and {more} more." if more > 0 else ".")
    )


def following(session: Session, clock: Clock) -> str | None:
    """What is left of the day."""
    new, steps, due = left(session.queue)
    over = session.phase
    if isinstance(over, Over) and over.steps_from is not None:
        at = clock.local(over.steps_from).strftime("%H:%M")
        if steps == 1:
            return f"1 card in learning comes back from {at} on."
        return f"{steps} cards in learning come back from {at} on."
    if new + steps + due:
        return f"Left today: {new} new, {steps} learning, {due} due."
    if isinstance(over, Over) and over.why is Ending.TIME and session.queue.beyond:
        more = counted(len(session.queue.beyond), "card")
        return f"The minutes are up; {more} of today had no room in them."
    return (
        "Nothing is left today." if isinstance(over, Over) and over.why is not Ending.QUIT else None
    )
