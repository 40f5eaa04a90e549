"""The questions of ``reader`` answered by the standard library's ``sqlite3``, read-only.

SQLAlchemy takes a third of a second to load, too long before the first card.  The statements stand
here a second time, then, and a test holds their answers to those of ``queries``.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from drillbank.bank.decode import (
    Selection,
    by_day,
    candidates,
    card_record,
    deck_record,
    judgements,
)
from drillbank.bank.errors import UnknownCardError
from drillbank.bank.glance import Glance, connected
from drillbank.bank.location import Location, locate
from drillbank.bank.reader import DayCards
from drillbank.bank.values import CardRecord, DeckRecord, Judgement, Pace
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs, is_told
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
    ORDER BY d.place IS NULL, d.place, d.slug, n.position, n.id, c.position, c.id
"""

FORECAST = f"""
    SELECT s.due_day, count(*) {ASKED} AND s.due_day > :today AND s.due_day <= :until
    GROUP BY s.due_day
"""

PATH = "SELECT id, slug FROM deck WHERE available ORDER BY place IS NULL, place, slug"

WAITS = """
    SELECT 1 FROM note_after a
    CROSS JOIN note m ON m.uid = a.awaited
    CROSS JOIN card mc ON mc.note_id = m.id AND mc.retired_at IS NULL
    CROSS JOIN card_state ms ON ms.card_id = mc.id AND NOT ms.suspended
    WHERE a.note = fresh.note AND +ms.phase IN ('new', 'learning')
"""
"""Whether a note waits for a card to be learnt; a retired or suspended one is not waited for."""

NEXT = """
    SELECT c.uid FROM card c
    CROSS JOIN card_state s ON s.card_id = c.id
    WHERE c.note_id = n.id AND +s.phase = 'new' AND c.retired_at IS NULL AND NOT s.suspended
      AND (s.buried_until IS NULL OR s.buried_until <= :today)
    ORDER BY c.position, c.id LIMIT 1
"""

NEW = f"""
    SELECT next, tags, kind FROM (
        SELECT n.uid AS note, n.tags, n.kind, ({NEXT}) AS next
        FROM note n WHERE n.deck_id = :deck ORDER BY n.position, n.id
    ) AS fresh WHERE next IS NOT NULL AND NOT EXISTS ({WAITS})
"""  # noqa: S608 - constants
"""A deck's new cards, one a note, in order.  It is read only as far as a day needs, so nothing in
it may look at all new cards: CROSS JOIN and the plus signs keep SQLite from it."""

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

NAME_NOW = """
    SELECT c.uid FROM event e JOIN card c ON c.id = e.card_id
    WHERE e.kind = 'renamed' AND e.uid = :before
    ORDER BY e.id DESC LIMIT 1
"""

UIDS = """
    SELECT uid FROM card
    WHERE retired_at IS NULL AND substr(uid, 1, length(:beginning)) = :beginning
    ORDER BY uid
"""

DECKS = """
    SELECT d.slug, d.title, d.path, d.root, d.lesson, d.available,
           count(DISTINCT n.id), count(c.id), count(s.first_day),
           count(CASE WHEN s.phase IN ('review', 'relearning') THEN 1 END), d.place, d.group_title
    FROM deck d
    LEFT JOIN note n ON n.deck_id = d.id AND n.retired_at IS NULL
    LEFT JOIN card c ON c.note_id = n.id AND c.retired_at IS NULL
    LEFT JOIN card_state s ON s.card_id = c.id
    GROUP BY d.id
    HAVING count(c.id) > 0 OR d.path IN (SELECT path FROM source)
    ORDER BY d.place IS NULL, d.place, d.slug
"""

PACES = """
    SELECT n.kind, e.uid, g.thinking_ms + coalesce(g.speaking_ms, 0)
    FROM event e
    JOIN grade g ON g.event_id = e.id
    JOIN card c ON c.id = e.card_id
    JOIN note n ON n.id = c.note_id
    WHERE e.day >= :since
    ORDER BY e.day DESC, e.id DESC LIMIT :most
"""

CARDS_BY_DAY = f"""
    SELECT e.day, count(DISTINCT e.card_id) FROM event e
    WHERE e.day >= :since AND e.kind = 'graded' AND {LIVE}
    GROUP BY e.day ORDER BY e.day
"""  # noqa: S608 - constants

STUDIED = f"SELECT 1 FROM event e WHERE e.day = :day AND e.kind = 'graded' AND {LIVE} LIMIT 1"  # noqa: S608 - a constant

FAILED_ON = f"""
    SELECT DISTINCT c.uid FROM event e
    JOIN grade g ON g.event_id = e.id
    JOIN card c ON c.id = e.card_id
    WHERE e.day = :day AND g.rating = 1 AND {LIVE}
"""  # noqa: S608 - constants

ALL = 1 << 31
"""More notes than a bank holds."""


class HotReader(Glance):
    """A ``Reader`` of a SQLite bank."""

    def __init__(
        self, connection: sqlite3.Connection, presets: Presets, location: Location, wait_s: float
    ) -> None:
        super().__init__(connection, location, wait_s)
        self._presets = presets

    def day(
        self, today: StudyDay, selection: Selection, new: int | None = None, ahead: int = 0
    ) -> DayCards:
        """See ``Reader``; of each note only its next new card."""
        self.all("BEGIN")
        try:
            done = self._done(today)
            due = self.all(DUE, today=today, until=today + ahead)
            # A note begun today is passed over; one that has another card may give way to others.
            passed_over = len(due) + len(done.graded | done.introduced.keys())
            most = ALL if new is None else new + passed_over
            fresh = self._new(today, selection, most)
        finally:
            self.all("COMMIT")
        return DayCards(candidates(due, fresh, self._presets, selection), done)

    def _new(self, today: StudyDay, selection: Selection, most: int) -> list[tuple[str, ...]]:
        """The first new cards of the path, one a note, until so many of them are short ones.

        Cards told aloud leave their places to those behind them, so they do not count.
        """
        found: list[tuple[str, ...]] = []
        for deck_id, slug in self.all(PATH):
            if selection.decks is not None and slug not in selection.decks:
                continue
            for uid, tags, kind in self.rows(NEW, today=today, deck=deck_id):
                if most <= 0:
                    return found
                if selection.takes(slug, tags):
                    found.append((uid, slug, tags, kind))
                    most -= not is_told(uid)
        return found

    def _done(self, today: StudyDay) -> Done:
        return Done(
            graded=frozenset(Uid(uid) for (uid,) in self.all(GRADED, today=today)),
            introduced={
                Uid(uid): self._presets.of(Slug(deck))
                for uid, deck in self.all(INTRODUCED, today=today)
            },
        )

    def card(self, uid: Uid) -> CardRecord:
        """See ``Reader``."""
        rows = self.all(CARD, uid=uid)
        if not rows:
            raise UnknownCardError(uid)
        return card_record(rows[0])

    def name_now(self, before: Uid) -> Uid | None:
        """See ``Reader``."""
        return next((Uid(uid) for (uid,) in self.all(NAME_NOW, before=before)), None)

    def every(self, today: StudyDay, selection: Selection) -> tuple[Candidate, ...]:
        """See ``Reader``."""
        return candidates(self.all(EVERY, today=today), (), self._presets, selection)

    def judgements(self, uid: Uid) -> tuple[Judgement, ...]:
        """See ``Reader``."""
        return judgements(self.all(JUDGEMENTS, uid=uid))

    def uids(self, beginning: str) -> tuple[Uid, ...]:
        """See ``Reader``."""
        return tuple(Uid(uid) for (uid,) in self.all(UIDS, beginning=beginning))

    def decks(self) -> tuple[DeckRecord, ...]:
        """See ``Reader``."""
        return tuple(deck_record(row) for row in self.all(DECKS))

    def paces(self, since: StudyDay, most: int) -> tuple[Pace, ...]:
        """See ``Reader``."""
        rows = self.all(PACES, since=since, most=most)
        return tuple(Pace(kind, Uid(uid), took_ms) for kind, uid, took_ms in rows)

    def cards_by_day(self, since: StudyDay) -> Mapping[StudyDay, int]:
        """See ``Reader``."""
        return {StudyDay(day): cards for day, cards in self.all(CARDS_BY_DAY, since=since)}

    def forecast(self, today: StudyDay, days: int) -> tuple[int, ...]:
        """See ``Reader``."""
        rows = self.all(FORECAST, today=today, until=today + days)
        return by_day(rows, today, days)

    def studied_on(self, day: StudyDay) -> bool:
        """See ``Reader``."""
        return bool(self.all(STUDIED, day=day))

    def failed_on(self, day: StudyDay) -> frozenset[Uid]:
        """See ``Reader``."""
        return frozenset(Uid(uid) for (uid,) in self.all(FAILED_ON, day=day))

    def last_at(self) -> UtcMs:
        """See ``Reader``."""
        newest = self.all("SELECT at FROM event ORDER BY id DESC LIMIT 1")
        return UtcMs(newest[0][0] if newest else 0)


def open_hot(path: Path, presets: Presets, wait_s: float) -> HotReader | None:
    """A reader of the bank, or None where it is missing, foreign or not of this schema.

    What is wrong with it is left to ``open_bank`` to say.
    """
    connection = connected(path, wait_s)
    return HotReader(connection, presets, locate(str(path)), wait_s) if connection else None
