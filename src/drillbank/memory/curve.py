"""The forgetting curve: plain arithmetic, so that drawing and ordering need no ``fsrs``.

FSRS-6 holds that the chance of recall after t days is R(t) = (1 + F·t/S)^-d, where S is the
stability, d the decay (the last weight) and F = 0.9^(-1/d) - 1, which makes R(S) = 0.9.
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from drillbank.memory.preset import Preset
from drillbank.memory.state import Memory

DECAY = 20
"""Where FSRS-6's weights hold the decay."""


def retrievability(memory: Memory, elapsed_days: float, preset: Preset) -> float:
    """The chance of recall, in (0, 1], ``elapsed_days`` after the last grade.

    Fractions of a day are for display; memory is updated by whole study days.  Time before the
    last grade counts as none.
    """
    decay = preset.weights[DECAY]
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(0.0, elapsed_days) / memory.stability) ** -decay)


def interval(stability: float, preset: Preset) -> float:
    """Days until recall falls to the preset's retention; 0.9 gives the stability back.

    The inverse of ``retrievability``; neither rounded nor held to the maximum interval.
    """
    decay = preset.weights[DECAY]
    factor = 0.9 ** (-1 / decay) - 1
    return float(stability / factor * (preset.retention ** (-1 / decay) - 1))
