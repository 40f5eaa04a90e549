"""One deck held to the rules by itself: what is told of it, and what others are held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lint.base import CheckedDeck, Rules
from drillbank.authoring.lint.ignore import Silence, silences_of
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.source import Source


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is wanted of a deck once it has been looked at; its notes and cards are not."""

    source: Source
    sound: bool
    """Whether the file has no error."""

    advice: tuple[Diagnostic, ...]
    """On its notes, and on its comments to us."""

    silences: tuple[Silence, ...]
    """What its comments silence."""

    looked_at: tuple[tuple[int, int], ...]
    """Where the notes stand that were looked at; left out where nothing is silenced."""

    gathered: tuple[Any, ...]
    """What each of the rules on libraries needs of it."""


def examined(deck: CheckedDeck, rules: Rules, limits: Thresholds) -> Findings:
    """What there is to tell of a deck without looking at any other."""
    silences, misunderstood = silences_of(deck)
    looked_at = ((note.node.start, note.node.end) for note in deck.notes)
    return Findings(
        source=deck.source,
        sound=deck.sound,
        advice=(*_advice(deck, rules, limits), *(misunderstood if rules.of_comments else ())),
        silences=tuple(silences),
        looked_at=tuple(looked_at) if silences else (),
        gathered=tuple(rule.gather(deck, limits) for rule in rules.of_libraries),
    )


def _advice(deck: CheckedDeck, rules: Rules, limits: Thresholds) -> Iterator[Diagnostic]:
    by_kind = {str(note.kind.head): rules.of_kind(note.kind.head) for note in deck.notes}
    for note in deck.notes:
        for rule in by_kind[note.kind.head]:
            yield from rule.check(note, limits)
