"""The desk on a thread of its own, so that the screen stays alive while the bank is written."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from drillbank.bank.errors import BankBusyError
from drillbank.review.desk import Desk
from drillbank.review.effects import Effect
from drillbank.review.inputs import Report
from drillbank.tui.render import load_markdown

Answer = TypeVar("Answer")


class Hands:
    """Does one thing after the other; the desk is used by no other thread meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drillbank-desk")
        self._attempt: Future[Report] | None = None

    def begin(self, effect: Effect) -> None:
        """Starts an attempt at an effect; from now on ``settle`` would wait for it."""
        self._attempt = self._pool.submit(self._desk.perform, effect)

    async def report(self) -> Report:
        """What the attempt came to; it stays under way if this wait is cancelled.

        Raises:
            BankError: as the desk does.
        """
        attempt = self._attempt
        if attempt is None:
            raise RuntimeError("nothing was begun")
        await _done(attempt)
        self._attempt = None
        return attempt.result()

    async def look(self, question: Callable[[], Answer]) -> Answer:
        """Asks the desk, or somebody else who uses the bank, and waits for the answer.

        Raises:
            Exception: as the question does.
        """
        asked = self._pool.submit(question)
        await _done(asked)
        return asked.result()

    async def warm_up(self) -> None:
        """Loads what the first answer and the first write need.

        Raises:
            BankError: the bank cannot be opened for writing, and not because it is busy.
        """
        drawing = self._pool.submit(load_markdown)
        loading = self._pool.submit(self._desk.warm_up)
        await _done(loading)
        drawing.result()
        # The first write opens the bank again, and waits for it with the learner told.
        with suppress(BankBusyError):
            loading.result()

    def settle(self) -> Report | None:
        """Waits for the attempt under way; None if there is none or the bank was busy.

        So a grade that was asked for is never left half known when the screen is gone.

        Raises:
            BankError: the attempt failed otherwise.
        """
        attempt, self._attempt = self._attempt, None
        self._pool.shutdown(wait=True)
        if attempt is None:
            return None
        try:
            return attempt.result()
        except BankBusyError:
            return None


async def _done(future: Future[Answer]) -> None:
    """Waits for a thread's future without ever cancelling it."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()

    def tell(_future: object) -> None:
        # The loop is closed if the screen was left meanwhile.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(told.set)

    future.add_done_callback(tell)
    await told.wait()
