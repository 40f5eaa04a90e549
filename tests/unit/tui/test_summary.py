"""The end of a session in a few lines."""

from dataclasses import replace
from typing import Any

import pytest
from helpers_review import NOON, candidate, clock_at_noon, queue, step

from drillbank.authoring.cards import Point
from drillbank.base.words import Slug, Uid, UtcMs
from drillbank.memory.events import EventId, Phase
from drillbank.memory.queue import Queue
from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.review.tally import Done, Tally
from drillbank.review.terms import Terms
from drillbank.review.tomorrow import Load
from drillbank.tui.summary import summary

CLOCK = clock_at_noon()


def ended(*grades: Done, left: Queue | None = None, over: Over | None = None) -> Session:
    return Session(left or queue(), over or Over(Ending.NOTHING_LEFT), Tally(grades))


def done(
    uid: str,
    rating: Rating = Rating.GOOD,
    was: Phase = Phase.NEW,
    seconds: float = 10,
    **more: Any,  # noqa: ANN401 - the other fields
) -> Done:
    known = {"missed": (), "place": "d.yaml:7"} | more
    return Done(EventId(uid), Uid(uid), rating, was, round(seconds * 1000), **known)


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
        "Hardest:",
        "  Again: d/a (d.yaml:7)",
        "  Hard: d/c (d.yaml:7)",
        "What you failed, once more: drillbank review --missed",
        "Nothing is left today.",
    ]


def test_recall_is_told_beside_what_the_presets_aim_at() -> None:
    session = ended(
        done("d/a", Rating.GOOD, Phase.REVIEW, aimed=0.9),
        done("d/b", Rating.GOOD, Phase.REVIEW, aimed=0.95),
        done("d/c", Rating.AGAIN, Phase.REVIEW, aimed=0.95),
        done("d/d", Rating.AGAIN, Phase.LEARNING, aimed=0.5),
    )

    assert "Recalled 2 of 3 reviews (67%); 93% is aimed at." in summary(session, CLOCK)


def test_points_missed_are_told_by_card_in_spoken_words() -> None:
    race = Point(Slug("race"), "the *race*, and how it is closed")
    limits = Point(Slug("limits"), "`429`, and when to come back")
    session = ended(
        done("d/a#tell", missed=(race,)),
        done("d/b", missed=(limits,), place="d.yaml:20"),
        done("d/a#tell", missed=(race, limits)),
    )

    lines = summary(session, CLOCK)
    at = lines.index("Points missed:")

    assert lines[at + 1 : at + 6] == [
        "  d/a#tell (d.yaml:7)",
        "    the race, and how it is closed",
        "    429, and when to come back",
        "  d/b (d.yaml:20)",
        "    429, and when to come back",
    ]


def test_leeches_are_named_again_with_the_latest_word_on_each() -> None:
    session = ended(
        done("d/a", leech="d/a has been forgotten 6 times."),
        done("d/a", leech="d/a has been forgotten 9 times."),
    )

    told = [line for line in summary(session, CLOCK) if "forgotten" in line]

    assert told == ["d/a has been forgotten 9 times."]


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (Load(38, 10, 21.4), "Tomorrow: 38 due, 10 new, about 21 min."),
        (Load(1, 0, 0.2), "Tomorrow: 1 due, 0 new, about 1 min."),
        (Load(0, 0, 0.0), "Tomorrow: 0 due, 0 new."),
    ],
)
def test_what_tomorrow_asks_comes_last(load: Load, said: str) -> None:
    assert said in summary(ended(done("d/a")), CLOCK, load)[-1]


@pytest.mark.parametrize(
    ("load", "last"),
    [
        (
            Load(0, 0, 0, next_due=4),
            [
                "The next card falls due in 4 days.",
                "For more now: drillbank review --ahead 4 or --cram",
            ],
        ),
        (
            Load(3, 10, 9, next_due=1),
            [
                "Tomorrow: 3 due, 10 new, about 9 min.",
                "For more now: drillbank review --ahead 1, --new 5 or --cram",
            ],
        ),
        (Load(0, 0, 0), ["Tomorrow: 0 due, 0 new.", "For more now: drillbank review --cram"]),
    ],
)
def test_whoever_finds_nothing_due_is_told_when_and_what_else(load: Load, last: list[str]) -> None:
    assert summary(ended(), CLOCK, load)[-2:] == last


def test_what_was_failed_can_be_drilled_again() -> None:
    offer = "What you failed, once more: drillbank review --missed"
    assert offer in summary(ended(done("d/a", Rating.AGAIN)), CLOCK)
    assert offer not in summary(ended(done("d/a", Rating.HARD)), CLOCK)
    crammed = replace(ended(done("d/a", Rating.AGAIN)), terms=Terms(cram=True))
    assert offer not in summary(crammed, CLOCK)
    assert "Nothing is left today." not in summary(crammed, CLOCK)


def test_a_cram_of_nothing_says_so() -> None:
    assert "There is nothing to drill." in summary(replace(ended(), terms=Terms(cram=True)), CLOCK)


def test_whoever_looked_in_and_left_is_not_told_of_tomorrow() -> None:
    lines = summary(ended(over=Over(Ending.QUIT)), CLOCK, Load(3, 3, 3))

    assert lines == ["Nothing was graded."]


def test_the_cards_failed_most_often_come_first_and_many_are_counted() -> None:
    grades = [done(f"d/{name}", Rating.AGAIN) for name in "abcdefg"]
    lines = summary(ended(*grades, done("d/g", Rating.AGAIN)), CLOCK)

    at = lines.index("Hardest:")
    assert lines[at + 1] == "  Again 2 times: d/g (d.yaml:7)"
    assert lines[at + 2] == "  Again: d/a (d.yaml:7)"
    assert lines[at + 6] == "  and 2 more cards"


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
