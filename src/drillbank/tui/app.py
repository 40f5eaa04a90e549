"""The full screen from its start to its end: signals, exit codes, the terminal given back."""

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from drillbank.base.errors import Exit
from drillbank.base.prose import hung
from drillbank.review.advance import advance
from drillbank.review.desk import Desk
from drillbank.review.inputs import Quit
from drillbank.review.session import Session, Step
from drillbank.review.table import Over
from drillbank.review.terms import Terms
from drillbank.tui.actions import ACTIONS, Act, Action
from drillbank.tui.review_screen import ReviewScreen
from drillbank.tui.summary import summary
from drillbank.tui.terminal import hung_up

ENDED_BY = 128
"""Plus the number of the signal that ended a session: its exit code."""

SETTLE_S = 0.1
"""After this, whatever reached us while the terminal was lent has been passed over."""

LOOK_S = 1.0
"""How often it is asked whether the terminal is still there."""

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
)


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """How a session on the screen ended."""

    session: Session
    exit_code: int


def run_screen(
    desk: Desk,
    *,
    terms: Terms | None = None,
    notices: Sequence[str] = (),
    actions: Sequence[Action] = ACTIONS,
    monotonic: Callable[[], float] = time.monotonic,
) -> ScreenResult:
    """Drills full screen, and prints the summary to the terminal it gives back.

    Args:
        desk: where cards come from and grades go.
        terms: what the session was asked to be; all that is due unless said otherwise.
        notices: lines told at the first card and repeated in the summary.
        actions: what can be done, with the user's keys.
        monotonic: seconds of a clock that never goes back, to tell held keys.

    Raises:
        BankError: the bank could not be read or written; what was graded before is saved.
    """
    session = opened(desk, terms)
    exit_code, lost = int(Exit.FINE), None
    if not isinstance(session.phase, Over):
        app = ReviewApp(desk, session, notices, monotonic, actions)
        app.run(mouse=False)
        session, exit_code = app.ended()
        lost = app.review.lost(session)
    # A terminal that was closed takes no summary.
    with suppress(OSError):
        told = summary(session, desk.clock, desk.tomorrow())
        columns = get_terminal_size().columns
        for line in filter(None, (lost, *told, *notices)):
            text = line.lstrip()
            for row in hung(text, " " * (len(line) - len(text)), columns):
                print(row)  # noqa: T201 - the screen is gone, this is the normal terminal
        sys.stdout.flush()
    return ScreenResult(session, exit_code)


def opened(desk: Desk, terms: Terms | None = None) -> Session:
    """A session with its first card on the table."""
    session, effect = desk.begin(terms or Terms())
    step: Step = (session, effect)
    while step[1] is not None:
        step = advance(step[0], desk.perform(step[1]))
    return step[0]


class ReviewApp(App[None]):
    """One screen in the user's own colours, and the signals that may end it."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, name, show=False, priority=True)
        for act, name in ((Act.QUIT, "leave"), (Act.REDRAW, "redraw"), (Act.TO_SHELL, "to_shell"))
        for action in ACTIONS
        if action.act is act
        for key in action.keys
        if key.startswith("ctrl+")
    ]
    """What works wherever the cursor is, also in a text being edited."""

    def __init__(
        self,
        desk: Desk,
        session: Session,
        notices: Sequence[str],
        monotonic: Callable[[], float],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.review = ReviewScreen(session, desk, notices, monotonic, actions)
        self._ended_by: int | None = None

    def get_default_screen(self) -> Screen[None]:
        """The review; there is nothing beneath it."""
        return self.review

    def on_mount(self) -> None:
        """From now on signals end the session in order."""
        self._listen()
        # At once: what is posted would be done only when the shell has let go.
        self.app_suspend_signal.subscribe(self, lambda _app: self._away(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda _app: self._back())
        if not self.is_headless:
            self.set_interval(LOOK_S, self._look_for_terminal)

    def _look_for_terminal(self) -> None:
        """Ends the session where the terminal has gone and no signal has said so.

        Only a session leader with a controlling terminal is told; Textual would read its end for
        ever.
        """
        if hung_up(sys.__stdin__):
            self._end_by(signal.SIGHUP)

    def _away(self) -> None:
        self.review.away()
        # Ctrl-C is now meant for whoever has the terminal.  A function is heard by us alone; to
        # ignore it would make the other program ignore it too.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, lambda _number, _frame: None)

    def _back(self) -> None:
        # Not at once: a Ctrl-C meant for the other program is still on its way to the loop.
        asyncio.get_running_loop().call_later(SETTLE_S, self._listen)
        self.review.back()
        # The shell has written over the screen meanwhile.
        self.action_redraw()

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            # Also where the parent had it ignored: a review without a terminal must not go on.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: int) -> None:
        self._ended_by = number
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves ^z to a text that is being written, where it takes back what was typed."""
        del parameters
        return action != "to_shell" or not self._in_a_text

    @property
    def _in_a_text(self) -> bool:
        if self.focused is None:
            return False
        from textual.widgets import TextArea  # noqa: PLC0415 - nothing to type in is loaded yet

        return isinstance(self.focused, TextArea)

    def action_leave(self) -> None:
        """Quits from anywhere."""
        self.review.leave()

    def action_redraw(self) -> None:
        """Draws every cell anew."""
        self.screen.refresh(layout=True)

    def action_to_shell(self) -> None:
        """Stops the process until the shell continues it."""
        self.action_suspend_process()

    def _fatal_error(self) -> None:
        """Textual's own prints a traceback here; what ended the session is told at the edge."""
        self._close_messages_no_wait()

    def ended(self) -> tuple[Session, int]:
        """The session as it ended, and the exit code; call it once the screen is gone.

        Raises:
            Exception: what ended it, if not the learner or a signal.
        """
        report = self.review.hands.settle()
        problem = self.review.problem or self._exception
        if problem is not None:
            raise problem
        session = self.review.session
        if report is not None:
            session, _ = advance(session, report)
        session, _ = advance(session, Quit())
        return session, 0 if self._ended_by is None else ENDED_BY + self._ended_by
