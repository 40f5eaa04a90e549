"""The session's hands: they read cards from the bank and write to it.

The bank is opened for writing at the first write, because that loads SQLAlchemy; until then the
hot reader answers.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from drillbank.bank.decode import Selection
from drillbank.bank.errors import CardChangedError, NothingToUndoError, UnknownCardError
from drillbank.bank.reader import Reader
from drillbank.bank.values import CardRecord, Grade
from drillbank.base.clock import Clock
from drillbank.base.errors import BankError
from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.answer import answers
from drillbank.memory.events import Event, Flagged, Graded
from drillbank.memory.parts import phase_of
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Queue
from drillbank.memory.state import New
from drillbank.memory.study_day import Calendar, Moment, iso_of
from drillbank.review import deeds
from drillbank.review.advance import begin
from drillbank.review.day import Choice, queue_of
from drillbank.review.effects import (
    Draw,
    DrawAgain,
    Effect,
    SaveBurial,
    SaveDue,
    SaveFlag,
    SaveGrade,
    SaveSuspension,
    TakeBack,
    TryCode,
)
from drillbank.review.habit import tempo
from drillbank.review.inputs import (
    Changed,
    Drawn,
    GradeSaved,
    NothingUndone,
    Outdated,
    PutAway,
    Report,
    Scope,
    TakenBack,
)
from drillbank.review.leech import is_told, leech
from drillbank.review.outlook import backlog_notice
from drillbank.review.session import Step
from drillbank.review.table import Shown
from drillbank.review.terms import Terms

if TYPE_CHECKING:
    from drillbank.bank.bank import Bank
    from drillbank.bank.change import Change
    from drillbank.review.bench import Bench
    from drillbank.review.tomorrow import Load
    from drillbank.review.workshop import Workshop


@dataclass(slots=True)
class Desk:
    """Performs effects; safe to be called from one thread at a time."""

    read: Callable[[], AbstractContextManager[Reader]]
    open_bank: Callable[[], "Bank"]
    clock: Clock
    calendar: Calendar
    presets: Presets
    choice: Choice
    leech: int = 0
    """So many lapses make a card a leech; 0 names none."""

    bench: "Callable[[], Bench] | None" = None
    """Where code is written and tried; None where it cannot be."""

    workshop: "Callable[[], Workshop] | None" = None
    """Where notes are edited; None where they cannot be."""

    _bank: "Bank | None" = None
    _last_at: int = 0
    _met_before: int | None = None
    """New cards met today before the session began, once it has."""

    def now(self) -> Moment:
        """The present, never before the newest event of the bank."""
        return self.calendar.moment(UtcMs(max(self.clock.now(), self._last_at + 1)))

    def queue(self) -> Queue:
        """What is left of today, as the bank stands now."""
        with self.read() as reader:
            self._last_at = max(self._last_at, reader.last_at())
            today = self.now().day
            return queue_of(reader, self._left_of_choice(reader, today), self.presets, today)

    def _left_of_choice(self, reader: Reader, today: StudyDay) -> Choice:
        """The choice, less the new cards met since the session began where it says how many."""
        limits = self.choice.limits
        if limits.new_now is None:
            return self.choice
        met = len(reader.day(today, Selection(), 0).done.introduced)
        if self._met_before is None:
            self._met_before = met
        left = max(0, limits.new_now - max(0, met - self._met_before))
        return replace(self.choice, limits=replace(limits, new_now=left))

    def begin(self, terms: Terms) -> Step:
        """A session over it, and the first card to draw.

        Raises:
            BankError: the bank cannot be read.
        """
        queue, now = self.queue(), self.now()
        with self.read() as reader:
            notice = backlog_notice(reader, queue, now.day) if self._whole_day else None
            pace = tempo(reader, now.day)
        session, effect = begin(queue, now.at, terms, pace)
        return replace(session, message=notice), effect

    @property
    def _whole_day(self) -> bool:
        return self.choice.selection.everything and self.choice.minutes is None

    def perform(self, effect: Effect) -> Report:
        """Does what the session asks.

        Raises:
            BankError: the bank cannot be read or written; nothing was written.
        """
        match effect:
            case Draw(uid):
                return self._draw(uid)
            case SaveGrade():
                return self._save_grade(effect)
            case SaveBurial() | SaveSuspension():
                return self._put_away(effect)
            case TakeBack():
                return self._take_back()
            case SaveFlag():
                return self._save_flag(effect)
            case SaveDue():
                return self._save_due(effect)
            case DrawAgain():
                return self._draw_again(effect)
            case TryCode(uid):
                return self._try_code(uid)
            case _:
                assert_never(effect)

    def history(self, uid: Uid) -> tuple[CardRecord, Sequence[Event]]:
        """A card with its log.

        Raises:
            BankError: the bank cannot be read.
        """
        from drillbank.bank.queries import SqlReader  # noqa: PLC0415 - loads SQLAlchemy

        with self._writable().reading() as session:
            reader = SqlReader(session, self.presets)
            return reader.card(uid), reader.log(uid)

    def tomorrow(self) -> "Load | None":
        """What the next study day will ask; None where the bank cannot be read."""
        from drillbank.review.tomorrow import load_of_tomorrow  # noqa: PLC0415 - at the end

        with suppress(BankError), self.read() as reader:
            return load_of_tomorrow(reader, self.choice, self.presets, self.now().day)
        return None

    def warm_up(self) -> None:
        """Loads what the first answer and the first write need."""
        answers(New(), self.now(), 0.5, self.presets.default)
        self._writable()

    def tidy(self) -> None:
        """Does what the next write would have to do; for a moment in which nobody waits."""
        # Nothing is lost by leaving it: who writes next does it, and is told what is wrong.
        with suppress(BankError):
            if self._bank is not None:
                self._bank.checkpoint()

    def close(self) -> None:
        """Lets go of the bank."""
        if self._bank is not None:
            self._bank.close()

    def _writable(self) -> "Bank":
        if self._bank is None:
            self._bank = self.open_bank()
        return self._bank

    def _change(self) -> "AbstractContextManager[Change]":
        return self._writable().change(self.now().at)

    def _draw(self, uid: Uid) -> Report:
        try:
            shown = self._shown(uid)
        except UnknownCardError:
            now = self._name_now(uid)
            return self._gone(uid) if now is None else self._draw(now)
        return self._gone(uid) if shown.record.retired else Drawn(shown, self.now().at)

    def _draw_again(self, effect: DrawAgain) -> Report:
        drawn = self._draw(effect.uid)
        if not isinstance(drawn, Drawn):
            return self._gone(effect.uid, effect.told)
        told, now = effect.told, drawn.shown.uid
        if now != effect.uid:
            told = (*told, f"{effect.uid} is now {now}.")
        return Changed("\n".join(told), drawn.shown, self.now(), effect.uid)

    def _gone(self, uid: Uid, told: tuple[str, ...] = ()) -> PutAway:
        """A compile since has taken the card away."""
        what = "\n".join((*told, f"{uid} is no longer in its deck."))
        return PutAway(frozenset({uid}), what, self.now().at)

    def _name_now(self, before: Uid) -> Uid | None:
        with self.read() as reader:
            return reader.name_now(before)

    def _shown(self, uid: Uid) -> Shown:
        with self.read() as reader:
            record = reader.card(uid)
            judged = reader.judgements(uid) if record.face.points else ()
        return Shown(
            record=record,
            preset=self.presets.of(record.deck),
            missed_before=judged[0].missed if judged else (),
            written=self._written(record),
        )

    def _written(self, record: CardRecord) -> str | None:
        if record.face.code is None or self.bench is None:
            return None
        return self.bench().written.find(record)

    def _try_code(self, uid: Uid) -> Changed:
        """Tells how the tests went, or why they were not run; the card stays as it is."""
        shown = self._shown(uid)
        told = self.bench().tried(shown.record, shown.written) if self.bench else "No code here."
        return Changed(told, shown, self.now())

    def _save_grade(self, effect: SaveGrade) -> Report:
        record = effect.shown.record
        grade = Grade(
            uid=record.uid,
            rating=effect.rating,
            was=phase_of(record.memory.state),
            asked=record.fingerprint,
            answer=effect.answer,
            decision=effect.decision,
            preset=effect.shown.preset,
            seen=record.memory.last_event,
        )
        try:
            with self._change() as change:
                event = change.grade(grade)
        except CardChangedError as problem:
            return Outdated(str(problem), self.queue(), self.now().at)
        with self.read() as reader:
            after = reader.card(record.uid)
            self._last_at = reader.last_at()
            told = self._leech(reader, record, after)
        return GradeSaved(event, effect.rating, after.memory.state, self.now().at, told)

    def _leech(self, reader: Reader, before: CardRecord, after: CardRecord) -> str | None:
        lapses = after.memory.lapses
        if lapses == before.memory.lapses or not is_told(lapses, self.leech):
            return None
        return leech(after, reader.judgements(after.uid) if after.face.points else ())

    def _put_away(self, effect: SaveBurial | SaveSuspension) -> PutAway:
        whole = effect.scope is Scope.NOTE
        with self._change() as change:
            uids = change.siblings(effect.uid) if whole else (effect.uid,)
            if isinstance(effect, SaveBurial):
                change.bury(uids, StudyDay(self.now().day + 1))
            else:
                change.suspend(uids)
        deed = "Buried until tomorrow" if isinstance(effect, SaveBurial) else "Suspended"
        self._see_log()
        what = f"{deed}: {effect.uid}{deeds.others(uids)}."
        return PutAway(frozenset(uids), what, self.now().at)

    def _save_flag(self, effect: SaveFlag) -> Changed:
        with self._change() as change:
            change.flag((effect.uid,), effect.flag)
        said = f"Flag {effect.flag}" if effect.flag else "No flag any more"
        return self._changed(effect.uid, f"{said}: {effect.uid}.")

    def _save_due(self, effect: SaveDue) -> Report:
        today = self.now().day
        with self._change() as change:
            change.set_due((effect.uid,), effect.day)
        when = "today" if effect.day <= today else f"on {iso_of(effect.day)}"
        what = f"Due {when}: {effect.uid}."
        if effect.day <= today:
            return self._changed(effect.uid, what)
        self._see_log()
        return PutAway(frozenset({effect.uid}), what, self.now().at)

    def _changed(self, uid: Uid, what: str) -> Changed:
        """The card as it is now."""
        self._see_log()
        return Changed(what, self._shown(uid), self.now())

    def _take_back(self) -> Report:
        try:
            with self._change() as change:
                undone = change.undo()
        except NothingToUndoError as problem:
            return NothingUndone(str(problem))
        if all(isinstance(event, Flagged) for event in undone.events):
            return self._changed(undone.uid, deeds.undone(undone))
        queue = self.queue()
        newest = undone.events[0]
        return TakenBack(
            what=deeds.undone(undone),
            grade=newest if isinstance(newest, Graded) else None,
            shown=self._shown(undone.uid),
            queue=queue,
            on=self.now(),
        )

    def _see_log(self) -> None:
        with self.read() as reader:
            self._last_at = reader.last_at()
