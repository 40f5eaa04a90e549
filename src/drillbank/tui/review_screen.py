"""The review, full screen: keys to inputs, the session to widgets."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.events import Key
from textual.geometry import Region
from textual.screen import Screen

from drillbank.bank.errors import BankBusyError
from drillbank.base.garbage import while_running
from drillbank.memory.queue import Queue
from drillbank.review.advance import advance
from drillbank.review.desk import Desk
from drillbank.review.effects import Effect
from drillbank.review.inputs import Input, Pause, Report, Resume
from drillbank.review.session import Session
from drillbank.review.table import Answered, Drawing, Over, Saving, Shown
from drillbank.review.tomorrow import Load
from drillbank.tui.actions import ACTIONS, SIDE_TRIPS, Act, Action, action_for, keys_of, place_of
from drillbank.tui.bars import Divider
from drillbank.tui.errand import Errand
from drillbank.tui.guard import Guard
from drillbank.tui.hands import Hands
from drillbank.tui.intent import RATINGS, intent
from drillbank.tui.panes import Columns, Pane, Room, Rows
from drillbank.tui.pressed import key_of
from drillbank.tui.render import Rubric, lines_of
from drillbank.tui.scrolling import SCROLLS
from drillbank.tui.terminal import LEAST_COLUMNS, LEAST_ROWS, TOO_SMALL, draws_lines
from drillbank.tui.view import ASIDE, BARS, LINES, PARTS, Around, Pieces, pieces
from drillbank.tui.words import Rest, clock_runs, table_of

TICK_S = 0.25
"""How often the clock is looked at; it is drawn when its second changes."""

RETRY_S = 0.2
"""The pause between attempts; each attempt waits for the bank itself."""

WIDE = 100
"""From so many columns on the rubric stands beside the model answer."""

ROOMY = 16
"""From so many rows on there are blank lines and large digits."""


Chosen = TypeVar("Chosen")


class ReviewScreen(Screen[None]):
    """A session on the screen.  The session itself is a value; ``session`` is the latest."""

    DEFAULT_CSS: ClassVar[str] = """
    ReviewScreen { background: ansi_default; color: ansi_default; }
    #table { height: 1fr; }
    #room, #margin { padding: 1 2 0 2; }
    #room { width: 6fr; }
    #margin { width: 5fr; display: none; padding-left: 0; }
    ReviewScreen.-beside #margin { display: block; }
    #room > Pane { max-width: 96; height: auto; }
    #message { height: auto; max-height: 4; padding: 0 2; }
    #header, #divider, #rating, #footer { height: 1; }
    #too-small { display: none; }
    ReviewScreen.-short #room { padding: 0 1; }
    ReviewScreen.-short #message { padding: 0 1; }
    ReviewScreen.-tiny #face { display: none; }
    ReviewScreen.-tiny #too-small { display: block; }
    """

    def __init__(
        self,
        session: Session,
        desk: Desk,
        notices: Sequence[str],
        monotonic: Callable[[], float],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        super().__init__()
        self.actions = actions
        """What can be done, with the user's keys."""

        self.session = session
        self.hands = Hands(desk)
        self._desk = desk
        self._notices = notices
        self._guard = Guard(monotonic)
        self._told: str | None = None
        self._clock_ran = False
        """Whether the card's clock ran when the learner went away."""

        self._elsewhere = False
        """Whether the learner has left the card, to look something up or to mend it."""

        self._opens = False
        """Whether an answer has been shown and its place is not known yet."""

        self._errand = Errand(monotonic)
        self._tomorrow: Load | None = None
        self._digits = draws_lines(sys.__stderr__)
        """Whether large ones can be read; Textual draws on this stream."""

        self._on_screen: Shown | None = session.shown
        self._drawn: dict[str, RenderableType | None] = {}
        self._rest: tuple[Queue, Rest] | None = None
        """What is left, and of which queue it was counted."""

        self.problem: Exception | None = None
        """What ended the session, if not the learner."""

    def compose(self) -> ComposeResult:
        """Header, the card, and below it message, divider, grades and keys."""
        shown = pieces(self.session, self._around())
        with Rows(id="face"):
            yield self._pane("header", shown)
            with Columns(id="table"):
                with Room(id="room"):
                    for part in PARTS:
                        yield self._pane(part, shown)
                with Room(id="margin"):
                    yield self._pane(ASIDE, shown)
            yield self._pane("message", shown)
            yield Pane(id="divider")
            yield self._pane("rating", shown)
            yield self._pane("footer", shown)
        yield Pane(TOO_SMALL, id="too-small", markup=False)

    def _pane(self, part: str, shown: Pieces) -> Pane:
        piece = self._drawn[part] = shown[part]
        pane = Pane(piece or "", id=part)
        pane.display = piece is not None
        return pane

    def on_mount(self) -> None:
        """The first card; what the first write needs is loaded behind it."""
        self.watch(self._room, "scroll_y", self._show_place, init=False)
        laid_out = self.screen_layout_refresh_signal
        laid_out.subscribe(self, lambda _: self._laid_out(), immediate=True)
        self.set_interval(TICK_S, self.show)
        self.show()
        self._show_place()
        self._guard.table_changed()
        self.call_after_refresh(self.run_worker, self._warm_up(), exit_on_error=False)

    def on_resize(self) -> None:
        """Fits the layout to the terminal."""
        width, height = self.app.size
        self.set_class(height < ROOMY, "-short")
        self.set_class(width < LEAST_COLUMNS or height < LEAST_ROWS, "-tiny")
        self.show()

    # Keys

    def on_key(self, event: Key) -> None:
        """Does what the key means here and now."""
        event.stop()
        key = key_of(event)
        action = action_for(key, place_of(self.session), self.actions)
        if action is None:
            return
        doubled = action.act in RATINGS and self._guard.doubled(key)
        if (action.guarded and self._guard.held(key)) or doubled:
            return
        self.perform(action)

    def perform(self, action: Action) -> None:
        """Does what an action means here and now; nothing while the learner is elsewhere."""
        if self._elsewhere and action.act is not Act.QUIT:
            return
        match action.act:
            case Act.QUIT | Act.CLOSE:
                self.leave()
            case Act.KEYS:
                self._show_keys()
            case Act.PALETTE:
                self._ask_what_to_do()
            case Act.REDRAW | Act.TO_SHELL:
                name = action.act.replace("-", "_")
                self.run_worker(self.app.run_action(name), exit_on_error=False)
            case act if act in SCROLLS:
                SCROLLS[act](self._room)
            case act if act in SIDE_TRIPS:
                # At once, and not when the worker is scheduled: another key may come first.
                self._elsewhere, self._told = True, None
                self.run_worker(self._side_trip(act), exit_on_error=False)
            case _:
                self._do(action)

    def _show_keys(self) -> None:
        from drillbank.tui.keys_screen import KeysScreen  # noqa: PLC0415 - when asked for

        self._lay_over(KeysScreen(self.actions), lambda _: None)

    def _ask_what_to_do(self) -> None:
        from drillbank.tui.palette import PaletteScreen, choices  # noqa: PLC0415 - when asked for

        def chosen(action: Action | None) -> None:
            if action is not None:
                self.perform(action)

        self._lay_over(PaletteScreen(choices(self.session, self.actions)), chosen)

    def _lay_over(self, screen: Screen[Chosen], then: Callable[[Chosen | None], None]) -> None:
        """Lays a screen over the card, whose clock stands still until it is closed."""
        ran = clock_runs(self.session)
        if ran:
            self.give(Pause(self._desk.now().at))

        def uncovered(chosen: Chosen | None) -> None:
            if ran:
                self.give(Resume(self._desk.now().at))
            then(chosen)

        self.app.push_screen(screen, uncovered)

    async def _side_trip(self, act: Act) -> None:
        from drillbank.tui.side_trips import SideTrips  # noqa: PLC0415 - when one sets out

        try:
            await SideTrips(self, self._desk).go(act)
        except Exception as problem:  # noqa: BLE001 - raised again once the terminal is restored
            self._fail(problem)
        finally:
            self._elsewhere = False

    def tell(self, text: str) -> None:
        """Says something until the next key."""
        self._told = text
        self.show()

    def _do(self, action: Action) -> None:
        on_reveal_key = action.act in {Act.ACCEPT, Act.STOP_CLOCK}
        if on_reveal_key and self._guard.unsettled():
            return
        wanted = intent(action.act, self.session.phase, self._desk.now())
        if wanted is None:
            return
        self._told = None
        self.give(wanted)
        if action.act in {Act.MADE, Act.MISSED, Act.POINT_DOWN, Act.POINT_UP, Act.NEXT_OPEN}:
            self._show_marker()
        if action.act is Act.NEXT_OPEN:
            made, missed = keys_of(Act.MADE, self.actions), keys_of(Act.MISSED, self.actions)
            self._told = f"Points are open: {made} made, {missed} missed, or rate with 1-4."
            self.show()

    def away(self) -> None:
        """Stops the card's clock while the learner is not at this screen."""
        self._clock_ran = clock_runs(self.session)
        if self._clock_ran:
            self.give(Pause(self._desk.now().at))

    def back(self) -> None:
        """Lets it run on, if it ran."""
        if self._clock_ran:
            self.give(Resume(self._desk.now().at))

    def leave(self) -> None:
        """Quits; asks once more where something would be lost."""
        if self._errand.busy and self._told is None:
            key = keys_of(Act.QUIT, self.actions)
            self._told = f"{self._errand.at_stake} {key} again quits without it."
            self.show()
            return
        self.app.exit()

    def lost(self, ended: Session) -> str | None:
        """What was asked for and is not in the bank, now that the session has ended."""
        return self._errand.lost(self.session, ended)

    # The session

    def give(self, given: Input) -> None:
        """Takes an input, and has done what it asks for."""
        session, effect = advance(self.session, given)
        self._become(session)
        if effect is not None:
            self._begin(effect)
            self.run_worker(self._carry_out(effect), exit_on_error=False)

    def _begin(self, effect: Effect) -> None:
        # At once, and not when the worker is scheduled: a quit may come first.
        self._errand.tried(effect)
        self.hands.begin(effect)

    def _become(self, session: Session) -> None:
        before, self.session = self.session, session
        if isinstance(session.phase, Over):
            self._tomorrow = self._desk.tomorrow()
        if type(before.phase) is not type(session.phase) and not isinstance(session.phase, Saving):
            self._guard.table_changed()
        if isinstance(session.phase, Drawing | Saving):
            # Over in no time as a rule, and not worth a picture; if not, the next tick draws it.
            return
        asked_before, self._on_screen = self._on_screen, session.shown
        if _asks_anew(asked_before, session.shown):
            self._room.scroll_home(animate=False, force=True)
        self._opens = self._opens or _reveals(before, session)
        self.show()

    async def _carry_out(self, effect: Effect) -> None:
        """Follows an effect that was begun, and those its report leads to."""
        following: Effect | None = effect
        try:
            while following is not None:
                report = await self._report_on(following)
                session, following = advance(self.session, report)
                self._errand.done()
                self._told = None
                self._become(session)
                if following is not None:
                    self._begin(following)
        except Exception as problem:  # noqa: BLE001 - raised again once the terminal is restored
            self._fail(problem)

    async def _report_on(self, effect: Effect) -> Report:
        """The report of an effect that was begun, however long the bank is busy."""
        while True:
            try:
                return await self.hands.report()
            except BankBusyError:
                self._errand.busy = True
                self.show()
                await asyncio.sleep(RETRY_S)
                self._begin(effect)

    async def _warm_up(self) -> None:
        try:
            await self.hands.warm_up()
        except Exception as problem:  # noqa: BLE001 - raised again once the terminal is restored
            self._fail(problem)
        if not self.app.is_headless:
            while_running()

    def _fail(self, problem: Exception) -> None:
        self.problem = problem
        self.app.exit()

    # What is seen

    def show(self) -> None:
        """Draws what has changed."""
        if not self.is_mounted:
            return
        shown = pieces(self.session, self._around())
        self.set_class(shown[ASIDE] is not None, "-beside")
        for part in (*BARS, *PARTS, ASIDE):
            piece = shown[part]
            if part in self._drawn and self._drawn[part] == piece:
                continue
            self._drawn[part] = piece
            widget = self.query_one(f"#{part}", Pane)
            if piece is not None:
                # Before it is displayed, which measures what it holds.
                widget.update(piece, layout=part not in LINES)
            widget.display = piece is not None

    def _around(self) -> Around:
        return Around(
            now=self._desk.now().at,
            clock=self._desk.clock,
            notices=self._notices,
            tomorrow=self._tomorrow,
            actions=self.actions,
            told=self._told or (self._errand.at_stake if self._errand.busy else None),
            waited_s=self._errand.waited_s,
            large=self.app.size.height >= ROOMY and self._digits,
            beside=self.app.size.width >= WIDE,
            rest=self._counted_rest(),
        )

    def _counted_rest(self) -> Rest:
        queue = self.session.queue
        if self._rest is None or self._rest[0] is not queue:
            self._rest = queue, Rest.of(self.session)
        return self._rest[1]

    @property
    def _room(self) -> Room:
        return self.query_one("#room", Room)

    def _show_place(self) -> None:
        """Says which lines are seen, if not all are."""
        room = self._room
        total, seen = room.virtual_size.height, room.size.height
        first = round(room.scroll_y) + 1
        divider = Divider()
        if total > seen:
            divider = Divider(first, min(total, first + seen - 1), total)
        if self._drawn.get("divider") != divider:
            self._drawn["divider"] = divider
            self.query_one("#divider", Pane).update(divider, layout=False)

    def _laid_out(self) -> None:
        """Only now is it known where the answer begins, and how much of the card has room."""
        self._open_answer()
        self._show_place()

    def _open_answer(self) -> None:
        """Scrolls a question that leaves its answer less than half of the room out of the way."""
        if not self._opens:
            return
        self._opens = False
        room, top = self._room, self.query_one("#clock", Pane).virtual_region.y
        if top > room.size.height // 2:
            # The blank line above the answer can go too.
            room.scroll_to(y=top + 1, animate=False, force=True)

    def _show_marker(self) -> None:
        """Scrolls until the marked point is seen."""
        self.call_after_refresh(self._scroll_to_marker)

    def _scroll_to_marker(self) -> None:
        part = ASIDE if self._drawn.get(ASIDE) else "rubric"
        drawn = self._drawn.get(part)
        if not isinstance(drawn, Rubric):
            return
        widget = self.query_one(f"#{part}", Pane)
        width, console = widget.size.width, self.app.console
        top = lines_of(drawn.above(drawn.marker), console, width)
        # With the last point judged, the rating it comes to is what one wants to see.
        to_there = drawn if drawn.suggestion else drawn.above(drawn.marker + 1)
        bottom = lines_of(to_there, console, width)
        place = Region(0, widget.virtual_region.y + top, 1, bottom - top)
        room = self.query_one("#margin", Room) if part == ASIDE else self._room
        room.scroll_to_region(place, animate=False, force=True)


def _reveals(before: Session, now: Session) -> bool:
    """Whether an answer is on the table that was not there before."""
    was, is_now = table_of(before), table_of(now)
    if not isinstance(is_now, Answered):
        return False
    return not isinstance(was, Answered) or was.shown.uid != is_now.shown.uid


def _asks_anew(before: Shown | None, now: Shown | None) -> bool:
    """Whether another text is on the table; that of a card which was only marked stays in place."""
    if before is None or now is None:
        return before is not now
    return (before.uid, before.record.face) != (now.uid, now.record.face)
