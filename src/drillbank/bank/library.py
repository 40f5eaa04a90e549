"""From the files of the library to what the bank takes: compiled, stand-ins chosen."""

from collections import Counter
from collections.abc import Iterable
from os.path import lexists
from pathlib import Path

from drillbank.authoring.compile import compile_decks, is_deck, unread_folder
from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import Diagnostic, in_file_order
from drillbank.authoring.scan import SHIPPED, Scan
from drillbank.bank.compiled import Compiled, CompiledDeck, Problem
from drillbank.base.paths import path_text


def compile_library(found: Scan) -> tuple[Compiled, tuple[Diagnostic, ...]]:
    """Compiles everything that is there, for the bank."""
    decks, diagnostics = read_library(found)
    roots = {file.path: file.root for file in found.files}
    compiled = Compiled(decks=_usable(decks, roots), problems=_problems(diagnostics), scan=found)
    return compiled, diagnostics


def read_library(
    found: Scan, *, keep_written: bool = False
) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    """Every deck that is there, the user's first; one stands in for a shipped one of its slug.

    ``keep_written`` keeps their texts for ``lint``.
    """
    files = [file for file in found.files if is_deck(file.path)]
    shipped = compile_decks(
        (file.path for file in files if file.root == SHIPPED), keep_written=keep_written
    )
    own = compile_decks(
        (file.path for file in files if file.root != SHIPPED),
        known=shipped.decks,
        keep_written=keep_written,
    )
    taken = {deck.slug for deck in own.decks}
    decks = (*own.decks, *(deck for deck in shipped.decks if deck.slug not in taken))
    # A folder that is not there at all may be a disk that is not plugged in.
    locked = [unread_folder(path, "permission denied") for path in found.away if lexists(path)]
    return decks, in_file_order((*own.diagnostics, *shipped.diagnostics, *locked))


def compile_files(paths: Iterable[Path]) -> tuple[Compiled, tuple[Diagnostic, ...]]:
    """Compiles only the files and folders named; nothing is retired for not being among them."""
    compilation = compile_decks(paths)
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
