"""Formatting random decks: the data stays, a second run finds nothing, no line is lost."""

import re
from collections import Counter

from helpers_authoring import source
from helpers_decks import texts
from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.cards import Note
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.fmt.formatting import formatted
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.source import Source

KEYS = st.one_of(
    st.permutations(["id", "q", "a", "why", "hint"]),
    st.permutations(["q", "a", "also"]),
    st.permutations(["id", "term", "means", "tags", "was"]),
).map(tuple)
FLOW = st.sampled_from(
    [
        "  - {a: no, q: Is it so?, why: a#b}",
        "  - What is it?: That.",
        "  - {What is it then?: That, hint: none}",
        "  - cloze: A {{one}} and {{c2::two}} and {{three::hint}}",
        "  - {tags: [a, b], id: tagged, q: 'it''s', a: \"x\"}",
        "  -   means: x\n      # above\n      term: y # aside\n        # below",
        "  - a: |\n      one  \n\n      two\n\n    q: What?",
    ]
)


def said(deck: Source) -> list[tuple[str, tuple[object, ...]]]:
    """What the compiler makes of a deck: uids and faces, whatever lines they stand on."""

    def cards(note: Note) -> tuple[object, ...]:
        return tuple((card.uid, card.face, card.was) for card in note.cards)

    return [(note.uid, cards(note)) for note in compile_deck(deck, Lessons()).notes]


def lines_of(text: str) -> Counter[str]:
    """The lines that say something, without dashes, indentation and blanks."""
    bare = (re.sub(r"^(- *)+", "", line.strip()) for line in text.splitlines())
    return Counter(line for line in bare if line)


@given(texts(KEYS))
def test_the_cards_stay_and_no_line_is_lost(text: str) -> None:
    before = source(text)
    after = formatted(before)
    if after is None:
        return
    assert said(after) == said(before)
    assert not lines_of(text) - lines_of(after.text)
    assert formatted(after) == after
    assert ("\r\n" in text) == ("\r\n" in after.text)


@given(st.lists(FLOW, min_size=1, max_size=5, unique=True), st.sampled_from(["\n", "\r\n"]))
def test_short_forms_are_written_out_and_say_the_same(notes: list[str], end: str) -> None:
    text = "\n".join(["notes:", *notes, ""]).replace("\n", end)
    before = source(text)
    after = formatted(before)
    assert after is not None
    assert said(after) == said(before)
    assert formatted(after) == after
    assert len(re.findall(r"\bid: ", after.text)) == len(notes)
    assert after.text.count(end + end) >= len(notes) - 1
