"""Deck and card arguments: whole names, or beginnings that fit just one."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TypeVar

from drillbank.base.errors import DrillbankError, UsageError
from drillbank.base.words import Slug, Uid, note_of
from drillbank.cli.workplace import workplace

_SHOWN = 5

Name = TypeVar("Name", bound=str)


def choose(given: str, names: Iterable[Name], what: str, where: str, otherwise: str = "") -> Name:
    """The name given in full, or the only one that begins so.

    ``where`` lists them; ``otherwise`` is what else can be done if there is none.

    Raises:
        UsageError: none does, or several do.
    """
    known = list(names)
    exact = [name for name in known if name == given]
    fitting = exact or [name for name in known if name.startswith(given)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = ", ".join(fitting[:_SHOWN]) + (", …" if len(fitting) > _SHOWN else "")
        raise UsageError(f"{given!r} could be several {what}s: {shown}.")
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    near = get_close_matches(given, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"{where} lists them."
    raise UsageError(f"There is no {what} {given!r}. {hint}{otherwise and f' {otherwise}'}")


def choose_decks(given: Sequence[str], decks: Iterable[Slug]) -> frozenset[Slug] | None:
    """The decks named; None, meaning all, if none is.

    Raises:
        UsageError: one of them is none, or several.
    """
    known = list(decks)
    return frozenset(choose(one, known, "deck", "`drillbank decks`") for one in given) or None


def choose_card(given: str, uids: Iterable[Uid]) -> Uid:
    """The card named.

    Raises:
        UsageError: it is none, or several.
    """
    return choose(given, uids, "card", "`drillbank cards`")


def cards_named(given: str, uids_beginning: Callable[[str], Sequence[Uid]]) -> tuple[Uid, ...]:
    """The living cards of a note named in full, or the one card named.

    Args:
        given: a note's name, a card's uid, or its beginning.
        uids_beginning: the living cards whose uid begins so.

    Raises:
        UsageError: it names none, or several that are not one note's.
    """
    near = uids_beginning(given)
    of_note = tuple(uid for uid in near if note_of(uid) == given)
    return of_note or (choose_card(given, near or uids_beginning("")),)


def card_uids(beginning: str) -> tuple[Uid, ...]:
    """The uids to complete with; none where no bank can be read at once."""
    with suppress(DrillbankError), workplace().quick_reader() as reader:
        return reader.uids(beginning) if reader else ()
    return ()


def deck_slugs() -> list[str]:
    """The slugs to complete with; none where no bank can be read at once."""
    with suppress(DrillbankError), workplace().quick_reader() as reader:
        return [deck.slug for deck in reader.decks()] if reader else []
    return []
