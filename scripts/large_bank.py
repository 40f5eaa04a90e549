"""Make a bank as large as a life of reviews leaves it, once, and keep it in the cache folder.

Usage: python scripts/large_bank.py

The cards come from generated decks.  Their histories are a few hundred, each answered by the
scheduler as a person who forgets now and then would, and each lived by some hundred cards; so the
log is what reviews would have written, and what stands beside it is its replay.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from platformdirs import user_cache_path
from sqlalchemy import insert, select, text, update
from sqlmodel import col

from drillbank.bank.bank import Bank, open_bank
from drillbank.bank.location import locate
from drillbank.bank.log import log_of
from drillbank.bank.rows import columns_of, state_columns
from drillbank.bank.schema import COMPILER, HEAD
from drillbank.bank.tables import CardRow, EventRow, GradeRow, PresetRow, StateRow
from drillbank.base.clock import ms_of
from drillbank.base.words import Fingerprint, Uid, UtcMs
from drillbank.memory.answer import answers
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import ChangeId, EventId, Graded, Spoken, Stamp
from drillbank.memory.parts import phase_of
from drillbank.memory.preset import Preset, Presets
from drillbank.memory.rating import Rating
from drillbank.memory.replay import replay
from drillbank.memory.state import DueAt, New, Seen, State
from drillbank.memory.study_day import Calendar
from scripts import generated_decks
from scripts.measuring import run

NOW = "2026-11-21T08:00:00+00:00"
"""When the bank is reviewed."""

NOTES = 59_000
"""They make 100,000 cards."""

LIVES = 400
"""Different histories."""

STUDIED = 0.85
"""The share of cards that have been met."""

YEARS = 2
MINUTE, DAY = 60_000, 86_400_000
DEVICE = "bench000"
AT_ONCE = 5_000
PRESET = Preset()
CALENDAR = Calendar(UTC)


@dataclass(frozen=True, slots=True)
class LargeBank:
    """A home with decks and a bank of which every card is up to date."""

    home: Path

    @property
    def path(self) -> Path:
        """The bank; work on a copy."""
        return self.home / "bank.db"

    def environment(self) -> dict[str, str]:
        """What the program sees there, nothing of the developer's own settings."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("DRILLBANK_")}
        for name in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "COLUMNS", "LINES"):
            kept.pop(name, None)
        own = {"DRILLBANK_HOME": str(self.home), "DRILLBANK_NOW": NOW, "TZ": "UTC"}
        return kept | own | {"TERM": "xterm-256color"}


def large_bank() -> LargeBank:
    """The bank from the cache folder, made there if this schema has none yet."""
    cache = user_cache_path("drillbank", appauthor=False) / "bench"
    large = LargeBank(cache / f"{NOTES}-notes-{HEAD}-{COMPILER}")
    done = large.home / "complete"
    if not done.exists():
        sys.stderr.write(f"Making a large bank in {large.home}; some minutes, once.\n")
        shutil.rmtree(large.home, ignore_errors=True)
        _make(large)
        done.touch()
    return large


def _make(large: LargeBank) -> None:
    decks = large.home / "decks"
    decks.mkdir(parents=True)
    generated_decks.write(decks, NOTES, "large bank")
    settings = "[library]\nshipped = false\n"
    (large.home / "config.toml").write_text(settings, encoding="utf-8")
    run((sys.executable, "-m", "drillbank", "compile"), large.environment())
    bank = open_bank(
        locate(str(large.path)),
        calendar=CALENDAR,
        presets=Presets(),
        backups=None,
        device=DEVICE,
    )
    with closing(bank):
        _live(bank, ms_of(datetime.fromisoformat(NOW)))


def _live(bank: Bank, now: UtcMs) -> None:
    """Writes the log of every card that has been met, and the state it replays to."""
    roll = Random("large bank")  # noqa: S311 - not for secrets
    lives = [life(roll, now) for _ in range(LIVES)]
    memories = [replay(graded, PRESET) for graded in lives]
    with bank.change(now) as change:
        session = change.session
        cards = session.execute(
            select(col(CardRow.id), col(CardRow.uid), col(CardRow.fingerprint))
        ).all()
        asked = text("INSERT INTO wording SELECT DISTINCT fingerprint, face FROM card")
        session.execute(asked)
        preset = PresetRow(
            version=PRESET.version, name=PRESET.name, values=PRESET.values(), first_used_at=now
        )
        session.add(preset)
        session.flush()
        events: list[dict[str, object]] = []
        grades: list[dict[str, object]] = []
        states: list[dict[str, object]] = []
        for number, (card_id, uid, fingerprint) in enumerate(cards):
            if roll.random() > STUDIED:
                continue
            which = roll.randrange(LIVES)
            own = [_as_of(event, number, uid, fingerprint) for event in lives[which]]
            for event in own:
                columns, grade = columns_of(event, card_id)
                events.append(columns)
                if grade is not None:
                    grades.append(grade)
            states.append(state_columns(card_id, _memory(memories[which], own), CALENDAR))
        for table, rows in ((EventRow, events), (GradeRow, grades)):
            for some in _in_parts(rows):
                session.execute(insert(table), some)
        for some in _in_parts(states):
            session.execute(update(StateRow), some)
        for state in states[:: len(states) // 50]:
            log = log_of(session, int(str(state["card_id"])))
            if state_columns(int(str(state["card_id"])), replay(log, PRESET), CALENDAR) != state:
                raise ValueError(f"card {state['card_id']} is not a replay of its log")


def life(roll: Random, now: UtcMs) -> list[Graded]:
    """The grades of a card that was met at some time of the last years, up to today's."""
    at = UtcMs(now - roll.randrange(2, YEARS * 365) * DAY)
    state: State = New()
    grades: list[Graded] = []
    while at < now - DAY:
        fuzz = roll.random()
        rating = roll.choices(tuple(Rating), (8, 10, 75, 7))[0]
        moment = CALENDAR.moment(at)
        outcome = answers(state, moment, fuzz, PRESET).of(rating)
        stamp = Stamp(EventId(""), ChangeId(""), DEVICE, at, 0, moment.day, Uid(""))
        answer = Spoken(thinking_ms=roll.randrange(2_000, 20_000))
        was = phase_of(state)
        grades.append(
            Graded(stamp, rating, was, cram=False, asked=Fingerprint(""), answer=answer,
                   decision=outcome.decision)
        )  # fmt: skip
        state = outcome.state
        at = _next(state, at)
    return grades


def _next(state: Seen, at: UtcMs) -> UtcMs:
    """When the card is answered again: as soon as it is due, a day at its own hour."""
    due = state.due
    if isinstance(due, DueAt):
        # Minutes apart: a card's grades are then those of its life, shifted by its number.
        return UtcMs(max(due.at, at + 10 * MINUTE))
    return UtcMs(at + (due.day - CALENDAR.day_of(at)) * DAY)


def _as_of(event: Graded, number: int, uid: str, fingerprint: str) -> Graded:
    """The event as that of another card, at an instant that no other card has."""
    at = UtcMs(event.stamp.at + number)
    name = f"{at:013d}{DEVICE}"
    stamp = replace(event.stamp, id=EventId(name), change=ChangeId(name), at=at, uid=Uid(uid))
    return replace(event, stamp=stamp, asked=Fingerprint(fingerprint))


def _memory(memory: CardMemory, own: Sequence[Graded]) -> CardMemory:
    last = own[-1].stamp if own else None
    return replace(
        memory,
        last_event=last.id if last else None,
        last_at=last.at if last else None,
    )


def _in_parts(rows: Sequence[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


if __name__ == "__main__":
    print(large_bank().path)
