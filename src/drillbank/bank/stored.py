"""What the bank holds, as the plan of a compile compares it."""

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from drillbank.authoring.similarity import Text
from drillbank.bank.compiled import Compiled
from drillbank.bank.match import make_plan
from drillbank.bank.plan import Plan, StoredCard, StoredNote, joined
from drillbank.bank.tables import CardRow, DeckRow, NoteRow, SettingRow, StateRow
from drillbank.base.paths import path_text
from drillbank.base.words import Fingerprint, NoteUid, Slug, Uid


def plan_for(session: Session, compiled: Compiled, *, unreviewed: bool = False) -> Plan:
    """What the compile would change in this bank; ``unreviewed`` as for ``make_plan``."""
    notes = [pair for deck in compiled.decks for pair in enumerate(deck.notes)]
    whole = frozenset(deck.slug for deck in compiled.decks if deck.sound)
    closed = _closed(session, compiled)
    stored, asked = _stored_notes(session), asked_about(session)
    return make_plan(stored, notes, closed, whole, asked, unreviewed=unreviewed)


def asked_about(session: Session) -> dict[NoteUid, NoteUid]:
    """Of each note that may have been another, the other: see ``Plan.asked``."""
    row = session.get(SettingRow, "renames")
    return dict(json.loads(row.value)) if row else {}


def _closed(session: Session, compiled: Compiled) -> frozenset[Slug]:
    """The decks of which a note that is absent is gone."""
    if compiled.scan is None:
        return frozenset()
    there = {path_text(file.path) for file in compiled.scan.files}
    sound = {deck.path for deck in compiled.decks if deck.sound}
    here = {deck.slug for deck in compiled.decks}
    decks = session.execute(select(col(DeckRow.slug), col(DeckRow.root), col(DeckRow.path)))
    gone = {
        Slug(slug)
        for slug, root, path in decks
        if root in compiled.scan.roots
        and not compiled.scan.hides(path)
        and slug not in here
        and (path not in there or path in sound)
    }
    return frozenset(gone | {deck.slug for deck in compiled.decks if deck.sound})


def _stored_notes(session: Session) -> list[StoredNote]:
    """Every note of the bank."""
    cards = session.execute(
        select(
            col(CardRow.note_id),
            col(CardRow.retired_at),
            col(CardRow.id),
            col(CardRow.uid),
            col(CardRow.fingerprint),
            col(CardRow.face),
            col(StateRow.live_reviews),
            col(StateRow.restart),
            col(StateRow.last_event),
            col(NoteRow.retired_at).label("note_retired_at"),
        )
        .join(StateRow, col(StateRow.card_id) == col(CardRow.id))
        .join(NoteRow, col(NoteRow.id) == col(CardRow.note_id))
        .order_by(col(CardRow.note_id), col(CardRow.position), col(CardRow.id))
    )
    by_note: dict[int, list[StoredCard]] = defaultdict(list)
    for card in cards:
        by_note[card.note_id].append(_stored_card(card))
    notes = session.execute(
        select(
            col(NoteRow.id),
            col(NoteRow.uid),
            col(NoteRow.kind),
            col(NoteRow.fingerprint),
            col(NoteRow.retired_at),
        ).order_by(col(NoteRow.id))
    )
    return [_stored_note(note, by_note[note.id]) for note in notes]


def _stored_note(row: Row[*tuple[Any, ...]], cards: list[StoredCard]) -> StoredNote:
    return StoredNote(
        id=row.id,
        uid=NoteUid(row.uid),
        kind=row.kind,
        fingerprint=Fingerprint(row.fingerprint),
        retired=row.retired_at is not None,
        text=joined(card.text for card in cards if not card.dropped),
        cards=tuple(cards),
    )


def _stored_card(row: Row[*tuple[Any, ...]]) -> StoredCard:
    sides: dict[str, Any] = json.loads(row.face)
    return StoredCard(
        id=row.id,
        uid=Uid(row.uid),
        fingerprint=Fingerprint(row.fingerprint),
        text=Text(sides["question"], sides["answer"]),
        retired=row.retired_at is not None,
        reviews=row.live_reviews,
        restart=row.restart,
        untouched=row.last_event is None,
        dropped=row.retired_at != row.note_retired_at,
    )
