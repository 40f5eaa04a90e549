"""Markdown as Anki shows it."""

import time

import pytest

from drillbank.anki import html
from drillbank.authoring.cards import Face, Mode, Point
from drillbank.base.words import Slug


def test_paragraphs_lists_tables_and_emphasis_become_html() -> None:
    shown = html.markdown("One **two**\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |")
    assert "<p>One <strong>two</strong></p>" in shown
    assert "<ul>\n<li>a</li>" in shown
    assert "<table>" in shown
    assert "<td>1</td>" in shown


def test_html_that_an_author_writes_is_shown_not_obeyed() -> None:
    shown = html.markdown("<script>alert(1)</script> 1 < 2 & <b>x</b>")
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "1 &lt; 2 &amp;" in shown


@pytest.mark.parametrize(
    "text",
    [
        "use {{x}}",
        "`{{x}}`",
        "```\n{{x}}\n```",
        "```jinja\n{% if {{x}} %}\n```",
        "${{x}}$",
        "{{{x}}}",
    ],
)
def test_double_braces_never_reach_anki(text: str) -> None:
    shown = html.markdown(text)
    assert "{{" not in shown
    assert "}}" not in shown
    assert "x" in shown


@pytest.mark.parametrize("tag", ["[sound:a.mp3]", "[anki:tts]", "[latex]x[/latex]"])
def test_brackets_that_anki_acts_on_are_made_plain(tag: str) -> None:
    assert "[" not in html.markdown(f"say `{tag}` and {tag}")
    assert "[" not in html.markdown("`[$]x[/$]`")


def test_an_ordinary_bracket_is_left_alone() -> None:
    assert html.markdown("xs[0] and […]") == "<p>xs[0] and […]</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("area $a^2 < b$.", r"<p>area \(a^2 &lt; b\).</p>"),
        (r"$\frac{1}{x_{*}}$", r"<p>\(\frac{1}{x_{*&#125;&#125;\)</p>"),
        ("$$E = mc^2$$", r"<p>\[E = mc^2\]</p>"),
        (r"a $x \$ y$ b", r"<p>a \(x \$ y\) b</p>"),
    ],
)
def test_formulas_become_mathjax(text: str, shown: str) -> None:
    assert html.markdown(text) == shown


@pytest.mark.parametrize(
    "text", ["$5 and $10", "from $4k to $9k", "$5/$10", "a lone $", r"\$x\$", "`$x$`"]
)
def test_prices_are_no_formulas(text: str) -> None:
    assert r"\(" not in html.markdown(text)


def test_code_is_coloured_by_classes() -> None:
    shown = html.markdown('```python\ndef f(x: int) -> str:\n    return "a < b"\n```')
    assert '<pre class="code"><code>' in shown
    assert '<span class="k">def</span>' in shown
    assert "&lt;" in shown


@pytest.mark.parametrize("fence", ["```\na < b\n```", "```nosuchlanguage\na < b\n```", "    a < b"])
def test_code_in_no_known_language_is_shown_plain(fence: str) -> None:
    assert html.markdown(fence) == '<pre class="code"><code>a &lt; b\n</code></pre>'


def test_only_links_that_lead_out_of_the_deck_stay_links() -> None:
    shown = html.markdown("[a](https://x.org/?q=1&r=2) [41 million](fact:m.rows) [b](#data)")
    assert '<a href="https://x.org/?q=1&amp;r=2">a</a>' in shown
    assert shown.count("<a ") == 1
    assert shown.count("</a>") == 1
    assert ">41 million</span>" in shown


def named(path: str) -> str | None:
    """Where the only images are ``map.png`` and ``my größe.png``."""
    return {"map.png": "m-1.png", "my größe.png": "g-2.png"}.get(path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![a map](map.png)", '<img src="m-1.png" alt="a map">'),
        ("![a map](map.png 'Title')", '<img src="m-1.png" alt="a map">'),
        ("![](map.png)", '<img src="m-1.png" alt="">'),
        ("![a](<my größe.png>)", '<img src="g-2.png" alt="a">'),
        ("![a](my%20gr%C3%B6%C3%9Fe.png)", '<img src="g-2.png" alt="a">'),
        (
            '![*a* `map`, "of" <x> ![b](c.png)\nhere $y$](map.png)',
            '<img src="m-1.png" alt="a map, &quot;of&quot; &lt;x&gt; b here y">',
        ),
        (
            "![{{x}} [sound:x]](map.png)",
            '<img src="m-1.png" alt="&#123;&#123;x&#125;&#125; &#91;sound:x]">',
        ),
        ("![a](https://x.org/?q=1&r=2)", '<img src="https://x.org/?q=1&amp;r=2" alt="a">'),
    ],
)
def test_an_image_has_its_name_in_anki_and_its_words(text: str, shown: str) -> None:
    assert html.markdown(text, named) == f"<p>{shown}</p>"


def test_an_image_that_is_not_there_is_told_in_words() -> None:
    shown = html.markdown("![a *new* map](new.png)", named)
    assert shown == '<p><span class="picture">a <em>new</em> map</span></p>'
    assert html.markdown("![a map](map.png)") == '<p><span class="picture">a map</span></p>'


def test_every_text_of_a_card_shows_its_images() -> None:
    mark = "![a](map.png)"
    points = (Point(Slug("a"), f"Draws {mark}"),)
    face = Face(mark, mark, hint=mark, why=mark, points=points, also=(mark,), afterwards=mark)
    assert html.question(face, named, hint=True).count('src="m-1.png"') == 2
    assert html.answer(face, named, why=True, see=True).count('src="m-1.png"') == 5


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("{{1::a}} ![b](map.png)", '{{c1::a}} <img src="m-1.png" alt="b">'),
        ("{{1::![b](map.png)::what}}", '{{c1::<img src="m-1.png" alt="b">::what}}'),
        (
            "![the {{1::b}} here](map.png)",
            '<img src="m-1.png" alt=""><span class="picture">the {{c1::b}} here</span>',
        ),
        ("![the {{1::b}} here](new.png)", '<span class="picture">the {{c1::b}} here</span>'),
    ],
)
def test_a_gap_and_an_image_leave_each_other_whole(head: str, shown: str) -> None:
    assert html.cloze(head, {1}, named) == f"<p>{shown}</p>"


def test_a_unit_separator_cannot_end_a_field() -> None:
    assert html.markdown("a\x1fb") == "<p>ab</p>"
    assert html.plain("a\x1fb") == "ab"


def test_many_unclosed_signs_take_no_quadratic_time() -> None:
    started = time.process_time()
    for text in ("a < b " * 16_000, "$a " * 30_000, "{{ " * 30_000):
        html.markdown(text)
    assert time.process_time() - started < 5


def test_gaps_are_written_as_anki_writes_them() -> None:
    head = "A {{1::first}}, {{c2::second::a hint}} and {{1::both}}"
    assert html.cloze(head, {1, 2}) == (
        "<p>A {{c1::first}}, {{c2::second::a hint}} and {{c1::both}}</p>"
    )


def test_a_single_gap_without_number_is_the_first() -> None:
    assert html.cloze("A {{gap}}.", {1}) == "<p>A {{c1::gap}}.</p>"


def test_a_gap_keeps_its_markdown_and_loses_what_would_close_it() -> None:
    shown = html.cloze("{{1::**set** `{a, b}` std`::`x}}", {1})
    assert shown.startswith("<p>{{c1::<strong>set</strong> <code>&#123;a, b&#125;</code>")
    assert "std<code>&#58;&#58;</code>x}}</p>" in shown


def test_gaps_in_code_and_behind_a_backslash_are_shown_as_written() -> None:
    shown = html.cloze("`{{1::a}}` \\{{1::b}} {{2::c}}", {1, 2})
    assert shown.count("{{") == 1
    assert "{{c2::c}}" in shown
    assert "&#123;&#123;1::a&#125;&#125;" in shown


def test_a_gap_in_a_formula_stays_in_it() -> None:
    assert html.cloze("$x = {{1::y}}$", {1}) == r"<p>\(x = {{c1::y}}\)</p>"


def test_a_price_before_a_gap_makes_no_formula_with_what_is_in_it() -> None:
    assert html.cloze("$5 if {{1::$x$}}", {1}) == r"<p>$5 if {{c1::\(x\)}}</p>"


def test_a_gap_that_markdown_would_take_apart_keeps_its_card() -> None:
    shown = html.cloze("| a | b |\n|---|---|\n| {{1::x|y}} | {{2::z}} |", {1, 2})
    assert "{{c1::x|y}} | {{c2::z}} |" in shown
    assert "<table>" not in shown


def test_a_gap_without_a_card_stands_filled_in() -> None:
    assert html.cloze("{{1::a}} {{2::b}}", {2}) == "<p>a {{c2::b}}</p>"


def test_a_spoken_question_tells_its_time() -> None:
    face = Face("Tell me.", "…", mode=Mode.SPEAK, limit_s=160, hint="Numbers")
    assert html.question(face, hint=False) == (
        '<p>Tell me.</p><p class="aloud">Answer aloud within 2:40.</p>'
    )
    assert "<summary>Hint</summary><p>Numbers</p>" in html.question(face, hint=True)


def test_a_rubric_is_a_checklist_by_group_with_musts_marked() -> None:
    points = (
        Point(Slug("a"), "Names `x < y`", "judgement", must=True),
        Point(Slug("b"), "Says why", "judgement"),
        Point(Slug("c"), "Closes", "own-words"),
    )
    face = Face("Q", "A", points=points, afterwards="**Traps**\n\n- Blame", also=("Or?",))
    shown = html.answer(face, why=True, see=True)
    assert shown.count('<input type="checkbox">') == 3
    assert shown.count('class="must"') == 1
    assert shown.index("judgement") < shown.index("Says why") < shown.index("own words")
    assert "Names <code>x &lt; y</code>" in shown
    assert "<strong>Traps</strong>" in shown
    assert "Also asked as" in shown


def test_points_without_a_group_have_no_heading() -> None:
    assert "<h4>" not in html.checklist([Point(Slug("a"), "One")])


def test_points_that_are_the_answer_are_shown_once() -> None:
    points = (Point(Slug("a"), "One"), Point(Slug("b"), "Two"))
    assert (
        html.answer(Face("Q", "- One\n- Two", points=points), why=True, see=True).count("One") == 1
    )
    assert html.answer(Face("Q", "One, two", points=points), why=True, see=True).count("One") == 2
