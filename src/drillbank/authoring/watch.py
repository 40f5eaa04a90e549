"""Following decks while they are written: what changed, what it makes, what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.cards import Note
from drillbank.authoring.decks import Deck, compile_deck
from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.lint.library import DEFAULTS, lint_library
from drillbank.authoring.lint.thresholds import Settings
from drillbank.authoring.one_note import inside
from drillbank.authoring.outline import outline
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, read

Stamp = tuple[int, int, int]
"""Of a file: when it was written, how long it is, which file it is (editors replace files)."""

Texts = frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A deck that changed."""

    path: Path
    note: Note | None
    """The first note that changed; None if none did, or it is not sound."""

    problems: tuple[Diagnostic, ...]
    """That note's, advice included; the whole deck's where no note changed."""


def watch(
    files: Callable[[], Iterable[Path]], pause: Callable[[], bool], settings: Settings = DEFAULTS
) -> Iterator[Seen]:
    """What changes in the files from now on, looked at after each pause until one says to stop.

    A lesson that changes brings up the deck beside it.
    """
    stamps = _stamps(files())
    return _changes(files, pause, stamps, {path: _note_texts(path) for path in stamps}, settings)


def _changes(
    files: Callable[[], Iterable[Path]],
    pause: Callable[[], bool],
    stamps: dict[Path, Stamp],
    notes: dict[Path, Texts],
    settings: Settings,
) -> Iterator[Seen]:
    while pause():
        now = _stamps(files())
        changed = [path for path, stamp in now.items() if stamps.get(path) != stamp]
        for path in dict.fromkeys(_deck_of(path, now) for path in changed):
            known = notes.get(path, frozenset())
            notes[path] = _note_texts(path)
            yield _look(path, known, settings)
        stamps = now


def _deck_of(path: Path, stamps: dict[Path, Stamp]) -> Path:
    deck = path.with_suffix(".yaml")
    return deck if path.suffix == ".md" and deck in stamps else path


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    stamps = {}
    for path in files:
        try:
            status = path.stat()
        except OSError:
            continue  # gone, or between an editor's two steps
        stamps[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return stamps


def _note_texts(path: Path) -> Texts:
    source = read(path)
    if isinstance(source, Unreadable) or path.suffix == ".md":
        return frozenset()
    return frozenset(source.text[c.start : c.end].strip() for c in outline(source.text).chunks)


def _look(path: Path, known: Texts, settings: Settings) -> Seen:
    source = read(path)
    if isinstance(source, Unreadable):
        return Seen(path, None, (source.problem,))
    if path.suffix == ".md":
        return Seen(path, None, ())
    index = _first_new(source, known)
    deck = compile_deck(source, Lessons())
    advised = lint_library([deck], deck.diagnostics, settings, whole_library=False)
    # That a note has no id yet is no news to who is writing it.
    told = tuple(problem for problem in advised if problem.code is not Code.DRAFT)
    if index is None:
        return Seen(path, None, told)
    return Seen(path, _note_at(deck, source, index), inside(source, index, told))


def _first_new(source: Source, known: Texts) -> int | None:
    for index, chunk in enumerate(outline(source.text).chunks):
        if source.text[chunk.start : chunk.end].strip() not in known:
            return index
    return None


def _note_at(deck: Deck, source: Source, index: int) -> Note | None:
    chunk = outline(source.text).chunks[index]
    first, last = source.position(chunk.start).line, source.position(chunk.end - 1).line
    return next((note for note in deck.notes if first <= note.line <= last), None)
