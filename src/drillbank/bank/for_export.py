"""The decks as an export needs them."""

import json
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select
from sqlmodel import Session, col

from drillbank.authoring.cards import face_from_json
from drillbank.bank.tables import CardRow, DeckRow, NoteRow
from drillbank.bank.values import ExportCard, ExportDeck, ExportNote
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs


def export_decks(session: Session, decks: frozenset[Slug] | None) -> tuple[ExportDeck, ...]:
    """Decks with all their notes, retired ones too, in the author's order; None for every deck."""
    rows = session.execute(select(DeckRow).order_by(col(DeckRow.slug))).scalars().all()
    return tuple(
        ExportDeck(Slug(row.slug), row.title, row.anki_name, row.path, _notes(session, row))
        for row in rows
        if decks is None or row.slug in decks
    )


def _notes(session: Session, deck: DeckRow) -> tuple[ExportNote, ...]:
    rows = session.execute(
        select(NoteRow, CardRow)
        .join(CardRow, col(CardRow.note_id) == col(NoteRow.id))
        .where(col(NoteRow.deck_id) == deck.id)
        .order_by(
            col(NoteRow.position),
            col(NoteRow.id),
            col(CardRow.retired_at).is_not(None),
            col(CardRow.position),
            col(CardRow.id),
        )
    ).all()
    return tuple(
        _note(deck.slug, [(note, card) for note, card in group])
        for _, group in groupby(rows, key=lambda row: row[0].id)
    )


def _note(deck: str, rows: Sequence[tuple[NoteRow, CardRow]]) -> ExportNote:
    note = rows[0][0]
    return ExportNote(
        uid=NoteUid(note.uid),
        guid=note.guid,
        deck=Slug(deck),
        kind=note.kind,
        head=note.head,
        tags=tuple(json.loads(note.tags)),
        changed_at=UtcMs(note.changed_at),
        retired=note.retired_at is not None,
        cards=tuple(
            ExportCard(
                uid=Uid(card.uid),
                guid=card.guid,
                created_at=UtcMs(card.created_at),
                face=face_from_json(card.face),
                retired=card.retired_at is not None,
            )
            for _, card in rows
        ),
    )
