"""Replay: the log of a card to all that is known of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from drillbank.base.words import Fingerprint, StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import NEW, UNTOUCHED, CardMemory
from drillbank.memory.events import (
    Buried,
    ChangeId,
    Decision,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Graded,
    Phase,
    Renamed,
    Restarted,
    Resumed,
    Spoken,
    Stamp,
    Suspended,
    Voided,
)
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.rating import Rating
from drillbank.memory.replay import live, replay
from drillbank.memory.state import Due, DueAt, DueOn, Learning, Memory, New, Relearning, Review

PRESET = Preset()
DAY_MS = 86_400_000


@dataclass
class Log:
    """A card's log, written in the order its events happened."""

    events: list[Event] = field(default_factory=list)

    def stamp(self, day: int) -> Stamp:
        event_id = EventId(f"{len(self.events):013d}desk")
        at = UtcMs(day * DAY_MS + len(self.events))
        return Stamp(event_id, ChangeId(event_id), "desk", at, 0, StudyDay(day), Uid("deck/note"))

    def add(self, day: int, make: Callable[[Stamp], Event]) -> EventId:
        stamp = self.stamp(day)
        self.events.append(make(stamp))
        return stamp.id

    def grade(
        self,
        day: int,
        rating: Rating = Rating.GOOD,
        due: Due | None = None,
        phase: Phase = Phase.REVIEW,
        step: int | None = None,
        *,
        cram: bool = False,
    ) -> EventId:
        decided = Decision(phase, step, due or DueOn(StudyDay(day + 5)), 0.5, PRESET.version)
        return self.add(
            day,
            lambda stamp: Graded(
                stamp,
                rating,
                was=Phase.NEW,
                cram=cram,
                asked=Fingerprint("0" * 16),
                answer=Spoken(),
                decision=None if cram else decided,
            ),
        )

    def void(self, target: EventId, day: int = 0) -> EventId:
        return self.add(day, lambda stamp: Voided(stamp, target))

    def replayed(self, preset: Preset = PRESET) -> CardMemory:
        return replay(self.events, preset)


@pytest.fixture
def log() -> Log:
    return Log()


def after(*grades: tuple[int, Rating], preset: Preset = PRESET) -> Memory:
    """The memory after grades on days."""
    memory, last = None, 0
    for day, rating in grades:
        memory = next_memory(memory, day - last, rating, preset)
        last = day
    assert memory is not None
    return memory


def test_an_empty_log_is_a_new_card(log: Log) -> None:
    assert log.replayed() == UNTOUCHED == CardMemory(state=New())


def test_memory_comes_from_the_grades_and_the_due_from_the_last_decision(log: Log) -> None:
    log.grade(100, Rating.GOOD, DueAt(UtcMs(7)), Phase.LEARNING, 1)
    last = log.grade(103, Rating.EASY, DueOn(StudyDay(120)))
    card = log.replayed()
    memory = after((100, Rating.GOOD), (103, Rating.EASY))
    assert card.state == Review(memory, StudyDay(103), DueOn(StudyDay(120)))
    assert (card.reps, card.lapses, card.live_reviews) == (2, 0, 2)
    assert (card.first_day, card.last_day) == (100, 103)
    assert card.last_at == 103 * DAY_MS + 1
    assert card.last_event == last


def test_a_step_is_kept_as_it_was_decided(log: Log) -> None:
    log.grade(100, Rating.AGAIN, DueAt(UtcMs(7)), Phase.LEARNING, 0)
    memory = after((100, Rating.AGAIN))
    assert log.replayed().state == Learning(0, memory, StudyDay(100), DueAt(UtcMs(7)))


def test_other_weights_change_the_memory_and_never_the_due(log: Log) -> None:
    log.grade(100)
    log.grade(105)
    other = Preset(weights=(0.5, 1.5, 3.5, 9.0, *DEFAULT_WEIGHTS[4:]))
    then, now = log.replayed().state, log.replayed(other).state
    assert isinstance(then, Review)
    assert isinstance(now, Review)
    assert now.memory == after((100, Rating.GOOD), (105, Rating.GOOD), preset=other)
    assert now.memory != then.memory
    assert now.due == then.due


def test_a_lapse_is_again_in_review(log: Log) -> None:
    log.grade(100, Rating.AGAIN, DueAt(UtcMs(7)), Phase.LEARNING, 0)  # not yet a review
    log.grade(100)
    log.grade(105, Rating.AGAIN, DueAt(UtcMs(8)), Phase.RELEARNING, 0)
    log.grade(105, Rating.AGAIN, DueAt(UtcMs(9)), Phase.RELEARNING, 0)  # already failed
    card = log.replayed()
    assert isinstance(card.state, Relearning)
    assert (card.reps, card.lapses) == (4, 1)


def test_a_cram_touches_nothing_but_the_newest_event(log: Log) -> None:
    log.grade(100)
    before = log.replayed()
    cram = log.grade(104, Rating.AGAIN, cram=True)
    assert log.replayed() == replace(before, last_event=cram)


def test_a_cram_counts_for_nothing_even_if_it_decided_something(log: Log) -> None:
    log.grade(100)
    before = log.replayed()
    log.grade(104, Rating.AGAIN)
    grade = log.events[-1]
    assert isinstance(grade, Graded)
    log.events[-1] = replace(grade, cram=True)
    assert log.replayed() == replace(before, last_event=grade.stamp.id)


def test_a_cram_of_a_new_card_leaves_it_new(log: Log) -> None:
    cram = log.grade(104, cram=True)
    assert log.replayed() == CardMemory(last_event=cram)


def test_a_void_takes_its_target_away(log: Log) -> None:
    log.grade(100)
    before = log.replayed()
    void = log.void(log.grade(105, Rating.AGAIN))
    assert log.replayed() == replace(before, last_event=void)


def test_a_void_is_never_voided(log: Log) -> None:
    first = log.void(log.grade(100))
    second = log.void(first)
    assert log.replayed() == CardMemory(last_event=second)


def test_a_void_of_something_unknown_is_ignored(log: Log) -> None:
    log.grade(100)
    before = log.replayed()
    void = log.void(EventId("9999999999999elsewhere"))
    assert log.replayed() == replace(before, last_event=void)


def test_a_void_counts_wherever_it_stands(log: Log) -> None:
    # Two devices' logs joined may bring a void before what it undoes.
    log.void(EventId(f"{1:013d}desk"))
    log.grade(100)
    assert log.replayed().state == NEW


def test_an_event_under_a_void_in_the_middle_is_as_if_it_never_was(log: Log) -> None:
    log.grade(100)
    middle = log.grade(102, Rating.AGAIN)
    log.grade(107)
    log.void(middle)
    state = log.replayed().state
    assert isinstance(state, Review)
    assert state.memory == after((100, Rating.GOOD), (107, Rating.GOOD))


def test_forgetting_makes_the_card_new_and_keeps_the_count_of_rolls(log: Log) -> None:
    log.grade(100)
    log.grade(105, Rating.AGAIN)
    log.add(106, Suspended)
    log.add(106, lambda stamp: Flagged(stamp, 4))
    forgot = log.add(106, Forgotten)
    assert log.replayed() == CardMemory(live_reviews=2, suspended=True, flag=4, last_event=forgot)
    log.grade(110)
    card = log.replayed()
    assert (card.reps, card.lapses, card.live_reviews) == (1, 0, 3)
    assert card.first_day == 110
    assert isinstance(card.state, Review)
    assert card.state.memory == after((110, Rating.GOOD))


def test_a_restart_counts_once_for_each_number(log: Log) -> None:
    log.grade(100)
    log.add(101, lambda stamp: Restarted(stamp, 1))
    assert (log.replayed().state, log.replayed().restart) == (NEW, 1)
    log.grade(102)
    log.add(103, lambda stamp: Restarted(stamp, 1))  # the other device's
    assert log.replayed().reps == 1
    log.add(104, lambda stamp: Restarted(stamp, 3))
    assert (log.replayed().state, log.replayed().restart) == (NEW, 3)
    log.grade(105)
    log.add(106, lambda stamp: Restarted(stamp, 2))
    assert (log.replayed().reps, log.replayed().restart) == (1, 3)


def test_a_restart_without_a_number_always_counts(log: Log) -> None:
    log.add(100, lambda stamp: Restarted(stamp, 2))
    for day in (101, 103):
        log.grade(day)
        log.add(day + 1, lambda stamp: Restarted(stamp, 0))
        assert (log.replayed().state, log.replayed().restart) == (NEW, 2)


def test_a_due_set_moves_the_due_and_nothing_else(log: Log) -> None:
    log.grade(100)
    before = log.replayed()
    moved = log.add(101, lambda stamp: DueSet(stamp, DueOn(StudyDay(170))))
    assert isinstance(before.state, Review)
    assert log.replayed() == replace(
        before, state=replace(before.state, due=DueOn(StudyDay(170))), last_event=moved
    )


def test_a_due_set_on_a_step_leaves_it_on_its_step(log: Log) -> None:
    log.grade(100, Rating.AGAIN, DueAt(UtcMs(7)), Phase.LEARNING, 0)
    log.add(101, lambda stamp: DueSet(stamp, DueOn(StudyDay(170))))
    state = log.replayed().state
    assert isinstance(state, Learning)
    assert (state.step, state.due) == (0, DueOn(StudyDay(170)))


def test_the_next_grade_decides_anew_after_a_due_set(log: Log) -> None:
    log.grade(100)
    log.add(101, lambda stamp: DueSet(stamp, DueOn(StudyDay(170))))
    log.grade(110, due=DueOn(StudyDay(133)))
    state = log.replayed().state
    assert isinstance(state, Review)
    assert state.due == DueOn(StudyDay(133))


def test_a_due_set_on_a_new_card_leaves_it_new(log: Log) -> None:
    log.add(101, lambda stamp: DueSet(stamp, DueOn(StudyDay(170))))
    assert log.replayed().state == NEW


def test_marks_are_the_last_ones_made(log: Log) -> None:
    log.add(100, Suspended)
    log.add(100, lambda stamp: Buried(stamp, StudyDay(103)))
    log.add(100, lambda stamp: Flagged(stamp, 2))
    marked = log.replayed()
    assert (marked.suspended, marked.buried_until, marked.flag) == (True, 103, 2)
    log.add(101, Resumed)
    log.add(101, lambda stamp: Buried(stamp, StudyDay(101)))  # taken back
    log.add(101, lambda stamp: Flagged(stamp, 0))
    newest = log.add(101, lambda stamp: Renamed(stamp, Uid("deck/other")))
    cleared = log.replayed()
    assert (cleared.suspended, cleared.buried_until, cleared.flag) == (False, 101, 0)
    assert cleared.last_event == newest


def test_days_that_run_backwards_count_as_the_same_day(log: Log) -> None:
    log.grade(100)
    log.grade(97)
    log.grade(104)
    card = log.replayed()
    assert isinstance(card.state, Review)
    assert card.state.memory == after((100, Rating.GOOD), (100, Rating.GOOD), (104, Rating.GOOD))
    assert (card.first_day, card.last_day) == (100, 104)


def test_the_live_events_are_told_in_their_order(log: Log) -> None:
    first = log.grade(100)
    second = log.grade(101)
    third = log.add(101, Suspended)
    log.void(second)
    assert [event.stamp.id for event in live(log.events)] == [first, third]


@pytest.mark.parametrize(
    ("phase", "step", "due"),
    [
        (Phase.NEW, None, DueOn(StudyDay(101))),
        (Phase.REVIEW, None, DueAt(UtcMs(7))),
        (Phase.LEARNING, None, DueAt(UtcMs(7))),
        (Phase.RELEARNING, None, DueAt(UtcMs(7))),
    ],
)
def test_a_decision_that_is_no_state_is_told(
    log: Log, phase: Phase, step: int | None, due: Due
) -> None:
    log.grade(100, due=due, phase=phase, step=step)
    with pytest.raises(ValueError, match=f"no state has phase {phase}"):
        log.replayed()
