"""A queue cut to the minutes there are."""

from helpers_review import PRESETS, TODAY, candidate, review, step

from drillbank.base.words import StudyDay, Uid
from drillbank.memory.queue import Candidate, Queue
from drillbank.memory.state import DueOn, Memory, Review
from drillbank.review.budget import within
from drillbank.review.habit import RECALL_S, Tempo

PLENTY, NOTHING = 10_000.0, 0.0


def overdue(uid: str, days: int, kind: str = "q") -> Candidate:
    """A card of stability 5 that was last seen so many days ago."""
    state = Review(Memory(5.0, 5.0), StudyDay(TODAY - days), DueOn(StudyDay(TODAY - days + 5)))
    return Candidate(Uid(uid), state, PRESETS.default, kind=kind)


def uids(cards: tuple[Candidate, ...]) -> list[str]:
    return [card.uid for card in cards]


def test_the_cards_that_gain_most_are_kept_in_their_order() -> None:
    main = (overdue("d/a", 6), overdue("d/b", 60), overdue("d/c", 5), overdue("d/e", 40))

    cut = within(Queue((), main), 2 * RECALL_S / 60, Tempo(), TODAY)

    assert uids(cut.main) == ["d/b", "d/e"]
    assert uids(cut.beyond) == ["d/a", "d/c"]


def test_gain_is_weighed_against_the_learners_own_seconds() -> None:
    slow = Tempo({("prompt", True): 400.0, ("q", False): 10.0})
    main = (overdue("d/a#tell", 30, "prompt"), *(overdue(f"d/{n}", 10) for n in range(12)))

    cut = within(Queue((), main), 2, slow, TODAY)

    assert "d/a#tell" in uids(cut.beyond)
    assert len(cut.main) == 12


def test_what_is_dear_does_not_bar_what_is_cheap() -> None:
    slow = Tempo({("prompt", True): 100.0, ("q", False): 10.0})
    main = (overdue("d/a#tell", 900, "prompt"), overdue("d/b", 6))

    cut = within(Queue((), main), 0.2, slow, TODAY)

    assert uids(cut.main) == ["d/b"]


def test_steps_stay_and_all_stays_where_there_is_time() -> None:
    steps = (candidate("d/s", step(1)),)
    main = (candidate("d/a", review()), candidate("d/b"))

    assert within(Queue(steps, main), PLENTY, Tempo(), TODAY) == Queue(steps, main)
    assert uids(within(Queue(steps, main), NOTHING, Tempo(), TODAY).steps) == ["d/s"]


def test_a_queue_that_had_a_card_keeps_one() -> None:
    main = (candidate("d/a", review()), candidate("d/b", review(40)))

    assert len(within(Queue((), main), NOTHING, Tempo(), TODAY).main) == 1
