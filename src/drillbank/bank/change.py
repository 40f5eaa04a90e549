"""The one door through which anything about a card's memory is written.

A change is one transaction.  Each event appended to the log gets the change's id, so undo can void
the whole of it; when the change ends, the state of every card it touched is replayed from its log
and written beside it.  State in the bank is therefore a replay of the log, always.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from drillbank.bank.errors import CardChangedError, NothingToUndoError, UnknownCardError
from drillbank.bank.log import live_of_change, log_of, newest_at, newest_undoable
from drillbank.bank.rows import columns_of, event_of, state_columns
from drillbank.bank.tables import (
    CardRow,
    DeckRow,
    EventRow,
    GradeRow,
    NoteRow,
    PresetRow,
    SettingRow,
    StateRow,
    WordingRow,
)
from drillbank.bank.values import Grade, UndoneChange
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.events import (
    Buried,
    ChangeId,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Graded,
    Renamed,
    Restarted,
    Resumed,
    Stamp,
    Suspended,
    Voided,
)
from drillbank.memory.preset import Preset, Presets
from drillbank.memory.replay import replay
from drillbank.memory.state import DueOn
from drillbank.memory.study_day import Calendar


@dataclass(slots=True)
class Change:
    """A transaction under way; ``Bank.change`` opens it, settles it and commits."""

    session: Session
    calendar: Calendar
    presets: Presets
    now: UtcMs
    _device: str
    _last_at: int
    _id: ChangeId | None = None
    _touched: dict[int, None] = field(default_factory=dict)

    @classmethod
    def open(cls, session: Session, calendar: Calendar, presets: Presets, now: UtcMs) -> "Change":
        """The change of a transaction that has just begun."""
        # On a server this row is the lock that SQLite's BEGIN IMMEDIATE already holds.
        device = select(SettingRow).where(col(SettingRow.key) == "device").with_for_update()
        return cls(
            session,
            calendar,
            presets,
            now,
            _device=session.execute(device).scalar_one().value,
            _last_at=newest_at(session),
        )

    # What a person does

    def grade(self, grade: Grade) -> EventId:
        """Logs a grade.

        Raises:
            CardChangedError: the card has an event that the session did not see, or the session
                asked something that the card never was.
            UnknownCardError: there is no such card.
        """
        card = self._card(grade.uid)
        newest = select(func.max(EventRow.id)).where(col(EventRow.card_id) == card.id)
        if self.session.execute(newest).scalar() != grade.seen:
            raise CardChangedError(grade.uid)
        if grade.asked == card.fingerprint:
            self.remember_wording(card)
        elif self.session.get(WordingRow, grade.asked) is None:
            raise CardChangedError(grade.uid)
        if grade.decision is not None:
            self._remember_preset(grade.preset)
        return self._append(
            card,
            lambda stamp: Graded(
                stamp=stamp,
                rating=grade.rating,
                was=grade.was,
                cram=grade.decision is None,
                asked=grade.asked,
                answer=grade.answer,
                decision=grade.decision,
            ),
        )

    def suspend(self, uids: Iterable[Uid]) -> None:
        """Takes cards out of the queue until they are resumed."""
        self._each(uids, Suspended)

    def resume(self, uids: Iterable[Uid]) -> None:
        """Puts suspended cards back."""
        self._each(uids, Resumed)

    def bury(self, uids: Iterable[Uid], until: StudyDay) -> None:
        """Keeps cards out of the queue before the study day ``until``."""
        self._each(uids, lambda stamp: Buried(stamp, until))

    def flag(self, uids: Iterable[Uid], flag: int) -> None:
        """Marks cards 1-7; 0 takes the mark away."""
        self._each(uids, lambda stamp: Flagged(stamp, flag))

    def forget(self, uids: Iterable[Uid]) -> None:
        """Makes cards new; their log stays."""
        self._each(uids, Forgotten)

    def set_due(self, uids: Iterable[Uid], day: StudyDay) -> None:
        """Moves the next showing of cards; their memory stays."""
        self._each(uids, lambda stamp: DueSet(stamp, DueOn(day)))

    def siblings(self, uid: Uid) -> tuple[Uid, ...]:
        """The living cards of the card's note, itself among them.

        Raises:
            UnknownCardError: there is no such card.
        """
        of_note = (
            select(col(CardRow.uid))
            .where(col(CardRow.note_id) == self._card(uid).note_id)
            .where(col(CardRow.retired_at).is_(None))
            .order_by(col(CardRow.position), col(CardRow.id))
        )
        return tuple(Uid(found) for found in self.session.execute(of_note).scalars())

    def undo(self) -> UndoneChange:
        """Voids the newest live change of a person.

        Raises:
            NothingToUndoError: no live change is left.
        """
        newest = newest_undoable(self.session)
        if newest is None:
            raise NothingToUndoError
        rows = live_of_change(self.session, newest.change)
        for row in rows:
            self._void(row)
        events = tuple(event_of(row, self.session.get(GradeRow, row.id)) for row in rows)
        return UndoneChange(Uid(self.session.get_one(CardRow, newest.card_id).uid), events)

    def _void(self, row: EventRow) -> None:
        card = self.session.get_one(CardRow, row.card_id)
        self._append(card, lambda stamp: Voided(stamp, EventId(row.id)))

    # What a compile does

    def rename(self, card: CardRow, to: Uid) -> None:
        """Logs that the card goes by ``to`` from here on; its row is renamed by the caller."""
        self._append(card, lambda stamp: Renamed(stamp, to))

    def restart(self, card: CardRow, number: int) -> None:
        """Logs that the card is new again."""
        self._append(card, lambda stamp: Restarted(stamp, number))

    def remember_wording(self, card: CardRow) -> None:
        """Keeps what the card asks now, for the grades that speak of it."""
        if self.session.get(WordingRow, card.fingerprint) is None:
            self.session.add(WordingRow(fingerprint=card.fingerprint, face=card.face))
            self.session.flush()

    def freeze_anki_names(self, names: Mapping[Slug, str]) -> None:
        """Keeps the names that decks were exported to Anki under; a name once kept stays."""
        rows = select(DeckRow).where(col(DeckRow.slug).in_(names), col(DeckRow.anki_name).is_(None))
        for row in self.session.execute(rows).scalars():
            row.anki_name = names[Slug(row.slug)]

    def touch(self, card_id: int) -> None:
        """Has the card's state replayed when the change ends."""
        self._touched[card_id] = None

    # How it is written

    def _each(self, uids: Iterable[Uid], make: Callable[[Stamp], Event]) -> None:
        for uid in uids:
            self._append(self._card(uid), make)

    def _append(self, card: CardRow, make: Callable[[Stamp], Event]) -> EventId:
        card_id = _id_of(card)
        at = UtcMs(max(self.now, self._last_at + 1))
        self._last_at = at
        # The day of its last grade, as `memory.answer` counts it too.
        last_day = self.session.execute(
            select(col(StateRow.last_day)).where(col(StateRow.card_id) == card_id)
        ).scalar_one()
        event_id = EventId(f"{at:013d}{self._device}")
        self._id = self._id or ChangeId(event_id)
        event = make(
            Stamp(
                id=event_id,
                change=self._id,
                device=self._device,
                at=at,
                offset_min=self.calendar.offset_min(at),
                day=StudyDay(max(self.calendar.day_of(at), last_day or 0)),
                uid=Uid(card.uid),
            )
        )
        columns, grade = columns_of(event, card_id)
        self.session.execute(insert(EventRow), columns)
        if grade is not None:
            self.session.execute(insert(GradeRow), grade)
        self.touch(card_id)
        return event_id

    def _card(self, uid: Uid) -> CardRow:
        cards = select(CardRow).where(col(CardRow.uid) == uid)
        found: CardRow | None = self.session.execute(cards).scalar_one_or_none()
        if found is None:
            raise UnknownCardError(uid)
        return found

    def _remember_preset(self, preset: Preset) -> None:
        if self.session.get(PresetRow, preset.version) is None:
            row = PresetRow(
                version=preset.version,
                name=preset.name,
                values=preset.values(),
                first_used_at=self.now,
            )
            self.session.add(row)
            self.session.flush()

    def _preset_of(self, card: CardRow) -> Preset:
        slug = self.session.execute(
            select(col(DeckRow.slug))
            .join(NoteRow, col(NoteRow.deck_id) == col(DeckRow.id))
            .where(col(NoteRow.id) == card.note_id)
        ).scalar_one()
        return self.presets.of(Slug(slug))

    def settle(self) -> None:
        """Replays every card that was touched; the last step before the commit."""
        self.session.flush()
        states = []
        for card_id in self._touched:
            card = self.session.get_one(CardRow, card_id)
            memory = replay(log_of(self.session, card_id), self._preset_of(card))
            states.append(state_columns(card_id, memory, self.calendar))
        if states:
            self.session.execute(update(StateRow), states)
        self._touched.clear()


def _id_of(card: CardRow) -> int:
    if card.id is None:
        raise ValueError(f"{card.uid} has not been written yet")
    return card.id
