"""What ``check`` does.  It knows nothing of the command line, which takes a while to load."""

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.base.errors import Exit, UsageError
from drillbank.base.prose import counted
from drillbank.cli.output import say, warn

if TYPE_CHECKING:
    from drillbank.authoring.diagnostics import Diagnostic
    from drillbank.authoring.lint.base import Rules
    from drillbank.cli.workplace import Workplace


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True)
class Check:
    """What was asked for; see the options of ``check``."""

    paths: tuple[Path, ...] = ()
    """Decks or folders; none means the whole library."""

    output: Format = Format.TEXT
    strict: bool = False
    advice: bool = True
    fix: bool = False
    folders: tuple[str, ...] = ()
    """More folders to read decks from."""


def run_check(wanted: Check) -> int:
    """Checks decks and tells what is wrong with them; the exit code.

    Raises:
        DrillbankError: what was asked for cannot be had.
    """
    leave_garbage()
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(decks=wanted.folders)
    if wanted.fix:
        from drillbank.cli.mend import deck_files, fix_files  # noqa: PLC0415

        fix_files(deck_files(place, wanted.paths), say if wanted.output is Format.TEXT else warn)
    compiled, notes, diagnostics = _checked(place, wanted.paths, advice=wanted.advice)
    if wanted.output is not Format.TEXT:
        _print(diagnostics, wanted.output)
    elif diagnostics:
        show(diagnostics)
    else:
        say(f"{counted(notes, 'note')} in {counted(compiled, 'deck')}, no problems")
    fails = any(problem.code.fails(strict=wanted.strict) for problem in diagnostics)
    return Exit.INPUT_ERRORS if fails else Exit.FINE


def leave_garbage() -> None:
    """For a command that ends soon: looking for garbage among all notes takes a third of its time.

    What is not in a cycle is let go of all the same.
    """
    gc.disable()


def _checked(
    place: "Workplace", paths: Sequence[Path], *, advice: bool
) -> tuple[int, int, Sequence["Diagnostic"]]:
    """How many decks and notes there are, and all that is to be told, advice only if wanted.

    Of shipped decks only errors are told, unless they are named: a user cannot mend them.
    """
    from drillbank.authoring.compile import compile_decks  # noqa: PLC0415
    from drillbank.authoring.lint.checker import Checker  # noqa: PLC0415
    from drillbank.bank.library import read_library  # noqa: PLC0415

    checker = Checker(_rules(advice=advice), place.config.lint)
    if paths:
        must_exist(paths)
        named = compile_decks(paths, elsewhere=slugs_elsewhere(place), read=checker.read)
        told = checker.told(named.decks, named.diagnostics, whole_library=False)
        return len(named.decks), checker.notes(named.decks), told
    library = read_library(place.scan(), read=checker.read)
    shipped = tuple(f"{folder.path}{os.sep}" for folder in place.folders if folder.shipped)
    # Shipped decks first: of two that are alike, the later is told of, and that is the user's.
    decks = sorted(library.decks, key=lambda deck: not str(deck.path).startswith(shipped))
    return (
        len(decks),
        checker.notes(decks),
        [
            problem
            for problem in checker.told(decks, library.diagnostics, whole_library=True)
            if problem.is_error or not str(problem.span.source.path).startswith(shipped)
        ],
    )


def _rules(*, advice: bool) -> "Rules":
    """All of them, or only what is told without advice, which loads no other."""
    if not advice:
        from drillbank.authoring.lint.drafts import DRAFTS  # noqa: PLC0415

        return DRAFTS
    from drillbank.authoring.lint.rules import ALL  # noqa: PLC0415

    return ALL


def _print(diagnostics: Sequence["Diagnostic"], output: Format) -> None:
    """For programs: all of standard output is the format's."""
    from drillbank import __version__  # noqa: PLC0415
    from drillbank.authoring.render_github import render_github  # noqa: PLC0415
    from drillbank.authoring.render_json import render_json  # noqa: PLC0415
    from drillbank.authoring.render_sarif import render_sarif  # noqa: PLC0415

    match output:
        case Format.TEXT | Format.JSON:
            text = render_json(diagnostics)
        case Format.GITHUB:
            text = render_github(diagnostics)
        case Format.SARIF:
            text = render_sarif(diagnostics, __version__)
    if text:
        say(text.rstrip("\n"))


def slugs_elsewhere(place: "Workplace") -> frozenset[str]:
    """The decks of the library that a path may name beside those compiled, by their file names."""
    from drillbank.authoring.scan import is_deck  # noqa: PLC0415
    from drillbank.authoring.slugs import slugify  # noqa: PLC0415

    stems = (file.path.stem for file in place.scan().files if is_deck(file.path))
    return frozenset(slug for stem in stems if (slug := slugify(stem)))


def must_exist(paths: Sequence[Path]) -> None:
    """Refuses a path to nothing.

    Raises:
        UsageError: one of them is none.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")


def show(diagnostics: Sequence["Diagnostic"]) -> None:
    """Tells problems for people."""
    from drillbank.authoring.render_text import render_text  # noqa: PLC0415

    warn(render_text(diagnostics).rstrip("\n"))
