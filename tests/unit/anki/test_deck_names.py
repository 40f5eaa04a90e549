"""What decks are called in Anki."""

import pytest

from drillbank.anki.deck_names import deck_names
from drillbank.bank.values import ExportDeck
from drillbank.base.words import Slug


def deck(slug: str, title: str, anki_name: str | None = None) -> ExportDeck:
    return ExportDeck(Slug(slug), title, anki_name, "d.yaml", ())


def named(*decks: ExportDeck, taken: tuple[str, ...] = ()) -> dict[str, str]:
    return {str(slug): name for slug, name in deck_names(decks, taken).items()}


def test_a_deck_is_called_by_its_title_under_one_parent() -> None:
    assert named(deck("lead", "Leading")) == {"lead": "drillbank::Leading"}


def test_a_name_once_exported_stays_when_the_title_changes() -> None:
    assert named(deck("lead", "New", "drillbank::Old")) == {"lead": "drillbank::Old"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("std::vector", "drillbank::std:vector"),
        ("a::::b", "drillbank::a:b"),
        ("::", "drillbank::slug"),
        ("  ", "drillbank::slug"),
        ("a\n\tb\x1fc", "drillbank::a b c"),
        ("Cafe\u0301", "drillbank::Café"),
    ],
)
def test_a_title_that_anki_would_change_is_made_sound(title: str, name: str) -> None:
    assert named(deck("slug", title)) == {"slug": name}


def test_equal_titles_are_told_apart_whatever_their_case() -> None:
    assert named(deck("a", "Same"), deck("b", "SAME")) == {
        "a": "drillbank::Same",
        "b": "drillbank::SAME (b)",
    }


def test_a_frozen_name_is_never_given_to_another_deck() -> None:
    frozen = deck("z", "Whatever", "drillbank::Same")
    assert named(deck("a", "Same"), frozen)["a"] == "drillbank::Same (a)"
    assert named(deck("a", "Same"), taken=("drillbank::same",))["a"] == "drillbank::Same (a)"


def test_a_title_that_ends_like_a_slug_takes_no_others_name() -> None:
    decks = [deck("a", "X"), deck("c", "X (b)"), deck("b", "X")]
    assert len(set(named(*decks).values())) == 3
