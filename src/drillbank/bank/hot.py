"""The questions of ``reader`` answered by the standard library's ``sqlite3``, read-only.

SQLAlchemy takes a third of a second to load, too long before the first card.  The statements stand
here a second time, then, and a test holds their answers to those of ``queries``.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drillbank.bank.decode import (
    Selection,
    by_day,
    candidates,
    card_record,
    deck_record,
    judgements,
)
from drillbank.bank.errors import UnknownCardError
from drillbank.bank.location import Location, locate
from drillbank.bank.reader import Contents, DayCards
from drillbank.bank.schema import HEAD
from drillbank.bank.sqlite_errors import explained_sqlite
from drillbank.bank.values import CardRecord, DeckRecord, Judgement, Pace, SourceProblem
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Candidate, Done

STATE = "s.phase, s.step, s.stability, s.difficulty, s.due_day, s.due_at, s.last_day"

ASKED = """
    FROM card_state s
    JOIN card c ON c.id = s.card_id
    JOIN note n ON n.id = c.note_id
    JOIN deck d ON d.id = n.deck_id
    WHERE c.retired_at IS NULL AND d.available AND NOT s.suspended
      AND (s.buried_until IS NULL OR s.buried_until <= :today)
"""

DUE = f"SELECT c.uid, d.slug, n.tags, n.kind, {STATE} {ASKED} AND s.due_day <= :until"

EVERY = f"""
    SELECT c.uid, d.slug, n.tags, n.kind, {STATE} {ASKED}
    ORDER BY d.slug, n.position, n.id, c.position, c.id
"""

FORECAST = f"""
    SELECT s.due_day, count(*) {ASKED} AND s.due_day > :today AND s.due_day <= :until
    GROUP BY s.due_day
"""

WAITING = """
    SELECT a.note FROM note_after a
    JOIN note m ON m.uid = a.awaited
    JOIN card mc ON mc.note_id = m.id AND mc.retired_at IS NULL
    JOIN card_state ms ON ms.card_id = mc.id AND NOT ms.suspended
    WHERE ms.phase IN ('new', 'learning')
"""
"""The notes that wait for a card to be learnt; a retired or suspended one is not waited for."""

NEW = f"""
    SELECT uid, slug, tags, kind FROM (
        SELECT c.uid, d.slug, n.tags, n.kind, n.position, n.id,
               row_number() OVER (PARTITION BY n.id ORDER BY c.position, c.id) AS nth
        {ASKED} AND s.phase = 'new' AND n.uid NOT IN ({WAITING})
    ) WHERE nth = 1 ORDER BY slug, position, id LIMIT :most
"""  # noqa: S608 - constants

GRADED = "SELECT c.uid FROM card_state s JOIN card c ON c.id = s.card_id WHERE s.last_day = :today"

INTRODUCED = """
    SELECT c.uid, d.slug
    FROM card_state s
    JOIN card c ON c.id = s.card_id
    JOIN note n ON n.id = c.note_id
    JOIN deck d ON d.id = n.deck_id
    WHERE s.first_day = :today
"""

CARD = f"""
    SELECT c.uid, c.eldest, c.fingerprint, c.face, c.retired_at, n.kind, n.tags, n.line,
           d.slug, d.path, d.available, s.first_day, s.last_at, s.reps, s.lapses, s.live_reviews,
           s.suspended, s.buried_until, s.flag, s.restart, s.last_event, {STATE}
    FROM card c
    JOIN card_state s ON s.card_id = c.id
    JOIN note n ON n.id = c.note_id
    JOIN deck d ON d.id = n.deck_id
    WHERE c.uid = :uid
"""  # noqa: S608 - constants

LIVE = "NOT EXISTS (SELECT 1 FROM event v WHERE v.card_id = e.card_id AND v.target = e.id)"

JUDGEMENTS = f"""
    SELECT g.ticked, g.missed FROM card c
    JOIN event e ON e.card_id = c.id
    JOIN grade g ON g.event_id = e.id
    WHERE c.uid = :uid AND {LIVE}
    ORDER BY e.id DESC
"""  # noqa: S608 - constants

UIDS = """
    SELECT uid FROM card
    WHERE retired_at IS NULL AND substr(uid, 1, length(:beginning)) = :beginning
    ORDER BY uid
"""

NOTES = """
    SELECT count(*) FROM note n
    JOIN deck d ON d.id = n.deck_id
    WHERE n.retired_at IS NULL AND d.available
"""

DECKS = """
    SELECT d.slug, d.title, d.path, d.root, d.lesson, d.available,
           count(DISTINCT n.id), count(c.id), count(s.first_day)
    FROM deck d
    LEFT JOIN note n ON n.deck_id = d.id AND n.retired_at IS NULL
    LEFT JOIN card c ON c.note_id = n.id AND c.retired_at IS NULL
    LEFT JOIN card_state s ON s.card_id = c.id
    GROUP BY d.id
    HAVING count(c.id) > 0 OR d.path IN (SELECT path FROM source)
    ORDER BY d.slug
"""

PACES = """
    SELECT n.kind, e.uid, g.thinking_ms + coalesce(g.speaking_ms, 0)
    FROM event e
    JOIN grade g ON g.event_id = e.id
    JOIN card c ON c.id = e.card_id
    JOIN note n ON n.id = c.note_id
    WHERE e.day >= :since
"""

CARDS_BY_DAY = f"""
    SELECT e.day, count(DISTINCT e.card_id) FROM event e
    WHERE e.day >= :since AND e.kind = 'graded' AND {LIVE}
    GROUP BY e.day ORDER BY e.day
"""  # noqa: S608 - constants

STUDIED = f"SELECT 1 FROM event e WHERE e.day = :day AND e.kind = 'graded' AND {LIVE} LIMIT 1"  # noqa: S608 - a constant

ALL = 1 << 31
"""More notes than a bank holds."""


class HotReader:
    """A ``Reader`` of a SQLite bank."""

    def __init__(
        self, connection: sqlite3.Connection, presets: Presets, location: Location, wait_s: float
    ) -> None:
        self._connection = connection
        self._presets = presets
        self._location = location
        self._wait_s = wait_s

    def day(
        self, today: StudyDay, selection: Selection, new: int | None = None, ahead: int = 0
    ) -> DayCards:
        """See ``Reader``; of each note only its next new card."""
        self._all("BEGIN")
        try:
            done = self._done(today)
            due = self._all(DUE, today=today, until=today + ahead)
            # A note begun today is passed over; one that has another card may give way to others.
            passed_over = len(due) + len(done.graded | done.introduced.keys())
            most = ALL if new is None or not selection.everything else new + passed_over
            fresh = self._all(NEW, today=today, most=most)
        finally:
            self._all("COMMIT")
        return DayCards(candidates(due, fresh, self._presets, selection), done)

    def _done(self, today: StudyDay) -> Done:
        return Done(
            graded=frozenset(Uid(uid) for (uid,) in self._all(GRADED, today=today)),
            introduced={
                Uid(uid): self._presets.of(Slug(deck))
                for uid, deck in self._all(INTRODUCED, today=today)
            },
        )

    def card(self, uid: Uid) -> CardRecord:
        """See ``Reader``."""
        rows = self._all(CARD, uid=uid)
        if not rows:
            raise UnknownCardError(uid)
        return card_record(rows[0])

    def every(self, today: StudyDay, selection: Selection) -> tuple[Candidate, ...]:
        """See ``Reader``."""
        return candidates(self._all(EVERY, today=today), (), self._presets, selection)

    def judgements(self, uid: Uid) -> tuple[Judgement, ...]:
        """See ``Reader``."""
        return judgements(self._all(JUDGEMENTS, uid=uid))

    def uids(self, beginning: str) -> tuple[Uid, ...]:
        """See ``Reader``."""
        return tuple(Uid(uid) for (uid,) in self._all(UIDS, beginning=beginning))

    def notes(self) -> int:
        """See ``Reader``."""
        return int(self._all(NOTES)[0][0])

    def decks(self) -> tuple[DeckRecord, ...]:
        """See ``Reader``."""
        return tuple(deck_record(row) for row in self._all(DECKS))

    def paces(self, since: StudyDay) -> tuple[Pace, ...]:
        """See ``Reader``."""
        rows = self._all(PACES, since=since)
        return tuple(Pace(kind, Uid(uid), took_ms) for kind, uid, took_ms in rows)

    def cards_by_day(self, since: StudyDay) -> Mapping[StudyDay, int]:
        """See ``Reader``."""
        return {StudyDay(day): cards for day, cards in self._all(CARDS_BY_DAY, since=since)}

    def forecast(self, today: StudyDay, days: int) -> tuple[int, ...]:
        """See ``Reader``."""
        rows = self._all(FORECAST, today=today, until=today + days)
        return by_day(rows, today, days)

    def studied_on(self, day: StudyDay) -> bool:
        """See ``Reader``."""
        return bool(self._all(STUDIED, day=day))

    def contents(self) -> Contents:
        """See ``Reader``."""
        settings = dict(self._all("SELECT key, value FROM setting"))
        files = self._all("SELECT path, mtime_ns, size FROM source")
        decks = self._all("SELECT slug, weights FROM deck")
        return Contents(
            compiler=settings.get("compiler"),
            files={path: (mtime_ns, size) for path, mtime_ns, size in files},
            presets={Slug(slug): version for slug, version in decks},
            asks="renames" in settings,
        )

    def problems(self) -> tuple[SourceProblem, ...]:
        """See ``Reader``."""
        rows = self._all(
            "SELECT path, problems, first_problem FROM source WHERE problems > 0 ORDER BY path"
        )
        return tuple(SourceProblem(path, errors, first or "") for path, errors, first in rows)

    def last_at(self) -> UtcMs:
        """See ``Reader``."""
        newest = self._all("SELECT at FROM event ORDER BY id DESC LIMIT 1")
        return UtcMs(newest[0][0] if newest else 0)

    def close(self) -> None:
        """See ``Reader``."""
        self._connection.close()

    def _all(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        with explained_sqlite(self._location, self._wait_s):
            return self._connection.execute(statement, values).fetchall()


def open_hot(path: Path, presets: Presets, wait_s: float) -> HotReader | None:
    """A reader of the bank, or None where it is missing, foreign or not of this schema.

    What is wrong with it is left to ``open_bank`` to say.
    """
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro",
            uri=True,
            timeout=wait_s,
            isolation_level=None,
            check_same_thread=False,
        )
        (found,) = connection.execute("SELECT version_num FROM drillbank_schema").fetchone()
    except (sqlite3.Error, TypeError):
        found = None
    if found != HEAD or connection is None:
        if connection is not None:
            connection.close()
        return None
    return HotReader(connection, presets, locate(str(path)), wait_s)
