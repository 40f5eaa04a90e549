"""The full screen driven by keys, and what a person would see on it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from helpers_desk import desk_for
from helpers_review import HandClock, clock_at_noon
from textual.events import Key
from textual.keys import _character_to_key  # what the terminal driver does with a character
from textual.pilot import Pilot
from textual.widget import Widget

from drillbank.review.desk import Desk
from drillbank.review.session import Session
from drillbank.review.table import Drawing, Saving
from drillbank.review.terms import Terms
from drillbank.tui.actions import ACTIONS, Action
from drillbank.tui.app import ReviewApp, opened

SCREENS = Path(__file__).parent / "golden" / "screens"
UPDATE = "DRILLBANK_UPDATE_SCREENS"
"""Set to rewrite the golden screens instead of comparing with them."""

LARGE, MIDDLE, SMALL = (100, 30), (60, 20), (40, 12)

_PATIENCE = 5000
"""Turns of the event loop before giving up on what is waited for."""

_PATIENCE_S = 20
"""Seconds before giving up on a picture."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One run of the full screen."""

    app: ReviewApp
    pilot: Pilot[None]
    clock: HandClock
    drawn: asyncio.Event = field(default_factory=asyncio.Event)
    """Set whenever the screen has been drawn."""

    def __post_init__(self) -> None:
        """Listens for pictures."""
        self.app.post_display_hook = self.drawn.set  # type: ignore[method-assign] # made for tests

    @property
    def session(self) -> Session:
        """What it shows."""
        return self.app.review.session

    async def press(self, *keys: str, every_s: float = 1.0) -> None:
        """Presses keys one after the other, waiting for what each brings about."""
        for key in keys:
            self.clock.pass_seconds(every_s)
            self.type(key)
            await self.settled()

    def type(self, key: str) -> None:
        """Presses a key and waits for nothing."""
        if len(key) == 1:
            self.app.post_message(Key(_character_to_key(key), key))
        else:
            self.app.simulate_key(key)

    async def settled(self) -> None:
        """Waits until nothing is being drawn from the bank or written to it."""
        for _ in range(_PATIENCE):
            await self._turn()
            if not isinstance(self.session.phase, Drawing | Saving):
                await self.painted()
                return
        raise AssertionError(f"still {self.session.phase}\n{self.text}")

    async def _turn(self) -> None:
        """Waits until the desk has done all it was asked so far, and is heard."""
        await self.painted()
        if self.app.is_running:
            # One thing after the other: when this is answered, so is all that was asked before.
            await self.app.review.hands.look(_nothing)
            await self.pilot.pause(0)

    async def painted(self) -> None:
        """Waits until all that is under way is on the screen.

        Pilot's own pause looks for the process to be idle, which takes 20 ms each time.
        """
        before = ""
        for _ in range(_PATIENCE):
            await self.pilot.pause(0)
            if not self.app.is_running:
                return
            now = "" if self._unpainted() else self.text
            if now and now == before:
                return
            before = now
        raise AssertionError(f"still painting\n{self.text}")

    def _unpainted(self) -> bool:
        """Whether a widget has yet to be laid out or drawn."""
        screen = self.app.screen
        return bool(screen._dirty_widgets) or any(  # noqa: SLF001 - Textual tells nobody
            widget._layout_required or widget._repaint_required  # noqa: SLF001
            for widget in (screen, *screen.walk_children(Widget))
        )

    async def until(self, shown: str) -> None:
        """Waits until the screen shows this."""
        self.app.review.show()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while shown not in self.text:
                    self.drawn.clear()
                    await self.drawn.wait()
        except TimeoutError:
            raise AssertionError(f"no {shown!r} on\n{self.text}") from None

    async def comes_to(self, check: Callable[["Screen"], bool] | str) -> None:
        """Waits until this holds, or is shown."""
        if isinstance(check, str):
            await self.until(check)
            return
        for _ in range(_PATIENCE):
            if check(self):
                return
            await self._turn()
        raise AssertionError(f"not so on\n{self.text}")

    async def until_ended(self) -> None:
        """Waits until the screen is left."""
        for _ in range(_PATIENCE):
            if not self.app.is_running:
                return
            await self.pilot.pause(0)
        raise AssertionError(f"still running\n{self.text}")

    async def tick(self, seconds: float) -> None:
        """Lets time pass on the session's clock."""
        self.clock.pass_seconds(seconds)
        self.app.review.show()
        await self.painted()

    @property
    def text(self) -> str:
        """The screen's characters, blanks at line ends left out."""
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
        return "".join(f"{strip.text.rstrip()}\n" for strip in strips)

    def styles(self, of: str) -> set[str]:
        """The styles of the pieces of the screen that hold this text."""
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
        return {str(part.style) for strip in strips for part in strip if of in part.text}

    def looks_like(self, name: str) -> None:
        """Compares the screen with its golden text, or writes it."""
        columns, rows = self.app.size
        golden = SCREENS / f"{name}-{columns}x{rows}.txt"
        if os.environ.get(UPDATE):
            golden.write_text(self.text, encoding="utf-8")
        assert self.text == golden.read_text(encoding="utf-8"), golden.name


def _nothing() -> None:
    """What the desk is asked to hear when it is done."""


@asynccontextmanager
async def screen(
    bank: Path,
    *,
    size: tuple[int, int] = LARGE,
    terms: Terms | None = None,
    notices: Sequence[str] = (),
    desk: Desk | None = None,
    actions: Sequence[Action] = ACTIONS,
) -> AsyncIterator[Screen]:
    """A session over the bank, its first card on the screen."""
    clock = clock_at_noon()
    desk = desk or desk_for(bank, clock)
    desk.clock = clock
    app = ReviewApp(desk, opened(desk, terms), notices, clock.monotonic, actions)
    try:
        async with app.run_test(size=size) as pilot:
            seen = Screen(app, pilot, clock)
            await seen.painted()
            yield seen
    finally:
        app.review.hands.settle()
        desk.close()
