"""``library.yaml``: the path through the decks of a library, in groups, read from top to bottom."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from drillbank.authoring.cards import Place
from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.fields import Part, Texts
from drillbank.authoring.loader import load
from drillbank.authoring.nodes import List, Mapping, Text
from drillbank.authoring.scan import files_below, is_deck
from drillbank.authoring.source import Source, Span
from drillbank.authoring.source_file import Unreadable, read
from drillbank.authoring.validate import validate
from drillbank.base.words import Slug

NAME = "library.yaml"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """The file as far as it could be read."""

    path: Path
    named: tuple[tuple[Place, Span], ...] = ()
    """The decks it names, in its order; each once."""

    problems: tuple[Diagnostic, ...] = ()
    whole: bool = True
    """Whether YAML can read it.  If not, its order is not known."""


class _Model(Part):
    """The keys of the file."""

    groups: dict[str, Texts] = Field(description="The decks of each group, by its title.")


def read_library_file(path: Path) -> LibraryFile:
    """Reads and checks one file; that its decks are there, ``unknown_decks`` tells."""
    source = read(path)
    if isinstance(source, Unreadable):
        return LibraryFile(path, problems=(source.problem,), whole=False)
    loaded = load(source)
    # A comment behind a name drops no text: a name has no blanks.
    told = (problem for problem in loaded.problems if problem.code is not Code.TEXT_LOST)
    problems = tuple(_worded(problem) for problem in told)
    if any(problem.is_error for problem in problems):
        return LibraryFile(path, problems=problems, whole=False)
    faults = _faults(loaded.header, source)
    first: dict[Slug, tuple[Place, Span]] = {}
    again: list[Diagnostic] = []
    for place, span in _lines(loaded.header, source):
        if place.deck in first:
            again.append(_named_again(place, span, first[place.deck][1]))
        else:
            first[place.deck] = (place, span)
    return LibraryFile(path, tuple(first.values()), (*problems, *faults, *again))


def path_through(files: Iterable[LibraryFile]) -> tuple[Place, ...] | None:
    """The decks in the order of all files, the first to name a deck giving it its place.

    None if one of them is not whole.
    """
    every = tuple(files)
    if not all(file.whole for file in every):
        return None
    places: dict[Slug, Place] = {}
    for file in every:
        for place, _ in file.named:
            places.setdefault(place.deck, place)
    return tuple(places.values())


def unknown_decks(
    file: LibraryFile, known: Collection[str], compiled: Collection[Path]
) -> Iterator[Diagnostic]:
    """An error for each deck named that is not there.

    Silent where a deck in the file's folder, or below it, is not among those ``compiled``.
    """
    missing = [(place, span) for place, span in file.named if place.deck not in known]
    if not missing or any(
        path.absolute() not in compiled for path in files_below(file.path.parent) if is_deck(path)
    ):
        return
    for place, span in missing:
        near = did_you_mean(place.deck, known)
        yield Diagnostic(
            Code.NO_PLACE,
            span,
            f"there is no deck '{place.deck}'",
            f"did you mean '{near}'?" if near else "write the id of a deck, or delete the line",
        )


def _faults(header: Mapping, source: Source) -> tuple[Diagnostic, ...]:
    entry = header.entry("groups")
    if entry and isinstance(entry.value, List):
        return (_without_titles(Span(source, entry.key.start, entry.key.end)),)
    return validate(_Model, header, source, what=NAME)[1]


def _without_titles(span: Span) -> Diagnostic:
    return Diagnostic(
        Code.WRONG_SHAPE,
        span,
        "'groups' must be groups by their titles, not a list",
        "write the title of a group, such as 'Basics:', above its decks",
    )


def _worded(problem: Diagnostic) -> Diagnostic:
    if problem.code is not Code.NOT_A_DECK:
        return problem
    return Diagnostic(
        Code.WRONG_SHAPE,
        problem.span,
        f"{NAME} has no 'groups:'",
        "write 'groups:' and below it a list of decks for each group",
    )


def _lines(header: Mapping, source: Source) -> Iterator[tuple[Place, Span]]:
    groups = header.get("groups")
    for group in groups.entries if isinstance(groups, Mapping) else ():
        listed = group.value.items if isinstance(group.value, List) else (group.value,)
        for item in listed:
            if isinstance(item, Text) and item.value.strip():
                place = Place(Slug(item.value.strip()), group.key.value.strip())
                yield place, Span(source, item.start, item.end)


def _named_again(place: Place, span: Span, first: Span) -> Diagnostic:
    return Diagnostic(
        Code.NO_PLACE,
        span,
        f"'{place.deck}' has its place already",
        "delete one of the two",
        (Label(first, "the first"),),
    )
