"""All advice on all decks, without what is silenced."""

from collections.abc import Iterable, Iterator

from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import Diagnostic, in_file_order
from drillbank.authoring.lint.base import Library
from drillbank.authoring.lint.drafts import checked_library, drafts_told_once
from drillbank.authoring.lint.ignore import Silence, idle, silenced, silences_of
from drillbank.authoring.lint.rules import LIBRARY_RULES, NOTE_RULES
from drillbank.authoring.lint.thresholds import Settings, Thresholds

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
    says whether every deck there is takes part.  A deck that was compiled without keeping what was
    written is read once more.
    """
    return lint(checked_library(decks), problems, settings, whole_library=whole_library)


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
    return in_file_order(drafts_told_once(wanted, library))


def _advice(library: Library, limits: Thresholds) -> Iterator[Diagnostic]:
    for note in library.notes:
        for note_rule in NOTE_RULES:
            yield from note_rule(note, limits)
    for library_rule in LIBRARY_RULES:
        yield from library_rule(library, limits)
