"""Every screen of a review, taken at three sizes on one walk through a day's cards each."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.widgets import TextArea

from drillbank.bank.decode import Selection
from drillbank.bank.values import CardRecord
from drillbank.base.words import Slug
from drillbank.memory.rating import Rating
from drillbank.review.advance import advance, begin
from drillbank.review.bench import Bench
from drillbank.review.desk import Desk
from drillbank.review.drafts import Drafts
from drillbank.review.inputs import Judge, Rate, Reveal, Speak
from drillbank.review.session import Session, Step
from drillbank.review.table import Answered, Over
from drillbank.review.terms import Terms
from drillbank.review.trust import Trust
from drillbank.review.workshop import Draft, NoteText
from drillbank.review.written import Written
from drillbank.tui.app import ReviewApp, opened
from scripts.docs_desk import BEGAN, DAY_MS, DECKS, TODAY, HandClock, desk_over
from scripts.docs_screen import Screen

Size = tuple[int, int]

LARGE: Size = (100, 30)
SIZES: tuple[Size, ...] = (LARGE, (60, 20), (40, 12))

SCREENS = (
    "cloze",
    "question",
    "answer",
    "info",
    "basic",
    "keys",
    "palette",
    "flag",
    "set-due",
    "lesson",
    "edit",
    "waiting",
    "prompt",
    "speaking",
    "paused",
    "overrun",
    "certainty",
    "ticking",
    "rubric",
    "writing",
    "compared",
    "summary",
)
"""Each screen by the name of its picture."""

_DAYS = (*(4 * [Slug("deciding")]), Slug("doubling"))
"""What is practised on each study day before the pictures are taken."""

_MISSED = Slug("pager")
"""The point that is missed in practice."""

_CODE = "def doubled(xs):\n    return [2 * x for x in xs]\n"
_CARDS = 40
"""More cards than a day of these decks has."""


def name_of(screen: str, size: Size) -> str:
    """The picture of a screen at a size, without its suffix."""
    return screen if size == LARGE else f"{screen}-{size[0]}x{size[1]}"


def take_pictures(sizes: Sequence[Size] = SIZES) -> dict[str, str]:
    """The pictures at these sizes by their names.

    Raises:
        PictureError: the screen does not come to what a picture is to show.
    """
    pictures: dict[str, str] = {}
    # Paths are shown from where one stands.
    with chdir(DECKS[0].parent):
        for size in sizes:
            with TemporaryDirectory() as folder, desk_over(Path(folder)) as (desk, clock):
                _practise(desk, clock)
                clock.move_to(TODAY)
                _furnish(desk, Path(folder))
                asyncio.run(_review(desk, clock, Path(folder) / "bank.db", size, pictures))
    return pictures


async def _review(
    desk: Desk, clock: HandClock, bank: Path, size: Size, pictures: dict[str, str]
) -> None:
    app = ReviewApp(desk, opened(desk, Terms(confidence=True)), (), clock.monotonic)
    try:
        async with app.run_test(size=size) as pilot:
            walk = _Walk(Screen(app, pilot, clock), bank, size, pictures)
            await walk.screen.settled()
            for _ in range(_CARDS):
                if isinstance(walk.screen.session.phase, Over):
                    break
                await walk.card()
            walk.take("summary")
    finally:
        app.review.hands.settle()


@dataclass(slots=True)
class _Walk:
    """A review of all cards, each screen taken on the card that shows it best."""

    screen: Screen
    bank: Path
    size: Size
    pictures: dict[str, str]
    seen: set[str] = field(default_factory=set)

    def take(self, screen: str) -> None:
        """Takes a picture."""
        name = name_of(screen, self.size)
        self.pictures[name] = self.screen.picture(name)

    async def card(self) -> None:
        """Answers the card on the table, and takes the pictures that are due on it."""
        shown = self.screen.session.shown
        uid = shown.uid if shown else ""
        first = uid not in self.seen
        self.seen.add(uid)
        if first and uid == "deciding/window#2":
            await self._gap()
        elif first and uid == "deciding/two-way-door":
            await self._basic()
        elif first and uid == "deciding/no-owner#tell":
            await self._told()
        elif first and shown and shown.record.face.code:
            await self._code()
        else:
            await self.screen.press("3", "3")

    async def _gap(self) -> None:
        await self.screen.tick(4)
        self.take("cloze")
        await self.screen.press("h")
        self.take("question")
        await self.screen.press("space")
        self.take("answer")
        await self._look_up("info", "i")
        await self.screen.press("2")

    async def _basic(self) -> None:
        await self.screen.tick(4)
        self.take("basic")
        await self._look_up("keys", "?")
        await self._look_up("palette", ":", "c", "a", "r")
        await self._look_up("lesson", "L")
        await self._look_up("edit", "e")
        await self._look_up("set-due", "D", "2", "w")
        await self.screen.press("space", "f")
        self.take("flag")
        await self.screen.press("escape")
        with _held(self.bank):
            self.screen.type("1")
            await self.screen.until("Your 1 again")
            await self.screen.tick(7)
            self.take("waiting")
        await self.screen.settled()

    async def _told(self) -> None:
        await self.screen.tick(9)
        self.take("prompt")
        await self.screen.press("space")
        await self.screen.tick(52)
        self.take("speaking")
        await self.screen.press("p")
        self.take("paused")
        await self.screen.press("p")
        await self.screen.tick(47)
        self.take("overrun")
        await self.screen.press("space")
        self.take("certainty")
        await self.screen.press("2", "y", "y")
        self.take("ticking")
        await self.screen.press("n", "y")
        self.take("rubric")
        await self.screen.press("space")

    async def _code(self) -> None:
        await self.screen.press("c")
        self.screen.app.screen.query_one(TextArea).insert(_CODE)
        await self.screen.settled()
        self.take("writing")
        await self.screen.press("escape", "space")
        self.take("compared")
        await self.screen.press("y", "y", "3")

    async def _look_up(self, name: str, *keys: str) -> None:
        """Opens a screen over the card, takes it and closes it."""
        await self.screen.look_up(keys[0])
        await self.screen.press(*keys[1:], each_s=0)
        self.take(name)
        await self.screen.look_up("escape")


def _furnish(desk: Desk, folder: Path) -> None:
    """Gives the desk what notes are edited and code is written with."""
    trust = Trust(folder / "trust.json", DECKS[0].parent)
    desk.bench = lambda: Bench(Written(Drafts(folder / "drafts")), trust)
    desk.workshop = _Reading


@contextmanager
def _held(bank: Path) -> Iterator[None]:
    """Another program writing to the bank."""
    other = sqlite3.connect(bank, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def _practise(desk: Desk, clock: HandClock) -> None:
    """Some mornings of practice: all but the page of code; one point is always missed."""
    whole = desk.choice
    for day, deck in enumerate(_DAYS):
        clock.move_to(BEGAN + day * DAY_MS)
        desk.choice = replace(whole, selection=Selection(frozenset([deck])))
        session, effect = begin(desk.queue(), desk.now().at)
        while True:
            while effect is not None:
                session, effect = advance(session, desk.perform(effect))
            if session.shown is None:
                break
            session, effect = _answered(session, desk, clock)
    desk.choice = whole


def _answered(session: Session, desk: Desk, clock: HandClock) -> Step:
    shown = session.shown
    if shown and shown.spoken:
        session, _ = advance(session, Speak(desk.now().at))
        clock.pass_seconds(80)
    clock.pass_seconds(8)
    session, _ = advance(session, Reveal(desk.now()))
    if isinstance(session.phase, Answered):
        for point in session.phase.shown.points:
            session, _ = advance(session, Judge(made=point.id != _MISSED))
    return advance(session, Rate(Rating.GOOD, desk.now()))


class _Reading:
    """A workshop in which notes can be looked at; nothing of it is saved."""

    def open_editor(self, record: CardRecord) -> tuple[str, ...]:
        """See ``Workshop``."""
        return (record.path,)

    def bring_up_to_date(self, record: CardRecord) -> tuple[str, ...]:
        """See ``Workshop``."""
        return (record.path,)

    def note(self, record: CardRecord) -> NoteText:
        """See ``Workshop``; a note ends before the next blank line."""
        path = Path(record.path)
        lines = path.read_text(encoding="utf-8").splitlines()[record.line - 1 :]
        text = "".join(f"{line}\n" for line in takewhile(str.strip, lines))
        return NoteText(record, path, record.line, text)

    def save(self, note: NoteText, text: str) -> Sequence[str]:
        """See ``Workshop``."""
        del note, text
        return ()

    def where(self, note: NoteText) -> str:
        """See ``Workshop``."""
        return f"Saved in {note.path.name}."

    def edit_text(self, text: str, suffix: str) -> str:
        """See ``Workshop``."""
        del suffix
        return text

    def draft(self, note: NoteText) -> Draft | None:
        """See ``Workshop``."""
        del note
        return None

    def keep_draft(self, note: NoteText, text: str) -> None:
        """See ``Workshop``."""

    def drop_draft(self, note: NoteText) -> None:
        """See ``Workshop``."""
