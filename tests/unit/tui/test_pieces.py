"""The pieces of the screen, each at the widths that make it change."""

import io
from dataclasses import dataclass, replace

import pytest
from helpers_review import point, record, review, shown
from rich.console import Console, RenderableType

from drillbank.authoring.cards import Face, Point
from drillbank.base.words import Slug
from drillbank.memory.rating import Rating
from drillbank.review.rubric import Suggestion
from drillbank.tui.bars import Divider, Footer, Header, RatingBar, Title
from drillbank.tui.clock_face import ClockFace
from drillbank.tui.keys_screen import KeyTable
from drillbank.tui.markdown import CardMarkdown
from drillbank.tui.render import Answer, Prose, Question, Revealed, Rubric, Source
from drillbank.tui.words import Pile


def drawn(piece: RenderableType, width: int = 60) -> list[str]:
    """The lines of a piece, blanks at their ends left out."""
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(piece, end="")
    return [line.rstrip() for line in out.getvalue().splitlines()]


# Bars

HEADER = Header("system-design", "speak", (2, 1, 11), Pile.DUE, (17, 31), 9, "0:21")
HEADERS = {
    100: (
        " system-design · speak   2 new   1 learn   ▸11 due"
        "         ~9 min  ━━━━━━━━━━────────── 17/31  0:21"
    ),
    75: " system-design  2n 1l ▸11d        ~9 min  ━━━━━━━━━━────────── 17/31  0:21",
    44: " system-design  2n 1l ▸11d      17/31  0:21",
    30: " system-design    17/31  0:21",
    24: " system-de… 17/31  0:21",
}


@pytest.mark.parametrize(("width", "line"), HEADERS.items())
def test_a_header_drops_what_is_needed_least(width: int, line: str) -> None:
    assert drawn(HEADER, width) == [line]


@pytest.mark.parametrize("which", Pile)
def test_the_pile_of_the_card_is_marked(which: Pile) -> None:
    line = drawn(replace(HEADER, current=which), 100)[0]

    assert line.count("▸") == 1
    assert line.split("▸")[1].split()[1] == {1: "new", 2: "learn", 3: "due"}[which.value]


@pytest.mark.parametrize("at", range(1, 32))
def test_progress_never_outgrows_its_bar(at: int) -> None:
    line = drawn(replace(HEADER, position=(at, 31)), 100)[0]

    assert line.count("━") + line.count("─") == 20
    assert len(line) <= 100


def test_a_title_keeps_the_time_at_the_margin() -> None:
    assert drawn(Title("session done", "08:41"), 30) == [" session done           08:41"]


BAR = RatingBar(("10m", "6d", "19d", "2.5mo"), Rating.GOOD)
BARS = {
    100: (
        "     1 Again 10m       2 Hard 6d      [3 Good 19d]     4 Easy 2.5mo"
        "                    SPACE = Good"
    ),
    72: "     1 Again 10m       2 Hard 6d      [3 Good 19d]     4 Easy 2.5mo",
    60: "  1 Again 10m   2 Hard 6d  [3 Good 19d]  4 Easy 2.5mo",
    43: "  1   2  [3]  4               SPACE = Good",
    20: "  1   2  [3]  4",
}


@pytest.mark.parametrize(("width", "line"), BARS.items())
def test_the_grades_collapse_step_by_step(width: int, line: str) -> None:
    assert drawn(BAR, width) == [line]


def test_without_a_default_nothing_stands_in_brackets() -> None:
    for width in BARS:
        assert "[" not in drawn(replace(BAR, default=None), width)[0]


@pytest.mark.parametrize("rating", Rating)
def test_the_default_is_told_by_brackets_reverse_and_word(rating: Rating) -> None:
    console = Console(width=100, color_system="standard", force_terminal=True)
    parts = list(console.render(replace(BAR, default=rating)))
    reversed_text = "".join(part.text for part in parts if part.style and part.style.reverse)

    assert reversed_text.startswith(f"[{rating.value} {rating.name.capitalize()} ")
    assert f"SPACE = {rating.name.capitalize()}" in "".join(part.text for part in parts)


FOOTER = Footer(
    (("SPACE", "show answer"),),
    (("h", "hint"), ("u", "undo"), ("-", "bury")),
    (("?", "keys"), ("q", "quit")),
)


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (70, "SPACE show answer h hint u undo - bury ? keys q quit"),
        (56, "SPACE show answer h hint u undo ? keys q quit"),
        (40, "SPACE show answer ? keys q quit"),
        (30, "SPACE show answer ? q"),
        (22, "SPACE show an… ? q"),
    ],
)
def test_a_footer_keeps_the_way_out(width: int, names: str) -> None:
    (line,) = drawn(FOOTER, width)

    assert " ".join(line.split()) == names
    assert len(line) == width - 1


def test_a_footer_without_a_first_key_begins_with_the_others() -> None:
    assert drawn(replace(FOOTER, first=()), 60)[0].startswith(" h hint  u undo  - bury")


def test_a_divider_says_what_part_is_seen() -> None:
    assert drawn(Divider(), 20) == ["─" * 20]
    assert drawn(Divider(5, 29, 30), 40) == ["─" * 20 + " lines 5-29 of 30 ──"]


# The clock

CLOCKS = {
    "before": (None, 90, "1:30", "to speak", "Think first. SPACE starts the clock"),
    "start": (0, 90, "1:30", "left of 1:30", "Answer aloud."),
    "running": (26, 90, "1:04", "left of 1:30", "Answer aloud."),
    "to the second": (90, 90, "0:00", "left of 1:30", "Answer aloud."),
    "over": (99, 90, "+0:09", "over 1:30", "Time. Finish the sentence"),
    "past the hard limit": (113, 90, "+0:23", "over 1:30", "Past 1:52 this is Hard at best."),
    "long": (4000, 90, "+65:10", "over 1:30", "Past 1:52 this is Hard at best."),
    "without a target": (61, None, "1:01", "spoken", "Answer aloud."),
    "without a target, before": (None, None, "0:00", "spoken", "Think first."),
}


@pytest.mark.parametrize(
    ("seconds", "limit_s", "reading", "caption", "advice"), CLOCKS.values(), ids=CLOCKS.keys()
)
@pytest.mark.parametrize("large", [True, False])
def test_the_clock(
    seconds: int | None,
    limit_s: int | None,
    reading: str,
    caption: str,
    advice: str,
    *,
    large: bool,
) -> None:
    face = ClockFace(seconds, limit_s, large)

    assert (face.reading, face.caption) == (reading, caption)
    assert face.advice.startswith(advice)
    for width in (36, 56, 96):
        lines = drawn(face, width)
        assert max(map(len, lines)) <= width
        assert any(caption in line for line in lines)
        assert large or lines[1] == f"{reading}  {caption}"


def test_the_bar_fills_up_and_stays_full() -> None:
    def filled(seconds: int) -> int:
        return sum(line.count("━━━━") for line in drawn(ClockFace(seconds, 60, large=False), 60))

    assert [filled(seconds) for seconds in (0, 30, 60, 300)] == [0, 7, 15, 15]


def test_large_digits_are_three_rows_high() -> None:
    small = drawn(ClockFace(0, 90, large=False))
    large = drawn(ClockFace(0, 90, large=True))

    assert len(large) == len(small) + 2


# The card


def test_a_cloze_shows_its_gap_in_bold() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True)
    parts = list(console.render(Prose("a […] and [a hint], `x[0]`", gaps=True)))

    bold = [part.text for part in parts if part.style and part.style.bold]
    assert bold == ["[…]", "[a hint]"]
    assert "".join(part.text for part in parts).strip() == "a […] and [a hint], x[0]"


def test_an_image_is_no_gap_but_its_words_may_hold_one() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True)
    parts = list(console.render(Prose("![two […] here](a.png) […] ![b](c.png)", gaps=True)))

    bold = [part.text for part in parts if part.style and part.style.bold]
    assert bold == ["[…]", "[…]"]
    told = "".join(part.text for part in parts).strip()
    assert told == "[image a.png: two […] here] […] [image c.png: b]"


def test_an_image_leads_nowhere() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True)

    with console.capture() as captured:
        console.print(Prose("![a](b.png)"))
    assert captured.get().strip() == "[image b.png: a]"


def test_both_sides_tell_of_their_images() -> None:
    card = shown(face=Face("Q ![a](b.png)", "![c](d.png) A"))

    assert drawn(Question(card)) == ["Q [image b.png: a]"]
    assert drawn(Answer(card))[-1] == "[image d.png: c] A"


def test_brackets_of_other_cards_stay_plain() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True)
    parts = list(console.render(Prose("a [b] c")))

    assert not [part for part in parts if part.style and part.style.bold]


DRAWN = {
    "numbers with a dot": ("1. a\n2. b", [" 1. a", " 2. b"]),
    "ten numbers aligned": (
        "\n".join(f"{number}. x" for number in range(1, 11)),
        [*(f"  {number}. x" for number in range(1, 10)), " 10. x"],
    ),
    "bullets": ("- a\n- b", [" • a", " • b"]),
    "a heading at the left": ("# Title\n\ntext", ["Title", "", "text"]),
    "an image in its place": ("a ![two](i/t.png) b", ["a [image t.png: two] b"]),
    "an image of its own": (
        "See\n\n![The two halves of the loop](loop.png)",
        ["See", "", "[image loop.png: The two halves of the loop]"],
    ),
    "an image without words": ("![](i/t.png)", ["[image t.png]"]),
    "an image whose name is encoded": (
        "![a](<my größe.png>) ![b](my%20x.png)",
        ["[image my größe.png: a] [image my x.png: b]"],
    ),
    "an image with marks in its words": (
        "![*so* `x` [b] ![c](d.png)](a.png)",
        ["[image a.png: so x [b] [image d.png: c]]"],
    ),
    "an image as a link": (
        "[![a](b.png)](https://x.org)",
        ["[image b.png: a] (https://x.org)"],
    ),
    "images in an item, a heading, a quotation": (
        "- ![a](b.png)\n\n# ![a](b.png)\n\n> ![a](b.png)",
        [" • [image b.png: a]", "", "[image b.png: a]", "", "▌ [image b.png: a]"],
    ),
    "an image in a table": (
        "| a |\n|---|\n| ![b](c.png) |",
        ["a", "────────────────", "[image c.png: b]"],
    ),
    "a link with its address": ("[docs](https://x.org)", ["docs (https://x.org)"]),
    "angle brackets": ("List<int> and <br>", ["List<int> and <br>"]),
    "a table": (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        ["a  b", "────", "1  2"],
    ),
    "code with a margin": ("```python\nx = 1\n```", ["  x = 1"]),
    "code of an unknown language": ("```nonesuch\nx\n```", ["  x"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("markdown", "lines"), DRAWN.values(), ids=DRAWN.keys())
def test_markdown_is_drawn(markdown: str, lines: list[str]) -> None:
    assert drawn(Prose(markdown)) == lines


def test_long_lines_of_code_are_wrapped_not_cut() -> None:
    told = "".join(drawn(Prose("```\n" + "x" * 100 + "\n```"), 40))

    assert told.count("x") == 100


@dataclass(frozen=True, slots=True)
class Undrawable(Prose):
    """Text that the renderer chokes on."""

    def drawn(self) -> RenderableType:
        """Fails as a renderer would."""
        raise ZeroDivisionError(self.markdown)


def test_a_card_that_cannot_be_drawn_is_shown_as_written() -> None:
    assert drawn(Undrawable("**a** [b]")) == [
        "**a** [b]",
        "(shown as written: it could not be drawn)",
    ]


def test_rich_markup_in_a_card_is_text() -> None:
    assert drawn(Prose("[bold]a[/bold] [/nothing]")) == ["[bold]a[/bold] [/nothing]"]


def test_the_hint_stands_below_the_question() -> None:
    card = shown(face=Face("Q", "A", hint="H"))

    assert drawn(Question(card)) == ["Q"]
    assert drawn(Question(card, hinted=True)) == ["Q", "", "Hint", "H"]


@pytest.mark.parametrize(
    ("speaking_ms", "said"),
    [
        (84_000, "You spoke 1:24 of 1:30, in time."),
        (90_000, "You spoke 1:30 of 1:30, in time."),
        (99_000, "You spoke 1:39 of 1:30, 0:09 over."),
    ],
)
def test_the_answer_says_how_long_one_spoke(speaking_ms: int, said: str) -> None:
    assert said in drawn(Revealed(speaking_ms, 90))


def test_an_answer_without_a_clock_or_a_target() -> None:
    assert not any("spoke" in line for line in drawn(Revealed(None, None)))
    assert "You spoke 1:05." in drawn(Revealed(65_000, None))


def test_points_are_told_as_markdown_and_those_missed_last_time_below_the_verdict() -> None:
    points = (Point(Slug("a"), "said `fsync`", must=True), Point(Slug("b"), "gave a *number*"))
    again = Suggestion(Rating.AGAIN, "a must point is missing: said `fsync`")

    lines = drawn(Rubric(points, (False, True), 1, again, missed_before=points))
    assert lines[-8:] == [
        "  [n] ! said fsync",
        "▸ [y]   gave a number",
        "",
        "→ Again   a must point is missing: said fsync",
        "",
        "Missed last time",
        "missed again said fsync",
        "made now     gave a number",
    ]


def test_the_reason_stands_below_the_answer() -> None:
    assert drawn(Answer(shown(face=Face("Q", "A", why="W"))))[-3:] == ["", "Why", "W"]


@pytest.mark.parametrize(
    ("reps", "lapses", "see", "line"),
    [
        (0, 0, None, "d.yaml:7 · new"),
        (1, 0, None, "d.yaml:7 · seen once"),
        (6, 2, "d.md#plans", "d.yaml:7 · seen 6 times · failed 2 times · see #plans"),
        (0, 0, "other.md#x", "d.yaml:7 · new · see other.md#x"),
    ],
)
def test_where_a_card_comes_from(reps: int, lapses: int, see: str | None, line: str) -> None:
    card = record(state=review(), face=Face("Q", "A", see=see))
    seen = replace(card, memory=replace(card.memory, reps=reps, lapses=lapses))

    assert drawn(Source(replace(shown(), record=seen)))[-1] == line


# The rubric

RUBRIC = Rubric(
    points=(
        point("asked-about-scope", must=True, group="scope"),
        point("closed-the-race", group="its-design"),
    ),
    judged=(True, None),
    marker=1,
    suggestion=None,
)


def test_a_rubric_marks_must_points_groups_verdicts_and_the_place() -> None:
    assert drawn(RUBRIC) == [
        "",
        "Did you …?   ! must be made",
        "        scope",
        "  [y] ! asked about scope",
        "        its design",
        "▸ [ ]   closed the race",
        "",
        "1 made, 0 missed, 1 point left",
    ]


def test_a_rubric_that_is_judged_says_what_it_comes_to_and_why() -> None:
    judged = replace(
        RUBRIC, judged=(True, False), suggestion=Suggestion(Rating.HARD, "1 of 2 points")
    )

    assert drawn(judged)[-1] == "→ Hard   1 of 2 points"


def test_long_points_are_wrapped_under_their_text() -> None:
    long = replace(RUBRIC, points=(point("a" + "-word" * 20), point("b")))

    assert all(line.startswith("        word") for line in drawn(long, 40)[3:5])


def test_without_must_points_there_is_nothing_to_explain() -> None:
    plain = replace(RUBRIC, points=(point("a"), point("b")))

    assert drawn(plain)[1] == "Did you …?"


def test_the_keys_stand_above_their_meaning_where_it_is_narrow() -> None:
    assert any(line.startswith("u              undo") for line in drawn(KeyTable(), 60))
    assert any(line.startswith("u  undo") for line in drawn(KeyTable(), 38))


# Tables on a card

TABLE = """\
| | Strong | Eventual |
|---|---|---|
| money | needed: reads see the last write | wrong balances |
| likes | waste | `fine`, a count may lag |
"""


def test_a_table_that_fits_is_drawn() -> None:
    assert drawn(CardMarkdown(TABLE), 66) == [
        "",
        "       Strong                            Eventual",
        "──────────────────────────────────────────────────────────────",
        "money  needed: reads see the last write  wrong balances",
        "likes  waste                             fine, a count may lag",
    ]


def test_a_table_that_would_become_rubble_is_told_stacked() -> None:
    assert drawn(CardMarkdown(TABLE.replace("money", "transactional-money")), 40) == [
        "",
        "transactional-money",
        "  Strong: needed: reads see the last",
        "  write",
        "  Eventual: wrong balances",
        "",
        "likes",
        "  Strong: waste",
        "  Eventual: fine, a count may lag",
    ]


@pytest.mark.parametrize("width", range(12, 70))
def test_no_word_of_a_table_is_broken(width: int) -> None:
    words = " ".join(drawn(CardMarkdown(TABLE), width)).replace(":", "").split()

    assert {"Eventual", "balances", "needed"} <= set(words)


def test_a_wide_table_without_rows_is_told_in_a_line() -> None:
    wide = "| " + " | ".join(["alphabetical"] * 5) + " |\n" + "|---" * 5 + "|\n"

    assert drawn(CardMarkdown(wide), 40)[1:] == [
        "alphabetical; alphabetical;",
        "alphabetical; alphabetical; alphabetical",
    ]
