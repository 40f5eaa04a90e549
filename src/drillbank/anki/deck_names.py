"""What a deck is called in Anki, where its name is what it is known by."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from drillbank.bank.values import ExportDeck
from drillbank.base.words import Slug

PARENT = "drillbank"


def deck_names(decks: Sequence[ExportDeck], taken: Iterable[str] = ()) -> Mapping[Slug, str]:
    """A name for each deck: the one it was first exported by, or a new one from its title.

    Args:
        decks: the decks of one package.
        taken: names that other decks of the bank were exported by.
    """
    names = {deck.slug: deck.anki_name for deck in decks if deck.anki_name}
    # Anki takes two names that differ in case for one.
    used = {name.casefold() for name in (*names.values(), *taken)}
    for deck in decks:
        if deck.slug in names:
            continue
        names[deck.slug] = name = _free_name(deck, used)
        used.add(name.casefold())
    return {deck.slug: names[deck.slug] for deck in decks}


def _free_name(deck: ExportDeck, used: set[str]) -> str:
    title = _component(deck.title) or deck.slug
    name = f"{PARENT}::{title}"
    if name.casefold() not in used:
        return name
    # A slug is unique in the bank, but another deck's title may end in it.
    name, number = f"{PARENT}::{title} ({deck.slug})", 1
    while name.casefold() in used:
        number += 1
        name = f"{PARENT}::{title} ({deck.slug}, {number})"
    return name


def _component(title: str) -> str:
    """The title as one level of Anki's tree: ``::`` would begin another."""
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    while "::" in text:
        text = text.replace("::", ":")
    return " ".join(text.split()).strip(":").strip()
