"""All advice on decks that are compiled already: for one deck at hand, or a few."""

from collections.abc import Iterable

from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lint.base import CheckedDeck, checked_deck
from drillbank.authoring.lint.examine import examined
from drillbank.authoring.lint.report import report
from drillbank.authoring.lint.rules import ALL
from drillbank.authoring.lint.thresholds import Settings

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
    checked = filter(None, map(checked_deck, decks))
    return lint(checked, problems, settings, whole_library=whole_library)


def lint(
    decks: Iterable[CheckedDeck],
    problems: Iterable[Diagnostic] = (),
    settings: Settings = DEFAULTS,
    *,
    whole_library: bool = True,
) -> tuple[Diagnostic, ...]:
    """The same, of decks whose texts are at hand."""
    findings = [examined(deck, ALL, settings.limits) for deck in decks]
    return report(findings, problems, ALL, settings, whole_library=whole_library)
