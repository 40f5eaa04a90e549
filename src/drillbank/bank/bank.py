"""A bank, opened: the questions are in ``queries``, every change goes through ``change``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from drillbank.bank.change import Change
from drillbank.bank.compiled import Compiled
from drillbank.bank.engine import checkpoint, explained, make_engine, reading, writing
from drillbank.bank.errors import BankReadOnlyError, BankUnreachableError
from drillbank.bank.location import Location
from drillbank.bank.migrate import bring_up_to_date
from drillbank.bank.plan import Plan
from drillbank.bank.rebuild import rebuild
from drillbank.bank.stored import plan_for
from drillbank.bank.sync import carry_out
from drillbank.base.words import UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.study_day import Calendar


@dataclass(frozen=True, slots=True)
class Bank:
    """An open bank of the present schema."""

    location: Location
    engine: Engine
    calendar: Calendar
    presets: Presets
    wait_s: float
    """How long a busy bank is waited for."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the bank at one moment and writes nothing.

        Raises:
            BankError: the bank cannot be read.
        """
        with explained(self.location, self.wait_s), reading(self.engine) as session:
            yield session

    @contextmanager
    def change(self, now: UtcMs) -> Iterator[Change]:
        """One transaction: committed when the block ends, undone when it raises.

        Raises:
            BankBusyError: another process held the bank for longer than ``wait_s``.
            BankError: it cannot be written.
        """
        with explained(self.location, self.wait_s), writing(self.engine) as session:
            change = Change.open(session, self.calendar, self.presets, now)
            yield change
            change.settle()

    def compile(self, compiled: Compiled, now: UtcMs) -> Plan:
        """Brings the bank's content to what the sources say, and returns what that changed.

        Also replays the decks whose preset has other weights than their states were made with.
        """
        with self.change(now) as change:
            plan = plan_for(change.session, compiled)
            carry_out(change, compiled, plan)
            change.settle()
            rebuild(change.session, self.calendar, self.presets)
        return plan

    def plan(self, compiled: Compiled, *, unreviewed: bool = False) -> Plan:
        """What ``compile`` would change; writes nothing.

        With ``unreviewed`` a rename is also suggested for a note that this bank never asked: the
        banks of others may have.
        """
        with self.reading() as session:
            return plan_for(session, compiled, unreviewed=unreviewed)

    def checkpoint(self) -> None:
        """Does at a good moment what a later commit would have to do.

        Raises:
            BankError: it cannot be written.
        """
        with explained(self.location, self.wait_s):
            checkpoint(self.engine)

    def close(self) -> None:
        """Closes its connections."""
        self.engine.dispose()


def open_bank(
    location: Location,
    *,
    calendar: Calendar,
    presets: Presets,
    backups: Path | None,
    device: str,
    wait_s: float = 5.0,
) -> Bank:
    """Opens the bank, making it or stepping its schema up where needed.

    Args:
        location: which bank.
        calendar: tells its study days.
        presets: which decks are scheduled how.
        backups: where a copy goes before its schema is stepped up.
        device: what the log calls this device if the bank is new.
        wait_s: how long a busy bank is waited for.

    Raises:
        BankError: it cannot be opened, is not a bank, or is newer than the program.
    """
    if location.path is not None:
        _make_folder(location.path)
    engine = make_engine(location, wait_s=wait_s)
    bank = Bank(location, engine, calendar, presets, wait_s)
    try:
        with explained(location, wait_s):
            bring_up_to_date(engine, location, backups=backups, device=device, wait_s=wait_s)
    except BaseException:
        bank.close()
        raise
    return bank


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except PermissionError as problem:
        raise BankReadOnlyError(str(path)) from problem
    except OSError as problem:
        raise BankUnreachableError(str(path), problem.strerror or str(problem)) from problem
