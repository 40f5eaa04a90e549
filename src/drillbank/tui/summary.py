"""The end of a session in lines, the same on every face."""

from collections.abc import Iterable

from drillbank.base.clock import Clock
from drillbank.base.prose import counted
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.review.tally import Tally
from drillbank.review.tomorrow import Load
from drillbank.tui.words import left, took

SHOWN = 5
"""So many cards are named of each sort at the most."""

INDENT = "  "
"""Before what belongs to the line above."""


def summary(session: Session, clock: Clock, tomorrow: Load | None = None) -> list[str]:
    """What was done, what was hard, and what comes next.

    Args:
        session: one that is over.
        clock: tells when steps come back.
        tomorrow: what the next day will ask; None if that is not known.
    """
    tally = session.tally
    return [done(tally), *grades(tally), *details(session, clock, tomorrow)]


def details(session: Session, clock: Clock, tomorrow: Load | None) -> list[str]:
    """All of it but how many cards there were, and their grades."""
    tally = session.tally
    return [
        *recalled(tally),
        *hardest(tally),
        *missed(tally),
        *tally.leeches,
        *again(session),
        *following(session, clock),
        *coming(session, tomorrow),
        *more(session, tomorrow),
    ]


def done(tally: Tally) -> str:
    """How many cards, in which time."""
    if not tally.grades:
        return "Nothing was graded."
    cards, answers = counted(tally.cards, "card"), counted(len(tally.grades), "answer")
    return f"{cards}, {answers} in {took(tally.seconds)}."


def grades(tally: Tally) -> Iterable[str]:
    """How often each was given."""
    if tally.grades:
        given = tally.by_rating
        yield " · ".join(f"{rating.name.capitalize()} {given[rating]}" for rating in Rating)


def recalled(tally: Tally) -> Iterable[str]:
    """How many of the cards in review were known, and how many should have been."""
    known, reviews = tally.recalled
    if not reviews:
        return
    told = f"Recalled {known} of {counted(reviews, 'review')} ({known / reviews:.0%})"
    yield f"{told}; {tally.aimed:.0%} is aimed at." if tally.aimed is not None else f"{told}."


def hardest(tally: Tally) -> Iterable[str]:
    """The cards that failed, then those that were hard, and where to mend them."""
    found = tally.hardest
    if found:
        yield "Hardest:"
    for one, times in found[:SHOWN]:
        often = f" {times} times" if times > 1 else ""
        yield f"{INDENT}{one.rating.name.capitalize()}{often}: {one.uid} ({one.place})"
    yield from _more(len(found))


def missed(tally: Tally) -> Iterable[str]:
    """The points that were missed, by card."""
    found = tally.missed
    if not found:
        return
    # Loads a Markdown parser, which the first card on the screen often can do without.
    from drillbank.tui.spoken import spoken  # noqa: PLC0415

    yield "Points missed:"
    for one, points in found[:SHOWN]:
        yield f"{INDENT}{one.uid} ({one.place})"
        yield from (f"{INDENT}{INDENT}{' '.join(spoken(point.text))}" for point in points)
    yield from _more(len(found))


def _more(cards: int) -> Iterable[str]:
    if cards > SHOWN:
        yield f"{INDENT}and {counted(cards - SHOWN, 'more card')}"


def again(session: Session) -> Iterable[str]:
    """How to drill what was failed; a cram has drilled it until it was recalled."""
    if session.tally.by_rating[Rating.AGAIN] and not session.terms.cram:
        yield "What you failed, once more: drillbank review --missed"


def following(session: Session, clock: Clock) -> Iterable[str]:
    """What is left of the day."""
    new, steps, due = left(session.queue)
    over = session.phase
    if isinstance(over, Over) and over.steps_from is not None:
        at = clock.local(over.steps_from).strftime("%H:%M")
        if steps == 1:
            yield f"1 card in learning comes back from {at} on."
        else:
            yield f"{steps} cards in learning come back from {at} on."
    elif new + steps + due:
        yield f"Left today: {new} new, {steps} learning, {due} due."
    elif isinstance(over, Over) and over.why is Ending.TIME and session.queue.beyond:
        more = counted(len(session.queue.beyond), "card")
        yield f"The minutes are up; {more} of today had no room in them."
    elif session.terms.cram:
        if not session.tally.grades:
            yield "There is nothing to drill."
    elif isinstance(over, Over) and over.why is not Ending.QUIT:
        yield "Nothing is left today."


def coming(session: Session, tomorrow: Load | None) -> Iterable[str]:
    """What tomorrow asks; whoever looked in and left at once is not told."""
    over = session.phase
    looked_in = isinstance(over, Over) and over.why is Ending.QUIT and not session.tally.grades
    if tomorrow is None or looked_in:
        return
    told = f"Tomorrow: {tomorrow.due} due, {tomorrow.new} new"
    if not tomorrow.due + tomorrow.new:
        yield f"{told}."
        return
    yield f"{told}, about {max(1, round(tomorrow.minutes))} min."


def more(session: Session, tomorrow: Load | None) -> Iterable[str]:
    """When the next card is due and what else can be done, for whoever came and found nothing."""
    over = session.phase
    nothing = isinstance(over, Over) and over.why is Ending.NOTHING_LEFT
    if tomorrow is None or not nothing or session.tally.grades or session.terms.cram:
        return
    days = tomorrow.next_due
    if days is not None and days > 1:
        yield f"The next card falls due in {days} days."
    ways = [f"--ahead {days}"] if days is not None else []
    ways += ["--new 5"] if tomorrow.new else []
    yield f"For more now: drillbank review {', '.join(ways)}{' or ' if ways else ''}--cram"
