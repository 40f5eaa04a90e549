"""What a backlog is, and how long it takes."""

from collections.abc import Mapping, Sequence
from statistics import median

from drillbank.bank.reader import Reader
from drillbank.base.prose import counted
from drillbank.base.words import StudyDay
from drillbank.memory.queue import Queue
from drillbank.memory.state import New

PACE_DAYS = 28
"""How many days back a day's work still tells the pace."""

SIGHT = 60
"""Days ahead that are looked at; beyond them nothing is promised."""


def backlog_notice(reader: Reader, queue: Queue, today: StudyDay) -> str | None:
    """What to know of a backlog before it is begun; None where there is none."""
    if not queue.backlog:
        return None
    waiting = sum(not isinstance(card.state, New) for card in queue.main)
    told = f"A backlog of {waiting} cards. What you would forget soonest comes first."
    a_day = usual(reader.cards_by_day(StudyDay(today - PACE_DAYS)), today)
    if a_day is None:
        return told
    days = days_until_clear(waiting, reader.forecast(today, SIGHT), a_day)
    pace = f"At your {counted(a_day, 'card')} a day"
    if days is None:
        return f"{told} {pace} it would not be gone within {SIGHT} days."
    return f"{told} {pace} it is gone in {counted(days, 'day')}."


def usual(by_day: Mapping[StudyDay, int], today: StudyDay) -> int | None:
    """How many cards a day of study has, today left out; None where there was no such day."""
    days = [cards for day, cards in by_day.items() if day < today]
    return round(median(days)) if days else None


def days_until_clear(waiting: int, coming: Sequence[int], a_day: int) -> int | None:
    """Study days, today among them, until only the day's own cards are left; None if not in sight.

    Cards answered on the way come back, too, but seldom so soon that they count.
    """
    for day, due in enumerate(coming, start=1):
        waiting = max(0, waiting - a_day)
        if not waiting:
            return day
        waiting += due
    return None
