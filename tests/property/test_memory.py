"""Any history: what grading gives step by step is what its log replays to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.base.clock import ms_of, utc_of
from drillbank.base.words import Fingerprint, StudyDay, Uid, UtcMs
from drillbank.memory.answer import Outcome, Outcomes, answers
from drillbank.memory.card_memory import UNTOUCHED, CardMemory
from drillbank.memory.events import (
    Buried,
    ChangeId,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Graded,
    Phase,
    Restarted,
    Resumed,
    Spoken,
    Stamp,
    Suspended,
    Voided,
)
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.fuzz import roll
from drillbank.memory.parts import phase_of, seen_state, step_of
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.preset_check import LONGEST_INTERVAL, LONGEST_STEP, WEIGHT_BOUNDS, problems
from drillbank.memory.rating import Rating
from drillbank.memory.replay import advance, live, replay
from drillbank.memory.state import Due, DueAt, DueOn, Memory, New, Review, State
from drillbank.memory.study_day import Calendar, Moment

UID = Uid("deck/note#facet")
START = ms_of(datetime(2026, 1, 1, tzinfo=UTC))
HOUR = 3_600_000
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")

calendars = st.builds(
    Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.integers(0, 6) | st.just(4)
)
step_lists = st.lists(
    st.sampled_from([60, 600, 1_200, 43_200, 86_400, 259_200]) | st.integers(1, LONGEST_STEP),
    max_size=4,
    unique=True,
).map(lambda steps: tuple(sorted(steps)))
presets = st.builds(
    Preset,
    retention=st.floats(0.7, 0.99),
    learning_steps=step_lists,
    relearning_steps=step_lists,
    maximum_interval=st.integers(1, 5) | st.integers(1, LONGEST_INTERVAL),
    fuzz=st.booleans(),
    weights=st.just(DEFAULT_WEIGHTS)
    | st.tuples(*(st.floats(low, high) for low, high in WEIGHT_BOUNDS)),
)
gaps = (
    st.integers(1, 20 * 60_000)
    | st.integers(1, 30 * HOUR)
    | st.integers(1, 400 * 24 * HOUR)
    | st.integers(-50 * HOUR, -1)  # a second device whose clock is behind
)
actions = st.one_of(
    st.sampled_from(Rating),
    st.sampled_from(Rating),
    st.sampled_from(["undo", "undo", "forget", "cram", "suspend", "resume"]),
    st.tuples(st.just("due"), st.integers(-3, 40)),
    st.tuples(st.just("bury"), st.integers(0, 2)),
    st.tuples(st.just("flag"), st.integers(0, 7)),
    st.tuples(st.just("restart"), st.integers(0, 3)),
)
Action = Rating | str | tuple[str, int]
histories = st.lists(st.tuples(gaps, actions), max_size=20)


@dataclass
class Desk:
    """One card being learned: a state carried from grade to grade, and beside it the log."""

    calendar: Calendar
    preset: Preset
    now: UtcMs = START
    state: State = field(default_factory=New)
    rolls: int = 0
    log: list[Event] = field(default_factory=list)
    before: list[tuple[State, int, CardMemory]] = field(default_factory=list)
    """What undo goes back to, newest last."""

    answered: list[tuple[Moment, State, Outcomes]] = field(default_factory=list)

    def play(self, history: list[tuple[int, Action]]) -> "Desk":
        for gap, action in history:
            self.now = UtcMs(self.now + gap)
            self.do(action)
        return self

    def do(self, action: Action) -> None:
        match action:
            case Rating():
                self.grade(action)
            case "undo":
                self.undo()
            case "cram":
                self.add(lambda stamp: self.graded(stamp, Rating.AGAIN, None))
            case "forget":
                self.add(Forgotten)
                self.state = New()
            case "suspend" | "resume":
                self.add(Suspended if action == "suspend" else Resumed)
            case ("due", int(days)):
                self.set_due(days)
            case ("bury", int(days)):
                until = StudyDay(self.calendar.day_of(self.now) + days)
                self.add(lambda stamp: Buried(stamp, until))
            case ("flag", int(flag)):
                self.add(lambda stamp: Flagged(stamp, flag))
            case ("restart", int(number)):
                self.restart(number)
            case _:
                raise AssertionError(action)

    def preview(self) -> Outcomes:
        fuzz_roll = roll(UID, self.rolls)
        return answers(self.state, self.calendar.moment(self.now), fuzz_roll, self.preset)

    def grade(self, rating: Rating) -> None:
        outcomes = self.preview()
        self.answered.append((self.calendar.moment(self.now), self.state, outcomes))
        self.add(lambda stamp: self.graded(stamp, rating, outcomes.of(rating)))
        self.state = outcomes.of(rating).state
        self.rolls += 1

    def set_due(self, days: int) -> None:
        due = DueOn(StudyDay(self.calendar.day_of(self.now) + days))
        self.add(lambda stamp: DueSet(stamp, due))
        if not isinstance(self.state, New):
            self.state = replace(self.state, due=due)

    def restart(self, number: int) -> None:
        seen = [event.number for event in live(self.log) if isinstance(event, Restarted)]
        self.add(lambda stamp: Restarted(stamp, number))
        if number == 0 or number > max(seen, default=0):
            self.state = New()

    def undo(self) -> None:
        remaining = live(self.log)
        if remaining:
            state, rolls, _ = self.before.pop()
            target = remaining[-1].stamp.id
            self.log.append(Voided(self.stamp(), target))
            self.state, self.rolls = state, rolls

    def add(self, make: Callable[[Stamp], Event]) -> None:
        self.before.append((self.state, self.rolls, replay(self.log, self.preset)))
        self.log.append(make(self.stamp()))

    def stamp(self) -> Stamp:
        event_id = EventId(f"{len(self.log):013d}desk")
        offset, day = self.calendar.offset_min(self.now), self.calendar.day_of(self.now)
        return Stamp(event_id, ChangeId(event_id), "desk", self.now, offset, day, UID)

    def graded(self, stamp: Stamp, rating: Rating, outcome: Outcome | None) -> Graded:
        return Graded(
            stamp,
            rating,
            phase_of(self.state),
            cram=outcome is None,
            asked=Fingerprint("0" * 16),
            answer=Spoken(),
            decision=None if outcome is None else outcome.decision,
        )


desks = st.builds(
    lambda calendar, preset, history: Desk(calendar, preset).play(history),
    calendars,
    presets,
    histories,
)


def but_newest(card: CardMemory) -> CardMemory:
    return replace(card, last_event=None)


@given(desks)
@settings(deadline=None, max_examples=100)
def test_grading_step_by_step_gives_what_the_log_replays_to(desk: Desk) -> None:
    card = replay(desk.log, desk.preset)
    assert card.state == desk.state
    assert card.live_reviews == desk.rolls
    assert card.last_event == (desk.log[-1].stamp.id if desk.log else None)
    assert (card.reps == 0) == (card.first_day is None) == isinstance(card.state, New)
    if not isinstance(card.state, New):
        assert card.last_day == card.state.last_day


@given(desks)
@settings(deadline=None, max_examples=100)
def test_a_replay_is_the_live_events_one_after_another(desk: Desk) -> None:
    card = UNTOUCHED
    for event in live(desk.log):
        card = advance(card, event, desk.preset)
    assert but_newest(replay(desk.log, desk.preset)) == but_newest(card)


@given(desks, gaps)
@settings(deadline=None, max_examples=100)
def test_undo_restores_the_card_and_its_previews_all_the_way_back(desk: Desk, gap: int) -> None:
    desk.now = UtcMs(desk.now + gap)
    while live(desk.log):
        *_, (_, _, expected) = desk.before
        desk.undo()
        restored = replay(desk.log, desk.preset)
        assert but_newest(restored) == but_newest(expected)
        assert restored.state == desk.state
        assert restored.live_reviews == desk.rolls
    assert but_newest(replay(desk.log, desk.preset)) == UNTOUCHED


def order_key(due: Due, moment: Moment, calendar: Calendar) -> tuple[int, int]:
    """By study day, then by instant; what is due on a day is due from its first."""
    if isinstance(due, DueOn):
        return due.day, 0
    assert moment.at <= due.at < moment.rollover_at
    return calendar.day_of(due.at), due.at


@given(desks)
@settings(deadline=None, max_examples=100)
def test_a_better_grade_is_never_due_earlier_and_none_before_the_review(desk: Desk) -> None:
    for moment, state, outcomes in desk.answered:
        dues = [outcomes.of(rating).state.due for rating in Rating]
        keys = [order_key(due, moment, desk.calendar) for due in dues]
        # A clock that is behind the card's last day cannot place its steps on that day.
        if isinstance(state, New) or state.last_day <= moment.day:
            assert keys == sorted(keys)
        for due in dues:
            if isinstance(due, DueOn):
                assert moment.day < due.day
                last = moment.day if isinstance(state, New) else max(moment.day, state.last_day)
                assert last < due.day <= last + desk.preset.maximum_interval


@given(desks)
@settings(deadline=None, max_examples=100)
def test_reviews_are_days_apart_by_grade_as_far_as_the_maximum_allows(desk: Desk) -> None:
    for _, state, outcomes in desk.answered:
        days = [
            outcome.interval.days
            for outcome in (outcomes.hard, outcomes.good, outcomes.easy)
            if isinstance(outcome.state, Review)
        ]
        maximum = desk.preset.maximum_interval
        if isinstance(state, Review):
            assert len(days) == 3
            assert all(later > earlier or later == maximum for earlier, later in pairwise(days))
        elif isinstance(outcomes.good.state, Review):
            assert days[-1] > days[-2] or days[-1] == maximum


@given(desks)
@settings(deadline=None, max_examples=100)
def test_a_state_is_its_parts(desk: Desk) -> None:
    for _, _, outcomes in desk.answered:
        for rating in Rating:
            state, decision = outcomes.of(rating).state, outcomes.of(rating).decision
            parts = (state.memory, state.last_day, state.due)
            assert seen_state(phase_of(state), step_of(state), *parts) == state
            assert seen_state(decision.phase, decision.step, *parts[:2], decision.due) == state


@given(presets)
@settings(deadline=None, max_examples=100)
def test_the_presets_of_these_histories_are_sound(preset: Preset) -> None:
    assert problems(preset) == ()


@given(
    calendars,
    st.integers(START, START + 400 * 24 * HOUR),
    st.integers(0, 60) | st.integers(0, 400),
    st.sampled_from([-HOUR, -1, 0, 1, HOUR]),
    st.builds(Memory, st.floats(0.01, 400), st.floats(1, 10)),
)
@settings(deadline=None, max_examples=100)
def test_elapsed_days_are_study_days_across_daylight_saving_and_at_the_rollover(
    calendar: Calendar, first: int, later: int, off: int, memory: Memory
) -> None:
    # The later review is right at, or near, the rollover that ends a day.
    first_day = calendar.day_of(UtcMs(first))
    second = UtcMs(max(first, calendar.start_of(StudyDay(first_day + later)) + off))
    dates = [
        (
            utc_of(UtcMs(at)).astimezone(calendar.zone).replace(tzinfo=None)
            - timedelta(hours=calendar.rollover)
        ).date()
        for at in (first, second)
    ]
    state = Review(memory, first_day, DueOn(StudyDay(first_day + 1)))
    outcomes = answers(state, calendar.moment(second), 0.5, Preset())
    elapsed = (dates[1] - dates[0]).days
    for rating in Rating:
        after = outcomes.of(rating).state
        assert after.memory == next_memory(memory, elapsed, rating, Preset())
        assert after.last_day == dates[1].toordinal()


@given(presets, st.lists(st.sampled_from(Rating), min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_steps_of_a_day_end_when_they_say(preset: Preset, ratings: list[Rating]) -> None:
    calendar = Calendar(UTC)
    state: State = New()
    now = START
    known = {Phase.LEARNING: preset.learning_steps, Phase.RELEARNING: preset.relearning_steps}
    for rating in ratings:
        outcome = answers(state, calendar.moment(now), 0.5, preset).of(rating)
        if isinstance(outcome.state.due, DueAt):
            steps = known[outcome.decision.phase]
            step = steps[outcome.decision.step or 0] * 1_000
            waited = outcome.state.due.at - now
            assert waited >= step if rating is Rating.HARD else waited == step
            now = outcome.state.due.at
        state = outcome.state
