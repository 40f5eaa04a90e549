"""Deck and card arguments: in full, or the beginning of just one."""

import pytest

from drillbank.base.errors import UsageError
from drillbank.base.words import Slug
from drillbank.cli.names import choose, choose_decks

NAMES = ["ambiguity", "consensus", "consensus-two", "trade-offs"]


def chosen(given: str) -> str:
    """The name that was meant."""
    return choose(given, NAMES, "deck", "`drillbank decks`")


def test_a_whole_name_wins_over_longer_ones() -> None:
    assert chosen("consensus") == "consensus"


def test_a_beginning_of_one() -> None:
    assert chosen("tr") == "trade-offs"


def test_a_beginning_of_several() -> None:
    with pytest.raises(UsageError, match="could be several decks: consensus, consensus-two"):
        chosen("cons")


def test_a_misspelled_name_is_offered_its_like() -> None:
    with pytest.raises(UsageError, match="Did you mean ambiguity"):
        chosen("ambigiuty")


def test_a_name_like_none() -> None:
    with pytest.raises(UsageError, match=r"There is no deck 'zzz'\. `drillbank decks` lists them"):
        chosen("zzz")


def test_no_deck_named_means_all() -> None:
    assert choose_decks([], [Slug("a")]) is None
