"""Any cards on any day: nothing is asked twice, nothing due is lost, siblings stay apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.base.words import StudyDay, Uid, UtcMs, is_told, note_of
from drillbank.memory.preset import Preset, ReviewOrder
from drillbank.memory.queue import (
    FINISHED,
    LEARN_AHEAD_MS,
    Candidate,
    Done,
    Limits,
    Queue,
    Wait,
    build,
    graded,
    next_card,
)
from drillbank.memory.state import DueAt, DueOn, Learning, Memory, New, Relearning, Review, State

TODAY = StudyDay(740_000)
NOW = UtcMs(1_790_000_000_000)
PRESETS = (Preset(), Preset(name="slow", new_per_day=2), Preset(name="none", new_per_day=0))

memories = st.builds(Memory, st.floats(0.01, 300), st.floats(1, 10))
last_days = st.integers(TODAY - 100, TODAY).map(StudyDay)
days = st.integers(TODAY - 4, TODAY + 2).map(lambda day: DueOn(StudyDay(day)))
instants = st.integers(NOW - 10**8, NOW + 10**8).map(lambda at: DueAt(UtcMs(at)))
states: st.SearchStrategy[State] = st.one_of(
    st.just(New()),
    st.builds(Review, memories, last_days, days),
    st.builds(Review, memories, last_days, days),
    st.builds(Learning, st.just(0), memories, last_days, instants | days),
    st.builds(Relearning, st.just(0), memories, last_days, instants | days),
)
uids = st.builds(
    lambda note, facet: Uid(f"deck/n{note}#{facet}"),
    st.integers(0, 9),
    st.sampled_from(["a", "b", "c", "tell"]),
)
candidates = st.lists(
    st.builds(Candidate, uids, states, st.sampled_from(PRESETS), st.integers(0, 5)),
    max_size=30,
    unique_by=lambda card: card.uid,
)
dones = st.builds(
    Done,
    st.frozensets(uids, max_size=5),
    st.dictionaries(uids, st.sampled_from(PRESETS), max_size=5),
)
limits = st.builds(Limits, st.integers(0, 12), st.none() | st.integers(0, 8), st.integers(0, 3))
orders = st.sampled_from(ReviewOrder)


def new_of(queue: Queue) -> list[Candidate]:
    return [card for card in queue.main if isinstance(card.state, New)]


def due_of(card: Candidate) -> StudyDay | None:
    if isinstance(card.state, New) or isinstance(card.state.due, DueAt):
        return None
    return card.state.due.day


def is_step(card: Candidate) -> bool:
    return not isinstance(card.state, New) and isinstance(card.state.due, DueAt)


def instant_of(card: Candidate) -> UtcMs:
    assert isinstance(card.state, Learning | Relearning)
    assert isinstance(card.state.due, DueAt)
    return card.state.due.at


@given(candidates, dones, limits, orders)
@settings(deadline=None, max_examples=120)
def test_every_card_that_is_due_is_asked_once_or_put_off(
    cards: list[Candidate], done: Done, limit: Limits, order: ReviewOrder
) -> None:
    queue = build(cards, today=TODAY, done=done, limits=limit, order=order)
    placed = [*queue.steps, *queue.main, *queue.put_off]
    assert len({card.uid for card in placed}) == len(placed)
    due = {card.uid for card in cards if (due_of(card) or TODAY + 1) <= TODAY}
    steps = {card.uid for card in cards if is_step(card)}
    assert {card.uid for card in queue.steps} == steps
    assert {card.uid for card in placed if not isinstance(card.state, New)} == due | steps
    times = [instant_of(card) for card in queue.steps]
    assert times == sorted(times)


@given(candidates, dones, orders)
@settings(deadline=None, max_examples=120)
def test_only_a_card_due_today_waits_and_only_for_a_sibling(
    cards: list[Candidate], done: Done, order: ReviewOrder
) -> None:
    queue = build(cards, today=TODAY, done=done, order=order)
    reviews = [card for card in queue.main if not isinstance(card.state, New)]
    asked = {card.uid for card in (*queue.steps, *reviews)} | done.graded
    for card in queue.put_off:
        assert due_of(card) == TODAY
        assert any(note_of(uid) == card.note and uid != card.uid for uid in asked)
    waiting_for_none = [card for card in reviews if due_of(card) == TODAY]
    for card in waiting_for_none:
        assert not any(note_of(uid) == card.note and uid != card.uid for uid in asked)


@given(candidates, dones, dones)
@settings(deadline=None, max_examples=100)
def test_no_card_is_put_off_by_more_than_a_day(
    cards: list[Candidate], done: Done, tomorrow: Done
) -> None:
    waiting = build(cards, today=TODAY, done=done).put_off
    following = build(cards, today=StudyDay(TODAY + 1), done=tomorrow)
    assert {card.uid for card in waiting} <= {card.uid for card in following.main}


@given(candidates, dones, limits)
@settings(deadline=None, max_examples=100)
def test_new_cards_keep_to_their_numbers_and_one_a_note(
    cards: list[Candidate], done: Done, limit: Limits
) -> None:
    new = new_of(build(cards, today=TODAY, done=done, limits=limit))
    notes = [card.note for card in new]
    introduced = {note_of(uid) for uid in done.introduced}
    assert len(set(notes)) == len(notes)
    assert introduced.isdisjoint(notes)
    full = full_pools(new, done, limit)
    told = sum(is_told(card.uid) for card in new)
    room_for_told = max(0, limit.new_told - sum(is_told(uid) for uid in done.introduced))
    left = [card for card in cards if isinstance(card.state, New) and card not in new]
    of_the_day = introduced | set(notes)
    waiting = {card.note for card in left if is_told(card.uid)}
    if limit.new_now is None:
        assert told <= room_for_told
        of_the_day |= waiting if told == room_for_told else set()
    elif told > room_for_told:
        assert {card.note for card in left} <= of_the_day | waiting
    for card in left:
        assert card.note in of_the_day or card.preset.name in full


def full_pools(new: Sequence[Candidate], done: Done, limit: Limits) -> set[str]:
    """The presets that take no more; asserts that none took too many."""
    names = {preset.name for preset in PRESETS}
    if limit.new_now is not None:
        assert len(new) <= limit.new_now
        return names if len(new) == limit.new_now else set()
    taken = Counter(card.preset.name for card in new)
    before = Counter(preset.name for preset in done.introduced.values())
    full = set()
    for preset in PRESETS:
        number = limit.new_per_day if preset.new_per_day is None else preset.new_per_day
        room = max(0, number - before[preset.name])
        assert taken[preset.name] <= room
        if taken[preset.name] == room:
            full.add(preset.name)
    return full


@given(candidates, dones, limits)
@settings(deadline=None, max_examples=100)
def test_between_new_cards_stand_as_many_reviews_give_or_take_one(
    cards: list[Candidate], done: Done, limit: Limits
) -> None:
    main = build(cards, today=TODAY, done=done, limits=limit).main
    places = [index for index, card in enumerate(main) if isinstance(card.state, New)]
    between = [later - earlier for earlier, later in pairwise(places)]
    assert not between or max(between) - min(between) <= 1


@given(st.randoms(use_true_random=False), candidates, dones, limits, orders)
@settings(deadline=None, max_examples=100)
def test_the_queue_does_not_depend_on_the_order_cards_came_in(
    shuffler: Random, cards: list[Candidate], done: Done, limit: Limits, order: ReviewOrder
) -> None:
    shuffled = list(cards)
    shuffler.shuffle(shuffled)
    first, second = (
        build(some, today=TODAY, done=done, limits=limit, order=order) for some in (cards, shuffled)
    )
    assert first == second


@given(candidates, dones, limits, st.integers(0, 10**6))
@settings(deadline=None, max_examples=100)
def test_a_session_ends_and_asks_each_card_of_the_queue(
    cards: list[Candidate], done: Done, limit: Limits, pause: int
) -> None:
    queue = build(cards, today=TODAY, done=done, limits=limit)
    expected = sorted(card.uid for card in (*queue.steps, *queue.main))
    now, asked = NOW, []
    while (card := next_card(queue, now)) is not FINISHED:
        if isinstance(card, Wait):
            assert card.until > now
            assert not queue.main
            now = card.until
            continue
        assert isinstance(card, Candidate)
        if is_step(card) and queue.main:
            assert card == queue.steps[0]
            assert instant_of(card) <= now
        asked.append(card.uid)
        tomorrow = Review(Memory(1.0, 5.0), TODAY, DueOn(StudyDay(TODAY + 1)))
        queue = graded(queue, card.uid, tomorrow)
        now = UtcMs(now + pause)
    assert sorted(asked) == expected
    assert queue == replace(queue, steps=(), main=())


@given(st.integers(0, 10**8))
def test_a_lone_step_is_shown_twenty_minutes_early_at_most(ms: int) -> None:
    state = Learning(0, Memory(1.0, 5.0), TODAY, DueAt(UtcMs(NOW + ms)))
    card = Candidate(Uid("deck/note"), state, Preset())
    shown = next_card(build([card], today=TODAY, done=Done()), NOW)
    wait = Wait(until=UtcMs(NOW + ms - LEARN_AHEAD_MS), due=UtcMs(NOW + ms))
    assert shown == (card if ms <= LEARN_AHEAD_MS else wait)
