"""The engine: how connections are made, and what their failures mean to a person."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError

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

WRITES = "drillbank_writes"
"""The execution option of a connection that is going to write."""

ROOM = 1 << 18
"""Bytes; opening a bank needs less."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def make_engine(location: Location, *, wait_s: float) -> Engine:
    """An engine for the bank; no connection is made yet.

    Args:
        location: which bank.
        wait_s: how long a busy bank is waited for.

    Raises:
        BankUnreachableError: the URL names no database we can speak to.
    """
    try:
        engine = create_engine(location.url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as problem:
        raise BankUnreachableError(str(location), _first_line(problem)) from problem
    if location.path is not None:
        _speak_sqlite(engine, wait_s)
    return engine


def _speak_sqlite(engine: Engine, wait_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below, at the moment we choose, not by the driver.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(wait_s * 1000)}")
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer that begins as a reader could find the bank changed when it comes to write.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(problem: BaseException) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]


def _is_full(location: Location) -> bool:
    """Whether the bank's disk has no room left for SQLite's own files; it then says only "I/O"."""
    if location.path is None or not location.path.parent.is_dir():
        return False
    return shutil.disk_usage(location.path.parent).free < ROOM


def sqlite_failure(problem: sqlite3.Error, location: Location, waited_s: float) -> BankError:
    """What an error of SQLite means to a person."""
    where = str(location)
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
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
    return BankUnreachableError(where, _first_line(problem))


@contextmanager
def explained(location: Location, waited_s: float) -> Iterator[None]:
    """Turns the driver's errors into ours.

    Raises:
        BankError: whichever says what happened.
    """
    try:
        yield
    except DBAPIError as problem:
        original: Any = problem.orig
        if isinstance(original, sqlite3.Error):
            raise sqlite_failure(original, location, waited_s) from problem
        if isinstance(problem, DatabaseError):
            raise BankUnreachableError(
                str(location), _first_line(problem.orig or problem)
            ) from problem
        raise
    except sqlite3.Error as problem:
        raise sqlite_failure(problem, location, waited_s) from problem
