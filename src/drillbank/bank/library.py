"""From the files of the library to what the bank takes: compiled, stand-ins chosen."""

from collections import Counter
from collections.abc import Iterable
from os.path import lexists
from pathlib import Path

from drillbank.authoring.compile import (
    Compilation,
    Reader,
    compile_decks,
    is_deck,
    unread_folder,
)
from drillbank.authoring.decks import Deck, read_decks
from drillbank.authoring.diagnostics import Diagnostic, in_file_order
from drillbank.authoring.library_file import NAME as LIBRARY_FILE
from drillbank.authoring.library_file import path_through
from drillbank.authoring.scan import SHIPPED, Scan, SourceFile
from drillbank.bank.compiled import Compiled, CompiledDeck, Problem
from drillbank.base.paths import path_text


def compile_library(found: Scan) -> tuple[Compiled, tuple[Diagnostic, ...]]:
    """Compiles everything that is there, for the bank."""
    library = read_library(found)
    roots = {file.path: file.root for file in found.files}
    compiled = Compiled(
        decks=_usable(library.decks, roots),
        problems=_problems(library.diagnostics),
        scan=found,
        path=path_through(library.libraries),
    )
    return compiled, library.diagnostics


def read_library(found: Scan, *, read: Reader = read_decks) -> Compilation:
    """Every deck that is there, the user's first; one stands in for a shipped one of its slug.

    ``read`` does what can be done deck by deck.
    """
    # A deck that a path names may be in a folder that is away.
    elsewhere: frozenset[str] | None = None if found.away else frozenset()
    files = [file for file in found.files if _is_read(file)]
    shipped = compile_decks(
        (file.path for file in files if file.root == SHIPPED),
        elsewhere=elsewhere,
        read=read,
    )
    own = compile_decks(
        (file.path for file in files if file.root != SHIPPED),
        known=shipped.decks,
        elsewhere=elsewhere,
        read=read,
    )
    taken = {deck.slug for deck in own.decks}
    # A folder that is not there at all may be a disk that is not plugged in.
    locked = [unread_folder(path, "permission denied") for path in found.away if lexists(path)]
    return Compilation(
        decks=(*own.decks, *(deck for deck in shipped.decks if deck.slug not in taken)),
        diagnostics=in_file_order((*own.diagnostics, *shipped.diagnostics, *locked)),
        libraries=(*own.libraries, *shipped.libraries),
    )


def _is_read(file: SourceFile) -> bool:
    return is_deck(file.path) or file.path.name == LIBRARY_FILE


def compile_files(
    paths: Iterable[Path], elsewhere: frozenset[str] | None = None
) -> tuple[Compiled, tuple[Diagnostic, ...]]:
    """Compiles only the files and folders named; nothing is retired for not being among them.

    ``elsewhere`` are the slugs of decks that a path may name too; None if nobody knows them.
    """
    compilation = compile_decks(paths, elsewhere=elsewhere)
    roots = {deck.path: path_text(deck.path.absolute().parent) for deck in compilation.decks}
    compiled = Compiled(
        decks=_usable(compilation.decks, roots),
        problems=_problems(compilation.diagnostics),
        scan=None,
    )
    return compiled, compilation.diagnostics


def _usable(decks: Iterable[Deck], roots: dict[Path, str]) -> tuple[CompiledDeck, ...]:
    """The decks the bank can take; the others keep what they had.

    Left out are decks of which no note is sound, and those whose slug another deck has too.
    """
    listed = list(decks)
    slugs = Counter(deck.slug for deck in listed)
    return tuple(
        CompiledDeck(
            slug=deck.slug,
            title=deck.title,
            path=path_text(deck.path.absolute()),
            root=roots[deck.path],
            lesson=path_text(deck.lesson.absolute()) if deck.lesson else None,
            notes=deck.notes,
            sound=deck.sound,
        )
        for deck in listed
        if slugs[deck.slug] == 1 and (deck.sound or deck.notes)
    )


def _problems(diagnostics: Iterable[Diagnostic]) -> tuple[Problem, ...]:
    first: dict[Path, Diagnostic] = {}
    errors: Counter[Path] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.is_error:
            path = diagnostic.span.source.path
            first.setdefault(path, diagnostic)
            errors[path] += 1
    return tuple(
        Problem(path_text(path.absolute()), errors[path], _in_a_line(diagnostic))
        for path, diagnostic in first.items()
    )


def _in_a_line(diagnostic: Diagnostic) -> str:
    begins = diagnostic.span.begins
    return f"line {begins.line}: {diagnostic.message}"
