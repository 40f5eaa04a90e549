"""``trust``: which decks' tests may be run on this machine."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.errors import UsageError
from drillbank.base.prose import counted
from drillbank.cli.options import Bank, Decks, Json, complete_deck
from drillbank.cli.output import say, say_json, table

if TYPE_CHECKING:
    from drillbank.authoring.cards import Code
    from drillbank.authoring.decks import Deck
    from drillbank.cli.workplace import Workplace


def trust(
    deck: Annotated[
        str | None,
        typer.Argument(
            metavar="[DECK]",
            help="The deck, by slug or its beginning; without it, the decks trusted are listed.",
            autocompletion=complete_deck,
        ),
    ] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Trust it without being asked.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Trust the deck no more.")] = False,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Let a deck's tests run against your code; shows first what would run."""
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    if deck is None:
        _list(place, as_json=as_json)
    elif revoke:
        _revoke(place, deck)
    else:
        _grant(place, deck, yes=yes)


def _list(place: "Workplace", *, as_json: bool) -> None:
    known = place.trust.decks()
    if as_json:
        say_json([{"deck": slug, "tests": len(runs)} for slug, runs in sorted(known.items())])
        return
    say("The shipped library is trusted.")
    for line in table([(slug, counted(len(runs), "test")) for slug, runs in sorted(known.items())]):
        say(line)


def _revoke(place: "Workplace", name: str) -> None:
    from drillbank.cli.names import choose  # noqa: PLC0415

    slug = choose(name, place.trust.decks(), "trusted deck", "`drillbank trust`")
    place.trust.revoke(slug)
    say(f"{slug} is trusted no more.")


def _grant(place: "Workplace", name: str, *, yes: bool) -> None:
    from drillbank.cli.names import choose  # noqa: PLC0415
    from drillbank.cli.own_decks import library  # noqa: PLC0415 - loads pydantic

    known = library(place)
    found = known[choose(name, known, "deck", "`drillbank decks`")]
    slug = found.deck.slug
    if found.shipped:
        say(f"{slug} is a shipped deck and trusted as it is.")
        return
    runs = dict(tests_of(found.deck))
    if not runs:
        say(f"{slug} has no tests to run.")
        return
    for note, code in runs.items():
        _show(note, code)
    if not (yes or _agreed(len(runs))):
        say(f"{slug} is not trusted; nothing of it will be run.")
        return
    place.trust.grant(slug, runs.values())
    say(f"{slug} is trusted until these tests change. `t` in a review runs them.")


def tests_of(deck: "Deck") -> "Iterator[tuple[str, Code]]":
    """What a deck would run, by the note."""
    for note in deck.notes:
        for card in note.cards:
            code = card.face.code
            if code is not None and code.tests is not None:
                yield note.uid, code


def _show(note: str, code: "Code") -> None:
    say(f"{note} would run, with what you wrote as {code.entry_strong} between them:")
    for part in (code.given, code.tests):
        for line in (part or "").splitlines():
            say(f"    {line}")
        say()


def _agreed(number: int) -> bool:
    """Whether the user says yes.

    Raises:
        UsageError: nobody is there to be asked.
    """
    if not sys.stdin.isatty():
        raise UsageError("Nobody can be asked here. Read what would run, then add --yes.")
    return typer.confirm(f"Trust {counted(number, 'test')} to run on this machine, as you?")
