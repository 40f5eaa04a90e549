"""Measure drillbank on this machine; `scripts/bench` runs this with the checkout's venv.

A benchmark is one function that takes the number of rounds and prints a report; `BENCHMARKS`
names them.  Cases are measured in turn, round after round, so that a machine that slows down
slows them all; what counts is a ratio: the median of the ratios within one round.
"""

import argparse
import codecs
import json
import os
import platform
import re
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRILLBANK = (sys.executable, str(Path(sys.executable).with_name("drillbank")))
DECK = "leading-without-authority"
NOW = "2026-03-02T09:00:00+00:00"
COLUMNS, LINES = 100, 30
PATIENCE = 30.0
"""Seconds after which a first card will not come any more."""

ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[()#%*+]?.)"
)


class BenchError(Exception):
    """Something cannot be measured; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to time."""

    name: str
    milliseconds: Callable[[], float]
    """Does it once."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much longer one case takes than another."""

    case: str
    against: str
    target: float | None = None
    """Where the ratio should stay below; None informs only."""


def startup(rounds: int) -> None:
    """How long the program takes to say something, and to show the first card."""
    with tempfile.TemporaryDirectory(prefix="drillbank-bench-") as temp:
        folder = Path(temp)
        environment = {**os.environ, "DRILLBANK_HOME": str(folder / "home"), "DRILLBANK_NOW": NOW}
        environment |= {"COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color"}
        for name in ("PYTHONDONTWRITEBYTECODE", "DRILLBANK_BANK", "DRILLBANK_DECKS", "NO_COLOR"):
            environment.pop(name, None)
        output_of(DRILLBANK, "compile", environment=environment)
        words = first_words(environment)
        empty = empty_app(folder, environment)
        same_help = output_of(DRILLBANK, "--help", environment=environment) == output_of(
            empty, "--help", environment=environment
        )

        def process(name: str, *command: str) -> Case:
            return Case(name, lambda: run_ms(command, environment))

        report(
            measure(
                [
                    process("python -c pass", sys.executable, "-c", "pass"),
                    process("empty app --help", *empty, "--help"),
                    process("drillbank --help", *DRILLBANK, "--help"),
                    process("drillbank --version", *DRILLBANK, "--version"),
                    process("scripts/drillbank", str(ROOT / "scripts/drillbank"), "--version"),
                    process("drillbank due", *DRILLBANK, "due"),
                    process("import textual.app", sys.executable, "-c", "import textual.app"),
                    Case("first card", lambda: first_card_ms(words, environment)),
                ],
                rounds,
            ),
            [
                Ratio("drillbank --help", "empty app --help", target=1.2),
                Ratio("drillbank --version", "python -c pass"),
                Ratio("scripts/drillbank", "drillbank --version"),
                Ratio("drillbank due", "python -c pass"),
                Ratio("first card", "import textual.app", target=1.4),
            ],
        )
        print(f"\nThe empty app prints the same help: {'yes' if same_help else 'NO'}.")
        print(f"First card: {' '.join(words)!r} on a terminal of {COLUMNS}x{LINES}.")


BENCHMARKS: dict[str, Callable[[int], None]] = {"startup": startup}


def measure(cases: Sequence[Case], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every case in every round; a round before them warms caches and bytecode."""
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            taken = case.milliseconds()
            if number > 0:
                times[case.name].append(taken)
        if sys.stderr.isatty():
            sys.stderr.write(f"\rround {number} of {rounds}" + "\n" * (number == rounds))
    return times


def report(times: Mapping[str, Sequence[float]], ratios: Sequence[Ratio]) -> None:
    """Print medians with their spread, then the ratios against their targets."""
    rounds = len(next(iter(times.values())))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{rounds} rounds, {python}, {platform.system()} {platform.machine()}\n")
    print(f"{'':42}{'median':>9}{'fastest':>9}{'slowest':>9}  ms")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:42}{median:9.1f}{min(taken):9.1f}{max(taken):9.1f}")
    print(f"\n{'':42}{'ratio':>9}{'target':>9}")
    for ratio in ratios:
        pairs = zip(times[ratio.case], times[ratio.against], strict=True)
        value = statistics.median(one / other for one, other in pairs)
        line = f"{f'{ratio.case} / {ratio.against}':42}{value:9.2f}"
        if ratio.target is not None:
            line += f"{ratio.target:9.1f}  {'met' if value <= ratio.target else 'MISSED'}"
        print(line)


def run_ms(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Milliseconds from starting a command to its end; it must end well."""
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    taken = (time.perf_counter() - begun) * 1000
    if done.returncode != 0:
        raise failed(command, done)
    return taken


def output_of(program: Sequence[str], *arguments: str, environment: Mapping[str, str]) -> str:
    """What a command prints, given no input."""
    command = [*program, *arguments]
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise failed(command, done)
    return done.stdout.decode()


def failed(command: Sequence[str], done: subprocess.CompletedProcess[bytes]) -> BenchError:
    """The error for a command that should have ended with 0."""
    words = done.stderr.decode(errors="replace").strip() or "without a word"
    return BenchError(f"{' '.join(command)} ended with {done.returncode}: {words}")


def empty_app(folder: Path, environment: Mapping[str, str]) -> tuple[str, ...]:
    """How to run an app with drillbank's commands and none of its code."""
    write = (sys.executable, str(ROOT / "scripts/empty_app.py"))
    app = "drillbank.cli.app:app"
    return (sys.executable, output_of(write, app, str(folder), environment=environment).strip())


def first_words(environment: Mapping[str, str]) -> list[str]:
    """The first words of the card a review of the deck shows first."""
    cards = json.loads(output_of(DRILLBANK, "cards", DECK, "--json", environment=environment))
    plain = squeezed(output_of(DRILLBANK, "review", DECK, "--plain", environment=environment))
    beginnings = [squeezed(re.sub(r"[*_`]", "", card["front"])).split()[:3] for card in cards]
    shown = [words for words in beginnings if words and " ".join(words) in plain]
    if not shown:
        raise BenchError(f"`review {DECK} --plain` shows the front of no card of the deck.")
    return min(shown, key=lambda words: plain.index(" ".join(words)))


def first_card_ms(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Milliseconds from starting a review on a terminal until the card's first words arrive."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    sought = " ".join(words)
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    screen = ""
    begun = time.perf_counter()
    review = subprocess.Popen(  # noqa: S603 - our own command
        [*DRILLBANK, "review", DECK],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        while sought not in squeezed(screen):
            left = PATIENCE - (time.perf_counter() - begun)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                raise BenchError(f"No {sought!r} after {PATIENCE:.0f} s of `review {DECK}`.")
            screen += decoder.decode(read(ours))
        return (time.perf_counter() - begun) * 1000
    finally:
        review.kill()  # nothing was graded: nothing is lost
        review.wait()
        os.close(ours)


def read(terminal: int) -> bytes:
    """What has arrived on the terminal; an end is an error, as the review should go on."""
    try:
        arrived = os.read(terminal, 65536)
    except OSError:  # how Linux tells that the other side is closed
        arrived = b""
    if not arrived:
        raise BenchError(f"`review {DECK}` ended before it showed a card.")
    return arrived


def squeezed(text: str) -> str:
    """The words alone: no escape sequences, single spaces."""
    return " ".join(ESCAPES.sub("", text).split())


def main() -> int:
    """Run the benchmark that the command line names; return 1 where it cannot be measured."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure drillbank on this machine."
    )
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name, function in BENCHMARKS.items():
        sub = names.add_parser(name, help=function.__doc__, description=function.__doc__)
        sub.add_argument("-n", dest="rounds", type=int, default=15, help="rounds (default: 15)")
    chosen = parser.parse_args()
    try:
        BENCHMARKS[chosen.name](chosen.rounds)
    except BenchError as error:
        sys.stderr.write(f"drillbank: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
