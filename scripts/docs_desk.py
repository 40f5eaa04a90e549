"""A desk for the pictures: small decks in a bank of their own, at a time of our choosing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from drillbank.bank.bank import open_bank
from drillbank.bank.hot import open_hot
from drillbank.bank.library import compile_files
from drillbank.bank.location import locate
from drillbank.bank.reader import Reader
from drillbank.base.clock import Clock, ms_of
from drillbank.base.words import UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.study_day import Calendar
from drillbank.review.day import Choice
from drillbank.review.desk import Desk

_FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "docs"
DECKS = [_FOLDER / "deciding.yaml", _FOLDER / "doubling.yaml"]
BEGAN = ms_of(datetime(2026, 11, 2, 8, tzinfo=UTC))
TODAY = ms_of(datetime(2026, 11, 27, 8, tzinfo=UTC))
DAY_MS = 86_400_000
_WAIT_S = 0.05


class PictureError(Exception):
    """The screen does not come to what a picture is to show."""


@dataclass(frozen=True, slots=True)
class HandClock(Clock):
    """A clock whose hand is moved by hand."""

    hand: list[int] = field(default_factory=lambda: [BEGAN])

    def now(self) -> UtcMs:
        """Where the hand stands."""
        return UtcMs(self.hand[0])

    def move_to(self, instant: int) -> None:
        """Moves it."""
        self.hand[0] = instant

    def pass_seconds(self, seconds: float) -> None:
        """Moves it on."""
        self.hand[0] += round(seconds * 1000)

    def monotonic(self) -> float:
        """The same in seconds."""
        return self.hand[0] / 1000


@contextmanager
def desk_over(folder: Path) -> Iterator[tuple[Desk, HandClock]]:
    """A desk over a bank that holds the decks, nothing of them learned."""
    clock = HandClock(zone=UTC)
    calendar, presets, path = Calendar(UTC), Presets(), folder / "bank.db"

    @contextmanager
    def read() -> Iterator[Reader]:
        reader = open_hot(path, presets, _WAIT_S)
        if reader is None:
            raise PictureError("The bank of the pictures cannot be read.")
        try:
            yield reader
        finally:
            reader.close()

    desk = Desk(
        read=read,
        open_bank=lambda: open_bank(
            locate(str(path)),
            calendar=calendar,
            presets=presets,
            backups=None,
            device="pictures",
            wait_s=_WAIT_S,
        ),
        clock=clock,
        calendar=calendar,
        presets=presets,
        choice=Choice(),
    )
    compiled, problems = compile_files(DECKS)
    if problems:
        raise PictureError(f"The decks do not compile: {problems[0].message}.")
    bank = desk.open_bank()
    bank.compile(compiled, clock.now())
    bank.close()
    try:
        yield desk, clock
    finally:
        desk.close()
