"""The engine: how connections are made, and what their failures mean to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

from drillbank.bank.errors import (
    BankBusyError,
    BankReadOnlyError,
    BankUnreachableError,
    DiskFullError,
)
from drillbank.bank.location import Location
from drillbank.bank.sqlite_errors import explained_sqlite, sqlite_failure
from drillbank.base.errors import BankError

WRITES = "drillbank_writes"
"""The execution option of a connection that is going to write."""

POSTGRESQL = "postgresql"

BUSY_STATES = ("55P03", "40P01", "40001")
"""PostgreSQL's names for: a lock not available, a deadlock, a failed serialisation."""

WAL_PAGES = 20_000
"""Pages written ahead of the bank's file from which on a commit brings them into it.

SQLite's own thousand would make each eightieth grade take ten times as long as the others.  A
session has them brought home while nobody waits, see ``checkpoint``.
"""

FULL_STATE = "53100"
READ_ONLY_STATES = ("25006", "42501")
"""A transaction that may not write; a privilege that is missing."""


def make_engine(location: Location, *, wait_s: float) -> Engine:
    """An engine for the bank; no connection is made yet.

    Args:
        location: which bank.
        wait_s: how long a busy bank is waited for.

    Raises:
        BankUnreachableError: the URL names no database we can speak to.
    """
    if location.path is not None:
        # Not the URL: a path may hold what means something else in one.
        engine = create_engine(URL.create("sqlite", database=str(location.path)))
        _speak_sqlite(engine, wait_s)
        return engine
    try:
        url = make_url(location.url)
        if url.get_backend_name() != POSTGRESQL:
            reason = "a bank is a SQLite file, named by its path, or a PostgreSQL database"
            raise BankUnreachableError(str(location), reason)
        engine = create_engine(url)
    except ModuleNotFoundError as problem:
        reason = f"{problem.name} is not installed (pip install 'drillbank[postgres]')"
        raise BankUnreachableError(str(location), reason) from problem
    except (ArgumentError, ValueError) as problem:
        raise BankUnreachableError(str(location), _first_line(problem)) from problem
    _speak_postgresql(engine, wait_s)
    return engine


def _speak_sqlite(engine: Engine, wait_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below, at the moment we choose, not by the driver.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={_ms(wait_s)}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer that begins as a reader could find the bank changed when it comes to write.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _speak_postgresql(engine: Engine, wait_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {_ms(wait_s)}")
        cursor.close()
        connection.commit()


def _ms(seconds: float) -> int:
    # To PostgreSQL 0 is no limit at all.
    return max(1, int(seconds * 1000))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment and writes nothing."""
    # What SQLite does of itself.
    one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = one_moment if engine.dialect.name == POSTGRESQL else {}
    with (
        engine.connect().execution_options(**options) as connection,
        Session(connection) as session,
    ):
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that may write: committed when the block ends, undone when it raises."""
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        Session(connection) as session,
        session.begin(),
    ):
        yield session


def checkpoint(engine: Engine) -> None:
    """Brings what was committed into a SQLite bank's own file, as far as no reader needs it yet."""
    if engine.dialect.name == POSTGRESQL:
        return
    # Not by a session, which would begin a transaction.
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")


def _first_line(problem: BaseException) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]


@contextmanager
def explained(location: Location, waited_s: float) -> Iterator[None]:
    """Turns the driver's errors into ours; a mistake of the program stays what it is.

    Raises:
        BankError: whichever says what happened.
    """
    try:
        with explained_sqlite(location, waited_s):
            yield
    except DBAPIError as problem:
        failure = _failure(problem, location, waited_s)
        if failure is None:
            raise
        raise failure from problem


def _failure(problem: DBAPIError, location: Location, waited_s: float) -> BankError | None:
    original: Any = problem.orig
    if isinstance(original, sqlite3.Error):
        return sqlite_failure(original, location, waited_s)
    where, state = str(location), getattr(original, "sqlstate", None)
    if state in BUSY_STATES:
        return BankBusyError(where, waited_s)
    if state == FULL_STATE:
        return DiskFullError(where)
    if state in READ_ONLY_STATES:
        return BankReadOnlyError(where)
    if isinstance(problem, OperationalError | InterfaceError):
        return BankUnreachableError(where, _first_line(original))
    return None
