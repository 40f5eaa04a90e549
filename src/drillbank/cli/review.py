"""``review``: the daily session."""

from typing import Annotated

import typer

from drillbank.cli.drill import Wanted, drill
from drillbank.cli.options import Bank, DeckNames, Decks


def review(
    deck: DeckNames = None,
    *,
    tag: Annotated[
        str | None, typer.Option("--tag", metavar="TAG", help="Only cards with this tag.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after N answers.")
    ] = None,
    new: Annotated[
        int | None,
        typer.Option("--new", min=0, metavar="N", help="N new cards now, whatever the day allows."),
    ] = None,
    ahead: Annotated[
        int, typer.Option("--ahead", min=0, metavar="N", help="Also what is due in N days.")
    ] = 0,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", min=1, metavar="M", help="What gains most in M minutes."),
    ] = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="Drill all cards, due or not; schedules nothing.")
    ] = False,
    missed: Annotated[
        bool, typer.Option("--missed", help="Drill what you failed today; schedules nothing.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and pipes.")
    ] = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Drill what is due today."""
    wanted = Wanted(
        names=tuple(deck or ()),
        tag=tag,
        limit=limit,
        new=new,
        ahead=ahead,
        minutes=minutes,
        cram=cram,
        missed=missed,
        plain=plain,
        bank=bank,
        folders=tuple(decks or ()),
    )
    raise typer.Exit(drill(wanted))
