"""The few questions that must be answered before SQLAlchemy is loaded.

``hot.HotReader`` answers them for a SQLite bank with the standard library, ``queries.SqlReader``
for any bank; a test holds the one to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from drillbank.authoring.scan import Scan
from drillbank.bank.decode import Selection
from drillbank.bank.schema import COMPILER
from drillbank.bank.values import CardRecord, DeckRecord, Judgement, Pace, SourceProblem
from drillbank.base.paths import path_text
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Candidate, Done


@dataclass(frozen=True, slots=True)
class DayCards:
    """What a queue is built from."""

    candidates: tuple[Candidate, ...]
    done: Done


@dataclass(frozen=True, slots=True)
class Contents:
    """What the last full compile saw."""

    compiler: str | None
    files: Mapping[str, tuple[int, int]]
    """Path to (mtime in ns, size)."""

    presets: Mapping[Slug, str]
    """Deck to the version of the preset its states were replayed with."""

    asks: bool = False
    """Whether it asked if a note was renamed, and nobody has answered."""


class Reader(Protocol):
    """Answers from one bank; each call sees what is committed when it is made."""

    def day(
        self, today: StudyDay, selection: Selection, new: int | None = None, ahead: int = 0
    ) -> DayCards:
        """The cards that may be asked on a study day: due by then, or new.

        Args:
            today: the study day.
            selection: which cards count.
            new: new cards of so many notes suffice; None asks for all.
            ahead: also what falls due within so many days after it.
        """

    def card(self, uid: Uid) -> CardRecord:
        """One card.

        Raises:
            UnknownCardError: there is none of that name.
        """

    def every(self, today: StudyDay, selection: Selection) -> tuple[Candidate, ...]:
        """The cards that may be asked on a study day, due or not, in their author's order."""

    def judgements(self, uid: Uid) -> tuple[Judgement, ...]:
        """How a card's points were judged at each grade that counts, newest first."""

    def uids(self, beginning: str) -> tuple[Uid, ...]:
        """The living cards whose uid begins so, by uid."""

    def notes(self) -> int:
        """How many notes the decks hold that are there."""

    def decks(self) -> tuple[DeckRecord, ...]:
        """Every deck with living cards or a file: in the order of the path, then by slug."""

    def paces(self, since: StudyDay) -> tuple[Pace, ...]:
        """How long each answer took since a study day, undone ones and crams among them."""

    def cards_by_day(self, since: StudyDay) -> Mapping[StudyDay, int]:
        """How many cards were graded on each study day from one on, days without any left out."""

    def forecast(self, today: StudyDay, days: int) -> tuple[int, ...]:
        """How many cards fall due on each of so many days after today, by their state now."""

    def studied_on(self, day: StudyDay) -> bool:
        """Whether a grade of that study day still counts."""

    def contents(self) -> Contents:
        """What the last full compile saw."""

    def problems(self) -> tuple[SourceProblem, ...]:
        """The files it found errors in."""

    def last_at(self) -> UtcMs:
        """The time of the newest event; 0 for an empty log."""

    def close(self) -> None:
        """Lets go of the bank."""


def is_current(contents: Contents, scan: Scan, presets: Presets) -> bool:
    """Whether a compile would find nothing to do: same files, same compiler, same presets."""
    found = {path_text(file.path): (file.mtime_ns, file.size) for file in scan.files}
    return (
        contents.compiler == COMPILER
        and contents.files == found
        and all(presets.of(deck).version == version for deck, version in contents.presets.items())
    )
