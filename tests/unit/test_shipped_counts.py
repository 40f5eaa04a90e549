"""What the shipped decks hold: prompts enough, short notes that ask, lessons of a fair length."""

from collections import Counter
from functools import cache

import pytest

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.decks import Deck
from drillbank.authoring.shipped import shipped_folder

PROMPTS = {
    "tailoring-stories": 3,
    "layered-answers": 1,
    "signals-by-level": 3,
    "leading-without-authority": 6,
    "hard-decisions": 7,
    "consensus": 7,
    "design-decisions": 5,
    "ambiguity": 5,
    "cross-functional": 5,
    "ic-leadership": 5,
    "staff-system-design": 2,
    "project-deep-dive": 1,
}
"""At least so many prompts."""

LONG = frozenset({"prompt", "story", "case", "contrast"})
LISTS = frozenset({"term", "steps", "table"})
FEW = frozenset({"staff-or-manager", "post-mortems", "stories"})
"""Decks that say what they have to say in fewer short notes."""


@cache
def shipped() -> dict[str, Deck]:
    return {deck.slug: deck for deck in compile_decks([shipped_folder().path]).decks}


def kinds(slug: str) -> Counter[str]:
    return Counter(note.kind for note in shipped()[slug].notes)


@pytest.mark.parametrize(("slug", "least"), PROMPTS.items())
def test_a_deck_has_its_prompts(slug: str, least: int) -> None:
    assert kinds(slug)["prompt"] >= least


def test_ten_stories_ten_loops_and_five_axes() -> None:
    assert kinds("stories")["story"] == 10
    assert kinds("post-mortems")["case"] == 10
    assert kinds("trade-offs")["axis"] == 5


def test_short_notes_ask_more_than_they_list() -> None:
    for slug, deck in shipped().items():
        by_kind = kinds(slug)
        short = sum(number for kind, number in by_kind.items() if kind not in LONG)
        assert short >= (8 if slug in FEW else 20), slug
        assert 3 * sum(by_kind[kind] for kind in LISTS) <= len(deck.notes), slug


def test_a_prompt_has_an_answer_points_that_must_be_made_and_two_hooks() -> None:
    for deck in shipped().values():
        for note in deck.notes:
            if note.kind == "prompt":
                told, *hooks = note.cards
                assert told.face.limit_s, note.uid
                assert any(point.must for point in told.face.points), note.uid
                assert len(hooks) >= 2, note.uid


def test_a_lesson_is_read_at_one_sitting() -> None:
    for slug, deck in shipped().items():
        text = deck.path.with_suffix(".md").read_text(encoding="utf-8")
        words = [word for word in text.split() if any(sign.isalnum() for sign in word)]
        assert 600 <= len(words) <= 1200, slug
