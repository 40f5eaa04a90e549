"""Advice on whatever compiles: never an exception, always in the same order."""

from pathlib import Path

from helpers_authoring import source
from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import in_file_order
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.lint.base import CheckedDeck, checked_deck
from drillbank.authoring.lint.library import lint
from drillbank.authoring.render_text import render_text
from drillbank.authoring.source import Source

WORDS = st.sampled_from(
    [
        *("It", "is", "this", "what", "and", "who", "we", "I", "nine", "9", "½", "or", "No", "é"),
        *(",", ";", ":", ".", "?", "!", '"', "“", "”", "(", ")", "-", "#", "ß", "İ", "幅", "🎉"),
        *("ですか？", "{{1::x}}", "`c`", "idempotent request", "\n"),  # noqa: RUF001 - Japanese
        *("data, relationships, framing, escalation.", "# drillbank: ignore W313"),
    ]
)
PROSE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
NOTES = st.one_of(
    st.tuples(st.sampled_from(["q", "cloze", "term", "prompt", "steps"]), PROSE, PROSE, PROSE),
)
COMMENTS = st.sampled_from(["", "  # drillbank: ignore W313\n", "  # drillbank: x\n", "  # hi\n\n"])


def block(text: str, indent: int) -> str:
    lines = [f"{' ' * indent}x {line}" for line in text.split("\n")]
    return "|\n" + "\n".join(lines) + "\n"


def written(number: int, note: tuple[str, str, str, str], comment: str) -> str:
    kind, one, two, three = note
    rest = {
        "q": f"    a: {block(two, 6)}    also: {block(three, 6)}",
        "cloze": "",
        "term": f"    means: {block(two, 6)}",
        "prompt": f"    limit: 1s\n    answer:\n      situation: {block(two, 8)}"
        f"      task: {block(one, 8)}"
        f"      action: {block(three, 8)}      result: {block(two, 8)}"
        f"    rubric:\n      group:\n        point: {block(three, 10)}",
        "steps": f"    of:\n      a: {block(two, 8)}      b: {block(three, 8)}",
    }[kind]
    gap = "{{2::y}}" if kind == "cloze" else ""
    return f"{comment}  - id: n{number}\n    {kind}: {block(one + gap, 6)}{rest}"


def beside_its_text(text: Source) -> CheckedDeck:
    deck = checked_deck(compile_deck(text, Lessons()))
    assert deck is not None
    return deck


@given(st.lists(st.lists(st.tuples(NOTES, COMMENTS), max_size=5), min_size=1, max_size=3))
def test_advice_is_the_same_each_time_and_never_fails(
    decks: list[list[tuple[tuple[str, str, str, str], str]]],
) -> None:
    checked = []
    for index, notes in enumerate(decks):
        text = "notes:\n" + "".join(written(n, note, c) for n, (note, c) in enumerate(notes))
        checked.append(beside_its_text(source(text, Path(f"deck{index}.yaml"))))
    told = lint(checked)
    assert told == lint(checked) == in_file_order(told)
    assert render_text(told) == render_text(lint(checked))
    for problem in told:
        assert 0 <= problem.span.start <= problem.span.end <= len(problem.span.source.text)


@given(st.text(max_size=200), st.text(max_size=200))
def test_advice_on_any_text_at_all(question: str, answer: str) -> None:
    def quoted(text: str) -> str:
        plain = "".join(c if c.isprintable() else " " for c in text)
        return '"' + plain.replace("\\", "").replace('"', "'") + '"'

    text = f"notes:\n  - {{id: a, q: {quoted(question)}, a: {quoted(answer)}}}\n"
    lint([beside_its_text(source(text))])
