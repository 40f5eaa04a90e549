"""Markdown said aloud."""

from textwrap import dedent

import pytest

from drillbank.tui.spoken import spoken

SAID = {
    "a paragraph in one line": ("one\ntwo\n\nthree", ["one two", "three"]),
    "emphasis without its marks": ("**bold**, *so* and ~~not~~", ["bold, so and not"]),
    "code in the line": ("`SELECT 1`; `List<int>`", ["SELECT 1; List<int>"]),
    "no HTML": ("a List<int> and <b>bold</b>", ["a List<int> and <b>bold</b>"]),
    "a heading": ("## One pass\n\ntext", ["One pass", "text"]),
    "bullets": ("- a\n- b", ["- a", "- b"]),
    "numbers": ("1. a\n2. b\n3. c", ["1. a", "2. b", "3. c"]),
    "numbers from where they start": ("7. a\n8. b", ["7. a", "8. b"]),
    "numbers from zero": ("0. a\n1. b", ["0. a", "1. b"]),
    "numbers after a nested list": (
        "1. a\n   - x\n   - y\n2. b",
        ["1. a", "  - x", "  - y", "2. b"],
    ),
    "numbers within numbers": (
        "1. a\n   1. x\n   2. y\n2. b",
        ["1. a", "  1. x", "  2. y", "2. b"],
    ),
    "a list as the whole of an item": ("- - a", ["- - a"]),
    "two lists": ("1. a\n\ntext\n\n1. b", ["1. a", "text", "1. b"]),
    "an item of two paragraphs": ("1. a\n\n   more\n2. b", ["1. a", "more", "2. b"]),
    "an empty item": ("-\n- b", ["- b"]),
    "a quotation": ("> Tell me.\n\nAnd then?", ["quote: Tell me.", "And then?"]),
    "code": (
        "```python\nx = 1\n\ny = 2\n```",
        ["code python:", "x = 1", "", "y = 2", "end of code"],
    ),
    "code of no language": ("```\nx\n```", ["code:", "x", "end of code"]),
    "code by indentation": ("    x\n", ["code:", "x", "end of code"]),
    "code with more said of it": ("```sql title=x\nx\n```", ["code sql:", "x", "end of code"]),
    "code in an item": ("1. a\n\n   ```\n   x\n   ```", ["1. a", "code:", "x", "end of code"]),
    "an image": ("![two arrows](img/two.png)", ["image two.png: two arrows"]),
    "an image without words": ("see ![](two.png)", ["see image two.png"]),
    "an image with a title": ('![a](two.png "b")', ["image two.png: a"]),
    "an image whose name has blanks": ("![a](<my two.png>)", ["image my two.png: a"]),
    "an image whose name is not English": ("![a](größe.png)", ["image größe.png: a"]),
    "an image whose name would steer the screen": ("![a](%1b[2Jx.png)", ["image ?[2Jx.png: a"]),
    "an image with marks in its words": (
        "![*so* `x` ![b](c.png)](a.png)",
        ["image a.png: so x image c.png: b"],
    ),
    "an image in an item": ("- ![a](b.png)", ["- image b.png: a"]),
    "a link by its words": ("[the docs](https://example.org)", ["the docs"]),
    "a hard break": ("one\\\ntwo", ["one two"]),
    "a rule": ("one\n\n---\n\ntwo", ["one", "two"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("markdown", "lines"), SAID.values(), ids=SAID.keys())
def test_what_is_said(markdown: str, lines: list[str]) -> None:
    assert spoken(markdown) == lines


def test_a_table_row_by_row_with_its_header() -> None:
    table = """\
        | Output | Meaning |
        |---|--:|
        | `SCAN t` | full **scan** |
        | SEARCH | |
        """

    assert spoken(dedent(table)) == [
        "Output: SCAN t; Meaning: full scan",
        "Output: SEARCH; Meaning: ",
    ]


def test_a_table_without_a_corner() -> None:
    assert spoken("| | a | b |\n|-|-|-|\n| x | 1 | 2 |") == ["x; a: 1; b: 2"]


def test_a_table_of_a_header_alone() -> None:
    assert spoken("| a | b |\n|---|---|") == ["a; b"]


def test_text_goes_on_after_a_table() -> None:
    assert spoken("| a |\n|---|\n| 1 |\n\nafter") == ["a: 1", "after"]


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("The […] is released.", "The blank is released."),
        ("around [what a socket read does] calls", "around blank (what a socket read does) calls"),
        ("`a[0]` is […]", "a[0] is blank"),
        ("**[…]** first", "blank first"),
        ("![the […] of it](a.png)", "image a.png: the blank of it"),
    ],
)
def test_gaps_are_said_as_blanks(markdown: str, line: str) -> None:
    assert spoken(markdown, gaps=True) == [line]


def test_brackets_are_no_gaps_elsewhere() -> None:
    assert spoken("a [b] […]") == ["a [b] […]"]
