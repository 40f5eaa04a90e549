"""All that is to be told of all decks, once each was looked at, without what is silenced."""

from collections.abc import Iterable, Iterator, Sequence

from drillbank.authoring.diagnostics import Diagnostic, in_file_order
from drillbank.authoring.lint.base import Rules
from drillbank.authoring.lint.drafts import drafts_told_once
from drillbank.authoring.lint.examine import Findings
from drillbank.authoring.lint.ignore import idle, silenced
from drillbank.authoring.lint.thresholds import Settings


def report(
    decks: Sequence[Findings],
    problems: Iterable[Diagnostic],
    rules: Rules,
    settings: Settings,
    *,
    whole_library: bool,
) -> tuple[Diagnostic, ...]:
    """In file order, the compiler's problems and the advice; comments in a deck silence both.

    ``whole_library`` says whether every deck there is takes part.
    """
    silences = [silence for deck in decks for silence in deck.silences]
    kept = silenced((*problems, *_advice(decks, rules, settings)), silences)
    if rules.of_comments:
        for deck in decks:
            unused = idle(
                deck.silences, deck.looked_at, sound=deck.sound, whole_library=whole_library
            )
            kept += silenced(unused, silences)
    wanted = (problem for problem in kept if problem.code not in settings.ignore)
    sound = {deck.source.path for deck in decks if deck.sound}
    return in_file_order(drafts_told_once(wanted, sound))


def _advice(decks: Sequence[Findings], rules: Rules, settings: Settings) -> Iterator[Diagnostic]:
    for deck in decks:
        yield from deck.advice
    for number, rule in enumerate(rules.of_libraries):
        yield from rule.check([deck.gathered[number] for deck in decks], settings.limits)
