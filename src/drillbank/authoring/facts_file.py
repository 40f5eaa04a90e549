"""``facts.yaml``: values that no story owns, by name; the decks of its folder and below cite it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.links import Fact
from drillbank.authoring.loader import load
from drillbank.authoring.nodes import Entry, Text
from drillbank.authoring.shapes import described
from drillbank.authoring.slugs import is_slug, slugify
from drillbank.authoring.source import Source, Span
from drillbank.authoring.source_file import Unreadable, read

NAME = "facts.yaml"


@dataclass(frozen=True, slots=True)
class FactsFile:
    """The file as far as it could be read."""

    path: Path
    facts: Mapping[str, Fact]
    problems: tuple[Diagnostic, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether a name it lacks is nobody's."""
        return not self.problems


@dataclass(slots=True)
class FactsFiles:
    """Finds and reads each file once."""

    _read: dict[Path, FactsFile] = field(default_factory=dict)
    _of: dict[Path, FactsFile | None] = field(default_factory=dict)

    def of(self, deck: Path) -> FactsFile | None:
        """The file in the deck's folder, or the nearest above it; None if there is none."""
        folder = deck.parent
        if folder not in self._of:
            above = (folder, *folder.parents, *folder.absolute().parents)
            path = next((found / NAME for found in above if (found / NAME).is_file()), None)
            self._of[folder] = self.read(path) if path else None
        return self._of[folder]

    def read(self, path: Path) -> FactsFile:
        """The facts of one file."""
        if path.absolute() not in self._read:
            self._read[path.absolute()] = _file(path)
        return self._read[path.absolute()]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Of all files read."""
        return tuple(problem for file in self._read.values() for problem in file.problems)


def _file(path: Path) -> FactsFile:
    source = read(path)
    if isinstance(source, Unreadable):
        return FactsFile(path, {}, (source.problem,))
    loaded = load(source)
    problems = [_worded(problem) for problem in loaded.problems]
    facts: dict[str, Fact] = {}
    for entry in loaded.header.entries:
        found = list(_faults(entry, source))
        problems += found
        if not found and isinstance(entry.value, Text):
            span = Span(source, entry.value.start, entry.value.end)
            facts[entry.key.value] = Fact(entry.value.value.rstrip(), span)
    return FactsFile(path, facts, tuple(problems))


def _worded(problem: Diagnostic) -> Diagnostic:
    if problem.code is not Code.NOT_A_DECK:
        return problem
    return Diagnostic(
        Code.WRONG_SHAPE,
        problem.span,
        f"{NAME} is 'name: value' lines and nothing else",
        "write each fact on a line of its own, such as 'rollover-hour: 4:00'",
    )


def _faults(entry: Entry, source: Source) -> Iterator[Diagnostic]:
    key, value = entry.key, entry.value
    at_key = Span(source, key.start, key.end)
    if not is_slug(key.value):
        offer = slugify(key.value)
        yield Diagnostic(
            Code.BAD_SLUG,
            at_key,
            f"'{key.value}' cannot be a name here",
            f"write '{offer}'" if offer else "use lower-case letters, digits and hyphens",
        )
    if not isinstance(value, Text):
        yield Diagnostic(
            Code.WRONG_SHAPE,
            at_key,
            f"'{key.value}' must be text, not {described(value)}",
            "write one text behind the name",
        )
    elif not value.value.strip():
        yield Diagnostic(
            Code.NO_VALUE, at_key, f"'{key.value}' has no value", "write one, or delete the line"
        )
