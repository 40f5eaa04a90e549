"""What is drawn without a Markdown parser is drawn as the parser would have it."""

import pytest
from helpers_shipped import shipped
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from drillbank.tui.markdown import STYLES, CardMarkdown
from drillbank.tui.render import Prose
from drillbank.tui.simple_prose import simple_prose

SIMPLE = [
    "Why is this the weaker kind of story?",
    "a",
    "A line that is long enough to be wrapped, with commas - and dashes, 100 % and (brackets).",
    "Größe: naïve café, 日本語 text",
    "two  spaces",
    "a. b",
    "not a list - at all + here",
    "www.example.org and x@y.z",
    "one = two # three",
    "What does **leading without authority** mean?",
    "*Who* decides (**you**), and `a**b[0]` how?",
    "`code` first\nand on a second line\n\nA second paragraph!",
]

NOT_SIMPLE = [
    "a **b",
    "a ** b ** c",
    "snake_case",
    "2 * 3 * 4",
    "- an item",
    "1. an item",
    "> said",
    "# Title",
    "    code",
    "a\n---",
    "a  \nb",
    "``a`b``",
    "[docs](https://x.org)",
    "List<int>",
    "R&amp;D",
    "",
]

MARKS = st.sampled_from([*"*_`[]<>|\\~&!#-+.:()=1a \n", "**", "word", "\n\n", " **", "** ", "` "])


@pytest.mark.parametrize("text", SIMPLE)
@pytest.mark.parametrize("width", [20, 60])
def test_simple_prose_needs_no_parser(text: str, width: int) -> None:
    assert simple_prose(text)
    assert looks(Prose(text), width) == looks(CardMarkdown(text), width)


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_what_may_mean_more_is_left_to_the_parser(text: str) -> None:
    assert simple_prose(text) is None


@given(st.lists(MARKS, max_size=12).map("".join))
def test_whatever_is_written_looks_the_same(text: str) -> None:
    if simple_prose(f"word{text}") is not None:
        assert looks(Prose(f"word{text}"), 20) == looks(CardMarkdown(f"word{text}"), 20)


def test_most_questions_of_the_library_are_simple_and_look_the_same() -> None:
    questions = {shown.question for shown in shipped()}
    simple = {text for text in questions if simple_prose(text) is not None}

    assert len(simple) > len(questions) / 2
    for text in simple:
        assert looks(Prose(text), 60) == looks(CardMarkdown(text), 60)


def looks(piece: RenderableType, width: int) -> list[list[tuple[str, str]]]:
    """The lines of a piece, each character with its style; blanks at line ends left out."""
    console = Console(width=width, color_system="standard", force_terminal=True)
    with console.use_theme(STYLES):
        lines = console.render_lines(piece, pad=False)
    return [
        _trimmed([(char, str(part.style or "none")) for part in line for char in part.text])
        for line in lines
    ]


def _trimmed(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    while line and line[-1][0] == " ":
        line.pop()
    return line
