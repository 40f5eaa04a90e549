"""One grade: steps, days, the rollover, and the order of the four."""

from datetime import UTC, datetime, timedelta

import pytest

from drillbank.base.clock import ms_of
from drillbank.base.words import StudyDay, UtcMs
from drillbank.memory.answer import Outcome, answer, answers
from drillbank.memory.events import Decision, Phase
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.rating import Rating
from drillbank.memory.state import DueAt, DueOn, Learning, Memory, New, Relearning, Review
from drillbank.memory.study_day import Calendar, Moment

CALENDAR = Calendar(UTC)
NOON = CALENDAR.moment(ms_of(datetime(2026, 11, 21, 12, tzinfo=UTC)))
"""Sixteen hours before the rollover."""

TODAY = NOON.day
PLAIN = Preset(fuzz=False)
DAY = 86_400
HOUR = 3_600


def day(days: int) -> StudyDay:
    return StudyDay(TODAY + days)


def reviewed(days_ago: int, stability: float = 10.0, difficulty: float = 5.0) -> Review:
    last = day(-days_ago)
    return Review(Memory(stability, difficulty), last, DueOn(StudyDay(last + round(stability))))


def steps(*seconds: int) -> Preset:
    return Preset(fuzz=False, learning_steps=seconds, relearning_steps=seconds)


def seconds(outcome: Outcome) -> float:
    assert isinstance(outcome.state.due, DueAt)
    assert outcome.state.due.at - NOON.at == outcome.interval / timedelta(milliseconds=1)
    return outcome.interval.total_seconds()


def days(outcome: Outcome) -> int:
    assert isinstance(outcome.state.due, DueOn)
    assert timedelta(days=outcome.state.due.day - TODAY) == outcome.interval
    return outcome.interval.days


def test_a_new_card_takes_the_learning_steps() -> None:
    four = answers(New(), NOON, 0.0, PLAIN)
    assert seconds(four.again) == 60
    assert seconds(four.hard) == 330  # the mean of one minute and ten
    assert seconds(four.good) == 600
    assert days(four.easy) == 8  # the stability of a first Easy, 8.2956
    assert [outcome.decision.step for outcome in (four.again, four.hard, four.good)] == [0, 0, 1]
    assert isinstance(four.easy.state, Review)


@pytest.mark.parametrize(
    ("step", "again", "hard", "good"),
    [(0, 60, 330, 600), (1, 60, 600, 1_200), (2, 60, 1_200, None)],
)
def test_again_goes_back_hard_repeats_and_good_goes_on(
    step: int, again: int, hard: int, good: int | None
) -> None:
    state = Learning(step, Memory(2.0, 5.0), TODAY, DueAt(NOON.at))
    four = answers(state, NOON, 0.0, steps(60, 600, 1_200))
    assert seconds(four.again) == again
    assert seconds(four.hard) == hard
    assert isinstance(four.good.state, Learning if good else Review)
    assert good is None or seconds(four.good) == good
    assert isinstance(four.easy.state, Review)


def test_hard_on_an_only_step_is_half_as_long_again() -> None:
    assert seconds(answers(New(), NOON, 0.0, steps(60)).hard) == 90


def test_without_steps_a_new_card_goes_to_review_by_any_grade() -> None:
    four = answers(New(), NOON, 0.0, steps())
    assert [days(four.of(rating)) for rating in Rating] == [1, 1, 2, 8]


def test_a_card_on_a_step_its_preset_lost_leaves_the_steps_unless_it_fails() -> None:
    state = Learning(3, Memory(2.0, 5.0), TODAY, DueAt(NOON.at))
    four = answers(state, NOON, 0.0, steps(60, 600))
    assert four.again.decision.step == 0
    assert {four.of(rating).decision.phase for rating in list(Rating)[1:]} == {Phase.REVIEW}


def test_a_lapse_relearns_and_then_returns_to_review() -> None:
    lapsed = answer(reviewed(10), Rating.AGAIN, NOON, 0.0, PLAIN)
    assert isinstance(lapsed.state, Relearning)
    assert seconds(lapsed) == 600
    later = CALENDAR.moment(UtcMs(NOON.at + 600_000))
    back = answers(lapsed.state, later, 0.0, PLAIN)
    assert isinstance(back.again.state, Relearning)
    assert isinstance(back.hard.state, Relearning)
    assert isinstance(back.good.state, Review)
    assert isinstance(back.easy.state, Review)


def test_a_lapse_without_relearning_steps_is_due_by_its_new_stability() -> None:
    lapsed = answer(reviewed(300, 300.0), Rating.AGAIN, NOON, 0.0, steps())
    assert isinstance(lapsed.state, Review)
    assert days(lapsed) == round(lapsed.state.memory.stability) > 1


def test_a_lapse_is_never_due_on_its_own_day_without_a_step() -> None:
    lapsed = answer(reviewed(1, 0.1), Rating.AGAIN, NOON, 0.0, steps())
    assert lapsed.state.memory.stability < 0.5
    assert days(lapsed) == 1


@pytest.mark.parametrize(
    ("step", "due"),
    [
        (16 * HOUR - 1, None),
        (16 * HOUR, 1),  # ends at the rollover
        (DAY, 1),
        (40 * HOUR - 1, 1),
        (40 * HOUR, 2),
        (3 * DAY, 3),
    ],
)
def test_a_step_past_the_rollover_is_due_on_a_day(step: int, due: int | None) -> None:
    again = answer(New(), Rating.AGAIN, NOON, 0.0, steps(step))
    assert isinstance(again.state, Learning)
    if due is None:
        assert seconds(again) == step
    else:
        assert days(again) == due


def test_a_step_counts_from_the_true_time() -> None:
    late = CALENDAR.moment(ms_of(datetime(2026, 11, 22, 3, 55, 0, 250_000, tzinfo=UTC)))
    four = answers(New(), late, 0.0, PLAIN)
    assert four.again.state.due == DueAt(UtcMs(late.at + 60_000))
    assert four.good.state.due == DueOn(StudyDay(late.day + 1))
    assert four.good.decision.step == 1


@pytest.mark.parametrize("elapsed", [0, 1, 4, 10, 25, 4_000])
def test_early_and_late_reviews_count_the_days_that_passed(elapsed: int) -> None:
    before = reviewed(elapsed)
    for rating in Rating:
        after = answer(before, rating, NOON, 0.0, PLAIN).state
        assert after.memory == next_memory(before.memory, elapsed, rating, PLAIN)
        assert after.last_day == TODAY


def test_a_review_before_the_last_one_counts_as_of_its_day() -> None:
    ahead = Review(Memory(10.0, 5.0), day(3), DueOn(day(13)))
    good = answer(ahead, Rating.GOOD, NOON, 0.0, PLAIN).state
    assert good.memory == next_memory(ahead.memory, 0, Rating.GOOD, PLAIN)
    assert good.last_day == day(3)
    assert isinstance(good.due, DueOn)
    assert good.due.day > day(3)


def test_reviews_are_a_day_apart_by_grade_where_intervals_would_be_equal() -> None:
    # So hard and so unstable a card gets one day by any grade that FSRS would give it.
    four = answers(reviewed(1, 0.01, 10.0), NOON, 0.0, PLAIN)
    assert [days(four.of(rating)) for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)] == [
        1,
        2,
        3,
    ]


def test_the_maximum_interval_goes_before_the_days_between_grades() -> None:
    short = Preset(fuzz=False, maximum_interval=5, relearning_steps=())
    four = answers(reviewed(100, 100.0), NOON, 0.0, short)
    assert [days(four.of(rating)) for rating in Rating] == [4, 5, 5, 5]


def test_easy_leaves_the_steps_a_day_after_good_would() -> None:
    # Both would be three days by these weights.
    weights = (0.2, 1.3, 3.0, 3.0, *DEFAULT_WEIGHTS[4:])
    one_step = Preset(fuzz=False, weights=weights, learning_steps=(60,))
    four = answers(New(), NOON, 0.0, one_step)
    assert (days(four.good), days(four.easy)) == (3, 4)
    two_steps = Preset(fuzz=False, weights=weights)
    assert days(answers(New(), NOON, 0.0, two_steps).easy) == 4


def test_a_better_grade_is_never_due_before_a_step_of_days() -> None:
    long_steps = Preset(fuzz=False, relearning_steps=(30 * DAY,))
    four = answers(reviewed(2, 2.0), NOON, 0.0, long_steps)
    assert [days(four.of(rating)) for rating in Rating] == [30, 30, 31, 32]


def test_a_better_grade_is_never_due_earlier_even_by_steps_that_fall() -> None:
    # No checked preset has such steps; an old bank's may.
    four = answers(New(), NOON, 0.0, steps(600, 60))
    assert [seconds(outcome) for outcome in (four.again, four.hard, four.good)] == [600, 600, 600]


def test_the_roll_spreads_days_and_never_steps_or_memory() -> None:
    low, high = (answers(reviewed(100, 100.0), NOON, roll, Preset()) for roll in (0.0, 0.999))
    assert days(low.good) < days(high.good)
    assert low.good.state.memory == high.good.state.memory
    assert low.again.state == high.again.state


def test_the_decision_says_what_the_state_holds() -> None:
    again = answer(New(), Rating.AGAIN, NOON, 0.25, PLAIN)
    due = DueAt(UtcMs(NOON.at + 60_000))
    assert again.decision == Decision(Phase.LEARNING, 0, due, 0.25, PLAIN.version)
    easy = answer(New(), Rating.EASY, NOON, 0.25, PLAIN)
    assert easy.decision == Decision(Phase.REVIEW, None, DueOn(day(8)), 0.25, PLAIN.version)


def test_a_moment_at_the_last_millisecond_of_the_day_is_still_in_it() -> None:
    last = Moment(UtcMs(NOON.rollover_at - 1), TODAY, NOON.rollover_at)
    four = answers(New(), last, 0.0, PLAIN)
    assert four.again.state.last_day == TODAY
    assert four.again.state.due == DueOn(day(1))
