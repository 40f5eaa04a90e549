"""The end of a session in a few lines."""

from helpers_review import NOON, candidate, clock_at_noon, queue, step

from drillbank.base.words import Uid, UtcMs
from drillbank.memory.events import EventId, Phase
from drillbank.memory.queue import Queue
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.review.tally import Done, Tally
from drillbank.tui.summary import summary

CLOCK = clock_at_noon()


def ended(*grades: Done, left: Queue | None = None, over: Over | None = None) -> Session:
    return Session(left or queue(), over or Over(Ending.NOTHING_LEFT), Tally(grades))


def done(
    uid: str, rating: Rating = Rating.GOOD, was: Phase = Phase.NEW, seconds: float = 10
) -> Done:
    return Done(EventId(uid), Uid(uid), rating, was, round(seconds * 1000), ())


def test_nothing_graded_and_nothing_left() -> None:
    assert summary(ended(), CLOCK) == ["Nothing was graded.", "Nothing is left today."]


def test_quitting_says_what_is_left() -> None:
    session = ended(left=queue("d/a", "d/b"), over=Over(Ending.QUIT))

    assert summary(session, CLOCK) == [
        "Nothing was graded.",
        "Left today: 2 new, 0 learning, 0 due.",
    ]


def test_quitting_at_the_last_card_promises_nothing() -> None:
    assert summary(ended(over=Over(Ending.QUIT)), CLOCK) == ["Nothing was graded."]


def test_cards_answers_grades_and_recall() -> None:
    session = ended(
        done("d/a", Rating.AGAIN, Phase.REVIEW, 61),
        done("d/a", Rating.GOOD, Phase.RELEARNING, 20),
        done("d/b", Rating.EASY, Phase.REVIEW),
        done("d/c", Rating.HARD, Phase.REVIEW),
    )

    assert summary(session, CLOCK) == [
        "3 cards, 4 answers in 1 min 41 s.",
        "Again 1 · Hard 1 · Good 1 · Easy 1",
        "Recalled 2 of 3 reviews (67%).",
        "Failed: d/a.",
        "Nothing is left today.",
    ]


def test_the_cards_failed_most_often_come_first_and_many_are_counted() -> None:
    grades = [done(f"d/{name}", Rating.AGAIN) for name in "abcdefg"]
    lines = summary(ended(*grades, done("d/g", Rating.AGAIN)), CLOCK)

    assert "Failed: d/g, d/a, d/b, d/c, d/d and 2 more." in lines


def test_steps_that_are_waited_for_are_told_by_the_clock() -> None:
    over = Over(Ending.NOTHING_LEFT, UtcMs(NOON + 25 * 60_000))
    one = Queue((candidate("d/a", step(45)),), ())
    two = Queue((candidate("d/a", step(45)), candidate("d/b", step(50))), ())

    assert "1 card in learning comes back from 12:25 on." in summary(
        ended(left=one, over=over), CLOCK
    )
    assert "2 cards in learning come back from 12:25 on." in summary(
        ended(left=two, over=over), CLOCK
    )
