"""Which files the library consists of, found without reading them.  Light: stat only."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drillbank.base.paths import path_text

DECK_SUFFIXES = (".yaml", ".yml")
LESSON_SUFFIX = ".md"
NOT_DECKS = ("facts.yaml", "library.yaml")

SHIPPED = "shipped"
"""The root of the library that comes with the program, wherever it is installed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that decks are read from."""

    path: Path
    root: str
    """What the bank calls it: ``shipped``, or its absolute path."""

    @property
    def shipped(self) -> bool:
        """Whether a user's deck of the same slug stands in for one of its decks."""
        return self.root == SHIPPED


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A deck or a lesson, as the disk describes it."""

    path: Path
    root: str
    mtime_ns: int
    size: int

    @property
    def is_deck(self) -> bool:
        """Whether it is to be compiled (a lesson only matters to the deck beside it)."""
        return is_deck(self.path)


@dataclass(frozen=True, slots=True)
class Scan:
    """What is there now."""

    files: tuple[SourceFile, ...]
    """Sorted by folder, then path."""

    roots: frozenset[str]
    """The roots that are there; a deck of any other is away, not deleted."""

    away: tuple[Path, ...]
    """Folders that were named, or lie below one that was, and cannot be read."""

    def hides(self, path: str) -> bool:
        """Whether a file may be there and could not be seen."""
        return any(Path(path).is_relative_to(path_text(folder)) for folder in self.away)


def user_folder(path: Path) -> Folder:
    """A folder of the user's."""
    absolute = path.expanduser().absolute()
    return Folder(absolute, path_text(absolute))


def scan(folders: Iterable[Folder]) -> Scan:
    """Finds the decks and lessons of every folder, sub-folders included, hidden ones not."""
    files: dict[Path, SourceFile] = {}
    roots: set[str] = set()
    away: list[Path] = []
    for folder in folders:
        if not os.access(folder.path, os.R_OK | os.X_OK) or not folder.path.is_dir():
            away.append(folder.path)
            continue
        roots.add(folder.root)
        for found in _sources_in(folder, away):
            files.setdefault(found.path, found)
    return Scan(tuple(files.values()), frozenset(roots), tuple(away))


def is_deck(path: Path) -> bool:
    """Whether a file of this name is compiled when its folder is."""
    return (
        path.suffix in DECK_SUFFIXES
        and path.name not in NOT_DECKS
        and not path.name.startswith(".")
    )


def files_below(
    folder: Path, unreadable: Callable[[OSError], None] | None = None
) -> Iterator[Path]:
    """Every file of a folder and its sub-folders, hidden ones left out, links followed.

    A folder that links lead to more than once is read once, so a link back up ends.  A folder that
    cannot be read is told to ``unreadable``.
    """
    seen: set[str] = set()
    for where, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(names) if not name.startswith("."))


def _sources_in(folder: Folder, away: list[Path]) -> list[SourceFile]:
    def unreadable(error: OSError) -> None:
        away.append(Path(error.filename or folder.path))

    return [
        found
        for path in files_below(folder.path, unreadable)
        if path.suffix in (*DECK_SUFFIXES, LESSON_SUFFIX)
        for found in _described(path, folder.root)
    ]


def _described(path: Path, root: str) -> Iterable[SourceFile]:
    try:
        status = path.stat()
    except OSError:
        # A dangling link, or a file deleted while we looked: not there.
        return
    yield SourceFile(path, root, status.st_mtime_ns, status.st_size)
