"""Bringing a bank's schema up to the program's: asked first, copied aside, then stepped.

A bank that is newer, foreign or damaged is refused and left as it is.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, inspect, select, table

from drillbank.bank.engine import WRITES
from drillbank.bank.errors import BackupFailedError, BankTooNewError, NotABankError
from drillbank.bank.location import Location
from drillbank.bank.schema import HEAD

VERSION_TABLE = "drillbank_schema"


def version_of(connection: Connection, location: Location) -> str | None:
    """The schema the bank is at; None for an empty database.

    Raises:
        NotABankError: it holds tables, and none of them is ours.
    """
    names = inspect(connection).get_table_names()
    if VERSION_TABLE in names:
        versions = select(column("version_num", String)).select_from(table(VERSION_TABLE))
        return connection.execute(versions).scalar()
    if names:
        raise NotABankError(str(location))
    return None


def bring_up_to_date(engine: Engine, location: Location, backups: Path | None) -> None:
    """Steps the bank to ``HEAD``; does nothing when it is there.

    Args:
        engine: of the bank.
        location: its name, for the messages.
        backups: the folder the copy goes to; None where the database is a server's, whose
            owner keeps copies.

    Raises:
        BankTooNewError: the bank knows steps that this program does not.
        NotABankError: the database is another program's.
        BackupFailedError: the copy could not be made.
    """
    with engine.connect() as connection:
        found = version_of(connection, location)
    if found == HEAD:
        return
    if found is not None:
        if not found.isdigit() or int(found) > int(HEAD):
            raise BankTooNewError(str(location), found, HEAD)
        if location.path is not None and backups is not None:
            copy_aside(location.path, backups / f"before-{HEAD}-from-{found}.db")
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        # Another process may have stepped it while we waited for the write lock.
        if version_of(connection, location) != HEAD:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 100 ms that only a schema behind pays
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def copy_aside(bank: Path, target: Path) -> None:
    """Writes a consistent copy of a SQLite bank, also while another process writes to it.

    Raises:
        BackupFailedError: the copy could not be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(bank)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except (OSError, sqlite3.Error) as problem:
        raise BackupFailedError(str(bank), target, str(problem)) from problem
