"""The terminal lent to another program, such as an editor, and taken back."""

from collections.abc import Callable
from typing import TypeVar

from textual.app import App, SuspendNotSupported

from drillbank.base.errors import DrillbankError

Result = TypeVar("Result")


def lend_terminal(app: App[None], use: Callable[[], Result]) -> Result:
    """Has the terminal used as it was before the app; the app sleeps until that is done.

    Raises:
        DrillbankError: as the use of it does; the app has the terminal back by then.
    """
    came_to: list[Result] = []
    problem: DrillbankError | None = None
    try:
        # An exception that went through this would leave the app without its terminal.
        with app.suspend():
            try:
                came_to.append(use())
            except DrillbankError as failed:
                problem = failed
    except SuspendNotSupported:
        # What is drawn fills no terminal, so there is none to be given.
        return use()
    if problem is not None:
        raise problem
    return came_to[0]
