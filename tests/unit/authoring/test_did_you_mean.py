"""The name an author probably meant."""

import pytest

from drillbank.authoring.did_you_mean import did_you_mean, distance

Q_KEYS = ("id", "was", "tags", "hint", "why", "see", "q", "a", "also", "points")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("answer", "a"),
        ("back", "a"),
        ("anwser", "a"),
        ("front", "q"),
        ("Question", "q"),
        ("source", "see"),
        ("hnit", "hint"),
        ("pionts", "points"),
        ("tag", "tags"),
    ],
)
def test_synonyms_and_slips_find_the_key(written: str, meant: str) -> None:
    assert did_you_mean(written, Q_KEYS) == meant


def test_a_key_that_exists_under_that_name_comes_before_its_synonym() -> None:
    assert did_you_mean("anwser", ("answer", "a")) == "answer"


@pytest.mark.parametrize("written", ["zzz", "x", "nothing-like-it", ""])
def test_nothing_is_offered_for_something_else(written: str) -> None:
    assert did_you_mean(written, Q_KEYS) is None


def test_a_swap_of_neighbours_is_one_slip() -> None:
    assert distance("wiegh", "weigh") == 1
    assert distance("weigh", "weight") == 1
    assert distance("", "abc") == 3
