"""Banks made for a test, and what is read from them.

SQLite banks are made always.  With ``DRILLBANK_TEST_POSTGRES`` set to the URL of a database
(``postgresql+psycopg://…``) the same tests also run there, each bank in a schema of its own;
``scripts/test-postgres`` starts a server and does that.
``DRILLBANK_THOROUGH=20`` tries twenty times as many examples.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from drillbank.authoring.cards import Card, Face, Note, Place
from drillbank.authoring.scan import Scan, SourceFile
from drillbank.bank.bank import Bank, open_bank
from drillbank.bank.compiled import Compiled, CompiledDeck, Problem
from drillbank.bank.location import Location, locate
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import CardRecord, Grade
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs
from drillbank.memory.answer import answers
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import Event, EventId, Spoken
from drillbank.memory.fuzz import roll
from drillbank.memory.parts import phase_of
from drillbank.memory.preset import Presets
from drillbank.memory.rating import Rating
from drillbank.memory.study_day import Calendar

POSTGRES = os.environ.get("DRILLBANK_TEST_POSTGRES", "")
KINDS = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)
THOROUGH = int(os.environ.get("DRILLBANK_THOROUGH", "1"))

START = UtcMs(1_790_000_000_000)
DAY = 86_400_000
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ROOT = "/decks"

_QUICK_DISK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - only a place
"""Memory where there is some: a bank waits for the disk at each change."""


@contextmanager
def place_for_a_bank(kind: str = "sqlite") -> Iterator[Location]:
    """Where a bank may be made; gone afterwards."""
    if kind == "sqlite":
        folder = Path(tempfile.mkdtemp(prefix="drillbank-", dir=_QUICK_DISK))
        try:
            yield locate(str(folder / "bank.db"))
        finally:
            shutil.rmtree(folder)
        return
    schema = f"bank_{secrets.token_hex(6)}"
    server = create_engine(POSTGRES)
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield locate(f"{POSTGRES}?options=-csearch_path%3D{schema}")
    finally:
        with server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        server.dispose()


def opened(
    location: Location,
    *,
    presets: Presets | None = None,
    calendar: Calendar = CALENDAR,
    device: str = "dev00001",
    wait_s: float = 5.0,
) -> Bank:
    """The bank, opened; a new one of SQLite is a copy of one made before, to save time."""
    path = location.path
    if path is not None and path.parent.is_dir() and not path.exists():
        path.write_bytes(_empty_bank())
    return open_bank(
        location,
        calendar=calendar,
        presets=presets or Presets(),
        backups=None,
        device=device,
        wait_s=wait_s,
    )


@cache
def _empty_bank() -> bytes:
    with place_for_a_bank() as location:
        bank = open_bank(
            location, calendar=CALENDAR, presets=Presets(), backups=None, device="dev00001"
        )
        bank.close()
        assert location.path is not None
        return location.path.read_bytes()


# Sources


def card(uid: str, question: str, answer: str = "", was: Iterable[str] = ()) -> Card:
    """A card of plain text."""
    face = Face(question, answer or f"The answer to: {question}")
    return Card(Uid(uid), face, tuple(Uid(old) for old in was))


def note(uid: str, *cards: Card, kind: str = "q", restart: int = 0, was: str = "") -> Note:
    """A note; without cards it has one, of a text that only its uid decides."""
    made = cards or (card(uid, f"What is {uid}?", f"It is {uid}.", [was] if was else []),)
    return Note(NoteUid(uid), Slug(kind), made[0].face.question, made, line=1, restart=restart)


def deck(slug: str, *notes: Note, sound: bool = True, root: str = ROOT) -> CompiledDeck:
    """A deck's file, compiled."""
    path = f"{root}/{slug}.yaml"
    return CompiledDeck(Slug(slug), slug.title(), path, root, None, notes, sound)


def library(
    *decks: CompiledDeck,
    roots: Sequence[str] = (ROOT,),
    broken: Sequence[str] = (),
    locked: Sequence[str] = (),
    path: Sequence[str] | None = (),
) -> Compiled:
    """A whole library, as a full compile finds it.

    ``broken`` files are there and not compiled; ``locked`` folders could not be looked into.
    ``path`` are the decks on the path, all of one group; None if that cannot be read.
    """
    paths = sorted({one.path: one.root for one in decks} | dict.fromkeys(broken, ROOT))
    files = tuple(SourceFile(Path(path), str(Path(path).parent), 1, 1) for path in paths)
    problems = tuple(Problem(path, 1, "line 1: no") for path in broken)
    places = None if path is None else tuple(Place(Slug(slug), "All") for slug in path)
    found = Scan(files, frozenset(roots), tuple(map(Path, locked)))
    return Compiled(decks, problems, found, places)


def only(*decks: CompiledDeck) -> Compiled:
    """The same as a compile of single files finds it."""
    return Compiled(decks, (), None)


# What a bank holds


def record_of(bank: Bank, uid: str) -> CardRecord:
    """A card, as a session draws it."""
    with bank.reading() as session:
        return SqlReader(session, bank.presets).card(Uid(uid))


def memory_of(bank: Bank, uid: str) -> CardMemory:
    """What is stored of a card's memory, whatever its last event."""
    return without_last(record_of(bank, uid).memory)


def without_last(memory: CardMemory) -> CardMemory:
    """All of it but which event was the last."""
    return replace(memory, last_event=None)


def log_of(bank: Bank, uid: str) -> Sequence[Event]:
    """A card's events."""
    with bank.reading() as session:
        return SqlReader(session, bank.presets).log(Uid(uid))


def cards_of(bank: Bank) -> dict[Uid, CardRecord]:
    """Every card, retired ones too."""
    with bank.reading() as session:
        found = SqlReader(session, bank.presets).cards(retired=True)
    return {record.uid: record for record in found}


def rows_of(bank: Bank) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with bank.reading() as session:
        return {
            name: sorted(tuple(row) for row in session.execute(table.select()))
            for name, table in SQLModel.metadata.tables.items()
        }


# Deeds


def grade_for(
    bank: Bank, record: CardRecord, now: UtcMs, rating: Rating, *, cram: bool = False
) -> Grade:
    """The grade that a session hands over for the card it drew."""
    preset = bank.presets.of(record.deck)
    fuzz = roll(record.eldest, record.memory.live_reviews)
    outcome = answers(record.memory.state, bank.calendar.moment(now), fuzz, preset).of(rating)
    return Grade(
        uid=record.uid,
        rating=rating,
        was=phase_of(record.memory.state),
        asked=record.fingerprint,
        answer=Spoken(),
        decision=None if cram else outcome.decision,
        preset=preset,
        seen=record.memory.last_event,
    )


def review(bank: Bank, uid: str, now: UtcMs, rating: Rating = Rating.GOOD) -> EventId:
    """Draws and grades a card."""
    grade = grade_for(bank, record_of(bank, uid), now, rating)
    with bank.change(now) as change:
        return change.grade(grade)
