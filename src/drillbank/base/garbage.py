"""When Python looks for objects that only hold each other."""

import gc

STARTING = (100_000, 50, 50)
"""How many objects are made before the garbage among them is looked for.

A start makes many and drops next to none, and Python's own 700 spends a sixth of the time to the
first card on looking.
"""

RUNNING = (2_000, 10, 10)
"""A card and its answer make about as many: looking for the garbage among so few takes a
millisecond, among as many as a start may make it takes seventy, between a key and its card.
"""


def while_starting() -> None:
    """Looks rarely."""
    gc.set_threshold(*STARTING)


def while_running() -> None:
    """Looks often, and never again at what is loaded by now."""
    gc.freeze()
    gc.set_threshold(*RUNNING)


def while_ending() -> None:
    """Not at all: Python looks through everything once more at the end, for nothing."""
    gc.freeze()
