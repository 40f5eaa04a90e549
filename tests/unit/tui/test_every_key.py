"""Every key of the table does on the screen what the table says.

A scenario is one session in which keys are pressed one after the other.  Each step names the
action that the key stands for there, and what it is to bring about; a step without an action only
leads to the next one.  A key of the table that no scenario presses fails the first test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers_screen import LARGE, SMALL, Screen, screen
from textual.containers import VerticalScroll

from drillbank.memory.rating import Rating
from drillbank.review.table import Answered, Asking, Gauging, Over, Speaking
from drillbank.review.terms import Terms
from drillbank.tui.actions import ACTIONS, Act, action_for, place_of

Check = Callable[[Screen], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A key, what it is there, and what shows that it was done."""

    key: str
    act: Act | None = None
    check: Check | str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A session."""

    name: str
    steps: tuple[Step, ...]
    size: tuple[int, int] = LARGE
    terms: Terms | None = None


def phase(kind: type) -> Check:
    """Where the session stands afterwards."""
    return lambda seen: isinstance(seen.session.phase, kind)


def card(uid: str) -> Check:
    """Which card is on the table afterwards."""
    return lambda seen: seen.session.shown is not None and seen.session.shown.uid == uid


def rated(rating: Rating) -> Check:
    """The last grade."""
    return lambda seen: seen.session.tally.grades[-1].rating is rating


def judged(*verdicts: bool | None) -> Check:
    """The verdicts on the points."""

    def check(seen: Screen) -> bool:
        answered = seen.session.phase
        return isinstance(answered, Answered) and answered.judged == verdicts

    return check


def marker(at: int) -> Check:
    """The point that is marked."""

    def check(seen: Screen) -> bool:
        answered = seen.session.phase
        return isinstance(answered, Answered) and answered.marker == at

    return check


def paused(is_so: bool) -> Check:
    """Whether the clock of a spoken answer stands still."""

    def check(seen: Screen) -> bool:
        speaking = seen.session.phase
        return isinstance(speaking, Speaking) and speaking.watch.paused is is_so

    return check


def more(seconds: int) -> Check:
    """What was added to the clock."""

    def check(seen: Screen) -> bool:
        speaking = seen.session.phase
        return isinstance(speaking, Speaking) and speaking.more_s == seconds

    return check


def sure(level: int | None) -> Check:
    """How sure the learner said to be."""

    def check(seen: Screen) -> bool:
        answered = seen.session.phase
        return isinstance(answered, Answered) and answered.confidence == level

    return check


def top(line: int) -> Check:
    """The first line of the card that is seen."""
    return lambda seen: round(seen.app.review.query_one("#room", VerticalScroll).scroll_y) == line


def at_the_end(seen: Screen) -> bool:
    """Whether the card's last line is seen."""
    room = seen.app.review.query_one("#room", VerticalScroll)
    return room.scroll_y == room.max_scroll_y > 0


def ended(seen: Screen) -> bool:
    """Whether the screen has been left."""
    return not seen.app.is_running


TO_PROMPT = (Step("space"), Step("3"), Step("space"), Step("3"))
TO_CLOCK = (*TO_PROMPT, Step("space"))
UNDO = Step("u", Act.UNDO, "Undone:")

SCENARIOS = (
    Scenario(
        "a question",
        (
            Step("h", Act.HINT, "Think of one word."),
            Step("space", Act.SHOW_ANSWER, phase(Answered)),
            Step("1", Act.AGAIN, rated(Rating.AGAIN)),
            UNDO,
            Step("2", Act.HARD, rated(Rating.HARD)),
            UNDO,
            Step("3", Act.GOOD, rated(Rating.GOOD)),
            UNDO,
            Step("4", Act.EASY, rated(Rating.EASY)),
            UNDO,
            Step("space", Act.ACCEPT, rated(Rating.GOOD)),
            Step("enter", Act.SHOW_ANSWER, phase(Answered)),
            Step("enter", Act.ACCEPT, card("demo/limiter#tell")),
        ),
    ),
    Scenario(
        "put away, mark",
        (
            Step("-", Act.BURY_CARD, "Buried until tomorrow: demo/scan."),
            UNDO,
            Step("=", Act.BURY_NOTE, "Buried until tomorrow: demo/scan."),
            UNDO,
            Step("@", Act.SUSPEND_CARD, "Suspended: demo/scan."),
            UNDO,
            Step("!", Act.SUSPEND_NOTE, "Suspended: demo/scan."),
            UNDO,
            Step("*", Act.MARK, "Flag 1: demo/scan."),
            Step("f", Act.FLAG, "This card has flag 1."),
            Step("2"),
            Step("c", Act.WRITE, "asks for no code"),
            Step("h", None, lambda seen: "asks for no code" not in seen.text),
            Step("t", Act.RUN_TESTS, "asks for no code"),
            Step("D", Act.SET_DUE, "A new card has no due day yet"),
            Step("e", Act.EDIT_HERE, "Decks cannot be edited from here."),
            Step("space"),
            Step("E", Act.EDIT_FILE, "Decks cannot be edited from here."),
        ),
    ),
    Scenario(
        "looking up",
        (
            Step("i", Act.INFO, "demo/scan (q)"),
            Step("escape"),
            Step("L", Act.LESSON, "The planner chooses"),
            Step("escape"),
            Step(":", Act.PALETTE, "a few letters of its name"),
            Step("escape"),
            Step("?", Act.KEYS, "draw the screen anew"),
            Step("x"),
            Step("ctrl+l", Act.REDRAW, phase(Asking)),
            Step("ctrl+z", Act.TO_SHELL, phase(Asking)),
        ),
    ),
    Scenario(
        "a spoken answer",
        (
            *TO_PROMPT,
            Step("space", Act.START_CLOCK, paused(is_so=False)),
            Step("p", Act.PAUSE_CLOCK, paused(is_so=True)),
            Step("p", Act.RUN_CLOCK, paused(is_so=False)),
            Step("p"),
            Step("space", Act.RUN_CLOCK, paused(is_so=False)),
            Step("p"),
            Step("enter", Act.RUN_CLOCK, paused(is_so=False)),
            Step("+", Act.MORE_TIME, more(30)),
            Step("r", Act.RESTART_CLOCK, more(0)),
            Step("space", Act.STOP_CLOCK, judged(None, None, None, None, None)),
            Step("space", Act.NEXT_OPEN, "Points are open"),
            Step("j", Act.POINT_DOWN, marker(1)),
            Step("k", Act.POINT_UP, marker(0)),
            Step("y", Act.MADE, judged(True, None, None, None, None)),
            Step("n", Act.MISSED, judged(True, False, None, None, None)),
            Step("j"),
            Step("enter", Act.NEXT_OPEN, marker(3)),
            Step("3"),
            UNDO,
        ),
    ),
    Scenario(
        "the other key",
        (
            *TO_PROMPT,
            Step("enter", Act.START_CLOCK, phase(Speaking)),
            Step("enter", Act.STOP_CLOCK, phase(Answered)),
        ),
    ),
    *(
        Scenario(
            f"sure: {key}",
            (*TO_CLOCK, Step("space", None, phase(Gauging)), Step(key, act, sure(level))),
            terms=Terms(confidence=True),
        )
        for key, act, level in (
            ("1", Act.GUESSING, 1),
            ("2", Act.FAIRLY_SURE, 2),
            ("3", Act.CERTAIN, 3),
            ("space", Act.LEAVE_OPEN, None),
            ("enter", Act.LEAVE_OPEN, None),
        )
    ),
    Scenario(
        "scrolling",
        (
            *TO_PROMPT,
            Step("-"),
            Step("space"),
            Step("down", Act.LINE_DOWN, top(1)),
            Step("j", Act.LINE_DOWN, top(2)),
            Step("k", Act.LINE_UP, top(1)),
            Step("up", Act.LINE_UP, top(0)),
            Step("pagedown", Act.PAGE_DOWN, top(7)),
            Step("pageup", Act.PAGE_UP, top(0)),
            Step("ctrl+d", Act.HALF_DOWN, top(3)),
            Step("ctrl+u", Act.HALF_UP, top(0)),
            Step("G", Act.BOTTOM, at_the_end),
            Step("g", Act.TOP, top(0)),
            Step("end", Act.BOTTOM, at_the_end),
            Step("home", Act.TOP, top(0)),
        ),
        SMALL,
    ),
    Scenario(
        "the summary",
        (
            Step("space"),
            Step("3", None, phase(Over)),
            Step("c", Act.GO_ON, phase(Asking)),
            Step("space"),
            Step("3", None, phase(Over)),
            Step("enter", Act.CLOSE, ended),
        ),
        terms=Terms(limit=1),
    ),
    *(Scenario(f"quit: {key}", (Step(key, Act.QUIT, ended),)) for key in ("q", "ctrl+c", "ctrl+q")),
)


def test_every_key_of_the_table_is_pressed_in_a_scenario() -> None:
    pressed = {(step.key, step.act) for scenario in SCENARIOS for step in scenario.steps}
    table = {(key, action.act) for action in ACTIONS for key in action.keys}

    assert table - pressed == set()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
async def test_keys_do_what_the_table_says(bank: Path, scenario: Scenario) -> None:
    async with screen(bank, size=scenario.size, terms=scenario.terms) as seen:
        for step in scenario.steps:
            if step.act is not None:
                action = action_for(step.key, place_of(seen.session))
                assert action is not None, step
                assert action.act is step.act
            await seen.press(step.key)
            await seen.comes_to(step.check)
