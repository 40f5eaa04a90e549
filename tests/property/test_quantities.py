"""Any text may be cited: a figure is what it says of itself, and no spelling of another."""

from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.quantities import numbers_in, says

UNITS = st.sampled_from(["", " %", " ms", " euros", " days", " payments a second", " million"])


@given(st.text())
def test_any_text_says_what_it_says_if_it_has_a_number(text: str) -> None:
    assert says(text, text) == bool(numbers_in(text))


@given(st.integers(0, 10**9), st.integers(0, 10**9), UNITS)
def test_two_numbers_are_one_figure_only_if_they_are_equal(one: int, other: int, unit: str) -> None:
    assert says(f"{one:,}{unit}", f"{other}{unit}") == (one == other)
