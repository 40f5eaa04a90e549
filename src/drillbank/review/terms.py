"""What a session was asked to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """How far a session goes, and what it asks beside the cards."""

    limit: int | None = None
    """It ends after so many answers; None goes on to the end of the day's cards."""

    minutes: float | None = None
    """It ends at the first card after so many minutes."""

    cram: bool = False
    """Whether it drills without touching memory: nothing is scheduled by it."""

    rest_after: float | None = None
    """Minutes after which a break is offered; None offers none."""

    confidence: bool = False
    """Whether it asks, after an answer given aloud, how sure the learner is of it."""
