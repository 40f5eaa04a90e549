"""From text to a tree: one bad note never hides another."""

import pytest
from helpers_authoring import codes, deck, fixed, notes, source, told

from drillbank.authoring.loader import load
from drillbank.authoring.nodes import Mapping, Text, span_inside

SOUND_AROUND = """notes:
  - id: before
    q: What is sound?
    a: This.

{note}
  - id: after
    q: What else?
    a: This too.
    also: [In other words]
"""


def values(text: str) -> dict[str, str]:
    """The plain keys of the only note of a deck."""
    loaded = load(source(f"notes:\n  - {text}"))
    assert loaded.problems == ()
    (note,) = loaded.notes
    assert isinstance(note, Mapping)
    return {e.key.value: e.value.value for e in note.entries if isinstance(e.value, Text)}


@pytest.mark.parametrize(
    "note",
    [
        "  - q: What: is it?",
        "  - q: [What",
        '  - q: "What',
        "  - q: 'What\n    a: 'That'",
        "  - q: `What`",
        "  - q: {{What}} is it",
        "  - q: *What* is it",
        "  - q: What\n   a: That",
        "  - q: What\n a: That",
        "  - q: What\na: That",
        "  - q: @What",
        "  - q: - What",
        "  - q:What\n    a: That",
        "  - q: What\n      a: That",
        "  - q: What\n\ta: That",
        "   - q: What\n     a: That",
        " - q: What\n   a: That",
        "- q: What\n  a: That",
        "  - q: |What",
        '  - q: "\\d"',
        "  - q: {a: b\n    a: That",
        "  - - - q",
        "  -",
        "  - What",
    ],
)
def test_a_broken_note_leaves_its_neighbours_alone(note: str) -> None:
    compiled = deck(SOUND_AROUND.format(note=note))
    assert [n.uid for n in compiled.notes] == ["deck/before", "deck/after"], told(compiled)
    assert not compiled.sound
    assert {5 < d.span.begins.line < 9 for d in compiled.diagnostics} == {True}


def test_a_list_may_stand_at_the_left_margin() -> None:
    compiled = deck("notes:\n- q: What: now?\n  a: b\n- q: And?\n  a: c\ntitle: T\n")
    assert codes(compiled) == ["E101"]
    assert len(compiled.notes) == 1
    assert compiled.title == "T"


def test_keys_after_the_notes_belong_to_the_deck() -> None:
    compiled = deck("notes:\n  - q: What: now?\n    a: b\ntags: [one]\ntitle: a: b\n")
    assert codes(compiled) == ["E101", "E101"]


def test_two_mistakes_in_one_note_are_both_told() -> None:
    compiled = notes("- q: What: now?\n  hint: `x`\n  a:That\n")
    assert [line.split(" ")[:2] for line in told(compiled)] == [
        ["E101", "2:12"],
        ["E105", "3:11"],
        ["E108", "4:6"],
    ]


def test_a_tab_before_a_dash_is_told_there_and_can_be_taken_out() -> None:
    text = SOUND_AROUND.format(note="\t  - q: What?\n    a: That.\n")
    compiled = deck(text)
    (problem,) = compiled.diagnostics
    assert problem.code == "E102"
    assert problem.span.begins.line == 6
    assert problem.fix is not None
    assert len(deck(fixed(source(text), problem.fix).text).notes) == 3


def test_a_conflict_spoils_only_what_it_touches() -> None:
    compiled = deck(
        SOUND_AROUND.format(
            note="<<<<<<< HEAD\n  - q: One?\n    a: b\n||||||| base\n=======\n>>>>>>> x"
        )
    )
    assert codes(compiled) == ["E115"]
    assert len(compiled.notes) == 2


@pytest.mark.parametrize(
    "text",
    [
        "- id: x\n  q: One?\n<<<<<<< HEAD\n  a: b\n=======\n  a: c\n>>>>>>> x\n",
        "- id: x\n<<<<<<< HEAD\n  q: One?\n- id: y\n=======\n- id: z\n>>>>>>> x\n  q: Two?\n",
        "<<<<<<< HEAD\n- id: x\n  q: One?\n=======\n- id: y\n  q: Two?\n>>>>>>> x\n\n  a: b\n",
        '<<<<<<< HEAD\n- id: x\n  q: "One?\n=======\n- q: Two?\n>>>>>>> x\n  a: b: c\n',
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_of_a_note_that_git_tore_apart_nothing_else_is_told(text: str, ending: str) -> None:
    sound = "- id: {}\n  q: Why?\n  a: So.\n"
    compiled = deck(f"notes:\n{sound.format('a')}{text}{sound.format('b')}".replace("\n", ending))
    assert codes(compiled) == ["E115"]
    assert [note.uid for note in compiled.notes] == ["deck/a", "deck/b"]


def test_a_row_of_equals_signs_is_no_conflict() -> None:
    compiled = notes("- q: What is under a heading?\n  a: |\n    Title\n    =======\n")
    assert compiled.sound


def test_document_marks_around_the_deck_are_harmless() -> None:
    assert deck("# a comment\n---\nnotes:\n  - Why?: Because.\n...\n").sound
    assert deck("%YAML 1.1\n---\nnotes:\n  - Why?: Because.\n").sound


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("q: plain text", "plain text"),
        ('q: "say \\"no\\""', 'say "no"'),
        ("q: 'it''s'", "it's"),
        ("q: two\n      lines", "two lines"),
        ("q: |\n      a\n       b\n\n      c\n", "a\n b\n\nc"),
        ("q: >\n      a\n      b\n", "a b"),
        ("q: don't", "don't"),
        ("q: 50% of -5", "50% of -5"),
    ],
)
def test_a_value_is_what_was_typed(written: str, value: str) -> None:
    assert values(written) == {"q": value}


def place_of(word: str, text: str) -> str:
    """The file's text at the place where a word of the value of ``q`` is said to stand."""
    loaded_from = source(text)
    (note,) = load(loaded_from).notes
    node = note.get("q") if isinstance(note, Mapping) else None
    assert isinstance(node, Text)
    at = node.value.index(word)
    return span_inside(loaded_from, node, at, at + len(word)).text


@pytest.mark.parametrize(
    "value",
    [
        "one two three",
        '"one two three"',
        "'one two three'",
        "|\n      one\n\n      two\n        three\n",
        "|-\n      one\n      two\n\n",
        "|2\n        one\n      two\n",
        "|\n\n\n      one\n      two\n",
        "|\r\n      one\r\n      two\r\n",
        "|  # a comment\n      one\n      two",
    ],
)
def test_the_place_of_a_word_inside_a_value_is_exact(value: str) -> None:
    assert place_of("two", f"notes:\n  - q: {value}\n") == "two"


def test_where_yaml_changed_the_text_the_whole_value_is_shown() -> None:
    assert place_of("two", 'notes:\n  - q: "one \\t two"\n') == '"one \\t two"'
    assert place_of("two", "notes:\n  - q: >\n      one\n      two\n").startswith(">")


def test_a_comment_is_lost_text_only_behind_an_unquoted_value() -> None:
    compiled = notes(
        """
        - id: x # fine
          q: "What?" # fine
          a: | # fine
            # fine
            That
          tags: [a, b] # fine
          also: # fine
            - In C # lost
            - 'In C' # fine
        """
    )
    assert codes(compiled) == ["W301"]
    assert compiled.diagnostics[0].span.text == "# lost"


def test_depth_is_limited_before_it_costs_anything() -> None:
    assert "E119" in codes(deck("[" * 100_000))
    assert codes(deck("notes:\n  - q: " + "{a: " * 5_000)) == ["E119"]


def test_a_note_nested_too_deep_hides_no_other() -> None:
    """The depth is the deck's, whether the file or only the note can be parsed."""
    for more in ("", "  - q: What: now?\n    a: This.\n"):
        deep = f"  - q: {'[' * 30}{']' * 30}\n"
        compiled = deck(SOUND_AROUND.format(note=deep + more))
        assert [n.uid for n in compiled.notes] == ["deck/before", "deck/after"], told(compiled)
        assert told(compiled)[0].startswith("E119 6:37 ")
        assert codes(compiled) == ["E119", "E101"][: 1 + bool(more)]


@pytest.mark.parametrize("mark", ["'", '"'])
def test_an_open_quote_does_not_end_at_the_next_one_below(mark: str) -> None:
    """YAML reads it as a text that holds the keys in between, and the rest for a comment."""
    note = f"  - q: What?\n    a: {mark}This.\n    see: {mark}#that{mark}\n"
    compiled = deck(SOUND_AROUND.format(note=note))
    assert [n.uid for n in compiled.notes] == ["deck/before", "deck/after"]
    assert [line[:9] for line in told(compiled)] == ["E103 7:8 "]


@pytest.mark.parametrize("text", ['"One\n      and two."', "'One\n\n       and two.'"])
def test_a_quoted_text_may_go_on_further_in(text: str) -> None:
    assert values(f"q: What?\n    a: {text}")["a"].split() == ["One", "and", "two."]


def test_a_quoted_item_of_a_list_may_go_on_behind_its_dash() -> None:
    compiled = notes('- q: What?\n  a: This.\n  also: ["Which\n    one?"]\n  tags:\n  - "a\n   b"')
    assert codes(compiled) == ["E207"]  # a tag of two words, and so one text


@pytest.mark.parametrize(
    ("note", "place"),
    [
        ("- id: what\n  table:What\n  columns: [one]\n  rows: {a: [b]}\n", "E108 3:10 "),
        ("- q: What?\n  a:This.\n  tags: [one]\n", "E108 3:6 "),
        ("- id: what\n  rows:\n    in order:Up.\n    by chance: Down.\n", "E108 4:15 "),
        ("- q: What?\n  a: Half an hour\n   later at 12:30\n   so: yes\n", "E107 5:6 "),
        ("- q: What?\n  a: This.\n    tags: [one]\n", "E107 4:7 "),
        ("- q: What?\n  a:A `list`.\n", "E108 3:6 "),
        ("- q: What?\n  a: *Put `*` before* it.\n", "E105 3:8 "),
        ("- q: What?\n  a: 'This' `or that`\n", "E104 3:15 "),
        ("- q: What?\n  a: This.\n  tags: ['one', `two`]\n", "E105 4:19 "),
    ],
)
def test_the_first_mistake_is_told_and_not_what_it_made_of_the_rest(note: str, place: str) -> None:
    (problem,) = told(notes(note))
    assert problem.startswith(place)


def test_the_slow_parser_says_the_same_of_block_style() -> None:
    text = SOUND_AROUND.format(note="  - q: What: now?\n    a: `b`")
    for part in (text, text.replace("What: now", "What now"), "title: [a\nnotes:\n"):
        fast, slow = load(source(part)), load(source(part), pure=True)
        assert fast.notes == slow.notes
        assert [(d.code, d.span) for d in fast.problems] == [
            (d.code, d.span) for d in slow.problems
        ]
