"""Many decks: what was found, compiled, and wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drillbank.authoring.cards import Note
from drillbank.authoring.decks import Deck, read_decks
from drillbank.authoring.diagnostics import Code, Diagnostic, Label, about_file, in_file_order
from drillbank.authoring.facts_file import NAME as FACTS_FILE
from drillbank.authoring.facts_file import FactsFiles
from drillbank.authoring.library_file import NAME as LIBRARY_FILE
from drillbank.authoring.library_file import LibraryFile, read_library_file, unknown_decks
from drillbank.authoring.resolve import resolved
from drillbank.authoring.scan import files_below, is_deck
from drillbank.authoring.source import Source, Span

__all__ = ["Compilation", "Found", "Reader", "compile_decks", "find_decks", "is_deck"]

Reader = Callable[[Sequence[Path]], Sequence[Deck]]
"""Reads and checks the decks of files, each by itself, in their order."""


@dataclass(frozen=True, slots=True)
class Found:
    """The deck files of a folder."""

    decks: tuple[Path, ...]
    """Sorted by path."""

    libraries: tuple[Path, ...]
    """The ``library.yaml`` of the folder and of those below, sorted by path."""

    problems: tuple[Diagnostic, ...]
    """Folders that could not be read."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """Several decks, compiled together."""

    decks: tuple[Deck, ...]
    """In the order given; a deck that could not be read is here too, unsound and without notes."""

    diagnostics: tuple[Diagnostic, ...]
    """Of all decks and between them, in file order."""

    libraries: tuple[LibraryFile, ...] = ()
    """What orders them, in the order given."""

    @property
    def sound(self) -> bool:
        """Whether nothing is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The sound notes of all decks."""
        return tuple(note for deck in self.decks for note in deck.notes)


def find_decks(folder: Path) -> Found:
    """The decks in a folder and its sub-folders, hidden ones left out.

    A folder that cannot be read is reported; a link that leads back up is followed once.
    """
    problems: list[Diagnostic] = []

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        problems.append(unread_folder(Path(error.filename or folder), reason))

    files = sorted(files_below(folder, unreadable))
    return Found(
        decks=tuple(path for path in files if is_deck(path)),
        libraries=tuple(path for path in files if path.name == LIBRARY_FILE),
        problems=tuple(problems),
    )


def unread_folder(path: Path, reason: str) -> Diagnostic:
    """An error for a folder whose decks could not be seen."""
    message = f"this folder cannot be read: {reason}"
    return about_file(Code.CANNOT_READ, path, message, "check its name and permissions")


def compile_decks(
    paths: Iterable[Path],
    known: Iterable[Deck] = (),
    *,
    elsewhere: frozenset[str] | None = frozenset(),
    read: Reader = read_decks,
) -> Compilation:
    """Compiles files, and every deck below folders; paths are shown as they are given here.

    What notes name beside themselves is looked for among these decks and ``known`` ones, which were
    compiled elsewhere (``resolve`` says when a name that is not found is passed over).  A
    ``library.yaml`` may also name decks that are ``elsewhere``; None if nobody knows which are.

    Two of them with the same slug are an error at each; shipped decks, which a user's may stand in
    for, are compiled by a call of their own.  ``read`` does what can be done deck by deck.
    """
    files: list[Path] = []
    libraries: list[Path] = []
    problems: list[Diagnostic] = []
    facts = FactsFiles()
    for path in paths:
        if path.is_dir():
            found = find_decks(path)
            files.extend(found.decks)
            libraries.extend(found.libraries)
            problems.extend(found.problems)
        elif path.name == FACTS_FILE:
            facts.read(path)
        elif path.name == LIBRARY_FILE:
            libraries.append(path)
        else:
            files.append(path)
    decks = read(tuple(dict.fromkeys(files)))
    for deck in decks:
        facts.of(deck.path)
    others = tuple(known)
    decks = resolved(_told_apart(decks), others, facts)
    orders = [read_library_file(path) for path in dict.fromkeys(libraries)]
    problems.extend(problem for order in orders for problem in order.problems)
    if elsewhere is not None:
        slugs = elsewhere.union(deck.slug for deck in (*decks, *others))
        compiled = {deck.path.absolute() for deck in decks}
        for order in orders:
            problems.extend(unknown_decks(order, slugs, compiled))
    problems.extend(problem for deck in decks for problem in deck.diagnostics)
    problems.extend(facts.problems)
    return Compilation(tuple(decks), in_file_order(problems), tuple(orders))


def _told_apart(decks: Sequence[Deck]) -> list[Deck]:
    """Decks of one slug are neither's: each becomes unsound and names the other."""
    first: dict[str, Deck] = {}
    clashes: dict[Path, Deck] = {}
    for deck in decks:
        other = first.setdefault(deck.slug, deck)
        if other is not deck:
            clashes[deck.path] = other
            clashes.setdefault(other.path, deck)
    return [_clashing(deck, clashes[deck.path]) if deck.path in clashes else deck for deck in decks]


def _clashing(deck: Deck, other: Deck) -> Deck:
    problem = about_file(
        Code.DUPLICATE_DECK,
        deck.path,
        f"two decks have the id '{deck.slug}'",
        "rename one file, or write 'deck: another-name' at the top of it",
    )
    label = Label(Span(Source(other.path, ""), 0, 0), "the other deck")
    told = replace(problem, labels=(label,))
    return replace(deck, sound=False, diagnostics=in_file_order((told, *deck.diagnostics)))
