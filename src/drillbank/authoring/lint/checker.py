"""Checking many decks: each read and looked at by itself, by several processes, then all together.

A deck is let go of once it has been looked at, so a large library takes little memory.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from drillbank.authoring.decks import Deck, read_deck
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.lint.base import Rules, checked_deck
from drillbank.authoring.lint.examine import Findings, examined
from drillbank.authoring.lint.report import report
from drillbank.authoring.lint.thresholds import Settings
from drillbank.base.shares import cores, shared_out

WORTH_SHARING = 256 * 1024
"""Bytes of decks that a process must have to itself to be worth splitting off."""


def processes_for(size: int) -> int:
    """How many processes it is worth while to look at so many bytes with."""
    return max(1, min(cores(), size // WORTH_SHARING))


class _Seen(NamedTuple):
    deck: Deck
    """Without its notes."""

    notes: int
    findings: Findings | None
    """None if the file cannot be read."""


@dataclass(slots=True)
class Checker:
    """Reads decks for a compile of many, and tells what rules find in them afterwards."""

    rules: Rules
    settings: Settings
    processes: Callable[[int], int] = processes_for
    """How many processes look at decks of so many bytes."""

    _seen: dict[Path, _Seen] = field(default_factory=dict)

    def read(self, paths: Sequence[Path]) -> list[Deck]:
        """The decks of files, each looked at and without its notes."""
        lessons = Lessons()
        processes = self.processes(sum(map(_size, paths)))
        seen = shared_out(lambda path: self._look(path, lessons), paths, processes)
        self._seen |= zip(paths, seen, strict=True)
        return [one.deck for one in seen]

    def notes(self, decks: Iterable[Deck]) -> int:
        """How many notes the decks have that are sound in themselves."""
        return sum(self._seen[deck.path].notes for deck in decks)

    def told(
        self, decks: Iterable[Deck], problems: Iterable[Diagnostic], *, whole_library: bool
    ) -> tuple[Diagnostic, ...]:
        """What is to be told of the decks, in file order; ``problems`` are the compiler's.

        ``whole_library`` says whether every deck there is takes part.
        """
        found = [findings for deck in decks if (findings := self._findings(deck))]
        return report(found, problems, self.rules, self.settings, whole_library=whole_library)

    def _look(self, path: Path, lessons: Lessons) -> _Seen:
        deck = read_deck(path, lessons, keep_written=True)
        checked = checked_deck(deck) if deck.written else None
        findings = examined(checked, self.rules, self.settings.limits) if checked else None
        return _Seen(replace(deck, notes=(), written=None), len(deck.notes), findings)

    def _findings(self, deck: Deck) -> Findings | None:
        """Of a deck as it is among the others: not all its notes need be sound there."""
        findings = self._seen[deck.path].findings
        if deck.broken:
            alone = read_deck(deck.path, keep_written=True)
            checked = checked_deck(alone, deck.broken) if alone.written else None
            findings = examined(checked, self.rules, self.settings.limits) if checked else None
        return replace(findings, sound=deck.sound) if findings else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will tell
