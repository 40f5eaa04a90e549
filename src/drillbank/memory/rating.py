"""The four grades."""

from enum import IntEnum


class Rating(IntEnum):
    """How well a card was recalled; the numbers are FSRS's, Anki's and the keys'."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
