"""``export``: to other programs."""

from pathlib import Path
from typing import Annotated

import typer

from drillbank.base.prose import counted
from drillbank.cli.options import Bank, DeckNames, Decks
from drillbank.cli.output import say, warn

app = typer.Typer(help="Write cards for other programs.", no_args_is_help=True)


@app.callback()
def export() -> None:
    """Write cards for other programs."""


@app.command()
def anki(
    out: Annotated[Path, typer.Argument(metavar="OUT.apkg", help="The package to write.")],
    deck: DeckNames = None,
    *,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Write an Anki package: all decks, or those named."""
    from drillbank.anki.package import write_package  # noqa: PLC0415 - loads genanki
    from drillbank.bank.queries import SqlReader  # noqa: PLC0415
    from drillbank.cli.names import choose_decks  # noqa: PLC0415
    from drillbank.cli.prepare import bring_up_to_date  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    bring_up_to_date(place)
    opened = place.open_bank()
    try:
        with opened.reading() as session:
            reader = SqlReader(session, place.config.presets)
            chosen = choose_decks(deck or [], (one.slug for one in reader.decks()))
            everything = reader.for_export()
        wanted = [one for one in everything if chosen is None or one.slug in chosen]
        others = [one.anki_name for one in everything if one not in wanted and one.anki_name]
        written = write_package(out, wanted, place.clock.now(), taken=others)
        with opened.change(place.clock.now()) as change:
            change.freeze_anki_names(written.decks)
    finally:
        opened.close()
    for uid in written.left_out:
        warn(f"{uid} has no place in Anki: its gap is gone from the text.")
    for image in written.missing_images:
        warn(f"{image.note} shows words for its image {image.path}, which cannot be read.")
    notes, cards = counted(written.notes, "note"), counted(written.cards, "card")
    say(f"{notes}, {cards} in {counted(len(written.decks), 'deck')} → {out}")
