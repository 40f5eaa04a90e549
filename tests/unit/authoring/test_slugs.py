"""Names made of words."""

import pytest

from drillbank.authoring.slugs import is_slug, provisional_id, slugify


@pytest.mark.parametrize("text", ["hook", "four-moves", "l6-platform", "2", "90-seconds"])
def test_a_slug_is_words_joined_by_single_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "Hook", "a--b", "-a", "a-", "a_b", "a b", "é", "a/b", "a\n"])
def test_anything_else_is_none(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("L6 / platform", "l6-platform"),
        ("Don't stop", "dont-stop"),
        ("Ærø & Łódź, Straße", "aero-lodz-strasse"),
        ("naïve  café", "naive-cafe"),
        ("already-one", "already-one"),
    ],
)
def test_words_become_a_slug(words: str, slug: str) -> None:
    assert slugify(words) == slug


def test_signs_alone_make_no_slug() -> None:
    assert slugify("??") is None
    assert slugify("何秒") is None


def test_a_provisional_id_is_the_first_six_words() -> None:
    head = "What does the *first* layer -- carry, and why?"
    assert provisional_id(head) == "what-does-the-first-layer-carry"


def test_without_a_latin_letter_there_is_no_provisional_id() -> None:
    assert provisional_id("2 + 2 = ?") is None
    assert provisional_id("何秒ですか") is None
