"""What the learner has written for a card that asks for code.

It is kept on the disk as it is typed, under the number of the attempt: undo finds again what was
written then, and the next attempt begins with an empty page.
"""

from dataclasses import dataclass

from drillbank.bank.values import CardRecord
from drillbank.review.drafts import Drafts
from drillbank.review.workshop import Draft

KEPT = 2
"""Attempts of a card whose code is kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """The code of cards, in a folder."""

    drafts: Drafts

    def find(self, record: CardRecord) -> str | None:
        """What was written at the attempt the card is at; None for none, or a blank page."""
        found = self.drafts.find(_name(record, 0))
        return found.text if found and found.text.strip() else None

    def keep(self, record: CardRecord, code: str) -> None:
        """Keeps it in place of what there was."""
        self.drafts.keep(_name(record, 0), Draft(code, ""))
        self.drafts.drop(_name(record, KEPT))


def _name(record: CardRecord, ago: int) -> str:
    return f"code~{record.eldest}~{record.memory.live_reviews - ago}"
