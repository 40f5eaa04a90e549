"""What ``fmt`` does to a deck, a rule a test."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from helpers_authoring import source

from drillbank.authoring.compile import find_decks
from drillbank.authoring.fmt.formatting import formatted
from drillbank.authoring.fmt.order import key_order
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.source_file import Unreadable, read

DECKS = find_decks(Path(__file__).parents[3] / "decks").decks


def tidy(text: str) -> str:
    """The deck after formatting, which a second run leaves alone."""
    after = formatted(source(dedent(text)))
    assert after is not None
    assert formatted(after) == after
    return after.text


def check(before: str, after: str) -> None:
    assert tidy(before) == dedent(after)


def test_a_draft_gets_the_id_it_went_by() -> None:
    check(
        """\
        notes:
          - q: What is a hook, and what for?
            a: A detail.
        """,
        """\
        notes:
          - id: what-is-a-hook-and-what
            q: What is a hook, and what for?
            a: A detail.
        """,
    )


def test_the_quick_form_is_written_out() -> None:
    check(
        """\
        notes:
          # first
          - What is a hook?:  A detail.  # said quickly
          - "Say: what?": |
              Two
              lines.
        """,
        """\
        notes:
          # first
          - id: what-is-a-hook
            q: What is a hook?
            a:  A detail.  # said quickly

          - id: say-what
            q: "Say: what?"
            a: |
              Two
              lines.
        """,
    )


def test_two_drafts_that_begin_alike_wait_for_their_author() -> None:
    text = """\
        notes:
          - q: What does the first layer carry, and why?
            a: One.

          - q: What does the first layer carry at L7?
            a: Two.
        """
    assert tidy(text).count("id: ") == 1


def test_keys_stand_in_order_and_comments_travel_with_them() -> None:
    check(
        """\
        notes:
          # about the note
          - why: Because.
              # about the reason
            # about the answer
            a: |
              A block,
                indented.

            hint: A hint.
            # about the id
            id: order
            q: What order?
        """,
        """\
        notes:
          # about the note
          # about the id
          - id: order
            q: What order?
            # about the answer
            a: |
              A block,
                indented.

            hint: A hint.
            why: Because.
              # about the reason
        """,
    )


def test_notes_stand_one_blank_line_apart_and_lines_end_without_blanks() -> None:
    before = "notes:  \n  - {id: a, q: b, a: c}\n    # of a\n  # of b\n\n\n  # too\t\n"
    before += "  - id: b\n    q: |\n      kept  \n      so\n    a: d   \n\n\n"
    after = "notes:\n  - {id: a, q: b, a: c}\n    # of a\n\n  # of b\n\n  # too\n"
    after += "  - id: b\n    q: |\n      kept  \n      so\n    a: d\n"
    assert tidy(before) == after


def test_line_endings_and_the_byte_order_mark_stay() -> None:
    text = "notes:\r\n  - q: a\r\n    a: b"
    assert tidy(text) == "notes:\r\n  - id: a\r\n    q: a\r\n    a: b\r\n"


def test_tabs_become_blanks() -> None:
    text = "notes:\n  - id: x\n    q:\tWhat?\n\ta: That.\t\n"
    assert tidy(text) == "notes:\n  - id: x\n    q: What?\n    a: That.\n"


def test_gaps_get_the_numbers_they_went_by() -> None:
    check(
        """\
        notes:
          - id: block
            cloze: |
              A {{one}}, {{1::two}}
              and {{three::hint}}.

          - {id: one, cloze: "{{Alone}} here"}
        """,
        """\
        notes:
          - id: block
            cloze: |
              A {{2::one}}, {{1::two}}
              and {{3::three::hint}}.

          - {id: one, cloze: "{{Alone}} here"}
        """,
    )


def test_signs_between_braces_are_quoted() -> None:
    check(
        """\
        notes:
          - {id: x, q: How long?, a: a#b, see: http://x.y/z?q, also: [say "so"?, 12:30]}
        """,
        """\
        notes:
          - {id: x, q: "How long?", also: ['say "so"?', "12:30"], a: "a#b", see: "http://x.y/z?q"}
        """,
    )


def test_prose_is_never_wrapped() -> None:
    text = (
        f"notes:\n  - id: x\n    q: >\n      {'word ' * 60}\n      more\n    a: {'word ' * 60}x\n"
    )
    assert tidy(text) == text


@pytest.mark.parametrize(
    "text", ["notes:\n  - q: a: b\n", "- q: a\n", "notes: text\n", "a: &x b\n"]
)
def test_what_yaml_cannot_read_is_left_alone(text: str) -> None:
    assert formatted(source(text)) is None


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "notes:\n", "notes: []\n", "title: x\nnotes:\n"]
)
def test_a_deck_without_notes_has_nothing_to_format(text: str) -> None:
    assert tidy(text) == text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.head))
def test_every_key_of_every_kind_has_its_place(kind: Kind[Any]) -> None:
    head, model = str(kind.head), kind.model
    order = key_order(head, tuple(model.model_fields))
    assert order[:2] == ("id", head)
    assert sorted(order) == sorted(model.model_fields)


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_shipped_decks_are_formatted(path: Path) -> None:
    found = read(path)
    assert not isinstance(found, Unreadable)
    assert formatted(found) == found
