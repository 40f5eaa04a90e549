"""What is told without the advice on learning: the compiler's problems, and missing ids.

Loads none of the other rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import Code, Diagnostic, in_file_order
from drillbank.authoring.lint import draft
from drillbank.authoring.lint.base import Library, checked_deck
from drillbank.authoring.lint.ignore import silenced, silences_of
from drillbank.authoring.lint.thresholds import Settings
from drillbank.base.prose import counted


def without_advice(
    decks: Iterable[Deck], problems: Iterable[Diagnostic], settings: Settings
) -> tuple[Diagnostic, ...]:
    """The compiler's problems and missing ids only, in file order; silenced as ever.

    Reads only the files of which there is something to tell.
    """
    told = list(problems)
    advised = {problem.span.source.path for problem in told if problem.code.is_advice}
    library = checked_library(
        deck
        for deck in decks
        if deck.path in advised or any(note.provisional for note in deck.notes)
    )
    told += [found for note in library.notes for found in draft.check(note, settings.limits)]
    silences = [silence for deck in library.decks for silence in silences_of(deck)[0]]
    wanted = (one for one in silenced(told, silences) if one.code not in settings.ignore)
    return in_file_order(drafts_told_once(wanted, library))


def checked_library(decks: Iterable[Deck]) -> Library:
    """Decks beside what was written; those that cannot be read left out."""
    return Library(tuple(filter(None, map(checked_deck, decks))))


def drafts_told_once(problems: Iterable[Diagnostic], library: Library) -> Iterator[Diagnostic]:
    """One for each deck, at its first draft: one command writes all ids, once the deck is sound."""
    sound = {deck.source.path for deck in library.decks if deck.sound}
    drafts: dict[Path, list[Diagnostic]] = {}
    for problem in problems:
        if problem.code is Code.DRAFT:
            if problem.span.source.path not in sound:
                continue
            drafts.setdefault(problem.span.source.path, []).append(problem)
        else:
            yield problem
    for first, *others in drafts.values():
        more = f" (and {counted(len(others), 'note')} below)" if others else ""
        yield replace(first, message=f"{first.message}{more}")
