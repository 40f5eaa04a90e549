"""Work shared among processes: as if one had done it, also where something goes wrong."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from drillbank.base.shares import HelperLostError, shared_out

pytestmark = pytest.mark.filterwarnings(
    # Whoever runs the tests may have threads; a command has none when it shares out.
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

ROOT = Path(__file__).parents[3]
PATIENCE_S = 20

INTERRUPTED = r"""
import signal, sys, time
from drillbank.base.shares import shared_out

def slowly(number):
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background may ignore it
try:
    shared_out(slowly, range(9), 3)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture
def helped() -> Iterator[Callable[[int], int]]:
    """Work that this process does only after another has begun some."""
    shares_out = os.getpid()
    told, tell = os.pipe()
    begun = False

    def square(number: int) -> int:
        nonlocal begun
        if os.getpid() != shares_out:
            os.write(tell, b".")
        elif not begun:
            begun = select.select([told], [], [], PATIENCE_S)[0] == [told]
            assert begun
        return number * number

    yield square
    os.close(told)
    os.close(tell)


@pytest.mark.parametrize("processes", [2, 3, 50])
@pytest.mark.parametrize("count", [2, 7, 1000])
def test_what_comes_of_it_is_in_the_order_of_the_things(
    processes: int, count: int, helped: Callable[[int], int]
) -> None:
    assert shared_out(helped, range(count), processes) == [n * n for n in range(count)]
    assert active_children() == []


@pytest.mark.parametrize(("count", "processes"), [(0, 4), (1, 4), (3, 1)])
def test_little_work_is_done_here(count: int, processes: int) -> None:
    assert shared_out(lambda _: os.getpid(), range(count), processes) == [os.getpid()] * count


def test_what_fails_elsewhere_fails_here(helped: Callable[[int], int]) -> None:
    def fails_at_three(number: int) -> int:
        if helped(number) == 9:
            raise ZeroDivisionError(number)
        return number

    with pytest.raises(ZeroDivisionError, match="3"):
        shared_out(fails_at_three, range(5), 2)
    assert active_children() == []


def test_a_helper_that_is_killed_is_told(helped: Callable[[int], int]) -> None:
    shares_out = os.getpid()

    def killed(number: int) -> int:
        done = helped(number)
        if os.getpid() != shares_out:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    with pytest.raises(HelperLostError, match="ended by signal 9 before it was done"):
        shared_out(killed, range(8), 2)
    assert active_children() == []


def test_an_interruption_ends_all_and_is_told_once() -> None:
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", INTERRUPTED],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None
        begun = {running.stdout.readline() for _ in range(3)}
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=PATIENCE_S)
    assert (begun, running.returncode, errors) == ({"0\n", "1\n", "2\n"}, 130, "")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
