"""The cards of the shipped library."""

from functools import cache

from helpers_review import PRESETS

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.shipped import shipped_folder
from drillbank.bank.values import CardRecord
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.state import New
from drillbank.review.table import Shown


@cache
def shipped() -> tuple[Shown, ...]:
    """Every card before its first review."""
    found = []
    for deck in compile_decks([shipped_folder().path]).decks:
        for note in deck.notes:
            for card in note.cards:
                record = CardRecord(
                    uid=card.uid,
                    eldest=card.uid,
                    deck=deck.slug,
                    kind=note.kind,
                    tags=note.tags,
                    path=str(deck.path),
                    line=note.line,
                    fingerprint=card.fingerprint,
                    face=card.face,
                    memory=CardMemory(state=New()),
                    retired=note.retired is not None,
                    available=True,
                )
                found.append(Shown(record, PRESETS.default))
    return tuple(found)
