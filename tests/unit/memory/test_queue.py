"""The queue of a day: what is asked, in which order, and what comes next."""

import pytest

from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.preset import Preset, ReviewOrder
from drillbank.memory.queue import (
    FINISHED,
    Candidate,
    Done,
    Limits,
    Queue,
    Wait,
    build,
    graded,
    next_card,
    without,
)
from drillbank.memory.state import DueAt, DueOn, Learning, Memory, New, Relearning, Review

TODAY = StudyDay(740_000)
NOW = UtcMs(1_790_000_000_000)
MINUTE = 60_000
PRESET = Preset()
NOTHING = Done()


def fresh(uid: str, position: int = 0, preset: Preset = PRESET) -> Candidate:
    return Candidate(Uid(uid), New(), preset, position)


def due(uid: str, days: int = 0, *, stability: float = 10.0, seen: int = 10) -> Candidate:
    """A review due so many days from today, last seen so many days ago."""
    memory = Memory(stability, 5.0)
    state = Review(memory, StudyDay(TODAY - seen), DueOn(StudyDay(TODAY + days)))
    return Candidate(Uid(uid), state, PRESET)


def step(uid: str, minutes: int = 0) -> Candidate:
    state = Learning(0, Memory(1.0, 5.0), TODAY, DueAt(UtcMs(NOW + minutes * MINUTE)))
    return Candidate(Uid(uid), state, PRESET)


def uids(cards: tuple[Candidate, ...]) -> list[str]:
    return [card.uid for card in cards]


def queue_of(*cards: Candidate, done: Done = NOTHING, limits: Limits | None = None) -> Queue:
    return build(cards, today=TODAY, done=done, limits=limits)


def test_a_day_asks_what_is_due_and_not_what_is_not() -> None:
    queue = queue_of(due("d/today"), due("d/late", -3), due("d/tomorrow", 1))
    assert sorted(uids(queue.main)) == ["d/late", "d/today"]
    assert queue.steps == queue.put_off == ()


def test_steps_stand_by_their_time_those_not_yet_due_included() -> None:
    queue = queue_of(step("d/later", 90), step("d/over", -600), step("d/soon", 3))
    assert uids(queue.steps) == ["d/over", "d/soon", "d/later"]
    assert queue.main == ()


def test_a_step_due_on_a_day_is_asked_among_the_reviews() -> None:
    state = Relearning(0, Memory(1.0, 5.0), StudyDay(TODAY - 1), DueOn(TODAY))
    queue = queue_of(Candidate(Uid("d/a"), state, PRESET))
    assert (uids(queue.main), queue.steps) == (["d/a"], ())


def test_days_ahead_can_be_asked_too() -> None:
    cards = (due("d/today"), due("d/tomorrow", 1), due("d/next", 2))
    queue = build(cards, today=TODAY, done=NOTHING, ahead=1)
    assert sorted(uids(queue.main)) == ["d/today", "d/tomorrow"]


# New cards


def test_ten_new_cards_a_day_by_their_position() -> None:
    cards = [fresh(f"d/n{index}", position=30 - index) for index in range(30)]
    assert uids(queue_of(*cards).main) == [f"d/n{index}" for index in range(29, 19, -1)]


def test_new_cards_introduced_today_count() -> None:
    done = Done(introduced={Uid(f"d/seen{index}"): PRESET for index in range(8)})
    queue = queue_of(*(fresh(f"d/n{index}", index) for index in range(5)), done=done)
    assert uids(queue.main) == ["d/n0", "d/n1"]


def test_the_day_has_a_number_of_its_own_if_set() -> None:
    cards = [fresh(f"d/n{index}", index) for index in range(30)]
    assert len(queue_of(*cards, limits=Limits(new_per_day=25)).main) == 25
    assert queue_of(*cards, limits=Limits(new_per_day=0)).main == ()


def test_a_preset_with_its_own_number_counts_apart() -> None:
    slow = Preset(name="slow", new_per_day=2)
    cards = [fresh(f"d/n{index}", index) for index in range(12)]
    cards += [fresh(f"slow/n{index}", index, slow) for index in range(12)]
    done = Done(introduced={Uid("slow/seen"): slow, Uid("d/seen"): PRESET})
    asked = uids(queue_of(*cards, done=done).main)
    assert sum(uid.startswith("slow/") for uid in asked) == 1
    assert sum(uid.startswith("d/") for uid in asked) == 9


def test_a_number_for_now_goes_before_all_others() -> None:
    done = Done(introduced={Uid(f"d/seen{index}"): PRESET for index in range(10)})
    none = Preset(name="none", new_per_day=0)
    cards = [fresh(f"d/n{index}", index) for index in range(4)]
    cards += [fresh(f"e/n{index}", index + 4, none) for index in range(4)]
    queue = queue_of(*cards, done=done, limits=Limits(new_now=6))
    assert uids(queue.main) == ["d/n0", "d/n1", "d/n2", "d/n3", "e/n0", "e/n1"]
    assert queue_of(*cards, limits=Limits(new_now=0)).main == ()


# Cards told aloud


def test_one_new_card_a_day_is_told_and_short_ones_take_the_places_of_the_others() -> None:
    cards = [fresh(f"d/p{index}#tell", index) for index in range(5)]
    cards += [fresh(f"d/n{index}", index + 5) for index in range(12)]
    asked = uids(queue_of(*cards).main)
    assert asked == ["d/p0#tell", *(f"d/n{index}" for index in range(9))]


def test_a_card_told_today_was_the_day_s() -> None:
    cards = [fresh("d/p#tell", 0), fresh("d/n", 1)]
    done = Done(introduced={Uid("d/other#tell"): PRESET})
    assert uids(queue_of(*cards, done=done).main) == ["d/n"]
    assert uids(queue_of(*cards, done=done, limits=Limits(new_told=2)).main) == ["d/p#tell", "d/n"]
    assert uids(queue_of(*cards, limits=Limits(new_told=0)).main) == ["d/n"]


def test_a_note_waits_with_its_card_that_is_told_another_day() -> None:
    cards = [fresh("d/p#tell", 0), fresh("d/q#tell", 1), fresh("d/q#hook/why", 2)]
    assert uids(queue_of(*cards).main) == ["d/p#tell"]


def test_a_number_for_now_takes_more_told_cards_only_where_nothing_else_is_left() -> None:
    told = [fresh(f"d/p{index}#tell", index) for index in range(5)]
    short = [fresh(f"d/n{index}", index + 5) for index in range(2)]
    limits = Limits(new_now=3)
    assert uids(queue_of(*told, *short, limits=limits).main) == ["d/p0#tell", "d/n0", "d/n1"]
    assert uids(queue_of(*told, limits=limits).main) == ["d/p0#tell", "d/p1#tell", "d/p2#tell"]


# Between the reviews


@pytest.mark.parametrize(
    ("reviews", "new", "places"),
    [(10, 1, [5]), (9, 3, [2, 6, 10]), (3, 3, [1, 3, 5]), (0, 2, [0, 1]), (2, 4, [0, 2, 3, 5])],
)
def test_new_cards_stand_evenly_between_reviews(reviews: int, new: int, places: list[int]) -> None:
    cards = [due(f"d/r{index}") for index in range(reviews)]
    cards += [fresh(f"d/n{index}", index) for index in range(new)]
    asked = queue_of(*cards).main
    assert [index for index, card in enumerate(asked) if isinstance(card.state, New)] == places
    assert [card.uid for card in asked if isinstance(card.state, New)] == [
        f"d/n{index}" for index in range(new)
    ]


# Siblings


def test_one_new_sibling_of_a_note_a_day() -> None:
    cards = [fresh("d/note#a", 0), fresh("d/note#b", 1), fresh("d/other", 2)]
    assert uids(queue_of(*cards).main) == ["d/note#a", "d/other"]
    introduced = Done(introduced={Uid("d/note#z"): PRESET})
    assert uids(queue_of(*cards, done=introduced).main) == ["d/other"]


def test_new_cards_of_notes_asked_today_give_way_when_room_is_scarce() -> None:
    cards = [due("d/note#a"), fresh("d/note#b", 0), fresh("d/x", 1), fresh("d/y", 2)]
    asked = queue_of(*cards, limits=Limits(new_per_day=2)).main
    assert [card.uid for card in asked if isinstance(card.state, New)] == ["d/x", "d/y"]
    done = Done(graded=frozenset({Uid("d/x#seen")}))
    asked = queue_of(*cards, done=done, limits=Limits(new_per_day=1)).main
    assert [card.uid for card in asked if isinstance(card.state, New)] == ["d/y"]
    roomy = queue_of(*cards).main
    assert [card.uid for card in roomy if isinstance(card.state, New)] == [
        "d/note#b",
        "d/x",
        "d/y",
    ]


def test_of_two_siblings_due_today_one_waits() -> None:
    queue = queue_of(due("d/note#a"), due("d/note#b"), due("d/other"))
    assert len(queue.main) == 2
    assert len(queue.put_off) == 1
    assert {card.note for card in queue.main} == {"d/note", "d/other"}


def test_a_card_due_today_waits_for_a_sibling_graded_today_but_not_for_itself() -> None:
    card = due("d/note#a")
    graded_sibling = Done(graded=frozenset({Uid("d/note#b")}))
    assert uids(queue_of(card, done=graded_sibling).put_off) == ["d/note#a"]
    set_to_today = Done(graded=frozenset({Uid("d/note#a")}))
    assert uids(queue_of(card, done=set_to_today).main) == ["d/note#a"]


def test_a_card_due_today_waits_for_a_sibling_on_a_step() -> None:
    queue = queue_of(due("d/note#a"), step("d/note#b", 5))
    assert (uids(queue.put_off), uids(queue.steps)) == (["d/note#a"], ["d/note#b"])


def test_an_overdue_card_never_waits() -> None:
    done = Done(graded=frozenset({Uid("d/note#z")}))
    queue = queue_of(due("d/note#a", -1), due("d/note#b", -2), due("d/note#c"), done=done)
    assert sorted(uids(queue.main)) == ["d/note#a", "d/note#b"]
    assert uids(queue.put_off) == ["d/note#c"]


def test_a_card_due_today_waits_for_an_overdue_sibling_wherever_that_stands() -> None:
    pairs = [(due(f"d/n{index}#a", -1), due(f"d/n{index}#b")) for index in range(9)]
    queue = queue_of(*(card for pair in pairs for card in pair))
    assert {card.uid[-1] for card in queue.main} == {"a"}
    assert {card.uid[-1] for card in queue.put_off} == {"b"}


# The order of reviews


def test_reviews_are_shuffled_anew_each_day_and_the_same_within_it() -> None:
    cards = [due(f"d/r{index:02}") for index in range(30)]
    today = uids(build(cards, today=TODAY, done=NOTHING).main)
    assert today == uids(build(reversed(cards), today=TODAY, done=NOTHING).main)
    assert today != sorted(today)
    tomorrow = build(cards, today=StudyDay(TODAY + 1), done=NOTHING, order=ReviewOrder.SHUFFLED)
    assert sorted(uids(tomorrow.main)) == sorted(today)
    assert uids(build(cards, today=TODAY, done=NOTHING, seed="another").main) != today
    # Left alone, removing a card does not disturb the others.
    assert uids(build(cards[1:], today=TODAY, done=NOTHING).main) == [
        uid for uid in today if uid != "d/r00"
    ]


def test_the_order_of_dues_asks_the_longest_due_first() -> None:
    cards = [due("d/today"), due("d/old", -9), due("d/yesterday", -1)]
    queue = build(cards, today=TODAY, done=NOTHING, order=ReviewOrder.DUE)
    assert uids(queue.main) == ["d/old", "d/yesterday", "d/today"]


def test_the_order_of_least_loss_asks_first_what_falls_fastest() -> None:
    # Recall falls fastest early on and with a small stability; long lost cards lose little more.
    cards = [
        due("d/firm", stability=200.0, seen=200),
        due("d/shaky", stability=2.0, seen=2),
        due("d/lost", -58, stability=2.0, seen=60),
    ]
    queue = build(cards, today=TODAY, done=NOTHING, order=ReviewOrder.LEAST_LOSS)
    assert uids(queue.main) == ["d/shaky", "d/lost", "d/firm"]


@pytest.mark.parametrize(
    ("overdue", "of_today", "backlog"),
    [(19, 0, False), (20, 0, True), (20, 19, True), (20, 20, False), (300, 299, True)],
)
def test_a_backlog_is_twenty_overdue_and_more_than_due_today(
    overdue: int, of_today: int, backlog: bool
) -> None:
    cards = [due(f"d/o{index}", -1, stability=1.0 + index) for index in range(overdue)]
    cards += [due(f"d/t{index}", stability=2.0 + index) for index in range(of_today)]
    queue = queue_of(*cards)
    assert queue.backlog is backlog
    by_loss = build(cards, today=TODAY, done=NOTHING, order=ReviewOrder.LEAST_LOSS)
    assert (queue.main == by_loss.main) is backlog


# What is next


def test_a_step_that_is_due_comes_before_all_else() -> None:
    queue = queue_of(step("d/step"), due("d/review"))
    assert next_card(queue, NOW) == step("d/step")
    assert next_card(queue, UtcMs(NOW - 1)) == due("d/review")


def test_when_only_steps_are_left_those_due_within_twenty_minutes_are_shown() -> None:
    queue = queue_of(step("d/late", 50), step("d/soon", 21))
    wait = Wait(until=UtcMs(NOW + MINUTE), due=UtcMs(NOW + 21 * MINUTE))
    assert next_card(queue, NOW) == wait
    assert next_card(queue, UtcMs(NOW + MINUTE - 1)) == wait
    assert next_card(queue, UtcMs(NOW + MINUTE)) == step("d/soon", 21)


def test_an_empty_queue_is_finished() -> None:
    assert next_card(queue_of(), NOW) is FINISHED


def test_a_graded_card_leaves_the_queue_or_returns_among_the_steps() -> None:
    queue = queue_of(step("d/step", 7), due("d/review"))
    done = graded(queue, Uid("d/review"), due("d/review", 30).state)
    assert (uids(done.steps), done.main) == (["d/step"], ())
    failed = graded(queue, Uid("d/review"), step("d/review", 3).state)
    assert (uids(failed.steps), failed.main) == (["d/review", "d/step"], ())
    again = graded(failed, Uid("d/review"), step("d/review", 9).state)
    assert uids(again.steps) == ["d/step", "d/review"]
    assert next_card(again, UtcMs(NOW + 9 * MINUTE)) == step("d/step", 7)


def test_a_card_can_be_taken_out_of_the_queue() -> None:
    queue = queue_of(step("d/step", 7), due("d/review"))
    assert without(queue, Uid("d/step")) == queue_of(due("d/review"))
    assert without(queue, Uid("d/review")) == queue_of(step("d/step", 7))
    assert without(queue, Uid("d/other")) == queue
