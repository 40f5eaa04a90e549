"""The review, full screen: keys to inputs, the session to widgets."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen

from drillbank.bank.errors import BankBusyError
from drillbank.base.garbage import while_running
from drillbank.memory.queue import Queue
from drillbank.review.advance import advance
from drillbank.review.desk import Desk
from drillbank.review.effects import Effect
from drillbank.review.inputs import Input, Pause, Report, Resume
from drillbank.review.session import Session
from drillbank.review.table import Answered, Drawing, Over, Phase, Saving, Shown
from drillbank.review.tomorrow import Load
from drillbank.tui.actions import ACTIONS, SIDE_TRIPS, Act, Action, action_for, keys_of, place_of
from drillbank.tui.errand import Errand
from drillbank.tui.guard import Guard
from drillbank.tui.hands import Hands
from drillbank.tui.intent import RATINGS, intent
from drillbank.tui.panes import Pane
from drillbank.tui.picture import Picture
from drillbank.tui.pressed import key_of
from drillbank.tui.scrolling import SCROLLS
from drillbank.tui.terminal import LEAST_COLUMNS, LEAST_ROWS, TOO_SMALL, draws_lines
from drillbank.tui.view import Around, Pieces, pieces
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
    #too-small { display: none; }
    ReviewScreen.-tiny Picture { display: none; }
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

        self._errand = Errand(monotonic)
        self._tomorrow: Load | None = None
        self._digits = draws_lines(sys.__stderr__)
        """Whether large ones can be read; Textual draws on this stream."""

        self._on_screen: Shown | None = session.shown
        self._ticked_in: Phase | None = None
        self._rest: tuple[Queue, Rest] | None = None
        """What is left, and of which queue it was counted."""

        self.problem: Exception | None = None
        """What ended the session, if not the learner."""

    def compose(self) -> ComposeResult:
        """The session; or, where there is no room for it, a line that says so."""
        yield Picture(self._pieces())
        yield Pane(TOO_SMALL, id="too-small", markup=False)

    def on_mount(self) -> None:
        """The first card; what the first write needs is loaded behind it."""
        self.set_interval(TICK_S, self._tick)
        self.show()
        self._guard.table_changed()
        self.call_after_refresh(self.run_worker, self._warm_up(), exit_on_error=False)

    def _tick(self) -> None:
        """Draws what time has changed; a write only if the last tick found it under way already."""
        before, self._ticked_in = self._ticked_in, self.session.phase
        if before is self._ticked_in or not isinstance(self._ticked_in, Drawing | Saving):
            self.show()

    def on_resize(self) -> None:
        """Fits the layout to the terminal."""
        width, height = self.app.size
        self._picture.set_class(height < ROOMY, "-short")
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
                SCROLLS[act](self._picture.room)
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
            self._picture.show_marker()
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
            self._picture.begin_at_top()
        if _reveals(before, session):
            self._picture.open_answer()
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
        else:
            # Behind the picture: it is what the learner waits for.
            self.call_after_refresh(self.run_worker, self._tidy, exit_on_error=False)

    async def _tidy(self) -> None:
        try:
            await self.hands.look(self._desk.tidy)
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
        self._picture.draw(self._pieces())

    @property
    def _picture(self) -> Picture:
        return self.query_one(Picture)

    def _pieces(self) -> Pieces:
        return pieces(self.session, self._around())

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
