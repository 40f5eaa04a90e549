"""Adding a note at the end: the deck's own style, an id, and nothing else moves."""

import re

import pytest
from helpers_authoring import codes, deck, source

from drillbank.authoring.append import CannotAppendError, appended, only_added, question_note
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.kinds import BY_HEAD
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.one_note import index_of, line_of, problems_of
from drillbank.authoring.templates import deck_text, is_left_empty, note_text, without_remarks
from drillbank.base.words import Slug

NEW = "- q: New?\n  a: Yes.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "notes:\n  - id: new\n    q: New?\n    a: Yes.\n"),
        ("title: x\n", "title: x\nnotes:\n  - id: new\n    q: New?\n    a: Yes.\n"),
        ("notes:\n", "notes:\n  - id: new\n    q: New?\n    a: Yes.\n"),
        ("notes: []  # none\n", "notes:   # none\n  - id: new\n    q: New?\n    a: Yes.\n"),
        (
            "notes:\ntitle: x\n",
            "notes:\n  - id: new\n    q: New?\n    a: Yes.\ntitle: x\n",
        ),
        (
            "notes:\r\n- id: x\r\n  q: a # c",
            "notes:\r\n- id: x\r\n  q: a # c\r\n\r\n- id: new\r\n  q: New?\r\n  a: Yes.\r\n",
        ),
        (
            "notes:\n - {q: a, a: b}\n   # of a\n\n# end\n",
            "notes:\n - {q: a, a: b}\n   # of a\n\n - id: new\n   q: New?\n   a: Yes.\n\n# end\n",
        ),
        (
            "notes:\n  - id: x\n    q: |\n      b\n\n\n",
            "notes:\n  - id: x\n    q: |\n      b\n\n  - id: new\n    q: New?\n    a: Yes.\n\n\n",
        ),
    ],
)
def test_a_note_goes_to_the_end(before: str, after: str) -> None:
    added = appended(source(before), NEW)
    assert added.source.text == after
    assert (added.ids, added.problems) == ((Slug("new"),), ())
    assert added.source.line(added.line).lstrip(" -") == "id: new"
    assert only_added(source(before), added.source) is None


def test_what_is_typed_may_lack_its_dash_or_be_several() -> None:
    one = appended(source("notes:\n"), "cloze: |\n  A {{b}}\n\n  and {{c}}.\n")
    assert one.source.text.endswith(
        "  - id: a-b-and-c\n    cloze: |\n      A {{1::b}}\n\n      and {{2::c}}.\n"
    )
    two = appended(source("notes:\n"), "- What is it?: That.\n- {term: a, means: b}\n")
    assert two.ids == ("what-is-it", "a")


def test_only_the_new_note_is_named_and_complained_about() -> None:
    before = source("notes:\n  - q: Draft?\n    a: Yes.\n  - q: Broken?\n")
    added = appended(before, "q: Draft?\na: No.")
    assert [problem.code for problem in added.problems] == ["E213"]
    assert "id:" not in added.source.text
    unread = appended(before, "q: a: b")
    assert [problem.code for problem in unread.problems] == ["E101"]


@pytest.mark.parametrize("text", ["notes:\n  - q: a: b\n", "notes: [{q: a, a: b}]\n"])
def test_where_there_is_no_end_it_says_so(text: str) -> None:
    with pytest.raises(CannotAppendError, match=r"No note can be added to deck\.yaml: it"):
        appended(source(text), NEW)


@pytest.mark.parametrize("text", ["a: b", "no", "# x", 'say "so"', "it's", "two\nlines", "C:\\x"])
def test_a_question_from_the_command_line_is_kept_word_for_word(text: str) -> None:
    added = appended(source("notes:\n"), question_note(text, text, "x"))
    (note,) = compile_deck(added.source, Lessons()).notes
    assert (note.cards[0].face.question, note.cards[0].face.answer) == (text, text)


def test_an_answer_of_several_lines_becomes_a_block() -> None:
    assert question_note("How?\n", "First this.\nThen that.\n") == (
        "- q: How?\n  a: |\n    First this.\n    Then that.\n"
    )


def test_the_examples_of_a_new_deck_compile() -> None:
    text = deck_text(Slug("rivers"))
    assert codes(deck(text)) == ["W304"]
    examples = deck(re.sub(r"(?m)^  # (?=[- ] )", "  ", text).replace("  #\n", "\n"))
    assert codes(examples) == []
    assert len(examples.notes) == 3


def test_an_empty_template_is_known() -> None:
    text = note_text(Slug("rivers"), tuple(BY_HEAD))
    assert is_left_empty(without_remarks(text))
    assert is_left_empty("- q:\n  a: ")
    assert not is_left_empty(without_remarks(text.replace("q:", "q: What?")))


def test_a_note_is_found_by_its_id_then_by_its_line() -> None:
    text = source("notes:\n  # above\n  - q: One?\n  - {id: two, q: a, a: b}\n  - id: three\n")
    assert [index_of(text, name, 0) for name in ("two", "three", "one")] == [1, 2, None]
    assert index_of(text, "one", 3) == 0
    assert line_of(text, 1) == 4
    assert [problem.code for problem in problems_of(text, 0)] == ["E204"]
    assert problems_of(text, 1) == problems_of(text, 9) == ()
