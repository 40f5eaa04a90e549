"""The commands that look: decks, cards, show, where."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.options import Bank, CardName, Decks, Json
from drillbank.cli.output import say, say_json, shown_path, table, text_width, warn

if TYPE_CHECKING:
    from drillbank.cli.workplace import Workplace

QUERY_HELP = (
    "What the cards have: deck:, tag:, kind:, state:, flag:, 'lapses>5', 'due<7d', or text."
)


def version() -> None:
    """Prints the version."""
    from drillbank import __version__  # noqa: PLC0415

    say(f"drillbank {__version__}")


def _current(bank: str | None, decks: list[str] | None) -> "Workplace":
    from drillbank.cli.prepare import up_to_date  # noqa: PLC0415

    return up_to_date(bank, decks)


def decks(*, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """Show the path through the decks, and how far each is learned."""
    from drillbank.cli.deck_list import deck_lines  # noqa: PLC0415

    place = _current(bank, decks)
    with place.reader() as reader:
        records = reader.decks()
    if as_json:
        say_json(
            [
                {
                    "slug": deck.slug,
                    "title": deck.title,
                    "path": deck.path,
                    "shipped": deck.root == "shipped",
                    "available": deck.available,
                    "notes": deck.notes,
                    "cards": deck.cards,
                    "learned": deck.learned,
                    "known": deck.known,
                    "place": deck.place,
                    "group": deck.group,
                }
                for deck in records
            ]
        )
        return
    if not records:
        say(f"There are no decks. Put one into {shown_path(place.user_decks)}.")
        return
    _say_all(deck_lines(records))


def cards(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]…", help=QUERY_HELP),
    ] = None,
    *,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """List cards, all or those that fit a query.

    `deck:`, `tag:`, `kind:`, `state:` (new, learning, review, relearning, suspended, buried,
    retired) and `flag:` (1 to 7, any, none) take a value. `lapses`, `reps`, `stability` and
    `difficulty` are compared with a number, `due` with a day; quote them, for a shell takes `<` and
    `>` for its own: `drillbank cards deck:geography 'lapses>5' 'due<=tomorrow'`. All else is text
    that the card holds.
    """
    from drillbank.bank.queries import SqlReader  # noqa: PLC0415
    from drillbank.bank.search import Query  # noqa: PLC0415
    from drillbank.cli.card_object import CARD_HEADS, card_object, card_row  # noqa: PLC0415

    place = _current(bank, decks)
    today = place.calendar.day_of(place.clock.now())
    asked = Query(query or (), place.calendar, today)
    opened = place.open_bank()
    try:
        with opened.reading() as session:
            reader = SqlReader(session, place.config.presets)
            everything = reader.cards(retired="state:retired" in asked.terms)
    finally:
        opened.close()
    found = asked.find(everything)
    for hint in asked.hints(everything):
        warn(hint)
    if as_json:
        say_json([card_object(card, place.clock) for card in found])
        return
    if not found:
        say("No card fits." if everything else "There are no cards yet.")
        return
    _say_all(table([CARD_HEADS, *(card_row(card, place.clock, today) for card in found)]))


def show(
    card: CardName,
    *,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Show one card: both sides, what is remembered of it, its history."""
    from drillbank.bank.queries import SqlReader  # noqa: PLC0415
    from drillbank.cli.card_object import card_object, due_text  # noqa: PLC0415
    from drillbank.cli.names import choose_card  # noqa: PLC0415
    from drillbank.cli.show_text import card_lines, history_objects  # noqa: PLC0415

    place = _current(bank, decks)
    opened = place.open_bank()
    try:
        with opened.reading() as session:
            reader = SqlReader(session, place.config.presets)
            everything = {record.uid: record for record in reader.cards(retired=True)}
            record = everything[choose_card(card, everything)]
            log = reader.log(record.uid)
    finally:
        opened.close()
    if as_json:
        say_json({**card_object(record, place.clock), "log": history_objects(log, place.clock)})
        return
    due = due_text(record.memory.state, place.clock)
    _say_all(card_lines(record, log, place.clock, due, text_width()))


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def where(*, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """Print where everything is kept."""
    from drillbank.authoring.shipped import shipped_folder  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    paths = {
        "home": str(place.home),
        "bank": str(place.location),
        "config": str(place.config_path),
        "decks": str(place.user_decks),
        "backups": str(place.backups),
        "log": str(place.home / "log"),
        "library": str(shipped_folder().path),
    }
    if as_json:
        say_json(paths)
        return
    _say_all(table(list(paths.items())))
