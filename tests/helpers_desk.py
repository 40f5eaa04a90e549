"""A desk over a real bank on disk, its decks given in the author's language."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from helpers_review import CALENDAR, NOON, PRESETS, clock_at_noon

from drillbank.bank.bank import Bank, open_bank
from drillbank.bank.hot import open_hot
from drillbank.bank.library import compile_files
from drillbank.bank.location import locate
from drillbank.bank.reader import Reader
from drillbank.base.clock import Clock
from drillbank.base.words import UtcMs
from drillbank.memory.queue import Limits
from drillbank.review.advance import advance
from drillbank.review.day import Choice
from drillbank.review.desk import Desk
from drillbank.review.effects import Effect
from drillbank.review.session import Session


def compiled_bank(folder: Path, **decks: str) -> Path:
    """A bank that holds the decks, given as YAML."""
    paths = []
    for name, text in decks.items():
        paths.append(folder / f"{name}.yaml")
        paths[-1].write_text(dedent(text), encoding="utf-8")
    path = folder / "bank.db"
    compiled, diagnostics = compile_files(paths)
    assert not diagnostics, diagnostics
    bank = opened_bank(path)
    bank.compile(compiled, UtcMs(NOON - 86_400_000))
    bank.close()
    return path


def opened_bank(path: Path, wait_s: float = 5.0) -> Bank:
    """The bank, ready to be written."""
    return open_bank(
        locate(str(path)),
        calendar=CALENDAR,
        presets=PRESETS,
        backups=None,
        device="test0001",
        wait_s=wait_s,
    )


def desk_for(
    path: Path,
    clock: Clock | None = None,
    *,
    wait_s: float = 0.05,
    open_with: Callable[[], Bank] | None = None,
    choice: Choice | None = None,
) -> Desk:
    """A desk over a bank on disk."""

    @contextmanager
    def read() -> Iterator[Reader]:
        reader = open_hot(path, PRESETS, wait_s)
        if reader is None:
            # Says what is wrong with it.
            opened_bank(path, wait_s).close()
            raise AssertionError("a bank that can be opened can be read")
        try:
            yield reader
        finally:
            reader.close()

    return Desk(
        read=read,
        open_bank=open_with or (lambda: opened_bank(path, wait_s)),
        clock=clock or clock_at_noon(),
        calendar=CALENDAR,
        presets=PRESETS,
        choice=choice or Choice(limits=Limits(new_per_day=100)),
    )


def reports_to(session: Session, effect: Effect | None, desk: Desk) -> Session:
    """The session once the desk has done all it asks for."""
    while effect is not None:
        session, effect = advance(session, desk.perform(effect))
    return session


@contextmanager
def held(bank: Path) -> Iterator[Callable[[], None]]:
    """Another program writing to the bank, until the block ends or the function is called."""
    other = sqlite3.connect(bank, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other.rollback
    finally:
        other.close()
