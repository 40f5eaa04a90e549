"""The author's tools: new, add, edit, fmt, explain, watch, diff."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.errors import Exit, UsageError
from drillbank.cli.options import Bank, CardName, Decks, Json, complete_deck
from drillbank.cli.output import say, say_json, shown_path, table, warn

if TYPE_CHECKING:
    from drillbank.authoring.diagnostics import Code

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]…", help="Decks or folders; your own decks if none is named."),
]

INTERRUPTED = 130
"""128 and the number of the signal that Ctrl-C sends."""

DeckName = Annotated[
    str,
    typer.Argument(
        metavar="DECK", help="Its slug, or the beginning of it.", autocompletion=complete_deck
    ),
]


def new(
    deck: Annotated[str, typer.Argument(metavar="DECK", help="Its slug, such as world-capitals.")],
    *,
    decks: Decks = None,
) -> None:
    """Begin a deck: a file with examples in your decks folder, and a lesson beside it."""
    from drillbank.cli.new_deck import begin  # noqa: PLC0415 - loads pydantic
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    for path in begin(workplace(decks=decks or ()), deck):
        say(f"wrote {shown_path(path)}")
    say(f"Next: drillbank add {deck}")


def add(
    deck: DeckName,
    question: Annotated[str | None, typer.Argument(metavar="[Q]", help="The question.")] = None,
    answer: Annotated[str | None, typer.Argument(metavar="[A]", help="Its answer.")] = None,
    *,
    note_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The note's id, if not from its text.")
    ] = None,
    decks: Decks = None,
) -> None:
    """Add a note at the end of a deck: a question and its answer, or what you write in $EDITOR."""
    from drillbank.cli.add_note import add_from_editor, add_question  # noqa: PLC0415
    from drillbank.cli.own_decks import own_deck  # noqa: PLC0415 - loads pydantic
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    if (question is None) != (answer is None) or (note_id and question is None):
        raise UsageError('Give a question and its answer, drillbank add DECK "Q" "A", or neither.')
    place = workplace(decks=decks or ())
    path = own_deck(place, deck)
    if question is not None and answer is not None:
        add_question(place, path, question, answer, note_id)
    else:
        add_from_editor(place, path)


def edit(
    card: CardName,
    *,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Open a card's note in $EDITOR and check that note afterwards.

    A card of a shipped deck is edited in a copy of the deck in your own folder; it keeps its
    history.
    """
    from drillbank.cli.edit_note import edit_note  # noqa: PLC0415 - loads pydantic
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    if not edit_note(workplace(bank, decks or ()), card):
        raise typer.Exit(Exit.INPUT_ERRORS)


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


def watch(path: Paths = None, *, decks: Decks = None) -> None:
    """Follow decks while you write: both sides of the note under change, and its problems."""
    from drillbank.cli.watch_decks import follow, wait  # noqa: PLC0415 - loads pydantic
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    try:
        follow(workplace(decks=decks or ()), path or [], wait)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def diff(
    revision: Annotated[
        str, typer.Argument(metavar="[REV]", help="A revision to compare with, or A..B.")
    ] = "HEAD",
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="The folder of decks; ./decks, this one, or your own.",
        ),
    ] = None,
) -> None:
    """Say what a compile would change between two git revisions, or since one."""
    from drillbank.cli.diff_decks import changes, folder_of_decks  # noqa: PLC0415 - loads SQLAlchemy
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace()
    folder = path or folder_of_decks(place)
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    for line in changes(place, revision, folder):
        say(line)


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="Such as E101; without it, lists all.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Explain a problem by its code: why it is one, a deck that has it, and one that has not."""
    from drillbank.authoring.diagnostics import Code  # noqa: PLC0415 - not for --help
    from drillbank.authoring.explain import page_of, shown  # noqa: PLC0415

    if code is None:
        pages = [page for each in sorted(Code) if (page := page_of(each))]
        if as_json:
            listed = [(page.code.value, page.code.level.value, page.title) for page in pages]
            say_json([dict(zip(("code", "level", "title"), one, strict=True)) for one in listed])
            return
        for line in table([(page.code.value, page.title) for page in pages]):
            say(line)
        return
    page = page_of(_code(code))
    if page is None:
        raise UsageError(f"{code} is not explained yet. `drillbank explain` lists what is.")
    if as_json:
        say_json({"code": page.code, "title": page.title, "why": page.why})
    else:
        say(shown(page).rstrip("\n"))


def _code(given: str) -> "Code":
    from drillbank.authoring.diagnostics import Code  # noqa: PLC0415 - not for --help
    from drillbank.authoring.did_you_mean import did_you_mean  # noqa: PLC0415

    known = {code.value: code for code in Code}
    wanted = given.strip().strip("[]").upper()
    if wanted in known:
        return known[wanted]
    near = did_you_mean(wanted, known)
    hint = f"Did you mean {near}?" if near else "`drillbank explain` lists all codes."
    raise UsageError(f"There is no code {given!r}. {hint}")
