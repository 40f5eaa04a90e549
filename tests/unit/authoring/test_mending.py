"""Fixing a whole deck, and writing what a note was called."""

import pytest
from helpers_authoring import codes, deck, source

from drillbank.authoring.data import deck_data
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.fixes import mended, objection_to
from drillbank.authoring.fmt.layout import layout_of
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.loader import load
from drillbank.authoring.splice import edited
from drillbank.authoring.was import was_edit
from drillbank.base.words import Slug

SOUND = "  - id: sound\n    q: Is this left as it is?\n    a:   'Yes'  # quite\n"


def test_every_safe_fix_is_applied_until_nothing_changes() -> None:
    before = source(
        "notes:\n  - q: First: what?\n    a: Then: this.\n    why:because\n"
        + SOUND
        + "  - q: `Sign`?\n    a: x\n  - q: Tab?\n\ta: No.\n"
    )
    after = mended(before)
    assert after.applied >= 5
    assert after.refused == ()
    assert codes(deck(after.source.text)) == []
    assert SOUND in after.source.text
    assert mended(after.source).applied == 0


def test_only_the_codes_named_are_mended() -> None:
    before = source("notes:\n  - q: a: b\n  - q: c\n\ta: d\n")
    after = mended(before, only=frozenset({Code.TAB}))
    assert after.source.text == "notes:\n  - q: a: b\n  - q: c\n    a: d\n"


@pytest.mark.parametrize("line", ["a: 'it's'", "anwser: x", "a: one # two", "a: [one] two"])
def test_what_might_be_meant_otherwise_is_left(line: str) -> None:
    before = source(f"notes:\n  - q: What?\n    {line}\n")
    assert mended(before).source == before


def test_mending_never_loses_a_note() -> None:
    lines = ["a: b: c", "a: *x* y", "a: - z", "a:b", "a: `x` y", "a: @x", "a: %x", "a: x"]
    text = "notes:\n" + "".join(
        f"  - id: n{at}\n    q: What?\n    {a}\n" for at, a in enumerate(lines)
    )
    after = mended(source(text)).source
    notes = compile_deck(after, Lessons()).notes
    assert [note.uid for note in notes] == [f"deck/n{at}" for at in range(len(lines))]


def test_an_edit_that_breaks_more_than_it_mends_is_objected_to() -> None:
    before = source("notes:\n" + SOUND)
    objection = objection_to(before)
    assert objection(before) is None
    assert objection(source("notes:\n  - q: x\n")) == "1 error instead of 0"


@pytest.mark.parametrize(
    ("note", "after"),
    [
        ("- id: x\n  q: a\n  a: b\n", "- id: x\n  q: a\n  a: b\n  was: old\n"),
        ("- id: x\n  q: a\n  a: b", "- id: x\n  q: a\n  a: b\n  was: old\n"),
        ("- {id: x, q: a, a: b}\n", "- {id: x, q: a, a: b, was: old}\n"),
        (
            "- id: x\n  was: older\n  q: a\n  a: b\n",
            "- id: x\n  was: [old, older]\n  q: a\n  a: b\n",
        ),
        (
            "- id: x\n  was: |\n    older\n  q: a\n  a: b\n",
            "- id: x\n  was: [old, older]\n  q: a\n  a: b\n",
        ),
        (
            "- id: x\n  q: a\n  a: b\n  was: [c, d]\n",
            "- id: x\n  q: a\n  a: b\n  was: [old, c, d]\n",
        ),
        (
            "- id: x\n  was:\n    - c\n  q: a\n  a: |\n    b\n    # c\n  # d\n",
            "- id: x\n  was:\n    - old\n    - c\n  q: a\n  a: |\n    b\n    # c\n  # d\n",
        ),
    ],
)
def test_an_earlier_id_is_written_before_any_other(note: str, after: str) -> None:
    layout = layout_of(source(f"notes:\n{note}"))
    assert layout is not None
    edit = was_edit(layout, Slug("x"), "old")
    assert edit is not None
    changed = edited(layout.source, [edit])
    assert changed.text == f"notes:\n{after}"
    assert compile_deck(changed, Lessons()).diagnostics == ()
    assert deck_data(load(changed)) != deck_data(layout.loaded)
    assert was_edit(layout, Slug("y"), "old") is None
