"""Every command by its name."""

from typing import Annotated

import typer

from drillbank.base.errors import UsageError
from drillbank.cli import author, export, look, manage, review, today, trust, write
from drillbank.cli.options import Bank, Decks, Json

app = typer.Typer(
    name="drillbank",
    help="Spaced repetition for people who keep their cards in plain text.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def drillbank(
    context: typer.Context,
    bank: Bank = None,
    decks: Decks = None,
    as_json: Json = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Spaced repetition for people who keep their cards in plain text.

    Without a command: today at a glance, with what falls due in the next two weeks.
    """
    if version:
        look.version()
    elif context.invoked_subcommand is None:
        today.today(bank, decks, as_json=as_json)
    else:
        given = {"--bank": bank, "--decks": decks, "--json": as_json}
        for name in (name for name, value in given.items() if value):
            # Before the command it would say nothing to it, and be lost without a word.
            where = f"drillbank {context.invoked_subcommand} {name}"
            raise UsageError(f"{name} goes behind the command: {where} …")


REVIEW, LOOK, MANAGE = "Review", "Look", "Manage cards"
AUTHOR, ELSEWHERE = "Write decks", "Elsewhere"

app.command(rich_help_panel=REVIEW)(review.review)
app.command(rich_help_panel=REVIEW)(today.due)
app.command(rich_help_panel=REVIEW)(trust.trust)
app.command(rich_help_panel=LOOK)(look.decks)
app.command(rich_help_panel=LOOK)(look.cards)
app.command(rich_help_panel=LOOK)(look.show)
app.command(rich_help_panel=LOOK)(look.where)
app.command(rich_help_panel=MANAGE)(manage.suspend)
app.command(rich_help_panel=MANAGE)(manage.unsuspend)
app.command(rich_help_panel=MANAGE)(manage.bury)
app.command(rich_help_panel=MANAGE)(manage.unbury)
app.command(rich_help_panel=MANAGE)(manage.flag)
app.command(rich_help_panel=MANAGE)(manage.forget)
app.command(name="set-due", rich_help_panel=MANAGE)(manage.set_due)
app.command(rich_help_panel=MANAGE)(manage.undo)
app.command(rich_help_panel=AUTHOR)(author.check)
app.command(name="compile", rich_help_panel=AUTHOR)(author.compile_)
app.command(rich_help_panel=AUTHOR)(write.new)
app.command(rich_help_panel=AUTHOR)(write.add)
app.command(rich_help_panel=AUTHOR)(write.edit)
app.command(rich_help_panel=AUTHOR)(write.fmt)
app.command(rich_help_panel=AUTHOR)(write.explain)
app.command(rich_help_panel=AUTHOR)(write.watch)
app.command(rich_help_panel=AUTHOR)(write.diff)
app.command(rich_help_panel=AUTHOR)(author.schema)
app.add_typer(export.app, name="export", rich_help_panel=ELSEWHERE)
