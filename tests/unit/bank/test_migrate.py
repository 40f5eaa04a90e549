"""The schema's line of steps, and what happens to a bank that is behind it or beyond it."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from helpers_bank import (
    KINDS,
    START,
    cards_of,
    deck,
    library,
    log_of,
    note,
    opened,
    place_for_a_bank,
    review,
)
from sqlalchemy import Inspector, inspect
from sqlmodel import SQLModel

from drillbank.bank.engine import explained, make_engine
from drillbank.bank.errors import BackupFailedError, BankTooNewError
from drillbank.bank.location import Location, locate
from drillbank.bank.migrate import OURS, VERSION_TABLE, Steps, bring_up_to_date, version_of
from drillbank.bank.schema import HEAD
from drillbank.memory.events import Graded
from drillbank.memory.replay import replay

OLD_BANKS = Path(__file__).parents[2] / "data" / "banks"


def steps_of(folder: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(config)


def test_the_steps_are_numbered_without_a_gap_and_end_at_the_head() -> None:
    script = steps_of(OURS.folder)
    revisions = sorted(script.walk_revisions(), key=lambda step: step.revision)
    assert [step.revision for step in revisions] == [
        f"{number:04d}" for number in range(1, len(revisions) + 1)
    ]
    assert [step.down_revision for step in revisions] == [
        None,
        *(step.revision for step in revisions[:-1]),
    ]
    assert script.get_heads() == [HEAD]
    assert all(Path(step.path).name.startswith(f"{step.revision}_") for step in revisions)


def made(location: Location, steps: Steps) -> tuple[list[Any], dict[str, Any]]:
    """What a new bank lacks of the tables the program knows, and all that it has."""
    engine = make_engine(location, wait_s=1.0)
    bring_up_to_date(engine, location, backups=None, device="d", wait_s=1.0, steps=steps)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        lacks = compare_metadata(context, SQLModel.metadata)
        seen = inspect(connection)
        has: dict[str, Any] = {name: told_of(seen, name) for name in seen.get_table_names()}
        has["version"] = version_of(connection, location)
    engine.dispose()
    return lacks, has


def told_of(seen: Inspector, table: str) -> list[str]:
    columns = [{**one, "type": repr(one["type"])} for one in seen.get_columns(table)]
    others = (
        seen.get_indexes(table),
        seen.get_unique_constraints(table),
        seen.get_foreign_keys(table),
    )
    return [
        *map(str, columns),
        str(seen.get_pk_constraint(table)),
        *sorted(map(str, chain(*others))),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_bank_made_at_once_is_as_one_made_step_by_step(kind: str, tmp_path: Path) -> None:
    one_by_one = Steps(shutil.copytree(OURS.folder, tmp_path / "steps"))
    with place_for_a_bank(kind) as at_once, place_for_a_bank(kind) as stepped:
        lacks, has = made(at_once, OURS)
        assert lacks == []
        assert (lacks, has) == made(stepped, one_by_one)


@pytest.mark.parametrize("dump", sorted(OLD_BANKS.glob("*.sql.gz")), ids=lambda path: path.name)
def test_a_bank_of_every_schema_opens_and_replays(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(gzip.decompress(dump.read_bytes()).decode())
        grades = made.execute("SELECT count(*) FROM grade").fetchone()[0]
        stability = dict(
            made.execute(
                "SELECT uid, stability FROM card_state JOIN card ON card.id = card_state.card_id"
            )
        )
    bank = opened(locate(str(path)))
    cards = cards_of(bank)
    logs = {uid: log_of(bank, uid) for uid in cards}
    assert {uid: record.memory for uid, record in cards.items()} == {
        uid: replay(log, bank.presets.default) for uid, log in logs.items()
    }
    assert sum(isinstance(event, Graded) for log in logs.values() for event in log) == grades > 0
    assert stability == {
        uid: getattr(getattr(record.memory.state, "memory", None), "stability", None)
        for uid, record in cards.items()
    }
    bank.close()


def bank_at(path: Path) -> None:
    bank = opened(locate(str(path)))
    bank.compile(library(deck("d", note("d/a"))), START)
    review(bank, "d/a", START)
    bank.close()


def with_a_second_step(folder: Path, does: str) -> Steps:
    """The program's steps and one more, in a folder whose name means something to a parser."""
    copy = folder / "100% mine"
    shutil.copytree(OURS.folder, copy)
    (copy / "versions" / "9999_second.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9999'\ndown_revision = '{HEAD}'\n"
        f"def upgrade() -> None:\n    op.add_column('deck', sa.Column('mood', sa.String()))\n"
        f"    {does}\n"
    )
    return Steps(copy, "9999")


def upgraded(path: Path, steps: Steps, backups: Path) -> None:
    location = locate(str(path))
    engine = make_engine(location, wait_s=1.0)
    try:
        with explained(location, 1.0):
            bring_up_to_date(engine, location, backups=backups, device="d", wait_s=1.0, steps=steps)
    finally:
        engine.dispose()


def columns_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(deck)")]


def test_a_bank_is_copied_aside_before_it_is_stepped_up(tmp_path: Path) -> None:
    path, backups = tmp_path / "bank.db", tmp_path / "backups"
    bank_at(path)
    upgraded(path, with_a_second_step(tmp_path, "pass"), backups)
    assert "mood" in columns_of(path)
    copy = backups / f"before-9999-from-{HEAD}.db"
    assert "mood" not in columns_of(copy)
    bank, before = opened(locate(str(path.with_name("again.db")))), opened(locate(str(copy)))
    assert len(log_of(before, "d/a")) == 1
    for one in (bank, before):
        one.close()


def test_an_upgrade_copies_once_and_never_over_another_copy(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    steps = with_a_second_step(tmp_path, "pass")
    for name in ("one.db", "two.db"):
        bank_at(tmp_path / name)
        upgraded(tmp_path / name, steps, backups)
        upgraded(tmp_path / name, steps, backups)
    assert sorted(path.name for path in backups.iterdir()) == [
        f"before-9999-from-{HEAD}-2.db",
        f"before-9999-from-{HEAD}.db",
    ]


def test_an_upgrade_that_fails_leaves_the_bank_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    bank_at(path)
    with pytest.raises(ZeroDivisionError):
        upgraded(path, with_a_second_step(tmp_path, "1 / 0"), tmp_path / "backups")
    assert "mood" not in columns_of(path)
    bank = opened(locate(str(path)))
    assert len(log_of(bank, "d/a")) == 1
    bank.close()


def test_without_its_copy_a_bank_is_not_stepped_up(tmp_path: Path) -> None:
    path, backups = tmp_path / "bank.db", tmp_path / "backups"
    bank_at(path)
    backups.write_text("a file where the folder should be")
    before = path.read_bytes()
    with pytest.raises(BackupFailedError, match="The bank was not touched"):
        upgraded(path, with_a_second_step(tmp_path, "pass"), backups)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", ["0042", "f00d"])
def test_a_bank_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path, version: str) -> None:
    path = tmp_path / "bank.db"
    bank_at(path)
    with closing(sqlite3.connect(path)) as connection:
        # Also where another program took it out of WAL.
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("UPDATE drillbank_schema SET version_num = ?", (version,))
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(BankTooNewError, match=f"schema {version}, this one knows {HEAD}"):
        opened(locate(str(path)))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["bank.db"]
