# ruff: noqa: S603 - the programs run are written below
"""Opening what is a bank, what will be one, and what is none."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from helpers_bank import (
    KINDS,
    START,
    cards_of,
    deck,
    library,
    log_of,
    memory_of,
    note,
    opened,
    place_for_a_bank,
    review,
    rows_of,
)
from sqlalchemy import text

from drillbank.bank.bank import Bank
from drillbank.bank.errors import (
    BankBusyError,
    BankDamagedError,
    BankReadOnlyError,
    BankUnreachableError,
    DiskFullError,
    NotABankError,
)
from drillbank.bank.hot import open_hot
from drillbank.bank.location import locate
from drillbank.base.errors import BankError
from drillbank.base.words import Uid
from drillbank.memory.preset import Presets
from drillbank.memory.replay import replay

OPEN = """
import sys
sys.path[:0] = sys.argv[2:]
from helpers_bank import CALENDAR
from drillbank.bank.bank import open_bank
from drillbank.bank.location import locate
from drillbank.memory.preset import Presets

def open_it():
    return open_bank(
        locate(sys.argv[1]), calendar=CALENDAR, presets=Presets(), backups=None, device="dev00002"
    )
"""


def program(body: str, path: Path) -> list[str]:
    """Python that runs ``body``, which may call ``open_it()``."""
    roots = [str(Path(root).absolute()) for root in sys.path if Path(root).is_dir()]
    return [sys.executable, "-c", OPEN + body, str(path), *roots]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def is_a_bank(path: Path) -> bool:
    bank = opened(locate(str(path)))
    bank.compile(library(deck("d", note("d/a"))), START)
    review(bank, "d/a", START)
    device = device_of(bank)
    mode = sqlite3.connect(path)
    with closing(mode):
        wal = mode.execute("PRAGMA journal_mode").fetchone()[0]
    bank.close()
    return bool(device) and wal == "wal"


def device_of(bank: Bank) -> object:
    return next(value for key, value in rows_of(bank)["setting"] if key == "device")


@pytest.mark.parametrize("name", ["my bank.db", "100%.db", "what?.db", "a#b.db", "ü.db", "a&b=c"])
def test_a_bank_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert is_a_bank(tmp_path / "folder that is not there" / name)
    assert [one.name for one in (tmp_path / "folder that is not there").iterdir()] == [name]
    hot = open_hot(tmp_path / "folder that is not there" / name, Presets(), 1.0)
    assert hot is not None
    assert hot.card(Uid("d/a")).memory.reps == 1
    hot.close()


def test_an_empty_file_becomes_a_bank(path: Path) -> None:
    path.touch()
    assert open_hot(path, Presets(), 1.0) is None
    bank = subprocess.run(program("open_it().close()", path), check=True, capture_output=True)
    assert not bank.stderr
    assert is_a_bank(path)


def test_a_text_file_is_not_a_bank(path: Path) -> None:
    path.write_text("Dear diary, " * 1000)
    before = path.read_bytes()
    with pytest.raises(NotABankError, match="not a drillbank bank"):
        opened(locate(str(path)))
    assert path.read_bytes() == before
    assert open_hot(path, Presets(), 1.0) is None


def test_the_database_of_another_program_is_refused_and_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(NotABankError):
        opened(locate(str(path)))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["bank.db"]


def test_a_damaged_bank_is_said_to_be_damaged(path: Path) -> None:
    assert is_a_bank(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(BankDamagedError, match="backups"):
        opened(locate(str(path)))
    hot = open_hot(path, Presets(), 1.0)
    if hot is not None:
        with pytest.raises(BankDamagedError):
            hot.decks()
        hot.close()


def test_a_folder_is_not_a_bank(tmp_path: Path) -> None:
    with pytest.raises(BankUnreachableError, match="it is a folder"):
        opened(locate(str(tmp_path)))


def test_a_bank_inside_a_file_cannot_be_opened(path: Path) -> None:
    path.write_text("not a folder")
    with pytest.raises(BankUnreachableError):
        opened(locate(str(path / "bank.db")))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite://", "named by its path"),
        ("mysql://host/bank", "or a PostgreSQL database"),
        ("postgresql://host:port/bank", "invalid|port"),
        ("nonsense://", "or a PostgreSQL database|find"),
        ("postgresql+nodriver://host/bank", "find|load"),
    ],
)
def test_a_url_that_names_no_bank_is_refused(url: str, reason: str) -> None:
    with pytest.raises(BankUnreachableError, match=reason):
        opened(locate(url))


def test_a_password_is_never_shown() -> None:
    location = locate("postgresql+psycopg://me:s3cret@127.0.0.1:1/bank")
    with pytest.raises(BankError) as failure:
        opened(location)
    assert "s3cret" not in str(failure.value)


# Where nothing may be written


READ_AND_WRITE = """
import os
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
from drillbank.base.errors import BankError
from drillbank.bank.queries import SqlReader
from helpers_bank import START
try:
    bank = open_it()
    try:
        with bank.reading() as session:
            print(len(SqlReader(session, bank.presets).cards()))
        with bank.change(START) as change:
            change.flag(["d/a"], 1)
    finally:
        bank.close()
except BankError as failure:
    print(type(failure).__name__)
"""


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A bank in a folder that anyone may enter, to be used by someone else."""
    with place_for_a_bank() as location:
        assert location.path is not None
        assert is_a_bank(location.path)
        location.path.parent.chmod(0o755)
        yield location.path
        location.path.parent.chmod(0o755)


def as_someone_else(path: Path) -> list[str]:
    done = subprocess.run(
        program(READ_AND_WRITE, path), check=True, capture_output=True, text=True, cwd="/"
    )
    return done.stdout.split()


def test_a_bank_in_a_read_only_folder_cannot_be_written(foreign: Path) -> None:
    foreign.chmod(0o444)
    foreign.parent.chmod(0o555)
    assert as_someone_else(foreign)[-1] == BankReadOnlyError.__name__


def test_a_read_only_bank_can_be_read_and_not_written(foreign: Path) -> None:
    foreign.chmod(0o444)
    foreign.parent.chmod(0o777)
    assert as_someone_else(foreign) == ["1", BankReadOnlyError.__name__]


def test_a_bank_cannot_be_made_in_a_read_only_folder(foreign: Path) -> None:
    foreign.parent.chmod(0o555)
    for name in ("other.db", "folder/other.db"):
        assert as_someone_else(foreign.parent / name) == [BankReadOnlyError.__name__]


# When the disk is full


def test_a_full_disk_loses_only_the_last_change(path: Path) -> None:
    bank = opened(locate(str(path)))
    bank.compile(library(deck("d", *(note(f"d/n{number}") for number in range(50)))), START)
    with bank.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages + 4}"))
    taken = []
    with pytest.raises(DiskFullError, match="Everything before it is safe"):  # noqa: PT012
        for number in range(50):
            review(bank, f"d/n{number}", START)
            taken.append(f"d/n{number}")
    assert 0 < len(taken) < 50
    reviewed = [uid for uid, record in cards_of(bank).items() if record.memory.reps]
    assert reviewed == taken
    with bank.engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count=100000"))
    review(bank, "d/n49", START)
    bank.close()


# When another process is at work


def test_a_busy_bank_is_waited_for_and_then_left_alone(path: Path) -> None:
    assert is_a_bank(path)
    bank = opened(locate(str(path)), wait_s=0.05)
    before = rows_of(bank)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(BankBusyError, match=r"waited 0.05 s. Nothing was changed"),
            bank.change(START) as change,
        ):
            change.flag([Uid("d/a")], 1)
        assert rows_of(bank) == before
    bank.close()


def test_a_bank_that_is_let_go_in_time_is_written(path: Path) -> None:
    assert is_a_bank(path)
    bank = opened(locate(str(path)), wait_s=20)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.1, lambda: other.execute("COMMIT"))
        timer.start()
        with bank.change(START) as change:
            change.flag([Uid("d/a")], 1)
        timer.join()
    assert memory_of(bank, "d/a").flag == 1
    bank.close()


@pytest.mark.skipif("postgresql" not in KINDS, reason="needs DRILLBANK_TEST_POSTGRES")
def test_a_busy_server_is_waited_for_and_then_left_alone() -> None:
    with place_for_a_bank("postgresql") as location:
        one, two = opened(location), opened(location, wait_s=0.05)
        one.compile(library(deck("d", note("d/a"))), START)
        with one.change(START) as change:
            with pytest.raises(BankBusyError), two.change(START) as other:
                other.flag([Uid("d/a")], 1)
            change.flag([Uid("d/a")], 2)
        assert memory_of(two, "d/a").flag == 2
        one.close()
        two.close()


@pytest.mark.parametrize("kind", KINDS)
def test_many_programs_may_make_the_same_bank_at_once(kind: str) -> None:
    with place_for_a_bank(kind) as location:
        name = Path(location.url) if location.path is None else location.path
        command = program("open_it().close()", name)
        if location.path is None:
            command[3] = location.url
        makers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
        assert [maker.communicate()[1] for maker in makers] == [b""] * 4
        bank = opened(location)
        assert device_of(bank) == "dev00002"
        bank.close()


# When the process is killed


KILLED_AT_A_STATEMENT = """
import os, signal
from sqlalchemy import Engine, event

for number in (1, 2, 4, 8, 16, 24, 32, 40):
    child = os.fork()
    if child == 0:
        left = [number]
        @event.listens_for(Engine, "before_cursor_execute")
        def count(*_):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        open_it()
        os._exit(0)
    print(os.waitpid(child, 0)[1])
open_it().close()
"""


def test_a_bank_whose_making_was_interrupted_opens(path: Path) -> None:
    done = subprocess.run(
        program(KILLED_AT_A_STATEMENT, path), check=True, capture_output=True, text=True
    )
    assert done.stdout.split().count(str(int(signal.SIGKILL))) >= 4
    assert is_a_bank(path)


GRADES_FOR_EVER = """
from helpers_bank import START, review
bank = open_it()
for number in range(10_000):
    print(review(bank, f"d/n{number % 5}", START + number), flush=True)
"""


def test_whatever_was_acknowledged_before_a_kill_is_there(path: Path) -> None:
    bank = opened(locate(str(path)))
    bank.compile(library(deck("d", *(note(f"d/n{number}") for number in range(5)))), START)
    bank.close()
    acknowledged: set[str] = set()
    for patience in (1, 7, 20):
        writer = subprocess.Popen(program(GRADES_FOR_EVER, path), stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        acknowledged |= {writer.stdout.readline().strip() for _ in range(patience)}
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL

        bank = opened(locate(str(path)))
        logs = {uid: log_of(bank, uid) for uid in cards_of(bank)}
        assert acknowledged <= {event.stamp.id for log in logs.values() for event in log}
        for uid, record in cards_of(bank).items():
            assert record.memory == replay(logs[uid], bank.presets.default)
        bank.close()
