"""The learner's code beside the model's, line by line."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum


class Side(Enum):
    """Who has a line."""

    YOURS = "-"
    MODEL = "+"
    BOTH = " "


def compared(yours: str, model: str) -> Iterator[tuple[Side, str]]:
    """The lines of both; where they differ yours come first."""
    mine, theirs = yours.rstrip().splitlines(), model.rstrip().splitlines()
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for same, first, end, other, other_end in matcher.get_opcodes():
        if same == "equal":
            yield from ((Side.BOTH, line) for line in mine[first:end])
        else:
            yield from ((Side.YOURS, line) for line in mine[first:end])
            yield from ((Side.MODEL, line) for line in theirs[other:other_end])
