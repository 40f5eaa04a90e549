"""Mending a note in the middle of a session: the editor, the splice, the compile after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from drillbank.authoring.decks import read_deck
from drillbank.authoring.diagnostics import Diagnostic, Edit
from drillbank.authoring.one_note import count_of, index_of, line_of, lines_of, objections_to
from drillbank.authoring.scan import SHIPPED
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, read
from drillbank.authoring.splice import ChangedMeanwhileError, edited, splice
from drillbank.bank.library import compile_library
from drillbank.bank.values import CardRecord
from drillbank.base.errors import DrillbankError
from drillbank.base.prose import counted
from drillbank.base.words import note_of
from drillbank.cli import editor
from drillbank.cli.output import shown_path
from drillbank.cli.own_decks import LibraryDeck, brought
from drillbank.cli.workplace import Workplace
from drillbank.review.drafts import Drafts
from drillbank.review.workshop import Draft, NoteText

_TOLD = 2
"""Problems of a deck that are told; the others are counted."""


class NoNoteError(DrillbankError):
    """The card's note cannot be found in its file, or the file cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} cannot be edited here: {why}.")


@dataclass(frozen=True, slots=True)
class NoteWorkshop:
    """The user's decks, seen from a session; see ``Workshop``."""

    place: Workplace

    def open_editor(self, record: CardRecord) -> tuple[str, ...]:
        """See ``Workshop``."""
        path, told = self._own_file(record)
        source = _read(path)
        index = _index(source, record)
        editor.edit(path, record.line if index is None else line_of(source, index))
        return told

    def edit_text(self, text: str, suffix: str) -> str:
        """See ``Workshop``."""
        with TemporaryDirectory(prefix="drillbank-") as folder:
            path = Path(folder) / f"answer{suffix}"
            path.write_text(text, encoding="utf-8")
            editor.edit(path, 1 + text.count("\n"))
            return path.read_text(encoding="utf-8", errors="replace")

    def bring_up_to_date(self, record: CardRecord) -> tuple[str, ...]:
        """See ``Workshop``."""
        # Which folders there are is asked anew: the user's own may have been made just now.
        place = replace(self.place)
        found = place.scan()
        if place.is_current(found):
            return ()
        compiled, diagnostics = compile_library(found)
        bank = place.open_bank()
        try:
            bank.compile(compiled, place.clock.now())
        finally:
            bank.close()
        own = {deck.path for deck in compiled.decks if deck.slug == record.deck} | {record.path}
        errors = [one for one in diagnostics if one.is_error and str(one.span.source.path) in own]
        return _told(errors)

    def note(self, record: CardRecord) -> NoteText:
        """See ``Workshop``."""
        path = Path(record.path)
        source = _read(path)
        index = _index(source, record)
        if index is None:
            raise NoNoteError(path, "its lines do not show where the note stands; E opens the file")
        start, end = lines_of(source, index)
        return NoteText(record, path, source.position(start).line, source.text[start:end])

    def save(self, note: NoteText, text: str) -> Sequence[str]:
        """See ``Workshop``."""
        source = _read(note.path)
        now = self.note(note.record)
        if now.text != note.text:
            raise ChangedMeanwhileError(note.path)
        if text == note.text:
            return ()
        start = source.line_start(now.line)
        edit = Edit(start, start + len(note.text), _ended_as(note.text, text))
        after = edited(source, [edit])
        if count_of(after) < count_of(source):
            return ("A note begins with a dash, '- '. E opens the file, to take a note out.",)
        index = _index(source, note.record) or 0
        objections = objections_to(source, after, index, start + len(edit.text))
        if objections:
            return [_line(problem) for problem in objections]
        path, _ = self._own_file(note.record)
        splice(_read(path), [edit], lambda _: None)
        return ()

    def where(self, note: NoteText) -> str:
        """See ``Workshop``."""
        own = self.place.user_decks / note.path.name
        if own != note.path and own.is_file() and self._is_shipped(note.record):
            return f"Saved in your own copy of the deck, {shown_path(own)}."
        return f"Saved in {note.path.name}."

    def draft(self, note: NoteText) -> Draft | None:
        """See ``Workshop``."""
        return self._drafts.find(note_of(note.record.uid))

    def keep_draft(self, note: NoteText, text: str) -> None:
        """See ``Workshop``."""
        self._drafts.keep(note_of(note.record.uid), Draft(text, note.text))

    def drop_draft(self, note: NoteText) -> None:
        """See ``Workshop``."""
        self._drafts.drop(note_of(note.record.uid))

    @property
    def _drafts(self) -> Drafts:
        return Drafts(self.place.home / "drafts")

    def _own_file(self, record: CardRecord) -> tuple[Path, tuple[str, ...]]:
        """The deck's file, or its copy if it is a shipped one."""
        path, shipped = Path(record.path), self._is_shipped(record)
        return brought(self.place, LibraryDeck(read_deck(path), shipped)) if shipped else (path, ())

    def _is_shipped(self, record: CardRecord) -> bool:
        with self.place.reader() as reader:
            decks = reader.decks()
        return any(deck.root == SHIPPED for deck in decks if deck.path == record.path)


def _read(path: Path) -> Source:
    source = read(path)
    if isinstance(source, Unreadable):
        raise NoNoteError(path, source.problem.message)
    return source


def _index(source: Source, record: CardRecord) -> int | None:
    return index_of(source, note_of(record.uid).partition("/")[2], record.line)


def _ended_as(before: str, text: str) -> str:
    """The text with the line end that the note had, so that the next one begins on its own line."""
    if not before.endswith("\n") or text.endswith("\n"):
        return text
    return text + ("\r\n" if before.endswith("\r\n") else "\n")


def _told(errors: Sequence[Diagnostic]) -> tuple[str, ...]:
    lines = [f"{one.span.source.path.name}:{_line(one)}" for one in errors[:_TOLD]]
    more = len(errors) - _TOLD
    if more > 0:
        lines.append(f"… and {counted(more, 'error')} more; `drillbank check` shows all.")
    return tuple(lines)


def _line(problem: Diagnostic) -> str:
    begins = problem.span.begins
    help_ = f" ({problem.help})" if problem.help else ""
    return f"{begins.line}:{begins.column} {problem.message}{help_}"
