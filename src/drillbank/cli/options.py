"""Options and arguments that several commands share, and how they are completed."""

from typing import Annotated

import typer

BANK_HELP = "The bank: a file, or a URL such as postgresql+psycopg://… (or DRILLBANK_BANK)."
DECKS_HELP = "One more folder to read decks from; may be repeated (or DRILLBANK_DECKS)."


def complete_deck(incomplete: str) -> list[str]:
    """Decks whose slug begins so; nothing where the bank cannot be read."""
    from drillbank.cli.names import deck_slugs  # noqa: PLC0415 - only while completing

    return [slug for slug in deck_slugs() if slug.startswith(incomplete)]


def complete_card(incomplete: str) -> list[str]:
    """Living cards whose uid begins so; nothing where the bank cannot be read."""
    from drillbank.cli.names import card_uids  # noqa: PLC0415 - only while completing

    return list(card_uids(incomplete))


Bank = Annotated[str | None, typer.Option("--bank", metavar="BANK", help=BANK_HELP)]
Decks = Annotated[list[str] | None, typer.Option("--decks", metavar="DIR", help=DECKS_HELP)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DeckNames = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DECK]…", help="Decks, by slug or its beginning.", autocompletion=complete_deck
    ),
]
CardName = Annotated[
    str,
    typer.Argument(
        metavar="CARD", help="Its uid, or the beginning of it.", autocompletion=complete_card
    ),
]
CardNames = Annotated[
    list[str],
    typer.Argument(
        metavar="CARD…",
        help="Cards by uid or its beginning; `deck/note` means all cards of the note.",
        autocompletion=complete_card,
    ),
]
