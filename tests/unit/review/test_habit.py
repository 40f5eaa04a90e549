"""The learner's pace and streak, told by a bank."""

from collections.abc import Iterator

import pytest
from helpers_bank import CALENDAR, DAY, START, card, deck, library, note, opened, place_for_a_bank
from helpers_bank import review as graded

from drillbank.bank.bank import Bank
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import Pace
from drillbank.base.words import Uid, UtcMs
from drillbank.memory.preset import Preset, Presets
from drillbank.memory.queue import Candidate
from drillbank.memory.state import DueOn, Memory, New, Review, State
from drillbank.memory.study_day import weekday
from drillbank.review.habit import RECALL_S, TELL_S, Tempo, streak

TODAY = CALENDAR.day_of(START)
DUE = Review(Memory(3.0, 5.0), TODAY, DueOn(TODAY))


def candidate(uid: str, state: State = DUE) -> Candidate:
    """A card of a prompt or of a question."""
    return Candidate(Uid(uid), state, Preset(), kind="prompt" if "#" in uid else "q")


def test_the_pace_is_the_median_of_the_sort() -> None:
    times = (4_000, 6_000, 8_000, 10_000, 600_000)
    pace = Tempo.of(Pace("q", Uid(f"d/{ms}"), ms) for ms in times)
    assert pace.seconds(candidate("d/other")) == 8


def test_telling_aloud_has_a_pace_of_its_own() -> None:
    pace = Tempo.of(Pace("prompt", Uid("d/a#hook/why"), 9_000) for _ in range(9))
    assert pace.seconds(candidate("d/b#hook/when")) == 9
    assert pace.seconds(candidate("d/b#tell")) == TELL_S


def test_a_few_answers_tell_nothing() -> None:
    pace = Tempo.of(Pace("q", Uid("d/a"), 1_000) for _ in range(4))
    assert pace.seconds(candidate("d/b")) == RECALL_S


def test_a_new_card_is_answered_twice() -> None:
    pace = Tempo()
    assert pace.minutes([candidate("d/a"), candidate("d/b", New())]) == 3 * RECALL_S / 60


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank with three cards."""
    cards = [note(f"d/{name}", card(f"d/{name}", f"What is {name}?")) for name in "abc"]
    with place_for_a_bank() as location:
        made = opened(location)
        made.compile(library(deck("d", *cards)), START)
        yield made
        made.close()


def running(bank: Bank, days_on: int, free: frozenset[int] = frozenset()) -> int:
    """The streak, so many days after the start."""
    with bank.reading() as session:
        reader = SqlReader(session, Presets())
        return streak(reader, CALENDAR.day_of(UtcMs(START + days_on * DAY)), free)


def test_a_streak_counts_days_running_and_today_may_still_come(bank: Bank) -> None:
    assert running(bank, 0) == 0
    graded(bank, "d/a", UtcMs(START))
    graded(bank, "d/b", UtcMs(START + 1_000))
    graded(bank, "d/b", UtcMs(START + DAY))
    assert running(bank, 1) == 2
    assert running(bank, 2) == 2, "today has only begun"
    assert running(bank, 3) == 0


def test_an_undone_day_does_not_count(bank: Bank) -> None:
    graded(bank, "d/a", UtcMs(START))
    graded(bank, "d/b", UtcMs(START + DAY))
    with bank.change(UtcMs(START + DAY + 1)) as change:
        change.undo()
    assert running(bank, 1) == 1


def test_a_free_weekday_neither_ends_a_streak_nor_is_missed_by_it(bank: Bank) -> None:
    first = weekday(CALENDAR.day_of(START))
    tomorrow, day_after = frozenset([(first + 1) % 7]), frozenset([(first + 2) % 7])
    graded(bank, "d/a", UtcMs(START))
    graded(bank, "d/a", UtcMs(START + 2 * DAY))
    assert running(bank, 2) == 1
    assert running(bank, 2, tomorrow) == 2, "the day off is passed over"
    assert running(bank, 2, tomorrow | day_after) == 2, "a day off that was studied counts"
    assert running(bank, 4, day_after) == 0, "another day was missed"
