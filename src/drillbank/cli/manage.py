"""The commands that manage cards: suspend, bury, flag, forget, set-due, and undo."""

from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.options import Bank, CardNames, Decks, Json
from drillbank.cli.output import say, say_json, warn

if TYPE_CHECKING:
    from drillbank.cli.managing import Deed
    from drillbank.cli.workplace import Workplace

FLAGS = 7


def suspend(
    card: CardNames, *, as_json: Json = False, bank: Bank = None, decks: Decks = None
) -> None:
    """Ask cards no more, until they are unsuspended."""
    from drillbank.cli.managing import SUSPEND  # noqa: PLC0415

    _carry_out(_place(bank, decks), card, SUSPEND, as_json=as_json)


def unsuspend(
    card: CardNames, *, as_json: Json = False, bank: Bank = None, decks: Decks = None
) -> None:
    """Ask suspended cards again; they are due when they would have been."""
    from drillbank.cli.managing import UNSUSPEND  # noqa: PLC0415

    _carry_out(_place(bank, decks), card, UNSUSPEND, as_json=as_json)


def bury(card: CardNames, *, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """Do not ask cards before tomorrow."""
    from drillbank.cli import managing  # noqa: PLC0415

    place = _place(bank, decks)
    _carry_out(place, card, managing.bury(managing.today_of(place)), as_json=as_json)


def unbury(
    card: CardNames, *, as_json: Json = False, bank: Bank = None, decks: Decks = None
) -> None:
    """Ask buried cards today after all."""
    from drillbank.cli import managing  # noqa: PLC0415

    place = _place(bank, decks)
    _carry_out(place, card, managing.unbury(managing.today_of(place)), as_json=as_json)


def flag(
    card: CardNames,
    *,
    number: Annotated[
        int,
        typer.Option(
            "--number", min=0, max=FLAGS, metavar="N", help="Which flag; 0 takes it away."
        ),
    ] = 1,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Flag cards, to find them again with `cards flag:1`."""
    from drillbank.cli import managing  # noqa: PLC0415

    _carry_out(_place(bank, decks), card, managing.flag(number), as_json=as_json)


def forget(
    card: CardNames, *, as_json: Json = False, bank: Bank = None, decks: Decks = None
) -> None:
    """Make cards new again; their history stays in the log."""
    from drillbank.cli.managing import FORGET  # noqa: PLC0415

    _carry_out(_place(bank, decks), card, FORGET, as_json=as_json)


def set_due(
    card: CardNames,
    *,
    on: Annotated[
        str,
        typer.Option("--on", metavar="DAY", help="3d, 2w, tomorrow, 2026-12-01, or 0 for today."),
    ],
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Set the day on which cards are asked next; what is remembered of them stays."""
    from drillbank.cli import managing  # noqa: PLC0415
    from drillbank.memory.due_text import day_named  # noqa: PLC0415

    place = _place(bank, decks)
    today = managing.today_of(place)
    deed = managing.set_due(day_named(on, today), today)
    _carry_out(place, card, deed, as_json=as_json)


def undo(*, bank: Bank = None, decks: Decks = None) -> None:
    """Take back the last thing you did, in a review or by a command; again for the one before."""
    from drillbank.review.deeds import undone  # noqa: PLC0415

    place = _place(bank, decks)
    opened = place.open_bank()
    try:
        with opened.change(place.clock.now()) as change:
            took_back = change.undo()
    finally:
        opened.close()
    say(undone(took_back))


def _place(bank: str | None, decks: list[str] | None) -> "Workplace":
    from drillbank.cli.prepare import up_to_date  # noqa: PLC0415

    return up_to_date(bank, decks)


def _carry_out(place: "Workplace", names: list[str], deed: "Deed", *, as_json: bool) -> None:
    from drillbank.cli.card_object import card_object  # noqa: PLC0415
    from drillbank.cli.managing import carry_out, told  # noqa: PLC0415

    outcome = carry_out(place, names, deed)
    if as_json:
        say_json([card_object(card, place.clock) for card in outcome.cards])
    else:
        for line in told(deed, [card.uid for card in outcome.cards]):
            say(line)
    for sentence in outcome.left:
        warn(f"Left as it is: {sentence}")
