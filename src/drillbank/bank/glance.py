"""Whether anything is to be done: what the last compile saw and found.  Light: no cards.

A compile with nothing to do, and whatever looks first whether there is something, needs no more.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drillbank.authoring.scan import Scan
from drillbank.bank.location import Location, locate
from drillbank.bank.schema import COMPILER, HEAD
from drillbank.bank.sqlite_errors import explained_sqlite
from drillbank.base.paths import path_text
from drillbank.base.words import Slug
from drillbank.memory.preset import Presets

NOTES = """
    SELECT count(*) FROM note n
    JOIN deck d ON d.id = n.deck_id
    WHERE n.retired_at IS NULL AND d.available
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the last full compile saw."""

    compiler: str | None
    files: Mapping[str, tuple[int, int]]
    """Path to (mtime in ns, size)."""

    presets: Mapping[Slug, str]
    """Deck to the version of the preset its states were replayed with."""

    asks: bool = False
    """Whether it asked if a note was renamed, and nobody has answered."""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A file that the last compile found errors in."""

    path: str
    errors: int
    first: str
    """The first of them, in a line with its place."""


def is_current(contents: Contents, scan: Scan, presets: Presets) -> bool:
    """Whether a compile would find nothing to do: same files, same compiler, same presets."""
    found = {path_text(file.path): (file.mtime_ns, file.size) for file in scan.files}
    return (
        contents.compiler == COMPILER
        and contents.files == found
        and all(presets.of(deck).version == version for deck, version in contents.presets.items())
    )


class Glance:
    """A SQLite bank, read by the standard library."""

    def __init__(self, connection: sqlite3.Connection, location: Location, wait_s: float) -> None:
        self._connection = connection
        self._location = location
        self._wait_s = wait_s

    def contents(self) -> Contents:
        """What the last full compile saw."""
        settings = dict(self.all("SELECT key, value FROM setting"))
        files = self.all("SELECT path, mtime_ns, size FROM source")
        decks = self.all("SELECT slug, weights FROM deck")
        return Contents(
            compiler=settings.get("compiler"),
            files={path: (mtime_ns, size) for path, mtime_ns, size in files},
            presets={Slug(slug): version for slug, version in decks},
            asks="renames" in settings,
        )

    def problems(self) -> tuple[SourceProblem, ...]:
        """The files it found errors in."""
        rows = self.all(
            "SELECT path, problems, first_problem FROM source WHERE problems > 0 ORDER BY path"
        )
        return tuple(SourceProblem(path, errors, first or "") for path, errors, first in rows)

    def notes(self) -> int:
        """How many notes the decks hold that are there."""
        return int(self.all(NOTES)[0][0])

    def close(self) -> None:
        """Lets go of the bank."""
        self._connection.close()

    def all(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement."""
        return list(self.rows(statement, **values))

    def rows(self, statement: str, **values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, one after the other as they are asked for."""
        with explained_sqlite(self._location, self._wait_s):
            yield from self._connection.execute(statement, values)


def open_glance(path: Path, wait_s: float) -> Glance | None:
    """A glance at the bank, or None as for ``connected``."""
    connection = connected(path, wait_s)
    return Glance(connection, locate(str(path)), wait_s) if connection else None


def connected(path: Path, wait_s: float) -> sqlite3.Connection | None:
    """The bank, to be read only; None where it is missing, foreign or not of this schema.

    What is wrong with it is left to ``open_bank`` to say.
    """
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro",
            uri=True,
            timeout=wait_s,
            isolation_level=None,
            check_same_thread=False,
        )
        (found,) = connection.execute("SELECT version_num FROM drillbank_schema").fetchone()
    except (sqlite3.Error, TypeError):
        found = None
    if found != HEAD or connection is None:
        if connection is not None:
            connection.close()
        return None
    return connection
