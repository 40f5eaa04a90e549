"""The author's tools: fmt."""

from pathlib import Path
from typing import Annotated

import typer

from drillbank.base.errors import Exit
from drillbank.cli.options import Decks
from drillbank.cli.output import say, shown_path, warn

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]…", help="Decks or folders; your own decks if none is named."),
]


def fmt(
    path: Paths = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only list the decks that would change; exit 1.")
    ] = False,
    decks: Decks = None,
) -> None:
    """Format decks: ids for drafts, key order, blanks, gap numbers.

    Text is never wrapped, comments stay with what they stand above, and a deck whose cards would
    change is left alone.
    """
    from drillbank.authoring.fixes import objection_to  # noqa: PLC0415 - loads pydantic
    from drillbank.authoring.fmt.formatting import formatted  # noqa: PLC0415
    from drillbank.authoring.source_file import Unreadable, read  # noqa: PLC0415
    from drillbank.authoring.splice import rewrite  # noqa: PLC0415
    from drillbank.cli.mend import deck_files  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    files = deck_files(workplace(decks=decks or ()), path or [])
    changed = unread = 0
    for file in files:
        before = read(file)
        after = None if isinstance(before, Unreadable) else formatted(before)
        if isinstance(before, Unreadable) or after is None:
            unread += 1
            warn(
                f"{shown_path(file)}: not formatted; `drillbank check {shown_path(file)}` says why"
            )
        elif after.text != before.text:
            changed += 1
            if not check:
                rewrite(before, after, objection_to(before))
            say(f"{'would change' if check else 'formatted'}  {shown_path(file)}")
    if not changed and not unread:
        say(f"{len(files)} deck{'' if len(files) == 1 else 's'}, nothing to change")
    if unread or (check and changed):
        raise typer.Exit(Exit.INPUT_ERRORS)
