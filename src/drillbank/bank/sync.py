"""Carrying out a compile's plan: content is written, history stays.

Renames and restarts become events; a card gone from its source is retired, and back when it
returns; nothing is deleted but a card that never had an event and gives its name to an older one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Mapped
from sqlmodel import SQLModel, col

from drillbank.authoring.cards import Note, face_to_json
from drillbank.bank.change import Change
from drillbank.bank.compiled import Compiled
from drillbank.bank.plan import (
    CardChange,
    NoteChange,
    Plan,
    StoredCard,
    StoredNote,
    fingerprint_of,
)
from drillbank.bank.sync_decks import DeckSync
from drillbank.bank.tables import (
    AfterRow,
    CardRow,
    NoteRow,
    SettingRow,
    StateRow,
)
from drillbank.base.words import NoteUid, Slug, Uid, deck_of, note_of
from drillbank.memory.events import Phase


def carry_out(change: Change, compiled: Compiled, plan: Plan) -> None:
    """Writes the plan inside an open change."""
    decks = DeckSync(change, compiled).write()
    _Notes(change, decks).write(plan)
    _keep_questions(change, plan)
    change.session.flush()


def _keep_questions(change: Change, plan: Plan) -> None:
    """Keeps which renames the author was asked about."""
    if plan.asked:
        kept = json.dumps(dict(plan.asked), sort_keys=True)
        change.session.merge(SettingRow(key="renames", value=kept))
    elif (row := change.session.get(SettingRow, "renames")) is not None:
        change.session.delete(row)


Row = dict[str, Any]
"""Of a table, by column; a column left out takes its default."""


class _Place(NamedTuple):
    """What a card takes from its note's row."""

    note_id: int
    retired_at: int | None


class _Notes:
    """Notes and cards, being written."""

    def __init__(self, change: Change, decks: dict[Slug, int]) -> None:
        self._change = change
        self._session = change.session
        self._now = change.now
        self._decks = decks
        notes = self._session.execute(select(NoteRow)).scalars()
        self._notes: dict[int | None, NoteRow] = {row.id: row for row in notes}
        cards = self._session.execute(select(CardRow)).scalars()
        self._cards: dict[int | None, CardRow] = {row.id: row for row in cards}
        self._names = {row.uid for row in self._notes.values()}
        self._names |= {row.uid for row in self._cards.values()}
        self._note_guids = {row.guid for row in self._notes.values()}
        self._card_guids = {row.guid for row in self._cards.values()}
        self._last_created = max((row.created_at for row in self._cards.values()), default=0)

    def write(self, plan: Plan) -> None:
        """Brings notes and cards up to the plan."""
        self._free_names(plan)
        places = self._write_notes(plan.notes)
        self._write_cards(plan.notes, places)
        for change in plan.notes:
            for dropped in change.dropped:
                self._cards[dropped.id].retired_at = self._now
        self._remove_displaced(plan)
        self._retire(plan)
        self._waits(plan)

    def _write_notes(self, changes: Sequence[NoteChange]) -> dict[NoteUid, _Place]:
        """Writes every note; returns where its cards go."""
        rows = [self._note(change, change.stored) for change in changes if change.stored]
        self._session.flush()
        places = {NoteUid(row.uid): _Place(row.id or 0, row.retired_at) for row in rows}
        new = [self._new_note(change) for change in changes if change.stored is None]
        self._insert(NoteRow, new)
        numbers = self._numbers(col(NoteRow.uid), col(NoteRow.id)) if new else {}
        places |= {row["uid"]: _Place(numbers[row["uid"]], row["retired_at"]) for row in new}
        return places

    def _write_cards(self, changes: Sequence[NoteChange], places: Mapping[NoteUid, _Place]) -> None:
        """Writes every card, with a state for each new one."""
        cards = [
            (change.note, card, places[change.note.uid], position)
            for change in changes
            for position, card in enumerate(change.cards)
        ]
        for _, card, place, position in cards:
            if card.stored is not None:
                self._card(card, card.stored, place, position)
        self._session.flush()
        new = [
            self._new_card(card, place, position)
            for _, card, place, position in cards
            if card.stored is None
        ]
        self._insert(CardRow, new)
        numbers = self._numbers(col(CardRow.uid), col(CardRow.id)) if new else {}
        self._insert(
            StateRow, [{"card_id": numbers[row["uid"]], "phase": Phase.NEW} for row in new]
        )
        for note, card, _, _ in cards:
            self._restart(note, card)

    def _insert(self, into: type[SQLModel], rows: Sequence[Row]) -> None:
        """Inserts many rows at once, past the session's objects: it takes a tenth of the time."""
        if rows:
            table: Table = into.__table__  # type: ignore[attr-defined] # SQLModel makes it
            self._session.execute(insert(table), rows)

    def _numbers(self, uid: Mapped[str], number: Mapped[int | None]) -> dict[str, int]:
        """The keys of all rows of a table, by uid."""
        return {name: key for name, key in self._session.execute(select(uid, number)) if key}

    def _waits(self, plan: Plan) -> None:
        """Keeps which notes wait for which."""
        wanted = {
            (change.note.uid, awaited) for change in plan.notes for awaited in change.note.after
        }
        here = {change.note.uid for change in plan.notes}
        for row in self._session.execute(select(AfterRow)).scalars().all():
            if row.note in here and (row.note, row.awaited) not in wanted:
                self._session.delete(row)
            wanted.discard((NoteUid(row.note), NoteUid(row.awaited)))
        self._session.add_all(AfterRow(note=note, awaited=awaited) for note, awaited in wanted)
        self._session.flush()

    def _free_names(self, plan: Plan) -> None:
        """Logs every rename and sets the old names aside, so that two may be swapped."""
        for change in plan.notes:
            if change.stored is not None and change.stored.uid != change.note.uid:
                self._notes[change.stored.id].uid = f"~{change.stored.id}"
            for card in change.cards:
                if card.stored is not None and card.renamed:
                    row = self._cards[card.stored.id]
                    self._change.rename(row, card.card.uid)
                    row.uid = f"~{card.stored.id}"
        for displaced in plan.displaced:
            row = self._cards[displaced.id]
            if not displaced.untouched:
                name = self._name_aside(displaced.uid)
                self._change.rename(row, Uid(name))
                row.uid = name
            else:
                row.uid = f"~{displaced.id}"
        for note in plan.displaced_notes:
            self._notes[note.id].uid = self._name_aside(note.uid)
        self._session.flush()

    def _name_aside(self, uid: str) -> str:
        """A name that no author can write, for what leaves its own to an elder."""
        free = (f"{uid}~{number}" for number in count(2))
        name = next(name for name in free if name not in self._names)
        self._names.add(name)
        return name

    def _remove_displaced(self, plan: Plan) -> None:
        """Deletes what gave its name away and has no log; the rest is kept, retired."""
        kept = set()
        for displaced in plan.displaced:
            row = self._cards[displaced.id]
            if displaced.untouched:
                self._session.delete(self._session.get_one(StateRow, displaced.id))
                self._session.flush()
                self._session.delete(row)
                del self._cards[displaced.id]
            else:
                kept.add(row.note_id)
                row.retired_at = row.retired_at or self._now
        self._session.flush()
        for note in plan.displaced_notes:
            row_of_note = self._notes[note.id]
            if note.id in kept:
                row_of_note.retired_at = row_of_note.retired_at or self._now
                row_of_note.changed_at = max(self._now, row_of_note.changed_at)
            else:
                self._session.delete(row_of_note)
        self._session.flush()

    def _retire(self, plan: Plan) -> None:
        gone = {old.id for old in plan.retired}
        for old in plan.retired:
            row = self._notes[old.id]
            row.retired_at, row.changed_at = self._now, max(self._now, row.changed_at)
        for card in self._cards.values():
            if card.note_id in gone and card.retired_at is None:
                card.retired_at = self._now

    def _note(self, change: NoteChange, stored: StoredNote) -> NoteRow:
        note, fingerprint = change.note, fingerprint_of(change.note)
        row = self._notes[stored.id]
        deck_id = self._decks[deck_of(note.uid)]
        if row.deck_id != deck_id:
            # Its cards follow another preset now, also those that it no longer makes.
            for card in stored.cards:
                self._change.touch(card.id)
        if row.fingerprint != fingerprint or row.uid != note.uid or change.returned:
            row.changed_at = max(self._now, row.changed_at)
        row.uid, row.deck_id, row.kind, row.head = note.uid, deck_id, note.kind, note.head
        row.tags = json.dumps(note.tags, ensure_ascii=False)
        row.line, row.position, row.fingerprint = note.line, change.position, fingerprint
        row.retired_at = None if note.retired is None else row.retired_at or self._now
        row.retired_why = note.retired
        self._session.add(row)
        return row

    def _new_note(self, change: NoteChange) -> Row:
        note = change.note
        eldest, guid = _identity(_eldest_of(note), self._note_guids)
        return {
            "uid": note.uid,
            "eldest": eldest,
            "guid": guid,
            "deck_id": self._decks[deck_of(note.uid)],
            "kind": note.kind,
            "head": note.head,
            "tags": json.dumps(note.tags, ensure_ascii=False),
            "line": note.line,
            "position": change.position,
            "fingerprint": fingerprint_of(note),
            "changed_at": self._now,
            "retired_at": None if note.retired is None else self._now,
            "retired_why": note.retired,
        }

    def _card(self, change: CardChange, stored: StoredCard, place: _Place, position: int) -> None:
        card = change.card
        row = self._cards[stored.id]
        if change.edited:
            # A session may have the old wording on its screen.
            self._change.remember_wording(row)
        row.uid, row.note_id, row.position = card.uid, place.note_id, position
        row.fingerprint, row.face = card.fingerprint, face_to_json(card.face)
        row.retired_at = place.retired_at
        self._session.add(row)

    def _new_card(self, change: CardChange, place: _Place, position: int) -> Row:
        card = change.card
        eldest, guid = _identity(card.was[-1] if card.was else card.uid, self._card_guids)
        self._last_created = max(self._now, self._last_created + 1)
        return {
            "uid": card.uid,
            "eldest": eldest,
            "guid": guid,
            "created_at": self._last_created,
            "note_id": place.note_id,
            "position": position,
            "fingerprint": card.fingerprint,
            "face": face_to_json(card.face),
            "retired_at": place.retired_at,
        }

    def _restart(self, note: Note, change: CardChange) -> None:
        """Makes a card new where its history is another's, or where the author says so."""
        told = note.restart > (change.stored.restart if change.stored else 0)
        if change.fresh or told:
            found = select(CardRow).where(col(CardRow.uid) == change.card.uid)
            row = self._session.execute(found).scalar_one()
            if change.fresh:
                self._change.restart(row, 0)
            if told:
                self._change.restart(row, note.restart)


def _eldest_of(note: Note) -> NoteUid:
    """The oldest id in the note's ``was`` chain, or its own."""
    elders: Iterable[NoteUid] = (note_of(card.was[-1]) for card in note.cards if card.was)
    return next((elder for elder in elders if elder != note.uid), note.uid)


def _identity(eldest: str, taken: set[str]) -> tuple[str, str]:
    """The eldest uid to go by and its guid.

    An id that another note once bore, and left without a ``was``, is told apart by a number.
    """
    number, name, guid = 1, eldest, guid_of(eldest)
    while guid in taken:
        number += 1
        name = f"{eldest}~{number}"
        guid = guid_of(name)
    taken.add(guid)
    return name, guid


def guid_of(eldest: str) -> str:
    """A note's identity in Anki: twenty hex digits of its eldest uid, the same in every bank."""
    return hashlib.sha256(f"drillbank {eldest}".encode()).hexdigest()[:20]
