"""Presets: versions by value, and what is wrong with one."""

from dataclasses import replace

import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.preset_check import WEIGHT_BOUNDS, problems


def test_the_version_of_the_default_preset_never_changes() -> None:
    # Logs name it: another value here would make every bank's presets look new.
    assert Preset().version == "747a49bb684b"


def test_a_name_and_a_daily_number_are_not_part_of_the_version() -> None:
    assert Preset(name="slow", new_per_day=3).version == Preset().version


@pytest.mark.parametrize(
    "other",
    [
        Preset(retention=0.85),
        Preset(learning_steps=(60,)),
        Preset(relearning_steps=()),
        Preset(maximum_interval=90),
        Preset(fuzz=False),
        Preset(weights=(0.3, *DEFAULT_WEIGHTS[1:])),
        Preset(algorithm="FSRS-7"),
    ],
)
def test_every_other_value_is(other: Preset) -> None:
    assert other.version != Preset().version


def test_equal_values_have_equal_versions_however_they_are_spelled() -> None:
    ones, floats = (1, *DEFAULT_WEIGHTS[1:]), (1.0, *DEFAULT_WEIGHTS[1:])
    assert Preset(weights=ones).values() == Preset(weights=floats).values()


def test_the_default_preset_is_sound() -> None:
    assert problems(Preset()) == ()


def test_steps_may_be_none_at_all() -> None:
    assert problems(Preset(learning_steps=(), relearning_steps=())) == ()


def test_the_bounds_of_the_weights_are_those_of_py_fsrs() -> None:
    assert (
        tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == WEIGHT_BOUNDS
    )


@pytest.mark.parametrize(
    ("preset", "says"),
    [
        (Preset(retention=0.69), "retention is 0.69; it must be from 0.7 to 0.99."),
        (Preset(retention=1.0), "retention is 1.0; it must be from 0.7 to 0.99."),
        (
            Preset(maximum_interval=0),
            "maximum_interval is 0 days; it must be from 1 to 36500.",
        ),
        (Preset(new_per_day=-1), "new_per_day is -1; it must be 0 or more."),
        (
            Preset(learning_steps=(0,)),
            "learning_steps has a step that is not between a second and ninety days.",
        ),
        (
            Preset(relearning_steps=(600, 600)),
            "relearning_steps must rise: each step longer than the one before.",
        ),
        (Preset(weights=DEFAULT_WEIGHTS[:19]), "weights has 19 numbers; FSRS-6 has 21."),
        (
            Preset(weights=(*DEFAULT_WEIGHTS[:20], 0.9)),
            "weights[20] is 0.9; it must be from 0.1 to 0.8.",
        ),
        (
            Preset(weights=(float("nan"), *DEFAULT_WEIGHTS[1:])),
            "weights[0] is nan; it must be from 0.001 to 100.0.",
        ),
        (Preset(algorithm="FSRS-7"), "algorithm is 'FSRS-7'; this version knows FSRS-6."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(preset: Preset, says: str) -> None:
    assert problems(preset) == (says,)


def test_every_problem_is_told_at_once() -> None:
    wrong = replace(Preset(), retention=2.0, maximum_interval=0, learning_steps=(9, 3))
    assert len(problems(wrong)) == 3
