"""Marks in texts: what is one, and what is shown of it."""

import pytest
from helpers_authoring import cards, the_note

from drillbank.authoring.marks import facts_in, images_in, without_facts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no mark", "no mark"),
        ("[41 million](fact:moving.rows) rows", "41 million rows"),
        ("[a](fact:x) and [b](fact:y.z)", "a and b"),
        ("[**41** million](fact:moving.rows)", "**41** million"),
        ("[see [1]](fact:moving.rows)", "see [1]"),
        ("[a link](https://example.org)", "[a link](https://example.org)"),
        ("`[a](fact:x)`", "`[a](fact:x)`"),
        ("```\n[a](fact:x)\n```\n[b](fact:y)", "```\n[a](fact:x)\n```\nb"),
        (r"\[a](fact:x)", r"\[a](fact:x)"),
    ],
)
def test_of_a_fact_only_its_value_is_shown(text: str, shown: str) -> None:
    assert without_facts(text) == shown


def test_a_mark_knows_the_places_of_its_parts() -> None:
    text = "It moved [41 million](fact:moving.rows) rows."
    (mark,) = facts_in(text)
    assert text[slice(*mark.at)] == "[41 million](fact:moving.rows)"
    assert (text[slice(*mark.text_at)], mark.text) == ("41 million", "41 million")
    assert (text[slice(*mark.target_at)], mark.target) == ("moving.rows", "moving.rows")


def test_an_image_is_no_fact_and_a_fact_no_image() -> None:
    text = "![alt](a.png 'Title') [41](fact:x)"
    assert [mark.target for mark in images_in(text)] == ["a.png"]
    assert [mark.target for mark in facts_in(text)] == ["x"]


def test_every_text_of_a_card_shows_the_value_alone() -> None:
    fact = "[41 million](fact:moving.rows)"
    made = cards(
        f"""
        - prompt: Why {fact}?
          also: "How {fact}?"
          answer: Because of {fact}.
          hint: It is {fact}.
          why: So {fact}.
          rubric: {{group: {{point: "Says {fact}."}}}}
          hooks: {{hook: {{q: "And {fact}?", a: "Yes, {fact}."}}}}
          traps: {{trap: "Not {fact}."}}
        """
    )
    assert "fact:" not in str([card.face for card in made.values()])
    assert made["tell"].face.points[0].text == "Says 41 million."
    assert made["hook/hook"].face.answer == "Yes, 41 million."


def test_a_head_and_its_id_show_the_value_alone() -> None:
    note = the_note("- cloze: Of [41](fact:moving.rows) rows {{1::[3](fact:moving.lost)}} went.")
    assert note.uid == "deck/of-41-rows-3-went"
    assert note.head == "Of 41 rows {{1::3}} went."
    assert note.cards[0].face.answer == "3"


def test_citing_a_fact_asks_nothing_else() -> None:
    plain = the_note("- {q: How many?, a: 41 million}")
    cited = the_note("- {q: How many?, a: '[41 million](fact:moving.rows)'}")
    assert plain.cards[0].fingerprint == cited.cards[0].fingerprint
