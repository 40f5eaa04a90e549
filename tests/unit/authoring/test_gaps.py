"""Gaps: what is one, what is not, and what a card shows."""

import pytest
from helpers_authoring import cards, notes

from drillbank.authoring.gaps import BLANK, BadGap, Gap, gaps_in


def answers(text: str) -> list[tuple[int | None, str, str | None]]:
    found = gaps_in(text)
    assert all(isinstance(gap, Gap) for gap in found)
    return [(gap.number, gap.answer, gap.hint) for gap in found if isinstance(gap, Gap)]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("{{two}}", (None, "two", None)),
        ("{{1::two}}", (1, "two", None)),
        ("{{c2::two}}", (2, "two", None)),
        ("{{1::two::a number}}", (1, "two", "a number")),
        ("{{two::a number}}", (None, "two", "a number")),
        ("{{10:30}}", (None, "10:30", None)),
        ("{{1::`std::vector`}}", (1, "`std::vector`", None)),
        ("{{1::`std::vector`::a type}}", (1, "`std::vector`", "a type")),
        ("{{1::$x^{2}$}}", (1, "$x^{2}$", None)),
        ("{{1::$\\frac{1}{x^{2}}$}} and so on", (1, "$\\frac{1}{x^{2}}$", None)),
        ("{{1::a { b}}", (1, "a { b", None)),
        ("{{1::`}}` closes}}", (1, "`}}` closes", None)),
    ],
)
def test_a_gap(text: str, gap: tuple[int | None, str, str | None]) -> None:
    assert answers(text) == [gap]


@pytest.mark.parametrize(
    "text",
    [
        "`{{code}}`",
        "``a ` {{code}}``",
        "```jinja\n{{ code }}\n```",
        "~~~\n{{ code }}\n~~~",
        "```\n{{ never closed }}",
        r"\{{escaped}}",
        "{single}",
    ],
)
def test_code_and_escapes_hold_no_gap(text: str) -> None:
    assert gaps_in(text) == ()


def test_a_stray_backtick_hides_no_gap() -> None:
    assert answers("a ` and {{1::b}}") == [(1, "b", None)]


def test_bad_gaps_do_not_hide_the_next() -> None:
    found = gaps_in("{{}} {{1::a {{2::b}}}} {{3::fine}} {{4::open")
    assert [type(gap) for gap in found] == [BadGap, BadGap, Gap, BadGap]


def test_each_number_is_a_card_that_shows_the_others() -> None:
    made = cards("- cloze: A layer carries {{1::two}} hooks for {{2::evidence::what?}}.")
    assert list(made) == ["1", "2"]
    assert made["1"].face.question == f"A layer carries {BLANK} hooks for evidence."
    assert made["1"].face.answer == "two"
    assert made["2"].face.question == "A layer carries two hooks for [what?]."


def test_equal_numbers_are_hidden_together() -> None:
    made = cards("- cloze: From {{1::Lisbon}} to {{1::Oslo}} by {{2::rail}}.")
    assert list(made) == ["1", "2"]
    assert made["1"].face.question == f"From {BLANK} to {BLANK} by rail."
    assert made["1"].face.answer == "Lisbon … Oslo"


def test_a_lone_gap_is_number_one() -> None:
    assert list(cards("- cloze: It carries {{two}} hooks.")) == ["1"]


def test_gaps_without_a_number_take_those_that_are_free() -> None:
    compiled = notes("- cloze: '{{a}} {{1::b}} {{c}}'")
    (note,) = compiled.notes
    assert [card.uid.partition("#")[2] for card in note.cards] == ["2", "1", "3"]
    assert compiled.sound


def test_escaped_braces_are_shown_as_braces() -> None:
    made = cards(r"""- cloze: 'Write \{{x}} for {{1::a value}}, or `\{{x}}` in code.'""")
    assert made["1"].face.question == rf"Write {{{{x}}}} for {BLANK}, or `\{{{{x}}}}` in code."
