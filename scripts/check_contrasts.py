"""Hold every `contrast` note of a deck to what it shows.

Both versions run, each in a process of its own, and pass the note's tests through `entry`.
The strong one, below what is given, is also clean under ruff, ruff's formatter and
`mypy --strict`. Sizes are checked too, since a pair has to fit on a terminal.

Prints one line a failure and a closing count. Exit status: 0 all hold, 1 some do not, 2 nothing
could be checked. Needs ruff and mypy in the Python that runs it.
"""

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from drillbank.authoring.cards import Note
from drillbank.authoring.compile import find_decks
from drillbank.authoring.decks import read_deck
from drillbank.authoring.shipped import shipped_folder
from drillbank.review.run_code import Program, run

LONGEST_LINE = 88
MOST_WEAK_LINES = 20
MOST_STRONG_LINES = 26
"""Lines of code with what is given above them, blank lines included."""

ASSERTS = range(3, 7)
CHANGES = range(2, 6)

BETWEEN_PARTS = "\n\n\n"
"""Two blank lines, as the formatter wants between what is given and what follows."""

NOT_FOR_SNIPPETS = {
    "COM812": "the formatter decides on trailing commas",
    "CPY001": "a snippet carries no copyright",
    "D100": "the note is the module's docstring",
    "D107": "a class's docstring says what it is made from",
    "D203": "no blank line before a class docstring (D211 instead)",
    "D213": "summary on the first line (D212 instead)",
    "E402": "`strong` opens with its own imports, below what is given",
    "EM": "a message reads best beside its raise",
    "I001": "the same as E402; each part is sorted for itself, see `unsorted_parts`",
    "INP001": "a snippet is in no package",
    "S101": "asserts are allowed to say what must hold",
    "T201": "a command prints",
    "TRY003": "the same as EM",
}
"""What `ruff check --select ALL` leaves out, each with its reason."""


class CannotCheckError(Exception):
    """A deck cannot be read, or a tool does not start; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One note of the kind, as text."""

    deck: Path
    id: str
    given: str
    versions: Mapping[str, str]
    """The code of `weak` and of `strong`."""
    entries: Mapping[str, str]
    """The name that the tests call `entry`, for each version."""
    tests: str
    changed: Mapping[str, str]

    @property
    def module(self) -> str:
        """A name for a file that Python could import."""
        return re.sub(r"\W", "_", f"{self.deck.stem}__{self.id}")

    def with_given(self, version: str) -> str:
        """The version's code below what is given, as a file."""
        parts = (part.strip("\n") for part in (self.given, self.versions[version]))
        return BETWEEN_PARTS.join(part for part in parts if part) + "\n"

    def failed(self, what: str, message: str) -> "Failure":
        """A failure of this note."""
        return Failure(f"{self.deck.name}: {self.id}: {what}", " ".join(message.split()))


class Failure(NamedTuple):
    """One thing that does not hold."""

    where: str
    message: str


class Ran(NamedTuple):
    """How a version met its tests."""

    failure: Failure | None
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found."""

    contrasts: int
    failures: Sequence[Failure]
    slowest_ms: float = field(default=0.0)


def contrasts_in(path: Path) -> tuple[list[Contrast], list[Failure]]:
    """The contrast notes of a deck, and those that lack what a runnable contrast must have.

    Raises:
        CannotCheckError: The deck does not compile.
    """
    deck = read_deck(path)
    if not deck.sound:
        raise CannotCheckError(f"{path} has errors; `drillbank check {path}` shows them")
    read = [_contrast(path, note) for note in deck.notes if note.kind == "contrast"]
    return (
        [note for note in read if isinstance(note, Contrast)],
        [note for note in read if isinstance(note, Failure)],
    )


def _contrast(path: Path, note: Note) -> Contrast | Failure:
    name = note.uid.partition("/")[2]
    faces = [card.face for card in note.cards if card.face.code is not None]
    code = faces[0].code if faces else None
    if code is None or not (code.entry_weak and code.entry_strong and code.tests):
        return Failure(f"{path.name}: {name}: note", "it has no entry and tests to run")
    if code.lang != "python":
        return Failure(f"{path.name}: {name}: note", f"it is written in {code.lang}")
    return Contrast(
        deck=path,
        id=name,
        given=code.given or "",
        versions={"weak": code.weak, "strong": code.strong},
        entries={"weak": code.entry_weak, "strong": code.entry_strong},
        tests=code.tests,
        changed={point.id: point.text for point in faces[0].points},
    )


def size_failures(contrast: Contrast) -> Iterator[Failure]:
    """What would not fit on a terminal."""
    for version, most in (("weak", MOST_WEAK_LINES), ("strong", MOST_STRONG_LINES)):
        lines = contrast.with_given(version).splitlines()
        if len(lines) > most:
            yield contrast.failed(version, f"{len(lines)} lines with what is given, {most} fit")
    for part in (contrast.given, *contrast.versions.values(), contrast.tests):
        for line in part.splitlines():
            if len(line) > LONGEST_LINE:
                yield contrast.failed("note", f"{len(line)} columns: {line.strip()}")


def point_failures(contrast: Contrast) -> Iterator[Failure]:
    """Too few or too many tests or changes."""
    try:
        nodes = list(ast.walk(ast.parse(contrast.tests)))
    except SyntaxError as error:
        yield contrast.failed("tests", str(error))
    else:
        asserts = sum(isinstance(node, ast.Assert) for node in nodes)
        if asserts not in ASSERTS:
            yield contrast.failed("tests", f"{asserts} asserts")
    if len(contrast.changed) not in CHANGES:
        yield contrast.failed("changed", f"{len(contrast.changed)} points")


def run_version(contrast: Contrast, version: str, *, timeout_s: float) -> Ran:
    """Run the tests against one version, alone in a process and an empty folder."""
    program = Program(
        given=contrast.given,
        code=contrast.versions[version],
        tests=contrast.tests,
        entry=contrast.entries[version],
    )
    ran = run(program, timeout_s)
    return Ran(contrast.failed(version, ran.failure) if ran.failure else None, ran.ms)


def lint_failures(contrasts: Sequence[Contrast]) -> Iterator[Failure]:
    """What ruff, its formatter and mypy say of the strong versions, each tool run once.

    A version that does not parse is left out; running it has said so already.
    """
    contrasts = [contrast for contrast in contrasts if parses(contrast.with_given("strong"))]
    with tempfile.TemporaryDirectory(prefix="contrasts-") as temp:
        folder = Path(temp)
        by_module = {contrast.module: contrast for contrast in contrasts}
        for module, contrast in by_module.items():
            code = contrast.with_given("strong")
            (folder / f"{module}.py").write_text(code, encoding="utf-8")
        convention = ("--config", 'lint.pydocstyle.convention = "google"')
        all_rules = ("--select", "ALL", "--ignore", ",".join(NOT_FOR_SNIPPETS), *convention)
        yield from _located("ruff", by_module, _ruff("check", *all_rules, folder=folder))
        yield from _located("ruff format", by_module, _unformatted(folder))
        yield from _located("mypy", by_module, _mypy(folder))
    yield from unsorted_parts(contrasts)


def parses(code: str) -> bool:
    """Whether this is Python at all."""
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def unsorted_parts(contrasts: Sequence[Contrast]) -> Iterator[Failure]:
    """Parts whose imports are out of order; given and strong are each sorted for themselves."""
    with tempfile.TemporaryDirectory(prefix="contrasts-") as temp:
        folder = Path(temp)
        by_module = {contrast.module: contrast for contrast in contrasts}
        for module, contrast in by_module.items():
            for part, code in (("given", contrast.given), ("strong", contrast.versions["strong"])):
                (folder / f"{module}.{part}.py").write_text(code, encoding="utf-8")
        yield from _located("ruff", by_module, _ruff("check", "--select", "I", folder=folder))


class Said(NamedTuple):
    """One remark of a tool."""

    file: str
    line: int
    text: str


def _located(
    tool: str, by_module: Mapping[str, Contrast], remarks: Iterable[Said]
) -> Iterator[Failure]:
    for remark in remarks:
        module, *part = Path(remark.file).name.removesuffix(".py").split(".")
        where = f"{part[0] if part else 'given + strong'} line {remark.line}"
        yield by_module[module].failed(tool, f"{where}: {remark.text}")


def _ruff(command: str, *options: str, folder: Path) -> Iterator[Said]:
    shared = ("--isolated", "--no-cache", "--target-version", "py311", "--no-respect-gitignore")
    width = ("--line-length", str(LONGEST_LINE), "--output-format", "json")
    for said in _json(_tool("ruff", command, *shared, *width, *options, str(folder))):
        yield Said(said["filename"], said["location"]["row"], f"{said['code']} {said['message']}")


def _unformatted(folder: Path) -> Iterator[Said]:
    output = _tool(
        *("ruff", "format", "--check", "--diff", "--isolated", "--no-cache"),
        *("--target-version", "py311", "--line-length", str(LONGEST_LINE), str(folder)),
    )
    file = ""
    for line in output.splitlines():
        if line.startswith("--- "):
            file = line.removeprefix("--- ").split("\t")[0]
        elif hunk := re.match(r"@@ -(\d+)", line):
            yield Said(file, int(hunk[1]), "the formatter would change what follows")


def _mypy(folder: Path) -> Iterator[Said]:
    options = ("--strict", "--config-file=", "--python-version", "3.11", "--output", "json")
    cache = f"--cache-dir={os.devnull}"
    files = sorted(str(path) for path in folder.glob("*.py"))
    output = _tool("mypy", *options, cache, *files) if files else ""
    for line in output.splitlines():
        if line.startswith("{"):
            said = json.loads(line)
            yield Said(said["file"], said["line"], f"{said['message']} [{said['code']}]")


def _json(output: str) -> Any:  # noqa: ANN401 - whatever the tool answers
    try:
        return json.loads(output)
    except ValueError as error:
        raise CannotCheckError(f"ruff answered no JSON: {output[:200]}") from error


def _tool(name: str, *arguments: str) -> str:
    """What a tool prints; 0 and 1 are answers, any other exit status is not."""
    done = subprocess.run(  # noqa: S603 - our own tools
        [sys.executable, "-m", name, *arguments], capture_output=True, check=False, text=True
    )
    if done.returncode not in {0, 1} or (done.returncode and not done.stdout.strip()):
        raise CannotCheckError(f"{name}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def check(decks: Iterable[Path], only: Sequence[str], timeout_s: float) -> Report:
    """Check the decks' contrasts, or only those with the given ids.

    Raises:
        CannotCheckError: A deck cannot be read, an id is unknown, or a tool does not start.
    """
    contrasts: list[Contrast] = []
    failures: list[Failure] = []
    for deck in decks:
        found, broken = contrasts_in(deck)
        contrasts += found
        failures += broken
    if only:
        unknown = set(only) - {contrast.id for contrast in contrasts}
        if unknown:
            raise CannotCheckError(f"no such contrast: {', '.join(sorted(unknown))}")
        contrasts = [contrast for contrast in contrasts if contrast.id in only]
    for contrast in contrasts:
        failures += (*size_failures(contrast), *point_failures(contrast))
    jobs = [(contrast, version) for contrast in contrasts for version in contrast.versions]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        run = partial(run_version, timeout_s=timeout_s)
        ran = list(pool.map(lambda job: run(*job), jobs))
    failures += [outcome.failure for outcome in ran if outcome.failure]
    failures += lint_failures(contrasts)
    slowest = max((outcome.milliseconds for outcome in ran), default=0.0)
    return Report(len(contrasts), failures, slowest)


def _library() -> list[Path]:
    return list(find_decks(shipped_folder().path).decks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the decks named on the command line and print what does not hold."""
    parser = argparse.ArgumentParser(description="Run and lint the contrast notes of decks.")
    parser.add_argument("decks", nargs="*", type=Path, metavar="DECK", help="a deck's YAML file")
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="just this note")
    parser.add_argument("--timeout", type=float, default=10.0, metavar="S", help="for each version")
    chosen = parser.parse_args(arguments)
    try:
        report = check(chosen.decks or _library(), chosen.only, chosen.timeout)
    except CannotCheckError as error:
        print(f"check-contrasts: {error}", file=sys.stderr)
        return 2
    for failure in report.failures:
        print(f"{failure.where}: {failure.message}")
    print(
        f"{report.contrasts} contrasts, {len(report.failures)} failures; "
        f"slowest tests {report.slowest_ms:.0f} ms"
    )
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
