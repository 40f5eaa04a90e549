"""Writes a small bank of the present schema, with rows, to be kept: ``make.py 0001.sql.gz``.

Run it once for a schema, from the root, when that schema is released, and never again:
``PYTHONPATH=src:tests python tests/data/banks/make.py tests/data/banks/0001.sql.gz``.
"""

import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from helpers_bank import DAY, START, card, deck, library, note, opened, place_for_a_bank, review

from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.rating import Rating


def dump() -> str:
    """A bank with an event of every kind, as SQL."""
    with place_for_a_bank() as location:
        bank = opened(location)
        two = note("d/two", card("d/two#x", "First"), card("d/two#y", "Second"))
        bank.compile(library(deck("d", note("d/one"), two, note("d/gone")), deck("e")), START)
        now = START
        for number, rating in enumerate([*Rating, *Rating, Rating.GOOD]):
            now = UtcMs(now + number * DAY)
            review(bank, "d/one", now, rating)
            review(bank, "d/two#x", now, Rating.GOOD)
        review(bank, "d/gone", now)
        with bank.change(now) as change:
            change.undo()
        with bank.change(now) as change:
            change.suspend([Uid("d/two#y")])
            change.resume([Uid("d/two#y")])
            change.bury([Uid("d/two#y")], StudyDay(740_000))
            change.flag([Uid("d/two#x")], 3)
            change.set_due([Uid("d/two#x")], StudyDay(740_100))
            change.forget([Uid("d/gone")])
        renamed = note("e/uno", was="d/one")
        bank.compile(library(deck("d", two), deck("e", renamed)), UtcMs(now + DAY))
        again = note("e/uno", was="d/one", restart=1)
        bank.compile(library(deck("d", two), deck("e", again)), UtcMs(now + 2 * DAY))
        review(bank, "e/uno", UtcMs(now + 3 * DAY), Rating.EASY)
        bank.close()
        assert location.path is not None
        with closing(sqlite3.connect(location.path)) as connection:
            return "\n".join(connection.iterdump())


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(gzip.compress(dump().encode(), mtime=0))
