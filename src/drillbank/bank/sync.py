"""Carrying out a compile's plan: content is written, history stays.

Renames and restarts become events; a card gone from its source is retired, and back when it
returns; nothing is deleted but a card that never had an event and gives its name to an older one.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import count

from sqlalchemy import select

from drillbank.authoring.cards import Note, face_to_json
from drillbank.bank.change import Change
from drillbank.bank.compiled import Compiled, CompiledDeck
from drillbank.bank.plan import CardChange, NoteChange, Plan, fingerprint_of
from drillbank.bank.schema import COMPILER
from drillbank.bank.tables import (
    AfterRow,
    CardRow,
    DeckRow,
    NoteRow,
    SettingRow,
    SourceRow,
    StateRow,
)
from drillbank.base.paths import path_text
from drillbank.base.words import NoteUid, Slug, Uid, deck_of, note_of
from drillbank.memory.events import Phase


def carry_out(change: Change, compiled: Compiled, plan: Plan) -> None:
    """Writes the plan inside an open change."""
    decks = _Decks(change, compiled).write()
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


class _Decks:
    """Decks and files, being written."""

    def __init__(self, change: Change, compiled: Compiled) -> None:
        self._session = change.session
        self._compiled = compiled
        found = self._session.execute(select(DeckRow)).scalars()
        self._rows = {Slug(row.slug): row for row in found}

    def write(self) -> dict[Slug, int]:
        """Brings decks and files up to the source; returns the ids of the decks compiled."""
        for deck in self._compiled.decks:
            self._deck(deck)
        if self._compiled.scan is not None:
            for row in self._rows.values():
                row.available = self._is_there(row, self._compiled.scan.roots)
            self._sources()
        self._session.flush()
        return {deck.slug: self._rows[deck.slug].id or 0 for deck in self._compiled.decks}

    def _is_there(self, row: DeckRow, roots: frozenset[str]) -> bool:
        return row.root in roots or any(deck.slug == row.slug for deck in self._compiled.decks)

    def _deck(self, deck: CompiledDeck) -> None:
        row = self._rows.get(deck.slug)
        if row is None:
            row = DeckRow(slug=deck.slug, title="", path="", root="", lesson=None, weights="")
            self._rows[deck.slug] = row
            self._session.add(row)
        # A file compiled by its name does not leave the folder that it was found under.
        if self._compiled.scan is not None or row.path != deck.path:
            row.root = deck.root
        row.title, row.path, row.lesson, row.available = deck.title, deck.path, deck.lesson, True

    def _sources(self) -> None:
        if self._compiled.scan is None:
            return
        problems = {problem.path: problem for problem in self._compiled.problems}
        rows = {row.path: row for row in self._session.execute(select(SourceRow)).scalars()}
        for file in self._compiled.scan.files:
            path = path_text(file.path)
            problem = problems.get(path)
            row = rows.pop(path, None) or SourceRow(
                path=path, root="", mtime_ns=0, size=0, problems=0, first_problem=None
            )
            row.root, row.mtime_ns, row.size = file.root, file.mtime_ns, file.size
            row.problems = problem.errors if problem else 0
            row.first_problem = problem.first if problem else None
            self._session.add(row)
        for row in rows.values():
            self._session.delete(row)
        self._session.merge(SettingRow(key="compiler", value=COMPILER))


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
        notes = [(change, self._note(change)) for change in plan.notes]
        self._session.flush()
        cards = [
            (change, card, self._card(card, row, position))
            for change, row in notes
            for position, card in enumerate(change.cards)
        ]
        self._session.flush()
        self._session.add_all(
            StateRow(card_id=row.id or 0, phase=Phase.NEW)
            for _, card, row in cards
            if card.stored is None
        )
        self._session.flush()
        for change, card, row in cards:
            self._restart(change.note, card, row)
        for change, _ in notes:
            for dropped in change.dropped:
                self._cards[dropped.id].retired_at = self._now
        self._remove_displaced(plan)
        self._retire(plan)
        self._waits(plan)

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

    def _note(self, change: NoteChange) -> NoteRow:
        note, fingerprint = change.note, fingerprint_of(change.note)
        row = self._notes[change.stored.id] if change.stored else self._new_note(note)
        deck_id = self._decks[deck_of(note.uid)]
        if change.stored is not None and row.deck_id != deck_id:
            # Its cards follow another preset now, also those that it no longer makes.
            for card in change.stored.cards:
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

    def _new_note(self, note: Note) -> NoteRow:
        eldest, guid = _identity(_eldest_of(note), self._note_guids)
        return NoteRow(
            uid=note.uid,
            eldest=eldest,
            guid=guid,
            deck_id=0,
            kind="",
            head="",
            tags="[]",
            line=0,
            position=0,
            fingerprint="",
            changed_at=0,
        )

    def _card(self, change: CardChange, of: NoteRow, position: int) -> CardRow:
        card = change.card
        row = self._cards[change.stored.id] if change.stored else self._new_card(change)
        if change.edited:
            # A session may have the old wording on its screen.
            self._change.remember_wording(row)
        row.uid, row.note_id, row.position = card.uid, of.id or 0, position
        row.fingerprint, row.face = card.fingerprint, face_to_json(card.face)
        row.retired_at = of.retired_at
        self._session.add(row)
        return row

    def _new_card(self, change: CardChange) -> CardRow:
        elder = change.card.was[-1] if change.card.was else change.card.uid
        eldest, guid = _identity(elder, self._card_guids)
        self._last_created = max(self._now, self._last_created + 1)
        return CardRow(
            uid=change.card.uid,
            eldest=eldest,
            guid=guid,
            created_at=self._last_created,
            note_id=0,
            position=0,
            fingerprint="",
            face="{}",
        )

    def _restart(self, note: Note, change: CardChange, row: CardRow) -> None:
        """Makes a card new where its history is another's, or where the author says so."""
        if change.fresh:
            self._change.restart(row, 0)
        if note.restart > (change.stored.restart if change.stored else 0):
            self._change.restart(row, note.restart)


def _eldest_of(note: Note) -> NoteUid:
    """The oldest id in the note's ``was`` chain, or its own."""
    elders: Iterable[NoteUid] = (note_of(card.was[-1]) for card in note.cards if card.was)
    return next((elder for elder in elders if elder != note.uid), note.uid)


def _identity(eldest: str, taken: set[str]) -> tuple[str, str]:
    """The eldest uid to go by and its guid.

    An id that another note once bore, and left without a ``was``, is told apart by a number.
    """
    number, name = 1, eldest
    while guid_of(name) in taken:
        number += 1
        name = f"{eldest}~{number}"
    taken.add(guid_of(name))
    return name, guid_of(name)


def guid_of(eldest: str) -> str:
    """A note's identity in Anki: twenty hex digits of its eldest uid, the same in every bank."""
    return hashlib.sha256(f"drillbank {eldest}".encode()).hexdigest()[:20]
