"""All advice on all decks, without what is silenced."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import Code, Diagnostic, in_file_order
from drillbank.authoring.lint import draft
from drillbank.authoring.lint.base import Library, checked_deck
from drillbank.authoring.lint.ignore import Silence, idle, silenced, silences_of
from drillbank.authoring.lint.rules import LIBRARY_RULES, NOTE_RULES
from drillbank.authoring.lint.thresholds import Settings, Thresholds
from drillbank.base.prose import counted

DEFAULTS = Settings()


def lint_library(
    decks: Iterable[Deck],
    problems: Iterable[Diagnostic] = (),
    settings: Settings = DEFAULTS,
    *,
    whole_library: bool = True,
) -> tuple[Diagnostic, ...]:
    """What is to be told of compiled decks, in file order: their problems, and all advice.

    ``problems`` are the compiler's; comments in a deck silence its advice too.  ``whole_library``
    says whether every deck there is takes part.  Each file is read once more: only here is its text
    wanted, and a compile should not carry it about.
    """
    return lint(_checked(decks), problems, settings, whole_library=whole_library)


def without_advice(
    decks: Iterable[Deck], problems: Iterable[Diagnostic], settings: Settings = DEFAULTS
) -> tuple[Diagnostic, ...]:
    """The compiler's problems and missing ids only, in file order; silenced as ever.

    Reads only the files of which there is something to tell.
    """
    told = list(problems)
    advised = {problem.span.source.path for problem in told if problem.code.is_advice}
    library = _checked(
        deck
        for deck in decks
        if deck.path in advised or any(note.provisional for note in deck.notes)
    )
    told += [found for note in library.notes for found in draft.check(note, settings.limits)]
    silences = [silence for deck in library.decks for silence in silences_of(deck)[0]]
    wanted = (one for one in silenced(told, silences) if one.code not in settings.ignore)
    return in_file_order(_drafts_told_once(wanted, library))


def _checked(decks: Iterable[Deck]) -> Library:
    return Library(tuple(filter(None, map(checked_deck, decks))))


def lint(
    library: Library,
    problems: Iterable[Diagnostic] = (),
    settings: Settings = DEFAULTS,
    *,
    whole_library: bool = True,
) -> tuple[Diagnostic, ...]:
    """The same, of decks whose texts are at hand."""
    silences: list[Silence] = []
    told: list[Diagnostic] = [*problems, *_advice(library, settings.limits)]
    for deck in library.decks:
        found, misunderstood = silences_of(deck)
        silences += found
        told += misunderstood
    kept = silenced(told, silences)
    for deck in library.decks:
        kept += silenced(idle(deck, silences, whole_library=whole_library), silences)
    wanted = (problem for problem in kept if problem.code not in settings.ignore)
    return in_file_order(_drafts_told_once(wanted, library))


def _advice(library: Library, limits: Thresholds) -> Iterator[Diagnostic]:
    for note in library.notes:
        for note_rule in NOTE_RULES:
            yield from note_rule(note, limits)
    for library_rule in LIBRARY_RULES:
        yield from library_rule(library, limits)


def _drafts_told_once(problems: Iterable[Diagnostic], library: Library) -> Iterator[Diagnostic]:
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
