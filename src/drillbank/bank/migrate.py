"""Bringing a bank's schema up to the program's: asked first, copied aside, then stepped.

A bank that is newer, foreign or damaged is refused and left as it is, to the byte.
"""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    column,
    func,
    inspect,
    select,
    table,
)
from sqlmodel import SQLModel

from drillbank.bank.engine import POSTGRESQL, writing
from drillbank.bank.errors import BackupFailedError, BankTooNewError, NotABankError
from drillbank.bank.location import Location
from drillbank.bank.schema import HEAD
from drillbank.bank.tables import SettingRow

VERSION_TABLE = "drillbank_schema"

BIRTH_LOCK = 0x6472696C6C
"""What a PostgreSQL server is asked to lock while a bank is made or stepped up."""

RETRY_S = 0.01


@dataclass(frozen=True, slots=True)
class Steps:
    """A line of migrations."""

    folder: Path = Path(__file__).parent / "migrations"
    head: str = HEAD


OURS = Steps()


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


def bring_up_to_date(
    engine: Engine,
    location: Location,
    *,
    backups: Path | None,
    device: str,
    wait_s: float,
    steps: Steps = OURS,
) -> None:
    """Steps the bank to the head of ``steps``; does nothing when it is there.

    Args:
        engine: of the bank.
        location: its name, for the messages.
        backups: the folder the copy goes to; None makes none.  A server's owner keeps copies.
        device: what the log calls this device if the bank has no name for it yet.
        wait_s: how long another process that makes the same bank is waited for.
        steps: the migrations.

    Raises:
        BankTooNewError: the bank knows steps that this program does not.
        NotABankError: the database is another program's.
        BackupFailedError: the copy could not be made.
    """
    with engine.connect() as connection:
        found = version_of(connection, location)
    if found == steps.head:
        return
    if found is not None:
        if not found.isdigit() or int(found) > int(steps.head):
            raise BankTooNewError(str(location), found, steps.head)
        if location.path is not None and backups is not None:
            copy_aside(location.path, backups, f"before-{steps.head}-from-{found}")
    if location.path is not None:
        _use_wal(engine, wait_s)
    with writing(engine) as session:
        connection = session.connection()
        if engine.dialect.name == POSTGRESQL:
            connection.execute(select(func.pg_advisory_xact_lock(BIRTH_LOCK)))
        # Another process may have stepped it while we waited for the lock.
        now = version_of(connection, location)
        if now is None and steps == OURS:
            _create(connection)
        elif now != steps.head:
            _upgrade(connection, steps)
        if session.get(SettingRow, "device") is None:
            session.add(SettingRow(key="device", value=device))


def _use_wal(engine: Engine, wait_s: float) -> None:
    """Has readers and the writer not wait for each other; the file remembers it."""
    deadline = time.monotonic() + wait_s
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as problem:
                # SQLite does not wait here, though another process may only be making the bank.
                busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_S)
            else:
                return


def _create(connection: Connection) -> None:
    """Makes the tables as they are at the head, and spares a new bank the loading of Alembic."""
    versions = Table(
        VERSION_TABLE,
        MetaData(),
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
    )
    SQLModel.metadata.create_all(connection, checkfirst=False)
    versions.create(connection)
    connection.execute(versions.insert().values(version_num=HEAD))


def _upgrade(connection: Connection, steps: Steps) -> None:
    from alembic import command  # noqa: PLC0415 - 100 ms that only a schema behind pays
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # A percent sign means something to the parser of settings.
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def copy_aside(bank: Path, folder: Path, name: str) -> Path:
    """Writes a consistent copy of a SQLite bank, also while another process writes to it.

    Returns its path: ``name.db``, or ``name-2.db`` and so on where earlier copies are.

    Raises:
        BackupFailedError: the copy could not be written.
    """
    stems = (name if number == 1 else f"{name}-{number}" for number in count(1))
    target = next(path for stem in stems if not (path := folder / f"{stem}.db").exists())
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(bank)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as problem:
        raise BackupFailedError(str(bank), target, str(problem)) from problem
    return target
