"""What the main screens look like, as text, at three sizes.

``DRILLBANK_UPDATE_SCREENS=1 pytest tests/unit/tui/test_screens.py`` writes them anew; look at the
difference before committing it.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from helpers_desk import held
from helpers_screen import LARGE, MIDDLE, SMALL, Screen, screen

from drillbank.review.terms import Terms

Walk = Callable[[Screen], Awaitable[None]]
SIZES = [LARGE, MIDDLE, SMALL]


def pressing(*keys: str) -> Walk:
    """A walk of keys, a second apart."""

    async def walk(seen: Screen) -> None:
        await seen.press(*keys)

    return walk


PROMPT = ("space", "space", "space", "space")


async def speaking(seen: Screen) -> None:
    """Twenty-six seconds into the answer."""
    await seen.press(*PROMPT, "space")
    await seen.tick(26)


async def paused(seen: Screen) -> None:
    """Stopped after twenty-six seconds, with half a minute more."""
    await speaking(seen)
    await seen.press("+", "p")
    await seen.tick(60)


async def overrun(seen: Screen) -> None:
    """Nine seconds over the target."""
    await seen.press(*PROMPT, "space")
    await seen.tick(99)


async def judging(seen: Screen) -> None:
    """Two points of five judged."""
    await speaking(seen)
    await seen.press("space", "y", "n")


async def judged(seen: Screen) -> None:
    """All points judged."""
    await judging(seen)
    await seen.press("y", "y", "n")


WALKS: dict[str, Walk] = {
    "question": pressing(),
    "hint": pressing("h"),
    "answer": pressing("space"),
    "cloze": pressing("space", "1"),
    "prompt": pressing(*PROMPT),
    "speaking": speaking,
    "paused": paused,
    "overrun": overrun,
    "judging": judging,
    "judged": judged,
    "long": pressing(*PROMPT, "-", "space", "ctrl+d"),
    "code": pressing(*PROMPT, "-", "-", "space"),
    "undone": pressing("space", "3", "u"),
    "keys": pressing("?"),
}


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
@pytest.mark.parametrize("name", WALKS)
async def test_screen(bank: Path, name: str, size: tuple[int, int]) -> None:
    async with screen(bank, size=size) as seen:
        await WALKS[name](seen)
        seen.looks_like(name)


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
async def test_summary(bank: Path, size: tuple[int, int]) -> None:
    notices = ["2 errors in decks/x.yaml:4 (rubric without items); drillbank check"]
    async with screen(bank, size=size, terms=Terms(limit=3), notices=notices) as seen:
        if size == SMALL:
            seen.looks_like("notices")
        await seen.press("space", "1", "space", "3", "space", "space", "2")
        seen.looks_like("summary")


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
async def test_certainty(bank: Path, size: tuple[int, int]) -> None:
    async with screen(bank, size=size, terms=Terms(confidence=True)) as seen:
        await overrun(seen)
        await seen.press("space")
        seen.looks_like("certainty")


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
async def test_busy(bank: Path, size: tuple[int, int]) -> None:
    async with screen(bank, size=size) as seen:
        await seen.press("space")
        with held(bank):
            seen.type("3")
            await seen.until("Your 3 good")
            await seen.tick(7)
            seen.looks_like("busy")
        await seen.settled()


async def test_every_key_is_seen_at_once_on_a_usual_terminal(bank: Path) -> None:
    async with screen(bank, size=LARGE) as seen:
        await seen.press("?")

        assert "quit; every rating is saved" in seen.text
        assert "lines 1-" not in seen.text


async def test_too_small(bank: Path) -> None:
    async with screen(bank, size=(39, 12)) as seen:
        seen.looks_like("too-small")
