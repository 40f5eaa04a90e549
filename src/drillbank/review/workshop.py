"""Where notes are mended in the middle of a session: what a face may ask of it.

The command line makes one, for it knows the user's editor and folders; a face gets it handed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drillbank.bank.values import CardRecord


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note's own lines, as its deck holds them."""

    record: CardRecord
    """One of its cards."""

    path: Path
    line: int
    """The 1-based line on which they begin."""

    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was being written when a session was cut short."""

    text: str
    was: str
    """The note's lines when it was begun."""


class Workshop(Protocol):
    """Edits the source of cards; everything may raise a ``DrillbankError`` told to the learner."""

    def open_editor(self, record: CardRecord) -> tuple[str, ...]:
        """Opens the card's file at its note in the user's editor, and waits for it to be closed.

        A shipped deck is first copied to the user's folder, and what was copied is told.
        """

    def bring_up_to_date(self, record: CardRecord) -> tuple[str, ...]:
        """Compiles what has changed into the bank; tells what is wrong with the card's deck."""

    def note(self, record: CardRecord) -> NoteText:
        """The card's note, to be edited."""

    def save(self, note: NoteText, text: str) -> Sequence[str]:
        """Puts a text in place of the note's lines, every other byte staying as it was.

        With errors nothing is written; they are given back, each in a line with its place.
        """

    def where(self, note: NoteText) -> str:
        """Says where what was saved is now; a shipped deck's note is in a copy of the deck."""

    def edit_text(self, text: str, suffix: str) -> str:
        """Opens a text in the user's editor, as a file of that suffix; what became of it."""

    def draft(self, note: NoteText) -> Draft | None:
        """What was being written instead of the note."""

    def keep_draft(self, note: NoteText, text: str) -> None:
        """Keeps what is being written, so that the death of the process does not lose it."""

    def drop_draft(self, note: NoteText) -> None:
        """Forgets it."""
