"""Fixes: each makes its problem go away and leaves the text that was meant."""

import pytest
from helpers_authoring import deck, fixed, source

from drillbank.authoring.diagnostics import Safety

NOTE = "notes:\n  - id: x\n    q: What is it?\n"


@pytest.mark.parametrize(
    ("line", "answer", "safety"),
    [
        ("a: one: two", "one: two", Safety.SAFE),
        ('a: say "one": two', 'say "one": two', Safety.SAFE),
        ("a: `open` does", "`open` does", Safety.SAFE),
        ("a: *one* and", "*one* and", Safety.SAFE),
        ("a: @one", "@one", Safety.SAFE),
        ("a: %one", "%one", Safety.SAFE),
        ("a: - 5 degrees", "- 5 degrees", Safety.SAFE),
        ("a:one", "one", Safety.SAFE),
        ("\ta: one", "one", Safety.SAFE),
        ("a: {{one}} two", "{{one}} two", Safety.SUGGESTED),
        ("a: [one] two", "[one] two", Safety.SUGGESTED),
        ('a: "one" or "two"', '"one" or "two"', Safety.SUGGESTED),
        ("a: 'it's'", "it's", Safety.SUGGESTED),
        ('a: "say "no" twice"', 'say "no" twice', Safety.SUGGESTED),
        ('a: "one', "one", Safety.SUGGESTED),
        ("a: 'one", "one", Safety.SUGGESTED),
        ('a: "\\d"', "\\d", Safety.SUGGESTED),
        ("a: one # two", "one # two", Safety.SUGGESTED),
        ("a: *all", "*all", Safety.SAFE),
        ("a: !important one", "!important one", Safety.SAFE),
        ("a: &co and", "&co and", Safety.SAFE),
        ("a: # and that", "# and that", Safety.SUGGESTED),
        ("a: *I* and *you* led", "*I* and *you* led", Safety.SAFE),
        ("a: *I led* it", "*I led* it", Safety.SAFE),
        ("a: {{all}}", "{{all}}", Safety.SUGGESTED),
        ("anwser: one", "one", Safety.SUGGESTED),
    ],
)
def test_a_fix_gives_the_text_that_was_meant(line: str, answer: str, safety: Safety) -> None:
    indent = "" if line.startswith("\t") else "    "
    text = f"{NOTE}{indent}{line}\n"
    (problem,) = deck(text).diagnostics
    assert problem.fix is not None
    assert problem.fix.safety is safety
    mended = deck(fixed(source(text), problem.fix).text)
    assert mended.diagnostics == ()
    assert mended.notes[0].cards[0].face.answer == answer


@pytest.mark.parametrize(
    "line",
    ["a: [one, two", "a: |one", " a: one", "- a: one", "tags: [one", "also: {one"],
)
def test_nothing_is_offered_where_the_meaning_is_open(line: str) -> None:
    assert [d.fix for d in deck(f"{NOTE}    {line}\n").diagnostics if d.code < "E2"] == [None]


def test_a_question_in_a_list_is_quoted() -> None:
    text = NOTE + "    a: That.\n    also:\n      - In short: what?\n"
    (problem,) = deck(text).diagnostics
    assert problem.fix is not None
    mended = deck(fixed(source(text), problem.fix).text)
    assert mended.notes[0].cards[0].face.also == ("In short: what?",)


def test_no_key_is_renamed_to_one_that_is_there() -> None:
    (problem,) = deck(NOTE + "    a: That.\n    anwser: This.\n").diagnostics
    assert problem.help == "did you mean 'a'?"
    assert problem.fix is None
