"""Carrying out a compile's plan: content is written, history stays.

Renames and restarts become events; a card gone from its source is retired, and back when it
returns; nothing is deleted but a card that never had an event and gives its name to an older one.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlmodel import Session, col

from drillbank.authoring.cards import Note, face_from_json, face_to_json
from drillbank.authoring.similarity import Text
from drillbank.bank.change import Change
from drillbank.bank.compiled import Compiled, CompiledDeck
from drillbank.bank.plan import (
    CardChange,
    NoteChange,
    Plan,
    StoredCard,
    StoredNote,
    fingerprint_of,
    make_plan,
)
from drillbank.bank.schema import COMPILER
from drillbank.bank.tables import CardRow, DeckRow, NoteRow, SettingRow, SourceRow, StateRow
from drillbank.base.words import Fingerprint, NoteUid, Slug, Uid, UtcMs, note_of
from drillbank.memory.events import Phase


def plan_for(session: Session, compiled: Compiled) -> Plan:
    """What the compile would change in this bank."""
    notes = [pair for deck in compiled.decks for pair in enumerate(deck.notes)]
    return make_plan(stored_notes(session), notes, _closed(session, compiled))


def _closed(session: Session, compiled: Compiled) -> frozenset[Slug]:
    if compiled.scan is None:
        return frozenset()
    there = {str(file.path) for file in compiled.scan.files}
    sound = {deck.path for deck in compiled.decks if deck.sound}
    here = {deck.slug for deck in compiled.decks}
    gone = {
        Slug(row.slug)
        for row in session.execute(select(DeckRow)).scalars()
        if row.root in compiled.scan.roots
        and row.slug not in here
        and (row.path not in there or row.path in sound)
    }
    return frozenset(gone | {deck.slug for deck in compiled.decks if deck.sound})


def stored_notes(session: Session) -> list[StoredNote]:
    """Every note of the bank, as the plan compares it."""
    by_note: dict[int, list[tuple[CardRow, StateRow]]] = {}
    cards = session.execute(
        select(CardRow, StateRow)
        .join(StateRow, col(StateRow.card_id) == col(CardRow.id))
        .order_by(col(CardRow.note_id), col(CardRow.position))
    )
    for card, state in cards:
        by_note.setdefault(card.note_id, []).append((card, state))
    notes = session.execute(select(NoteRow).order_by(col(NoteRow.id))).scalars()
    return [_stored_note(note, by_note.get(note.id or 0, [])) for note in notes]


def _stored_note(note: NoteRow, cards: Sequence[tuple[CardRow, StateRow]]) -> StoredNote:
    faces = [face_from_json(card.face) for card, _ in cards]
    return StoredNote(
        id=note.id or 0,
        uid=NoteUid(note.uid),
        kind=note.kind,
        fingerprint=Fingerprint(note.fingerprint),
        retired=note.retired_at is not None,
        text=Text(
            "\n".join(face.question for face in faces), "\n".join(face.answer for face in faces)
        ),
        cards=tuple(_stored_card(card, state) for card, state in cards),
    )


def _stored_card(card: CardRow, state: StateRow) -> StoredCard:
    return StoredCard(
        id=card.id or 0,
        uid=Uid(card.uid),
        fingerprint=Fingerprint(card.fingerprint),
        retired=card.retired_at is not None,
        reviews=state.live_reviews,
        restart=state.restart,
        untouched=state.last_event is None,
    )


def carry_out(change: Change, compiled: Compiled, plan: Plan) -> None:
    """Writes the plan inside an open change."""
    _Sync(change, compiled).run(plan)


class _Sync:
    """One compile being written."""

    def __init__(self, change: Change, compiled: Compiled) -> None:
        self.change = change
        self.session = change.session
        self.now: UtcMs = change.now
        self.compiled = compiled
        newest = self.session.execute(select(func.max(CardRow.created_at))).scalar()
        self.last_created: int = newest or 0
        self.guids = set(self.session.execute(select(col(NoteRow.guid))).scalars())
        self.card_guids = set(self.session.execute(select(col(CardRow.guid))).scalars())

    def run(self, plan: Plan) -> None:
        decks = {deck.slug: self._deck(deck) for deck in self.compiled.decks}
        self._availability(set(decks))
        self._free_names(plan)
        for note in plan.notes:
            self._note(note, decks[Slug(note.note.uid.partition("/")[0])])
        for old in plan.retired:
            self._retire(old)
        self._sources()
        self.session.flush()

    # Decks and files

    def _deck(self, deck: CompiledDeck) -> int:
        row = self.session.execute(
            select(DeckRow).where(col(DeckRow.slug) == deck.slug)
        ).scalar_one_or_none() or DeckRow(
            slug=deck.slug, title="", path="", root="", lesson=None, weights=""
        )
        row.title, row.path, row.root, row.lesson = deck.title, deck.path, deck.root, deck.lesson
        row.available = True
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def _availability(self, compiled: set[Slug]) -> None:
        if self.compiled.scan is None:
            return
        for row in self.session.execute(select(DeckRow)).scalars():
            row.available = row.slug in compiled or row.root in self.compiled.scan.roots

    def _sources(self) -> None:
        if self.compiled.scan is None:
            return
        problems = {problem.path: problem for problem in self.compiled.problems}
        rows = {row.path: row for row in self.session.execute(select(SourceRow)).scalars()}
        for file in self.compiled.scan.files:
            problem = problems.get(str(file.path))
            row = SourceRow(
                path=str(file.path),
                root=file.root,
                mtime_ns=file.mtime_ns,
                size=file.size,
                problems=problem.errors if problem else 0,
                first_problem=problem.first if problem else None,
            )
            self.session.merge(row)
            rows.pop(row.path, None)
        for row in rows.values():
            self.session.delete(row)
        self.session.merge(SettingRow(key="compiler", value=COMPILER))

    # Notes and cards

    def _free_names(self, plan: Plan) -> None:
        """Logs every rename and sets the names aside, so that two may be swapped."""
        for change in plan.notes:
            if change.stored is not None and change.stored.uid != change.note.uid:
                self.session.get_one(NoteRow, change.stored.id).uid = f"~{change.stored.id}"
            for card in change.cards:
                if card.stored is not None and card.stored.uid != card.card.uid:
                    row = self.session.get_one(CardRow, card.stored.id)
                    self.change.rename(row, card.card.uid)
                    row.uid = f"~{card.stored.id}"
        self.session.flush()
        self._remove_absorbed(plan)

    def _remove_absorbed(self, plan: Plan) -> None:
        """Removes cards without events that stand where a renamed one is about to."""
        claimed = {card.stored.id for note in plan.notes for card in note.cards if card.stored}
        wanted = {card.card.uid for note in plan.notes for card in note.cards}
        notes = {note.note.uid for note in plan.notes}
        kept = {note.stored.id for note in plan.notes if note.stored}
        for row in self.session.execute(
            select(CardRow).where(col(CardRow.uid).in_(wanted))
        ).scalars():
            if row.id not in claimed:
                state = self.session.get_one(StateRow, row.id)
                self.session.delete(state)
                self.session.flush()
                self.session.delete(row)
        self.session.flush()
        for note in self.session.execute(
            select(NoteRow).where(col(NoteRow.uid).in_(notes))
        ).scalars():
            if note.id not in kept:
                self.session.delete(note)
        self.session.flush()

    def _note(self, change: NoteChange, deck_id: int) -> None:
        note = change.note
        row = self._note_row(change)
        fingerprint = fingerprint_of(note)
        if row.fingerprint != fingerprint or row.uid != note.uid:
            row.changed_at = max(self.now, row.changed_at)
        row.uid, row.deck_id, row.kind, row.head = note.uid, deck_id, note.kind, note.head
        row.tags = json.dumps(note.tags, ensure_ascii=False)
        row.line, row.position, row.fingerprint = note.line, change.position, fingerprint
        row.retired_at = None if note.retired is None else row.retired_at or self.now
        row.retired_why = note.retired
        self.session.add(row)
        self.session.flush()
        for position, card in enumerate(change.cards):
            self._card(card, note, row, position)
        for dropped in change.dropped:
            self.session.get_one(CardRow, dropped.id).retired_at = self.now

    def _note_row(self, change: NoteChange) -> NoteRow:
        if change.stored is not None:
            return self.session.get_one(NoteRow, change.stored.id)
        eldest, guid = _identity(eldest_of(change.note), self.guids)
        return NoteRow(
            uid=change.note.uid,
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

    def _card(self, change: CardChange, note: Note, of: NoteRow, position: int) -> None:
        card = change.card
        row = self._card_row(change)
        row.uid, row.note_id, row.position = card.uid, of.id or 0, position
        row.fingerprint, row.face = card.fingerprint, face_to_json(card.face)
        row.retired_at = of.retired_at
        self.session.add(row)
        self.session.flush()
        if change.stored is None:
            self.session.add(StateRow(card_id=row.id or 0, phase=Phase.NEW))
            self.session.flush()
        if change.fresh and change.stored is not None and not change.stored.untouched:
            self.change.restart(row, 0)
        if note.restart > (change.stored.restart if change.stored else 0):
            self.change.restart(row, note.restart)

    def _card_row(self, change: CardChange) -> CardRow:
        if change.stored is not None:
            return self.session.get_one(CardRow, change.stored.id)
        elder = change.card.was[-1] if change.card.was else change.card.uid
        eldest, guid = _identity(elder, self.card_guids)
        self.last_created = max(self.now, self.last_created + 1)
        return CardRow(
            uid=change.card.uid,
            eldest=eldest,
            guid=guid,
            created_at=self.last_created,
            note_id=0,
            position=0,
            fingerprint="",
            face="{}",
        )

    def _retire(self, old: StoredNote) -> None:
        row = self.session.get_one(NoteRow, old.id)
        row.retired_at, row.changed_at = self.now, max(self.now, row.changed_at)
        kept = select(CardRow).where(
            col(CardRow.note_id) == old.id, col(CardRow.retired_at).is_(None)
        )
        for card in self.session.execute(kept).scalars():
            card.retired_at = self.now


def eldest_of(note: Note) -> NoteUid:
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
