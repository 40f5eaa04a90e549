"""Finding a deck by name, and bringing a shipped one into the user's folder before it is edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.compile import is_deck
from drillbank.authoring.decks import Deck, read_deck
from drillbank.authoring.scan import SHIPPED
from drillbank.authoring.slugs import is_slug
from drillbank.authoring.splice import CannotWriteError, create_file
from drillbank.cli.install_schema import put_schema
from drillbank.cli.names import choose
from drillbank.cli.output import say, shown_path
from drillbank.cli.trust import tests_of
from drillbank.cli.workplace import Workplace


@dataclass(frozen=True, slots=True)
class LibraryDeck:
    """A deck of the library."""

    deck: Deck
    shipped: bool


def library(place: Workplace) -> dict[str, LibraryDeck]:
    """Every deck by its slug; the user's own stand in for shipped ones."""
    found: dict[str, LibraryDeck] = {}
    files = [file for file in place.scan().files if is_deck(file.path)]
    for file in sorted(files, key=lambda file: file.root == SHIPPED):
        deck = read_deck(file.path)
        found.setdefault(deck.slug, LibraryDeck(deck, file.root == SHIPPED))
    return found


def own_deck(place: Workplace, name: str) -> Path:
    """The file of the deck named; a shipped one is copied to the user's folder first.

    Raises:
        UsageError: no deck, or several, have such a name.
        DrillbankError: the copy cannot be written.
    """
    decks = library(place)
    begin = f"`drillbank new {name}` begins it." if is_slug(name) else ""
    return owned(place, decks[choose(name, decks, "deck", "`drillbank decks`", begin)])


def owned(place: Workplace, found: LibraryDeck) -> Path:
    """The deck's file, or its copy if the deck is shipped; what is copied is said."""
    path, told = brought(place, found)
    for line in told:
        say(line)
    return path


def brought(place: Workplace, found: LibraryDeck) -> tuple[Path, tuple[str, ...]]:
    """The deck's file, or its copy if the deck is shipped, and what there is to be said of it."""
    if not found.shipped:
        return found.deck.path, ()
    target = place.user_decks / found.deck.path.name
    _copy(found.deck.path, target)
    # What was trusted as shipped is, unchanged, trusted as a copy.
    if codes := [code for _, code in tests_of(found.deck)]:
        place.trust.grant(found.deck.slug, codes)
    told = [f"Copied the shipped deck to {shown_path(target)}; its history stays."]
    for lesson in _lessons(found.deck):
        beside = place.user_decks / lesson
        if not beside.exists():
            _copy(found.deck.path.parent / lesson, beside)
            told.append(f"Copied its lesson to {shown_path(beside)}.")
    put_schema(place.user_decks)  # which the deck's first line names
    return target, tuple(told)


def _lessons(deck: Deck) -> Iterator[Path]:
    """The Markdown files that the deck names, relative to it."""
    named: dict[Path, None] = {}
    if deck.lesson is not None:
        named[deck.lesson] = None
    for note in deck.notes:
        for card in note.cards:
            file = (card.face.see or "").partition("#")[0]
            if file and "://" not in file:
                named[deck.path.parent / file] = None
    for path in named:
        if path.is_file() and path.is_relative_to(deck.path.parent):
            yield path.relative_to(deck.path.parent)


def _copy(source: Path, target: Path) -> None:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise CannotWriteError(target, f"{source} cannot be read") from error
    create_file(target, data)
