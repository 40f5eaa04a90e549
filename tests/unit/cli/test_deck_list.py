"""The list of decks: groups, progress, 80 columns."""

from dataclasses import replace

import pytest

from drillbank.bank.values import DeckRecord
from drillbank.base.words import Slug
from drillbank.cli.deck_list import WIDTH, bar, deck_lines

DECK = DeckRecord(
    slug=Slug("rivers"),
    title="Rivers",
    path="/home/ada/decks/rivers.yaml",
    root="/home/ada/decks",
    lesson=None,
    available=True,
    notes=20,
    cards=40,
    learned=20,
    known=10,
    place=None,
    group=None,
)


@pytest.mark.parametrize(
    ("cards", "begun", "known", "drawn"),
    [
        (40, 20, 10, "██▒▒▒·····"),
        (40, 0, 0, "··········"),
        (400, 1, 0, "▒·········"),
        (400, 1, 1, "█·········"),
        (400, 400, 399, "█████████▒"),
        (400, 400, 400, "██████████"),
        (0, 0, 0, "··········"),
    ],
)
def test_a_bar_shows_what_is_begun_and_is_full_only_at_the_end(
    cards: int, begun: int, known: int, drawn: str
) -> None:
    assert bar(replace(DECK, cards=cards, learned=begun, known=known)) == drawn


def test_decks_stand_under_their_groups_and_the_others_under_more() -> None:
    first = replace(DECK, slug=Slug("seas"), place=1, group="Water", root="shipped")
    second = replace(DECK, slug=Slug("peaks"), place=2, group="Land")
    assert deck_lines([first, second, DECK]) == [
        "  deck    cards  begun  known              where",
        "",
        "Water",
        "  seas       40     20     10  ██▒▒▒·····  shipped",
        "",
        "Land",
        "  peaks      40     20     10  ██▒▒▒·····  /home/ada/decks/rivers.yaml",
        "",
        "More",
        "  rivers     40     20     10  ██▒▒▒·····  /home/ada/decks/rivers.yaml",
    ]


def test_without_a_path_there_are_no_groups() -> None:
    assert deck_lines([DECK])[1:] == [
        "rivers     40     20     10  ██▒▒▒·····  /home/ada/decks/rivers.yaml"
    ]


def test_a_long_path_keeps_its_end_and_the_list_its_width() -> None:
    deck = replace(DECK, path=f"/home/ada/{'deep/' * 20}rivers.yaml")
    for available in (True, False):
        line = deck_lines([replace(deck, available=available)])[1]
        assert len(line) == WIDTH
        assert line.endswith("deep/rivers.yaml" if available else "deep/rivers.yaml (away)")
