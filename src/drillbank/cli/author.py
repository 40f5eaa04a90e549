"""The author's commands: check, compile, schema."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.errors import Exit, UsageError
from drillbank.cli.checking import (
    Check,
    Format,
    leave_garbage,
    must_exist,
    run_check,
    show,
    slugs_elsewhere,
)
from drillbank.cli.options import Bank, Decks
from drillbank.cli.output import say

if TYPE_CHECKING:
    from drillbank.authoring.diagnostics import Diagnostic
    from drillbank.bank.compiled import Compiled
    from drillbank.cli.workplace import Workplace

Fix = Annotated[
    bool, typer.Option("--fix", help="First write what is safe to mend; shows every change.")
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]…", help="Decks or folders; the whole library if none is named."),
]


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
    wanted = Check(
        paths=tuple(path or ()),
        output=output,
        strict=strict,
        advice=not no_advice,
        fix=fix,
        folders=tuple(decks or ()),
    )
    raise typer.Exit(run_check(wanted))


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
    leave_garbage()
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    if fix:
        _fix(place, path or [], dry_run=dry_run)
    elif not path and (notes := _unchanged(place)) is not None:
        say(f"{notes} unchanged")
        return
    compiled, diagnostics = _compiled(place, path or [])
    if told := place.unsilenced(diagnostics):
        show(told)
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

    must_exist(paths)
    if paths:
        return compile_files(paths, slugs_elsewhere(place))
    return compile_library(place.scan())
