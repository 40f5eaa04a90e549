"""What is known of one card's memory: a sum type, each variant with exactly its own fields."""

from dataclasses import dataclass

from drillbank.base.words import StudyDay, UtcMs


@dataclass(frozen=True, slots=True)
class DueAt:
    """Due at an instant: a learning step that ends within its study day."""

    at: UtcMs


@dataclass(frozen=True, slots=True)
class DueOn:
    """Due on a study day, from its first minute."""

    day: StudyDay


Due = DueAt | DueOn


@dataclass(frozen=True, slots=True)
class Memory:
    """FSRS's memory state."""

    stability: float
    """Days until the chance of recall falls to 90 %; above 0, at most 36,500."""

    difficulty: float
    """From 1 (easy) to 10."""


@dataclass(frozen=True, slots=True)
class New:
    """Never graded, or forgotten on purpose since."""


@dataclass(frozen=True, slots=True)
class Learning:
    """In its first steps."""

    step: int
    """The 0-based learning step it waits on."""

    memory: Memory
    last_day: StudyDay
    """The study day of its last grade."""

    due: Due


@dataclass(frozen=True, slots=True)
class Review:
    """Out of the steps: due on a day."""

    memory: Memory
    last_day: StudyDay
    due: DueOn


@dataclass(frozen=True, slots=True)
class Relearning:
    """Failed as a review, in the steps again."""

    step: int
    """The 0-based relearning step it waits on."""

    memory: Memory
    last_day: StudyDay
    due: Due


Seen = Learning | Review | Relearning
"""Graded at least once since it was last new."""

State = New | Seen
