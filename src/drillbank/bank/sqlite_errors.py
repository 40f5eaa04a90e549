"""What an error of SQLite means to a person.  Light: the hot reader needs it too."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from drillbank.bank.errors import (
    BankBusyError,
    BankDamagedError,
    BankReadOnlyError,
    BankUnreachableError,
    DiskFullError,
    NotABankError,
)
from drillbank.bank.location import Location
from drillbank.base.errors import BankError

ROOM = 1 << 18
"""Bytes; opening a bank needs less."""

OURS = (
    sqlite3.SQLITE_OK,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
    sqlite3.SQLITE_RANGE,
)
"""Codes that only a mistake of this program brings about."""


@contextmanager
def explained_sqlite(location: Location, waited_s: float) -> Iterator[None]:
    """Turns SQLite's errors into ours; a mistake of the program stays what it is.

    Raises:
        BankError: whichever says what happened.
    """
    try:
        yield
    except sqlite3.Error as problem:
        failure = sqlite_failure(problem, location, waited_s)
        if failure is None:
            raise
        raise failure from problem


def sqlite_failure(problem: sqlite3.Error, location: Location, waited_s: float) -> BankError | None:
    """What the error means; None where it is the program's own mistake."""
    where = str(location)
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code in OURS:
        return None
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BankBusyError(where, waited_s)
    if code == sqlite3.SQLITE_NOTADB:
        return NotABankError(where)
    if code == sqlite3.SQLITE_CORRUPT:
        return BankDamagedError(where)
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(location)):
        return DiskFullError(where)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return BankReadOnlyError(where)
    if code == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(location)
    return BankUnreachableError(where, str(problem))


def _is_full(location: Location) -> bool:
    """Whether the bank's disk has no room left for SQLite's own files; it then says only "I/O"."""
    if location.path is None or not location.path.parent.is_dir():
        return False
    return shutil.disk_usage(location.path.parent).free < ROOM


def _cannot_open(location: Location) -> BankError:
    where, path = str(location), location.path
    if path is None or path.is_dir():
        return BankUnreachableError(where, "it is a folder")
    if path.exists() and not os.access(path, os.R_OK):
        return BankUnreachableError(where, "you may not read it")
    if not os.access(path.parent, os.W_OK):
        # SQLite keeps files beside the bank, even to read it.
        return BankReadOnlyError(where)
    if _is_full(location):
        return DiskFullError(where)
    return BankUnreachableError(where, "SQLite cannot open it")
