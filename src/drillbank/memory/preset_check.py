"""What is wrong with a preset, in sentences for the person who wrote it."""

from collections.abc import Iterator
from itertools import pairwise

from drillbank.memory.preset import ALGORITHM, Preset

RETENTION = (0.7, 0.99)
"""Anki resets a preset outside of this to 0.9."""

LONGEST_INTERVAL = 36_500
"""Days: a hundred years."""

LONGEST_STEP = 90 * 86_400
"""Seconds; beyond ninety days a step is a review."""

WEIGHT_BOUNDS: tuple[tuple[float, float], ...] = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5),
    (0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0), (0.0, 2.0),
    (0.0, 2.0), (0.0, 0.8), (0.1, 0.8),
)  # fmt: skip
"""The least and the greatest value of each FSRS-6 weight, as py-fsrs 6.3 accepts them."""


def problems(preset: Preset) -> tuple[str, ...]:
    """Every reason why scheduling cannot use the preset; empty for a sound one."""
    return (*_of_numbers(preset), *_of_steps(preset), *_of_weights(preset))


def _of_numbers(preset: Preset) -> Iterator[str]:
    low, high = RETENTION
    if not low <= preset.retention <= high:
        yield f"retention is {preset.retention}; it must be from {low} to {high}."
    if not 1 <= preset.maximum_interval <= LONGEST_INTERVAL:
        yield (
            f"maximum_interval is {preset.maximum_interval} days; "
            f"it must be from 1 to {LONGEST_INTERVAL}."
        )
    if preset.new_per_day is not None and preset.new_per_day < 0:
        yield f"new_per_day is {preset.new_per_day}; it must be 0 or more."


def _of_steps(preset: Preset) -> Iterator[str]:
    named = (
        ("learning_steps", preset.learning_steps),
        ("relearning_steps", preset.relearning_steps),
    )
    for name, steps in named:
        if any(not 1 <= step <= LONGEST_STEP for step in steps):
            yield f"{name} has a step that is not between a second and ninety days."
        if any(later <= earlier for earlier, later in pairwise(steps)):
            yield f"{name} must rise: each step longer than the one before."


def _of_weights(preset: Preset) -> Iterator[str]:
    if preset.algorithm != ALGORITHM:
        yield f"algorithm is {preset.algorithm!r}; this version knows {ALGORITHM}."
        return
    if len(preset.weights) != len(WEIGHT_BOUNDS):
        yield f"weights has {len(preset.weights)} numbers; FSRS-6 has {len(WEIGHT_BOUNDS)}."
        return
    for index, (weight, (low, high)) in enumerate(zip(preset.weights, WEIGHT_BOUNDS, strict=True)):
        if not low <= weight <= high:
            yield f"weights[{index}] is {weight}; it must be from {low} to {high}."
