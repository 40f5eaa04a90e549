"""Measure drillbank on this machine; `scripts/bench` runs this with the checkout's venv.

A benchmark is one module with one function that takes the number of rounds and prints a report;
`BENCHMARKS` names them.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from scripts import bench_compile, bench_session, bench_startup
from scripts.measuring import BenchError


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Something to measure by name."""

    measure: Callable[[int], None]
    rounds: int
    """Unless the command line says how many."""


BENCHMARKS = {
    "startup": Benchmark(bench_startup.startup, rounds=15),
    "compile": Benchmark(bench_compile.compile_, rounds=5),
    "session": Benchmark(bench_session.session, rounds=500),
}


def main() -> int:
    """Run the benchmark that the command line names; return 1 where it cannot be measured."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure drillbank on this machine."
    )
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name, benchmark in BENCHMARKS.items():
        told = benchmark.measure.__doc__
        sub = names.add_parser(name, help=told, description=told)
        sub.add_argument(
            "-n", dest="rounds", type=int, default=benchmark.rounds, help="rounds (%(default)s)"
        )
    chosen = parser.parse_args()
    try:
        BENCHMARKS[chosen.name].measure(chosen.rounds)
    except BenchError as error:
        sys.stderr.write(f"drillbank: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
