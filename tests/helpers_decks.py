"""Decks as people write them: indents, quotes, comments, blocks and line endings of every sort."""

import json
from dataclasses import dataclass

from hypothesis import strategies as st

LETTERS = st.sampled_from("abz Ωé幅🎉.,;()?!'\"#:-*&|>[]{}%@`\\$~=/")
NASTY = st.one_of(
    st.text(LETTERS, max_size=24),
    st.lists(st.text(LETTERS, max_size=16), min_size=2, max_size=4).map("\n".join),
    st.sampled_from(
        [
            *("no", "null", "~", "1.10", "12:30", "0x1F", "", " ", "a: b", "a #b", "#", "- x"),
            *("{{1::gap}}", "$x_{2}$", "C:\\dir", 'say "no"', "it's", "a\tb", "ends \n"),
            *(
                "\u2028x",
                "x\x85y",
                "x\r\ny",
                "x\ufeffy",
                "\x07bell",
                "key:",
                "? x",
                "<<",
                "*a",
                "&a x",
            ),
        ]
    ),
)
WORDS = st.text(st.sampled_from("abcdé ,.!'-幅"), max_size=18).map(lambda text: f"x{text}".strip())
COMMENTS = st.sampled_from(["# a comment", "#", "# id: not-a-key", "#- no note"])


@dataclass(frozen=True, slots=True)
class Style:
    """How one person writes a deck."""

    dash: int
    """The column of the dashes."""

    gap: int
    """How many blanks follow a dash."""

    more: int
    """How much further in a block or a list stands than its key."""

    @property
    def keys(self) -> int:
        """The column of a note's keys."""
        return self.dash + 1 + self.gap


STYLES = st.builds(
    Style, dash=st.integers(0, 3), gap=st.integers(1, 3), more=st.sampled_from([1, 2, 4])
)


@st.composite
def values(draw: st.DrawFn, column: int, style: Style) -> list[str]:
    """What stands behind ``key:``, and the lines below it."""
    deeper = " " * (column + style.more)
    behind = draw(st.sampled_from(["", "", "", " # aside", "   "]))
    form = draw(st.integers(0, 7))
    words = draw(WORDS)
    if form == 0:
        return [f" '{words.replace(chr(39), chr(39) * 2)}'{behind}"]
    if form == 1:
        return [f" {json.dumps(draw(st.text(LETTERS, max_size=16)), ensure_ascii=False)}{behind}"]
    if form == 2:
        return [f" {words}", f"{deeper}{draw(WORDS)}"]
    if form in {3, 4}:
        mark = draw(st.sampled_from(["|", "|-", "|+", ">", ">-"]))
        lines = draw(st.lists(st.one_of(WORDS, st.just("")), max_size=3))
        return [f" {mark}", *(f"{deeper}{line}" if line else "" for line in (words, *lines))]
    if form == 5:
        inner = ", ".join(f'"{word}"' for word in draw(st.lists(WORDS, min_size=1, max_size=3)))
        return [f" [{inner}]{behind}"]
    if form == 6:
        items = draw(st.lists(WORDS, min_size=1, max_size=3))
        return ["", *(f"{deeper}- {item}" for item in items)]
    return [f" {words}{behind}"]


@st.composite
def note_lines(draw: st.DrawFn, style: Style, keys: tuple[str, ...]) -> list[str]:
    """One note of these keys, with comments and blank lines in between."""
    lines: list[str] = []
    inset = " " * style.keys
    for index, key in enumerate(keys):
        first, *others = draw(values(style.keys, style))
        lead = f"{' ' * style.dash}-{' ' * style.gap}" if index == 0 else inset
        if index and draw(st.integers(0, 4)) == 0:
            lines.append(draw(st.sampled_from([f"{inset}{draw(COMMENTS)}", "", "   "])))
        lines += [f"{lead}{key}:{first}", *others]
    return lines


@st.composite
def texts(draw: st.DrawFn, keys: st.SearchStrategy[tuple[str, ...]]) -> str:
    """The text of a deck whose notes have these keys."""
    style = draw(STYLES)
    lines = draw(st.lists(COMMENTS, max_size=2))
    lines += ["title: A deck", "", "notes:"]
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(st.lists(st.sampled_from(["", "", " " * style.dash + "# above"]), max_size=3))
        lines += draw(note_lines(style, draw(keys)))
    lines += draw(st.lists(st.sampled_from(["", "# the end"]), max_size=2))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from([end, ""]))
