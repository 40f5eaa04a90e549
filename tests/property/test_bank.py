"""Any sequence of actions: what the bank stores of a card is a replay of its log."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import pairwise

import pytest
from helpers_bank import (
    DAY,
    KINDS,
    START,
    THOROUGH,
    card,
    cards_of,
    deck,
    grade_for,
    library,
    note,
    opened,
    place_for_a_bank,
    record_of,
    without_last,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from drillbank.bank.bank import Bank
from drillbank.bank.change import Change
from drillbank.bank.decode import Selection
from drillbank.bank.errors import CardChangedError, NothingToUndoError
from drillbank.bank.hot import open_hot
from drillbank.bank.queries import SqlReader
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs, deck_of
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import Event, Voided
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset, Presets
from drillbank.memory.queue import Limits, build
from drillbank.memory.rating import Rating
from drillbank.memory.replay import replay
from drillbank.memory.state import New

NOTES = ("one/a", "one/b", "one/c", "two/d", "two/e")
UIDS = tuple(Uid(f"{uid}#{facet}") for uid in NOTES for facet in ("x", "tell"))
PRESETS = (
    Preset(),
    Preset(weights=tuple(weight * 1.1 for weight in DEFAULT_WEIGHTS)),
    Preset(name="steep", learning_steps=(), relearning_steps=(60, 86_400), retention=0.8),
)

uids = st.sampled_from(UIDS)
some_uids = st.lists(uids, min_size=1, max_size=4, unique=True)
jumps = (
    st.integers(1, 30 * 60_000)
    | st.integers(1, 3 * DAY)
    | st.integers(1, 300 * DAY)
    | st.integers(-400 * DAY, 0)
)
days = st.integers(-3, 40)
which = st.sampled_from([0, 1])

Log = Sequence[Event]


class Actions(RuleBasedStateMachine):
    """Two programs that work on one bank."""

    kind = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.location = self.stack.enter_context(place_for_a_bank(self.kind))
        self.presets = Presets()
        self.now = START
        self.texts = dict.fromkeys(UIDS, 0)
        self.restarts = dict.fromkeys(NOTES, 0)
        self.path: tuple[str, ...] | None = ()
        self.banks = [self.open(), self.open()]
        self.touched: set[Uid] = set()
        """What may have changed since the quick reader was last asked."""

        self.done: list[dict[Uid, Log]] = []
        """The live changes of a person, oldest first: each card's log before it."""

    def open(self) -> Bank:
        return opened(self.location, presets=self.presets)

    def teardown(self) -> None:
        for bank in self.banks:
            bank.close()
        self.stack.close()

    def log(self, uid: Uid) -> Log:
        with self.banks[0].reading() as session:
            return SqlReader(session, self.presets).log(uid)

    def all_logs(self) -> dict[Uid, Log]:
        with self.banks[0].reading() as session:
            reader = SqlReader(session, self.presets)
            return {uid: reader.log(uid) for uid in UIDS}

    def replayed(self, uid: Uid, log: Log) -> CardMemory:
        return replay(log, self.presets.of(deck_of(uid)))

    def change(self, bank: int, uids: Sequence[Uid], deed: Callable[[Change], object]) -> None:
        before = {uid: self.log(uid) for uid in uids}
        self.touched.update(uids)
        with self.banks[bank].change(self.now) as change:
            deed(change)
        self.done.append(before)

    @initialize()
    def compile(self) -> None:
        notes = {
            uid: note(
                uid,
                *(
                    card(f"{uid}#{facet}", f"{facet} of {uid}? {self.texts[Uid(f'{uid}#{facet}')]}")
                    for facet in ("x", "tell")
                ),
                restart=self.restarts[uid],
            )
            for uid in NOTES
        }
        decks_of = [
            deck(slug, *(made for uid, made in notes.items() if deck_of(made.uid) == slug))
            for slug in ("one", "two")
        ]
        self.banks[0].compile(library(*decks_of, path=self.path), self.now)
        self.touched.update(UIDS)

    @rule(jump=jumps)
    def the_clock_jumps(self, jump: int) -> None:
        self.now = UtcMs(max(START // 2, self.now + jump))

    @rule(bank=which, uid=uids, rating=st.sampled_from(Rating), cram=st.booleans())
    def grade(self, bank: int, uid: Uid, rating: Rating, *, cram: bool) -> None:
        one = self.banks[bank]
        grade = grade_for(one, record_of(one, uid), self.now, rating, cram=cram)
        self.change(bank, [uid], lambda change: change.grade(grade))

    @rule(uid=uids, rating=st.sampled_from(Rating))
    def grade_what_another_changed(self, uid: Uid, rating: Rating) -> None:
        grade = grade_for(self.banks[0], record_of(self.banks[0], uid), self.now, rating)
        self.change(1, [uid], lambda change: change.flag([uid], 3))
        before = self.all_logs()
        with pytest.raises(CardChangedError), self.banks[0].change(self.now) as change:
            change.grade(grade)
        assert self.all_logs() == before

    @rule(bank=which, uids=some_uids, what=st.sampled_from(["suspend", "resume", "forget"]))
    def manage(self, bank: int, uids: list[Uid], what: str) -> None:
        self.change(bank, uids, lambda change: getattr(change, what)(uids))

    @rule(bank=which, uids=some_uids, ahead=days)
    def bury(self, bank: int, uids: list[Uid], ahead: int) -> None:
        day = StudyDay(self.banks[0].calendar.day_of(self.now) + ahead)
        self.change(bank, uids, lambda change: change.bury(uids, day))

    @rule(bank=which, uids=some_uids, ahead=days)
    def set_due(self, bank: int, uids: list[Uid], ahead: int) -> None:
        day = StudyDay(self.banks[0].calendar.day_of(self.now) + ahead)
        self.change(bank, uids, lambda change: change.set_due(uids, day))

    @rule(bank=which, uids=some_uids, flag=st.integers(0, 7))
    def flag(self, bank: int, uids: list[Uid], flag: int) -> None:
        self.change(bank, uids, lambda change: change.flag(uids, flag))

    @rule(bank=which, times=st.integers(1, 4))
    def undo(self, bank: int, times: int) -> None:
        for _ in range(times):
            if not self.done:
                with pytest.raises(NothingToUndoError), self.banks[bank].change(self.now) as change:
                    change.undo()
                return
            before = self.done.pop()
            self.touched.update(before)
            with self.banks[bank].change(self.now) as change:
                undone = change.undo()
            assert {event.stamp.uid for event in undone.events} == set(before)
            assert undone.uid == undone.events[0].stamp.uid
            for uid, log in before.items():
                restored = record_of(self.banks[bank], uid).memory
                restarted = self.log(uid)[len(log) :]
                kept = [event for event in restarted if type(event).__name__ == "Restarted"]
                expected = self.replayed(uid, [*log, *kept])
                assert without_last(restored) == without_last(expected)

    @rule(path=st.sampled_from([None, (), ("two",), ("two", "one")]))
    def order_decks(self, path: tuple[str, ...] | None) -> None:
        self.path = path
        self.compile()

    @rule()
    def open_again(self) -> None:
        for bank in self.banks:
            bank.close()
        self.banks = [self.open(), self.open()]

    @rule(one=st.sampled_from(PRESETS), two=st.sampled_from(PRESETS))
    def follow_other_presets(self, one: Preset, two: Preset) -> None:
        self.presets = Presets(one, {Slug("two"): two})
        self.open_again()
        self.compile()

    @rule(uid=uids)
    def edit_what_a_session_shows(self, uid: Uid) -> None:
        grade = grade_for(self.banks[0], record_of(self.banks[0], uid), self.now, Rating.HARD)
        self.texts[uid] += 1
        self.compile()
        self.change(0, [uid], lambda change: change.grade(grade))

    @precondition(lambda self: max(self.restarts.values()) < 3)
    @rule(uid=st.sampled_from(NOTES))
    def restart(self, uid: str) -> None:
        self.restarts[uid] += 1
        self.compile()

    @invariant()
    def the_log_tells_everything(self) -> None:
        stored = cards_of(self.banks[1])
        assert set(stored) in (set(), set(UIDS))
        if not stored:
            return
        logs = self.all_logs()
        memories = {uid: self.replayed(uid, log) for uid, log in logs.items()}
        assert {uid: record.memory for uid, record in stored.items()} == memories
        self.ids_and_times_increase(logs)
        self.a_day_is_counted_from_live_grades(memories)

    def ids_and_times_increase(self, logs: Mapping[Uid, Log]) -> None:
        for log in logs.values():
            assert all(a.stamp.id < b.stamp.id for a, b in pairwise(log))
        stamps = sorted((event.stamp for log in logs.values() for event in log), key=lambda s: s.id)
        assert all(a.at < b.at for a, b in pairwise(stamps))
        voided = [
            event.target for log in logs.values() for event in log if isinstance(event, Voided)
        ]
        voids = {
            event.stamp.id for log in logs.values() for event in log if isinstance(event, Voided)
        }
        assert len(set(voided)) == len(voided)
        assert not voids & set(voided)

    def a_day_is_counted_from_live_grades(self, memories: Mapping[Uid, CardMemory]) -> None:
        today = self.banks[0].calendar.day_of(self.now)
        with self.banks[0].reading() as session:
            done = SqlReader(session, self.presets).day(today, Selection()).done
        assert done.graded == {uid for uid, known in memories.items() if known.last_day == today}
        assert done.introduced == {
            uid: self.presets.of(deck_of(uid))
            for uid, known in memories.items()
            if known.first_day == today
        }

    @invariant()
    def the_hot_reader_answers_the_same(self) -> None:
        if self.location.path is None:
            return
        hot = open_hot(self.location.path, self.presets, 1.0)
        assert hot is not None
        today = self.banks[0].calendar.day_of(self.now)
        with self.banks[0].reading() as session:
            sql = SqlReader(session, self.presets)
            for selection in (Selection(), Selection(frozenset([Slug("two")]))):
                all_of_it, first = sql.day(today, selection), hot.day(today, selection)
                assert first.done == all_of_it.done
                assert hot.every(today, selection) == sql.every(today, selection)
                new = [one for one in first.candidates if isinstance(one.state, New)]
                assert len({one.note for one in new}) == len(new)
                for number in (0, 1, 3):
                    few = hot.day(today, selection, number)
                    limits = Limits(new_per_day=number)
                    queues = [
                        [
                            one.uid
                            for one in build(
                                answer.candidates, today=today, done=answer.done, limits=limits
                            ).main
                        ]
                        for answer in (all_of_it, first, few)
                    ]
                    assert queues[0] == queues[1] == queues[2]
            assert hot.decks() == sql.decks()
            there = sum(deck.notes for deck in hot.decks() if deck.available)
            assert hot.notes() == there
            for beginning in ("", "o", "two/", "%"):
                assert hot.uids(beginning) == sql.uids(beginning)
            assert hot.contents() == sql.contents()
            assert hot.problems() == sql.problems()
            assert hot.last_at() == sql.last_at()
            for most in (3, 1000):
                assert hot.paces(StudyDay(0), most) == sql.paces(StudyDay(0), most)
            assert hot.forecast(today, 40) == sql.forecast(today, 40)
            assert hot.cards_by_day(StudyDay(0)) == sql.cards_by_day(StudyDay(0))
            for day in (today - 1, today):
                assert hot.studied_on(StudyDay(day)) == sql.studied_on(StudyDay(day))
                assert hot.failed_on(StudyDay(day)) == sql.failed_on(StudyDay(day))
            for uid in self.touched:
                assert hot.card(uid) == sql.card(uid)
                assert hot.judgements(uid) == sql.judgements(uid)
                assert hot.name_now(uid) == sql.name_now(uid)
        hot.close()
        self.touched.clear()


@pytest.mark.parametrize("kind", KINDS)
def test_any_actions_leave_a_replay_of_the_log(kind: str) -> None:
    machine = type("ActionsOn", (Actions,), {"kind": kind})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15 * THOROUGH,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
