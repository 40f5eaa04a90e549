"""What checking and compiling generated decks takes, beside programs that do less with them."""

import json
import math
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.measuring import (
    BenchError,
    Case,
    Cost,
    Costs,
    Ratio,
    measure,
    median_of,
    output_of,
    peak_mb,
    report,
    run,
)

ROOT = Path(__file__).resolve().parent.parent
DRILLBANK = (sys.executable, str(Path(sys.executable).with_name("drillbank")))
ANKI = ROOT / ".venv-anki" / "bin" / "python"
SIZES = (1_000, 10_000, 50_000)
COMPILED = 10_000
"""Notes of the generated library that is compiled."""

BANK_LIBRARIES = "import alembic.command, sqlmodel"
"""What any program pays that makes a database of this kind; the shipped library is held to it."""


def compile_(rounds: int) -> None:
    """How long checking and compiling take, and how that grows with the number of notes."""
    with tempfile.TemporaryDirectory(prefix="drillbank-bench-") as temp:
        bench = _Bench(Path(temp))
        costs = measure(bench.cases(), rounds)
        report(costs, bench.ratios(), width=46)
        report_memory(costs)
        report_growth(
            [(size, [bench.stages(size) for _ in range(min(rounds, 5))]) for size in SIZES]
        )


class _Bench:
    """Generated decks, and what is done with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {**os.environ, "DRILLBANK_HOME": str(folder / "home")}
        for name in ("PYTHONDONTWRITEBYTECODE", "DRILLBANK_BANK", "DRILLBANK_DECKS", "NO_COLOR"):
            self._environment.pop(name, None)
        for size in SIZES:
            self._ours("scripts/generated_decks.py", str(self._decks(size)), str(size))
        self._library = ("--decks", str(self._decks(COMPILED)))
        self._run(*DRILLBANK, "compile", *self._library)
        package = str(folder / "library.apkg")
        self._run(*DRILLBANK, "export", "anki", package, *self._library)
        if not ANKI.exists():
            raise BenchError(f"There is no {ANKI}; scripts/bench sets it up.")
        self._collection = folder / "prepared.anki2"
        self._notes = str(folder / "notes.json")
        self._run(*self._anki("prepare"), package, str(self._collection), self._notes)

    def cases(self) -> list[Case]:
        """All that is measured, in an order that puts a thing next to its yardstick."""
        return [
            *(case for size in SIZES for case in self._checks(size)),
            self._process("import alembic, sqlmodel", sys.executable, "-c", BANK_LIBRARIES),
            Case("first compile of the library", self._first_compile_of_the_library),
            Case("first compile", self._first_compile),
            Case("Anki adds the same notes", lambda: self._anki_adds("add")),
            Case("Anki adds them in one call", lambda: self._anki_adds("add-at-once")),
            self._process("compile, nothing changed", *DRILLBANK, "compile", *self._library),
            self._process("Typer app, files hashed", *self._peer("hash_files", COMPILED)),
        ]

    def ratios(self) -> list[Ratio]:
        """What is compared, and where it should stay below."""
        checks = [
            Ratio(
                f"check{how} {size:,}",
                f"CSafeLoader {size:,}",
                target if size > SIZES[0] else None,  # starting up outweighs so few
                by_clock=True,
            )
            for size in SIZES
            for how, target in ((" --no-advice", 2.0), ("", 3.0))
        ]
        return [
            *checks,
            Ratio("first compile of the library", "import alembic, sqlmodel", 2.0),
            Ratio("first compile", "Anki adds the same notes", 1.0),
            Ratio("first compile", "Anki adds them in one call"),
            Ratio("compile, nothing changed", "Typer app, files hashed", 1.5),
        ]

    def stages(self, size: int) -> dict[str, float]:
        """Processor time of single stages."""
        script = str(ROOT / "scripts/bench_stages.py")
        told = output_of(
            (sys.executable, script), str(self._decks(size)), environment=self._environment
        )
        found: dict[str, float] = json.loads(told)
        return found

    def _checks(self, size: int) -> list[Case]:
        folder = str(self._decks(size))
        return [
            self._process(f"CSafeLoader {size:,}", *self._peer("load_yaml", size)),
            self._process(
                f"check --no-advice {size:,}", *DRILLBANK, "check", "--no-advice", folder
            ),
            self._process(f"check {size:,}", *DRILLBANK, "check", folder),
        ]

    def _first_compile_of_the_library(self) -> Cost:
        return self._compiled_anew()

    def _first_compile(self) -> Cost:
        return self._compiled_anew(*self._library)

    def _compiled_anew(self, *decks: str) -> Cost:
        for left in self._folder.glob("fresh.db*"):
            left.unlink()
        bank = str(self._folder / "fresh.db")
        return self._run(*DRILLBANK, "compile", *decks, "--bank", bank)

    def _anki_adds(self, how: str) -> Cost:
        fresh = self._folder / "fresh.anki2"
        shutil.copyfile(self._collection, fresh)
        return self._run(*self._anki(how), str(fresh), self._notes)

    def _decks(self, size: int) -> Path:
        return self._folder / str(size)

    def _peer(self, name: str, size: int) -> tuple[str, ...]:
        return (sys.executable, str(ROOT / f"scripts/peers/{name}.py"), str(self._decks(size)))

    def _anki(self, what: str) -> tuple[str, ...]:
        return (str(ANKI), str(ROOT / "scripts/peers/add_to_anki.py"), what)

    def _ours(self, script: str, *arguments: str) -> None:
        self._run(sys.executable, str(ROOT / script), *arguments)

    def _process(self, name: str, *command: str) -> Case:
        return Case(name, lambda: self._run(*command))

    def _run(self, *command: str) -> Cost:
        return run(command, self._environment)


def report_memory(costs: Costs) -> None:
    """Print what each further note takes, from the smallest library to the largest."""
    least, most = SIZES[0], SIZES[-1]
    print()
    for name in ("CSafeLoader", "check --no-advice", "check"):
        few, many = (median_of(costs[f"{name} {size:,}"], peak_mb) for size in (least, most))
        print(f"{name + ', memory per note':46}{(many - few) * 1024 / (most - least):9.2f} kB")


def report_growth(stages: Sequence[tuple[int, Sequence[dict[str, float]]]]) -> None:
    """Print how fast the stages grow: the exponent to which the number of notes is raised."""
    print(f"\n{'':46}{'1k':>9}{'10k':>9}{'50k':>9}{'grows as':>11}{'target':>9}")
    for stage, target in (("parse", 1.1), ("scan", 1.2)):
        taken = [statistics.median(one[stage] for one in each) for _, each in stages]
        power = slope([(size, ms) for (size, _), ms in zip(stages, taken, strict=True)])
        row = "".join(f"{ms:9.1f}" for ms in taken)
        verdict = "met" if power <= target else "MISSED"
        print(f"{f'{stage}, processor ms':46}{row}{f'n^{power:.2f}':>11}{target:9.1f}  {verdict}")


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of the power law that fits best: a line through the logarithms."""
    line = statistics.linear_regression(
        [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    )
    return line.slope
