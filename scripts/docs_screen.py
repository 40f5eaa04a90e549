"""The real screen under our hands, and its picture."""

import re
from dataclasses import dataclass
from textwrap import dedent

from textual.app import App
from textual.pilot import Pilot

from drillbank.review.session import Session
from drillbank.review.table import Drawing, Saving
from drillbank.tui.app import ReviewApp
from scripts.docs_desk import HandClock, PictureError

_PATIENCE = 5000
"""Looks at the session before giving up on it."""

_FONTS = '"Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace'


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

    async def until(self, shown: str) -> None:
        """Waits until this is to be read."""
        for _ in range(_PATIENCE):
            strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
            if any(shown in strip.text for strip in strips):
                return
            await self.pilot.pause(0.002)
            self.app.review.show()
        raise PictureError(f"{shown!r} is not shown.")

    async def tick(self, seconds: float) -> None:
        """Lets time pass."""
        self.clock.pass_seconds(seconds)
        self.app.review.show()
        await self.pilot.pause()

    def type(self, key: str) -> None:
        """Presses a key and waits for nothing."""
        self.app.simulate_key(key)

    def picture(self, name: str) -> str:
        """What is on the screen, as SVG."""
        return normal(App.export_screenshot(self.app, title="drillbank review"), name)


def normal(svg: str, name: str) -> str:
    """The picture without what differs from run to run, and without fonts from elsewhere."""
    svg = re.sub(r"terminal-\d+", f"drillbank-{name}", svg)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    svg = re.sub(r"\n\s*\n+", "\n", svg)
    # Without it some viewers drop the blanks at the ends of a run, and stretch the rest.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "".join(f"{line.rstrip()}\n" for line in dedent(svg).strip().splitlines())
