"""Intervals spread a little, so that cards learned together do not stay together.

The roll belongs to the card and to how often it was graded: it is the same for the preview, the
grade and any later computation, and another one for the next review.
"""

import hashlib
from math import inf

from drillbank.base.words import Uid

_FROM_DAYS = 2.5
"""Shorter intervals are only rounded."""

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, inf, 0.05))
"""From, to, and the share of that stretch by which an interval may move either way."""

_BITS = 53
"""As many as a float holds exactly, so that a roll never rounds up to 1."""


def roll(eldest_uid: Uid, live_reviews: int) -> float:
    """The card's fuzz roll for its next grade, uniform in [0, 1).

    Args:
        eldest_uid: the oldest name the card ever had, so that a renamed card keeps its rolls.
        live_reviews: ``CardMemory.live_reviews`` as the card is shown.
    """
    text = f"{eldest_uid}\0{live_reviews}".encode()
    digest = hashlib.blake2b(text, digest_size=8).digest()
    return float((int.from_bytes(digest) >> (64 - _BITS)) / (1 << _BITS))


def fuzzed(interval_days: float, roll: float, maximum: int) -> int:
    """Whole days near the interval, at least 1 and at most ``maximum``.

    From 2.5 days on, an integer drawn uniformly by the roll, in [0, 1), from those within a day
    and 15 % of the part from 2.5 to 7 days, 10 % of that to 20, and 5 % of the rest.  The ranges
    are Anki's and py-fsrs's; drawing uniformly is Anki's (``rslib/src/scheduler/states/fuzz.rs``).
    """
    held = min(max(1.0, interval_days), float(maximum))
    if held < _FROM_DAYS:
        return round(held)
    reach = 1.0 + sum(share * max(0.0, min(held, stop) - start) for start, stop, share in _RANGES)
    lower = max(1, round(held - reach))
    upper = min(maximum, round(held + reach))
    return lower + int(roll * (upper - lower + 1))
