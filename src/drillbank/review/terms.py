"""What a session was asked to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """How far a session goes, and what it asks beside the cards."""

    limit: int | None = None
    """It ends after so many answers; None goes on to the end of the day's cards."""

    confidence: bool = False
    """Whether it asks, after an answer given aloud, how sure the learner is of it."""
