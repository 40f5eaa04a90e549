"""Leeches: when they are named, and what leaks."""

from dataclasses import replace

import pytest
from helpers_review import point, record, spoken_face

from drillbank.bank.values import Judgement
from drillbank.base.words import Slug
from drillbank.review.leech import is_told, leech


def judged(missed: str, ticked: str = "") -> Judgement:
    """One attempt, each point a letter."""
    return Judgement(tuple(map(Slug, ticked)), tuple(map(Slug, missed)))


@pytest.mark.parametrize(
    ("threshold", "told"), [(6, [6, 9, 12]), (1, [*range(1, 13)]), (5, [5, 7, 9, 11]), (0, [])]
)
def test_a_leech_is_named_at_its_threshold_and_at_each_half_of_it(
    threshold: int, told: list[int]
) -> None:
    assert [lapses for lapses in range(13) if is_told(lapses, threshold)] == told


def test_a_short_card_is_to_be_split_or_suspended() -> None:
    card = record()
    failed = replace(card, memory=replace(card.memory, lapses=6))

    assert leech(failed, ()) == (
        "d/one has been forgotten 6 times. Split it, say it otherwise, or suspend it: "
        "drillbank edit d/one"
    )


def test_of_a_prompt_the_points_that_leak_are_named_worst_first() -> None:
    card = record(face=spoken_face(point("a"), point("b"), point("c"), point("e")))
    failed = replace(card, memory=replace(card.memory, lapses=6))
    attempts = [judged("ab", "c"), judged("bx", "ac"), judged("ab", "c"), judged("b", "ace")]

    assert leech(failed, attempts) == (
        "d/one has been forgotten 6 times. What leaks: b (4 of 4); a (2 of 4)."
    )
