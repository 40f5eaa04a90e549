"""The loader against random decks: places are exact, and no text makes it fall."""

from pathlib import Path

from helpers_authoring import source
from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.loader import load
from drillbank.authoring.nodes import List, Mapping, Node, Text, span_inside
from drillbank.authoring.render_json import render_json
from drillbank.authoring.render_text import render_text
from drillbank.authoring.source_file import Unreadable, source_of

LETTERS = st.sampled_from("abz Ωé幅🎉.,;()?!'\"#:-*&|>[]{}%@`\\$")
LINE_ENDS = st.sampled_from(["\n", "\r\n"])
BLOCK_LINES = st.lists(
    st.one_of(st.just(""), st.text(LETTERS, min_size=1).map(lambda line: "x" + line)),
    min_size=1,
    max_size=6,
).filter(any)
SNIPPETS = st.sampled_from(
    [
        *("notes:", "- ", "  - ", "q: ", "a: ", "    ", "\n", "\n", "\t", '"', "'", "|", ">", "{{"),
        *("}}", "[", "]", "{", "}", "*x", "&x", "!t", "<<: ", "---\n", "...\n", "%YAML 1.1\n"),
        *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", " # ", "\r", "\u2028", "\x85", "word", "?"),
        *(
            "steps: ",
            "table: ",
            "columns: ",
            "rows: ",
            "axis: ",
            "pulls: ",
            "contrast: ",
            "case: ",
            "story: ",
            "facts: ",
            "cells: ",
            "![x](",
            "[x](fact:",
            "of: ",
            "cloze: ",
            "prompt: ",
            "answer: ",
            "id: ",
            "1::",
            "::",
            ",",
            ": ",
            "`",
        ),
    ]
)


def first_value(text: str) -> tuple[Text, str]:
    """The value of ``q`` in the first note, and the text it is said to cover, place by place."""
    loaded_from = source(text)
    loaded = load(loaded_from)
    assert loaded.problems == ()
    note = loaded.notes[0]
    node = note.get("q") if isinstance(note, Mapping) else None
    assert isinstance(node, Text)
    places = [span_inside(loaded_from, node, at, at + 1) for at in range(len(node.value))]
    assert all(place.end - place.start <= 1 for place in places)
    return node, "".join(place.text or "\n" for place in places)


@given(BLOCK_LINES, LINE_ENDS, st.integers(1, 4))
def test_every_character_of_a_block_is_where_it_is_said_to_be(
    lines: list[str], line_end: str, indent: int
) -> None:
    body = "".join(f"{' ' * (4 + indent)}{line}{line_end}" if line else line_end for line in lines)
    node, covered = first_value(f"notes:{line_end}  - q: |{line_end}{body}    a: b{line_end}")
    assert covered.replace("\r", "\n") == node.value
    assert node.value.rstrip("\n") == "\n".join(lines).rstrip("\n")


@given(st.text(st.sampled_from("ab Ωé幅🎉.,;()?!'\"*&[]{}%@$"), max_size=30))
def test_every_character_of_a_plain_line_is_where_it_is_said_to_be(rest: str) -> None:
    value = f"x{rest}".rstrip()
    node, covered = first_value(f"notes:\n  - q: {value}\n    a: b\n")
    assert covered == node.value == value


@given(st.text(st.sampled_from("ab Ωé幅🎉.,:#?!'*&[]{}%@$"), max_size=30))
def test_every_character_in_simple_quotes_is_where_it_is_said_to_be(value: str) -> None:
    node, covered = first_value(f'notes:\n  - q: "{value}"\n    a: b\n')
    assert covered == node.value == value


@given(st.binary(max_size=200))
def test_no_bytes_make_a_compile_fall(data: bytes) -> None:
    found = source_of(Path("deck.yaml"), data)
    if not isinstance(found, Unreadable):
        compiled = compile_deck(found, Lessons())
        assert compiled.notes or compiled.diagnostics


@given(st.lists(SNIPPETS, max_size=30).map("".join))
def test_no_text_makes_a_compile_fall_or_pass_in_silence(text: str) -> None:
    compiled = compile_deck(source(text), Lessons())
    assert compiled.notes or compiled.diagnostics
    assert compiled.sound == (not any(d.is_error for d in compiled.diagnostics))
    assert render_text(compiled.diagnostics).count("\n") < 10_000
    render_json(compiled.diagnostics)
    for diagnostic in compiled.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)


WORDS = st.text(st.sampled_from("ab c.,?!'幅"), max_size=12).map(lambda text: f"x{text}".strip())
SCALARS = st.one_of(
    WORDS,
    WORDS.map(lambda text: f'"{text}"'),
    WORDS.map(lambda text: "'" + text.replace("'", "''") + "'"),
)


def block_style(depth: int) -> st.SearchStrategy[list[str]]:
    """Lines of a block mapping."""
    if depth == 0:
        entries = SCALARS.map(lambda value: [f" {value}"])
    else:
        nested = st.deferred(lambda: block_style(depth - 1))
        entries = st.one_of(
            SCALARS.map(lambda value: [f" {value}"]),
            nested.map(lambda lines: ["", *(f"  {line}" for line in lines)]),
            st.lists(SCALARS, min_size=1, max_size=3).map(
                lambda items: ["", *(f"- {item}" for item in items)]
            ),
            st.lists(WORDS, min_size=1, max_size=3).map(
                lambda lines: [" |", *(f"   {line}" for line in lines)]
            ),
        )
    return st.lists(entries, min_size=1, max_size=4).map(
        lambda values: [
            line
            for index, (first, *others) in enumerate(values)
            for line in (f"k{index}:{first}", *others)
        ]
    )


@given(st.lists(block_style(2), min_size=1, max_size=3))
def test_both_parsers_read_block_style_alike(notes: list[list[str]]) -> None:
    lines = [
        f"  {'- ' if index == 0 else '  '}{line}"
        for note in notes
        for index, line in enumerate(note)
    ]
    text = source("\n".join(["notes:", *lines, ""]))
    fast, slow = load(text), load(text, pure=True)
    assert fast.notes == slow.notes
    assert fast.problems == slow.problems == ()
    assert len(fast.notes) == len(notes)
    assert all(_covers(node) for node in fast.notes)


def _covers(node: Node) -> bool:
    """Whether a node reaches from its first child to its last."""
    if isinstance(node, Text):
        return node.start <= node.end
    children = node.items if isinstance(node, List) else [e.value for e in node.entries]
    return all(node.start <= c.start and c.end <= node.end and _covers(c) for c in children)
