"""Costs of things done in turn, and how they compare; what every benchmark is made of.

Cases are measured in turn, round after round, so that a machine that slows down slows them all;
what counts is a ratio: the median of the ratios within one round.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


class BenchError(Exception):
    """Something cannot be measured; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What doing something once took."""

    wall_ms: float
    cpu_ms: float | None = None
    """Of the process and those it waited for, user and system; None where it was not asked."""

    peak_mb: float | None = None
    """Most memory held at once."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure."""

    name: str
    once: Callable[[], Cost]
    """Does it once."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much more one case takes than another."""

    case: str
    against: str
    target: float | None = None
    """Where the ratio should stay below; None informs only."""

    by_clock: bool = False
    """Whether it is judged by the time somebody waits: so is what several processes share."""


Costs = Mapping[str, Sequence[Cost]]
"""Of every case in every round."""


def measure(cases: Sequence[Case], rounds: int) -> dict[str, list[Cost]]:
    """Costs of every case in every round; a round before them warms caches and bytecode."""
    costs: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            cost = case.once()
            if number > 0:
                costs[case.name].append(cost)
        if sys.stderr.isatty():
            sys.stderr.write(f"\rround {number} of {rounds}" + "\n" * (number == rounds))
    return costs


def report(costs: Costs, ratios: Sequence[Ratio], width: int = 42) -> None:
    """Print medians with their spread, then the ratios against their targets.

    Where processor time was measured, it is what a ratio is judged by, unless that is ``by_clock``:
    it depends least on what else the machine does.
    """
    rounds = len(next(iter(costs.values())))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{rounds} rounds, {python}, {platform.system()} {platform.machine()}\n")
    full = all(cost.cpu_ms is not None for taken in costs.values() for cost in taken)
    more = f"{'processor':>11}{'peak MB':>9}" if full else ""
    print(f"{'':{width}}{'median':>9}{'fastest':>9}{'slowest':>9}{more}  ms")
    for name, taken in costs.items():
        wall = [cost.wall_ms for cost in taken]
        line = f"{name:{width}}{statistics.median(wall):9.1f}{min(wall):9.1f}{max(wall):9.1f}"
        if full:
            line += f"{median_of(taken, cpu_ms):11.1f}{median_of(taken, peak_mb):9.1f}"
        print(line)
    print(f"\n{'':{width}}{'time':>9}{'processor' if full else '':>11}{'target':>9}")
    for ratio in ratios:
        by_clock = ratio_of(costs, ratio, wall_ms)
        by_processor = ratio_of(costs, ratio, cpu_ms) if full else by_clock
        line = f"{f'{ratio.case} / {ratio.against}':{width}}{by_clock:9.2f}"
        if full:
            line += f"{by_processor:11.2f}"
        if ratio.target is not None:
            value, how = (by_clock, "clock") if ratio.by_clock else (by_processor, "processor")
            verdict = "met" if value <= ratio.target else "MISSED"
            line += f"{ratio.target:9.1f}  {verdict}{f' by the {how}' if full else ''}"
        print(line)


def ratio_of(costs: Costs, ratio: Ratio, what: Callable[[Cost], float]) -> float:
    """The median of the ratios within one round."""
    pairs = zip(costs[ratio.case], costs[ratio.against], strict=True)
    return statistics.median(what(one) / what(other) for one, other in pairs)


def median_of(costs: Sequence[Cost], what: Callable[[Cost], float]) -> float:
    """The median over the rounds."""
    return statistics.median(map(what, costs))


def wall_ms(cost: Cost) -> float:
    """Milliseconds from start to end."""
    return cost.wall_ms


def cpu_ms(cost: Cost) -> float:
    """Milliseconds of processor time; 0 where it was not asked."""
    return cost.cpu_ms or 0.0


def peak_mb(cost: Cost) -> float:
    """Megabytes at most; 0 where it was not asked."""
    return cost.peak_mb or 0.0


def run(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """What a command takes from its start to its end; it must end well."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        taken = (time.perf_counter() - begun) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            raise failed(command, process.returncode, errors.read())
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(taken, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / unit)


def output_of(program: Sequence[str], *arguments: str, environment: Mapping[str, str]) -> str:
    """What a command prints, given no input."""
    command = [*program, *arguments]
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise failed(command, done.returncode, done.stderr)
    return done.stdout.decode()


def failed(command: Sequence[str], code: int, told: bytes) -> BenchError:
    """The error for a command that should have ended with 0."""
    words = told.decode(errors="replace").strip()[-2000:] or "without a word"
    return BenchError(f"{' '.join(command)} ended with {code}: {words}")
