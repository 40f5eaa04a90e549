"""The author's commands: check, compile, schema."""

import gc
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.errors import Exit, UsageError
from drillbank.base.prose import counted
from drillbank.cli.options import Bank, Decks
from drillbank.cli.output import say, warn

if TYPE_CHECKING:
    from drillbank.authoring.diagnostics import Diagnostic
    from drillbank.authoring.lint.base import Rules
    from drillbank.bank.compiled import Compiled
    from drillbank.cli.workplace import Workplace

Fix = Annotated[
    bool, typer.Option("--fix", help="First write what is safe to mend; shows every change.")
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]…", help="Decks or folders; the whole library if none is named."),
]


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def check(
    path: Paths = None,
    *,
    output: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = (
        Format.TEXT
    ),
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings and missing ids fail too.")
    ] = False,
    no_advice: Annotated[
        bool, typer.Option("--no-advice", help="Leave out which cards are hard to learn.")
    ] = False,
    fix: Fix = False,
    decks: Decks = None,
) -> None:
    """Check decks without touching the bank."""
    _leave_garbage()
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(decks=decks or ())
    if fix:
        from drillbank.cli.mend import deck_files, fix_files  # noqa: PLC0415

        fix_files(deck_files(place, path or []), say if output is Format.TEXT else warn)
    compiled, notes, diagnostics = _checked(place, path or [], advice=not no_advice)
    if output is not Format.TEXT:
        _print(diagnostics, output)
    elif diagnostics:
        _show(diagnostics)
    else:
        say(f"{counted(notes, 'note')} in {counted(compiled, 'deck')}, no problems")
    if any(problem.code.fails(strict=strict) for problem in diagnostics):
        raise typer.Exit(Exit.INPUT_ERRORS)


def _leave_garbage() -> None:
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
        _must_exist(paths)
        named = compile_decks(paths, elsewhere=_slugs_elsewhere(place), read=checker.read)
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


def compile_(
    path: Paths = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    fix: Fix = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Check decks and bring the bank up to them; says what that changes."""
    _leave_garbage()
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    if fix:
        _fix(place, path or [], dry_run=dry_run)
    elif not path and (notes := _unchanged(place)) is not None:
        say(f"{notes} unchanged")
        return
    compiled, diagnostics = _compiled(place, path or [])
    if told := place.unsilenced(diagnostics):
        _show(told)
    from drillbank.cli.plan_text import plan_lines  # noqa: PLC0415 - only where there is a plan

    opened = place.open_bank()
    try:
        plan = opened.plan(compiled) if dry_run else opened.compile(compiled, place.clock.now())
    finally:
        opened.close()
    for line in plan_lines(plan, compiled, dry_run=dry_run):
        say(line)
    if any(one.is_error for one in diagnostics):
        raise typer.Exit(Exit.INPUT_ERRORS)


def _fix(place: "Workplace", paths: Sequence[Path], *, dry_run: bool) -> None:
    """Mends the decks, then writes what their renamed notes were called."""
    from drillbank.cli.mend import deck_files, fix_files, write_former_names  # noqa: PLC0415

    if dry_run:
        raise UsageError("--fix writes and --dry-run does not: name one of them.")
    files = deck_files(place, paths)
    fix_files(files)
    compiled, _ = _compiled(place, paths)
    mendable = {file.absolute() for file in files}
    where = {deck.slug: Path(deck.path) for deck in compiled.decks if Path(deck.path) in mendable}
    opened = place.open_bank()
    try:
        write_former_names(opened.plan(compiled), where)
    finally:
        opened.close()


def _unchanged(place: "Workplace") -> int | None:
    """How many notes the bank holds just as the decks say; None if there is something to do."""
    found = place.scan()
    if found.away:
        return None
    with place.glance(found) as current:
        if current is None or current.problems() or current.contents().asks:
            return None
        return current.notes()


def schema(
    path: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="With --install: the folder of decks.")
    ] = None,
    *,
    install: Annotated[
        bool, typer.Option("--install", help="Write it beside your decks, with settings for it.")
    ] = False,
) -> None:
    """Print the JSON Schema of a deck, for editors, or install it for VS Code and git."""
    if install:
        from drillbank.cli import install_schema  # noqa: PLC0415 - loads pydantic
        from drillbank.cli.workplace import workplace  # noqa: PLC0415

        if path is not None and not path.is_dir():
            raise UsageError(f"There is no folder {path}.")
        install_schema.install(path or workplace().user_decks)
        return
    if path is not None:
        raise UsageError("A folder is only for --install; without it the schema is printed.")
    from drillbank.authoring.schema import deck_schema  # noqa: PLC0415
    from drillbank.cli.output import say_json  # noqa: PLC0415

    say_json(deck_schema())


def _compiled(
    place: "Workplace", paths: Sequence[Path]
) -> tuple["Compiled", Sequence["Diagnostic"]]:
    from drillbank.bank.library import compile_files, compile_library  # noqa: PLC0415

    _must_exist(paths)
    if paths:
        return compile_files(paths, _slugs_elsewhere(place))
    return compile_library(place.scan())


def _slugs_elsewhere(place: "Workplace") -> frozenset[str]:
    """The decks of the library that a path may name beside those compiled, by their file names."""
    from drillbank.authoring.scan import is_deck  # noqa: PLC0415
    from drillbank.authoring.slugs import slugify  # noqa: PLC0415

    stems = (file.path.stem for file in place.scan().files if is_deck(file.path))
    return frozenset(slug for stem in stems if (slug := slugify(stem)))


def _must_exist(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")


def _show(diagnostics: Sequence["Diagnostic"]) -> None:
    from drillbank.authoring.render_text import render_text  # noqa: PLC0415

    warn(render_text(diagnostics).rstrip("\n"))
