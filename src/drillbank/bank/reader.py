"""The few questions that must be answered before SQLAlchemy is loaded.

``hot.HotReader`` answers them for a SQLite bank with the standard library, ``queries.SqlReader``
for any bank; a test holds the one to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from drillbank.bank.decode import Selection
from drillbank.bank.glance import Contents, SourceProblem
from drillbank.bank.values import CardRecord, DeckRecord, Judgement, Pace
from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.queue import Candidate, Done


@dataclass(frozen=True, slots=True)
class DayCards:
    """What a queue is built from."""

    candidates: tuple[Candidate, ...]
    done: Done


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

    def name_now(self, before: Uid) -> Uid | None:
        """What the card is called now that last gave up this name; None if none did."""

    def every(self, today: StudyDay, selection: Selection) -> tuple[Candidate, ...]:
        """The cards that may be asked on a study day, due or not, in their author's order."""

    def judgements(self, uid: Uid) -> tuple[Judgement, ...]:
        """How a card's points were judged at each grade that counts, newest first."""

    def uids(self, beginning: str) -> tuple[Uid, ...]:
        """The living cards whose uid begins so, by uid."""

    def decks(self) -> tuple[DeckRecord, ...]:
        """Every deck with living cards or a file: in the order of the path, then by slug."""

    def paces(self, since: StudyDay, most: int) -> tuple[Pace, ...]:
        """How long each answer took since a study day, undone ones and crams among them.

        No more than so many, the newest.
        """

    def cards_by_day(self, since: StudyDay) -> Mapping[StudyDay, int]:
        """How many cards were graded on each study day from one on, days without any left out."""

    def forecast(self, today: StudyDay, days: int) -> tuple[int, ...]:
        """How many cards fall due on each of so many days after today, by their state now."""

    def studied_on(self, day: StudyDay) -> bool:
        """Whether a grade of that study day still counts."""

    def failed_on(self, day: StudyDay) -> frozenset[Uid]:
        """The cards graded Again on a study day, in a cram too; undone grades left out."""

    def contents(self) -> Contents:
        """What the last full compile saw."""

    def problems(self) -> tuple[SourceProblem, ...]:
        """The files it found errors in."""

    def last_at(self) -> UtcMs:
        """The time of the newest event; 0 for an empty log."""

    def close(self) -> None:
        """Lets go of the bank."""
