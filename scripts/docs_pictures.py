"""Pictures of the real screen: a review of a small deck, at a time of our choosing."""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

from textual.app import App
from textual.pilot import Pilot

from drillbank.bank.bank import open_bank
from drillbank.bank.hot import open_hot
from drillbank.bank.library import compile_files
from drillbank.bank.location import locate
from drillbank.bank.reader import Reader
from drillbank.base.clock import Clock, ms_of
from drillbank.base.words import Uid, UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.rating import Rating
from drillbank.memory.study_day import Calendar
from drillbank.review.advance import advance, begin
from drillbank.review.day import Choice
from drillbank.review.desk import Desk
from drillbank.review.inputs import Rate, Reveal
from drillbank.review.session import Session
from drillbank.review.table import Drawing, Saving
from drillbank.tui.app import ReviewApp, opened

DECK = Path(__file__).resolve().parent.parent / "tests" / "data" / "docs" / "deciding.yaml"
SIZE = (100, 30)
BEGAN = ms_of(datetime(2026, 11, 2, 8, tzinfo=UTC))
TODAY = ms_of(datetime(2026, 11, 21, 8, tzinfo=UTC))
_DAY_MS = 86_400_000
_WAIT_S = 5.0
_LEARNED_DAYS = 4
"""Study days of practice before the pictures are taken."""

_NEW = {Uid("deciding/no-owner#tell"), Uid("deciding/no-owner#hook/wrong-order")}
"""Cards that are first seen in the pictures."""

_PATIENCE = 5000
"""Looks at the session before giving up on it."""

_FONTS = '"Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace'


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


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen during one review."""

    app: ReviewApp
    pilot: Pilot[None]
    clock: HandClock

    @property
    def session(self) -> Session:
        """What it shows."""
        return self.app.review.session

    async def press(self, *keys: str, each_s: float = 2.0) -> None:
        """Presses keys, letting time pass before each and waiting for what it brings about."""
        for key in keys:
            self.clock.pass_seconds(each_s)
            self.app.simulate_key(key)
            await self.settled()

    async def look_up(self, key: str) -> None:
        """Opens a screen over the card, or closes it."""
        before = self.app.screen
        self.app.simulate_key(key)
        for _ in range(_PATIENCE):
            await self.pilot.pause(0.002)
            if self.app.screen is not before:
                await self.settled()
                return
        raise PictureError(f"{key!r} opens no screen.")

    async def settled(self) -> None:
        """Waits until nothing is being read, written or drawn."""
        for _ in range(_PATIENCE):
            await self.pilot.pause(0.002)
            if not isinstance(self.session.phase, Drawing | Saving):
                await self.pilot.pause()
                return
        raise PictureError(f"The screen is still busy: {self.session.phase}.")

    async def find(self, uid: str) -> None:
        """Grades cards Good until this one is on the table."""
        for _ in range(len(self.session.queue.main) + len(self.session.queue.steps)):
            shown = self.session.shown
            if shown is not None and shown.uid == uid:
                return
            await self.press("3", "3")
        raise PictureError(f"{uid} is not asked today.")

    async def speak(self, seconds: float) -> None:
        """Lets time pass on a running clock."""
        self.clock.pass_seconds(seconds)
        self.app.review.show()
        await self.settled()

    def picture(self, name: str) -> str:
        """What is on the screen, as SVG."""
        return normal(App.export_screenshot(self.app, title="drillbank review"), name)


def take_pictures() -> dict[str, str]:
    """Every picture by its name.

    Raises:
        PictureError: the screen does not come to what a picture is to show.
    """
    # Paths are shown from where one stands.
    with (
        chdir(DECK.parent),
        tempfile.TemporaryDirectory() as folder,
        _desk(Path(folder)) as (desk, clock),
    ):
        _practise(desk, clock)
        clock.move_to(TODAY)
        return asyncio.run(_review(desk, clock))


async def _review(desk: Desk, clock: HandClock) -> dict[str, str]:
    app = ReviewApp(desk, opened(desk, None), (), clock.monotonic)
    pictures: dict[str, str] = {}
    try:
        async with app.run_test(size=SIZE) as pilot:
            screen = Screen(app, pilot, clock)
            await screen.settled()
            await screen.find("deciding/window#2")
            await screen.press("h", each_s=4)
            pictures["question"] = screen.picture("question")
            await screen.press("space")
            pictures["answer"] = screen.picture("answer")
            await screen.look_up("i")
            pictures["info"] = screen.picture("info")
            await screen.look_up("escape")
            await screen.press("3")
            await screen.find("deciding/no-owner#tell")
            await screen.press("space", each_s=9)
            await screen.speak(52)
            pictures["speaking"] = screen.picture("speaking")
            await screen.speak(23)
            await screen.press("space")
            await screen.press("y", "y", "n", "y")
            pictures["rubric"] = screen.picture("rubric")
    finally:
        app.review.hands.settle()
    return pictures


@contextmanager
def _desk(folder: Path) -> Iterator[tuple[Desk, HandClock]]:
    """A desk over a bank that holds the deck, nothing of it learned."""
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
    compiled, problems = compile_files([DECK])
    if problems:
        raise PictureError(f"{DECK.name} does not compile: {problems[0].message}.")
    bank = desk.open_bank()
    bank.compile(compiled, clock.now())
    bank.close()
    try:
        yield desk, clock
    finally:
        desk.close()


def _practise(desk: Desk, clock: HandClock) -> None:
    """Some mornings of practice: all but the prompt is learned, one card is failed once."""
    for day in range(_LEARNED_DAYS):
        clock.move_to(BEGAN + day * _DAY_MS)
        session, effect = begin(desk.queue(), desk.now().at)
        while True:
            while effect is not None:
                session, effect = advance(session, desk.perform(effect))
            shown = session.shown
            if shown is None or shown.uid in _NEW:
                break
            clock.pass_seconds(8)
            session, effect = advance(session, Reveal(desk.now()))
            session, effect = advance(session, Rate(Rating.GOOD, desk.now()))


def normal(svg: str, name: str) -> str:
    """The picture without what differs from run to run, and without fonts from elsewhere."""
    svg = re.sub(r"terminal-\d+", f"drillbank-{name}", svg)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    svg = re.sub(r"\n\s*\n+", "\n", svg)
    # Without it some viewers drop the blanks at the ends of a run, and stretch the rest.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "".join(f"{line.rstrip()}\n" for line in dedent(svg).strip().splitlines())
