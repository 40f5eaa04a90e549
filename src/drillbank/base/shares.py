"""The same work for each of many things, shared among processes where that is quicker.

A process is split off from this one, so it knows all that this one knows, and the work may be any
function; only what comes of it is sent back, and must be worth sending: plain and small.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from drillbank.base.errors import DrillbankError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_MOST_SHARES = 256
"""So few that their numbers always fit into a pipe: a full one would wait for a reader."""

_NUMBER = 4
"""Bytes of a share's number."""


class HelperLostError(DrillbankError):
    """A process that helped ended before it was done."""

    def __init__(self, exitcode: int | None) -> None:
        how = f"by signal {-exitcode}" if exitcode and exitcode < 0 else f"with code {exitcode}"
        super().__init__(
            f"A process that helped with this was ended {how} before it was done. Nothing is "
            "changed; run it again. If memory is short, name fewer decks."
        )


def cores() -> int:
    """How many processes can work at once here."""
    # A platform that does not say which cores are ours is one where splitting off a process is not
    # safe either: there is no fork on Windows, and macOS' own libraries may fail behind one.
    if hasattr(os, "sched_getaffinity") and hasattr(os, "fork"):
        return len(os.sched_getaffinity(0))
    return 1


def shared_out(
    do: Callable[[Thing], Made], things: Sequence[Thing], processes: int
) -> Sequence[Made]:
    """What ``do`` makes of each thing, in their order, by so many processes, this one among them.

    Whoever is free takes the next share.  What ``do`` raises is raised here, and an interruption
    ends them all.

    Raises:
        HelperLostError: one of the processes was ended from outside.
    """
    shares = _cut(things)
    if processes < 2 or len(shares) < 2:  # noqa: PLR2004 - one needs no help
        return [do(thing) for thing in things]
    done: dict[int, list[Made]] = {}
    with _helpers(do, shares, min(processes, len(shares)) - 1) as (numbers, helpers):
        for number in numbers:
            done[number] = [do(thing) for thing in shares[number]]
        for process, answers in helpers:
            try:
                done |= answers.recv()
            except EOFError:
                process.join()
                raise HelperLostError(process.exitcode) from None
    # What a helper failed at is done again here, where it can be seen how it fails.
    for number in range(len(shares)):
        if number not in done:
            done[number] = [do(thing) for thing in shares[number]]
    return [*chain.from_iterable(done[number] for number in range(len(shares)))]


def _cut(things: Sequence[Thing]) -> list[Sequence[Thing]]:
    size = -(-len(things) // _MOST_SHARES) or 1
    return [things[start : start + size] for start in range(0, len(things), size)]


@contextmanager
def _helpers(
    do: Callable[[Thing], Made], shares: Sequence[Sequence[Thing]], count: int
) -> Iterator[tuple[Iterator[int], list[tuple["ForkProcess", "Connection[Any, Any]"]]]]:
    """The numbers of the shares, for everybody to take from, and the processes that do."""
    from multiprocessing import get_context  # noqa: PLC0415 - only where there is much to do

    fork = get_context("fork")
    reader, writer = os.pipe()
    os.write(writer, b"".join(n.to_bytes(_NUMBER, "big") for n in range(len(shares))))
    os.close(writer)
    helpers: list[tuple[ForkProcess, Connection[Any, Any]]] = []
    try:
        for _ in range(count):
            answers, answer = fork.Pipe(duplex=False)
            process = fork.Process(target=_help, args=(do, shares, reader, answer), daemon=True)
            with _no_interruption():
                process.start()
            answer.close()  # so that the end of the helper is the end of its answers
            helpers.append((process, answers))
        yield _numbers(reader), helpers
    finally:
        os.close(reader)
        for process, answers in helpers:
            process.kill()
            process.join()
            answers.close()


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Keeps Ctrl-C from what is started here: this process hears it, and ends the others."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _numbers(reader: int) -> Iterator[int]:
    """Numbers nobody has taken yet; a read of a few bytes is never split among processes."""
    while number := os.read(reader, _NUMBER):
        yield int.from_bytes(number, "big")


def _help(
    do: Callable[[Thing], Made],
    shares: Sequence[Sequence[Thing]],
    reader: int,
    answer: "Connection[Any, Any]",
) -> None:
    done: dict[int, list[Made]] = {}
    for number in _numbers(reader):
        try:
            done[number] = [do(thing) for thing in shares[number]]
        except Exception:  # noqa: BLE001 - the process that shares out fails at it in its turn
            break
    answer.send(done)
