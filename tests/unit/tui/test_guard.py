"""A held key does not run through cards nobody has seen."""

import pytest

from drillbank.tui.guard import Guard


class Hand:
    """A clock moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Where the hand stands."""
        return self.now


@pytest.mark.parametrize(("after", "held"), [(0.0, True), (0.09, True), (0.1, False)])
def test_a_key_within_a_tenth_of_a_second_is_held(after: float, *, held: bool) -> None:
    hand = Hand()
    guard = Guard(hand)

    assert not guard.held("space")
    hand.now += after
    assert guard.held("space") is held


def test_a_key_stays_held_however_long_it_is() -> None:
    hand = Hand()
    guard = Guard(hand)
    guard.held("space")
    for _ in range(100):
        hand.now += 0.03
        assert guard.held("space")


def test_another_key_is_not_held() -> None:
    guard = Guard(Hand())
    guard.held("space")

    assert not guard.held("3")


@pytest.mark.parametrize(("after", "unsettled"), [(0.0, True), (0.29, True), (0.3, False)])
def test_what_has_just_appeared_is_unsettled(after: float, *, unsettled: bool) -> None:
    hand = Hand()
    guard = Guard(hand)
    guard.table_changed()
    hand.now += after

    assert guard.unsettled() is unsettled


def test_nothing_is_unsettled_before_anything_has_appeared() -> None:
    assert not Guard(Hand()).unsettled()
