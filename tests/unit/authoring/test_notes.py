"""Notes: kinds told apart, names, defaults, and what makes a note sound."""

from dataclasses import replace

import pytest
from helpers_authoring import codes, deck, notes, the_note, told, underlined

from drillbank.authoring.decks import Deck

EVERY_KEY = """
- id: hook
  was: [detail, other-deck/bait]
  tags: [staff, hooks]
  hint: It is dropped.
  why: Interviewers follow it.
  after: [layers]
  retired: Nobody asks this any more.
  restart: 2
  term: hook
  means: A detail dropped on purpose.
"""


def test_the_common_keys_are_read() -> None:
    note = the_note(EVERY_KEY)
    assert note.uid == "deck/hook"
    assert note.tags == ("staff", "hooks")
    assert note.retired == "Nobody asks this any more."
    assert note.restart == 2
    assert note.line == 3
    assert note.head == "hook"
    assert note.kind == "term"
    (card,) = note.cards
    assert card.was == ("deck/detail#means", "other-deck/bait#means")


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n# Done.\n"])
@pytest.mark.parametrize("block", ["|", "|+", ">"])
def test_a_name_below_a_bar_is_that_name(block: str, end: str) -> None:
    def written(start: str) -> Deck:
        return deck(
            f"deck: {start}layers\nnotes:\n"
            f"  - id: {start}hook\n    prompt: What is a hook?\n    answer: A detail.\n"
            f"    limit: {start}90s\n    story: {start}tale\n    after: {start}other\n"
            f"    tags: {start}staff\n    was: {start}detail{end}"
        )

    inline, below = written(""), written(f"{block}\n      ")
    assert told(below) == []
    assert [replace(note, line=0) for note in below.notes] == [
        replace(note, line=0) for note in inline.notes
    ]
    assert below.links.named[0].was == ("layers/detail",)
    assert [link.name for link in below.links.links] == ["other", "tale"]


def test_a_renamed_note_with_a_renamed_step_has_been_called_every_mixture() -> None:
    note = the_note(
        """
        - id: decide
          was: choose
          steps: How?
          of:
            weigh: {text: Compare., was: score}
            act: Do it.
        """
    )
    weigh = note.cards[2]
    assert weigh.uid == "deck/decide#act"
    assert weigh.was == ("deck/choose#act",)
    assert note.cards[1].was == (
        "deck/decide#score",
        "deck/choose#weigh",
        "deck/choose#score",
    )


def test_a_draft_is_named_by_its_text() -> None:
    note = the_note("- {q: How long is the first layer of it?, a: Ninety seconds.}")
    assert note.uid == "deck/how-long-is-the-first-layer"
    assert note.provisional


def test_a_draft_with_gaps_is_named_by_the_text_without_them() -> None:
    assert the_note("- cloze: It carries {{1::two}} hooks.").uid == "deck/it-carries-two-hooks"


def test_both_quick_forms_are_questions() -> None:
    compiled = notes(
        """
        - How long is a layer?: Ninety seconds.
        - {id: first, q: "How long?", a: "90 seconds"}
        - Why?: Because.
        - Name three moves: Frame, weigh, decide.
          tags: moves
        """
    )
    assert compiled.sound, told(compiled)
    assert [(note.kind, note.cards[0].face.answer) for note in compiled.notes] == [
        ("q", "Ninety seconds."),
        ("q", "90 seconds"),
        ("q", "Because."),
        ("q", "Frame, weigh, decide."),
    ]
    assert compiled.notes[3].tags == ("moves",)


def test_a_misspelt_head_is_no_quick_question() -> None:
    compiled = notes("- stepz: How do you decide?")
    assert codes(compiled) == ["E201"]
    assert underlined(compiled) == ["stepz"]


def test_the_deck_gives_its_tags_and_defaults_to_every_note() -> None:
    compiled = deck(
        """
        title: Hooks
        deck: hooks
        tags: [staff]
        defaults: {limit: 90s}
        notes:
          - {prompt: Why?, answer: Because., tags: [staff, why]}
          - {prompt: How?, answer: So., limit: 60s}
          - {q: What?, a: That.}
        """
    )
    assert compiled.sound, told(compiled)
    assert compiled.title == "Hooks"
    assert compiled.slug == "hooks"
    assert [note.cards[0].face.limit_s for note in compiled.notes] == [90, 60, None]
    assert compiled.notes[0].tags == ("staff", "why")


def test_a_mistake_in_the_header_leaves_its_other_keys_in_force() -> None:
    compiled = deck("deck: hooks\ntitel: Hooks\nnotes:\n  - Why?: Because.\n")
    assert codes(compiled) == ["E203"]
    assert compiled.slug == "hooks"
    assert not compiled.sound
    assert len(compiled.notes) == 1


def test_a_mistake_in_a_default_is_told_once() -> None:
    compiled = deck(
        "defaults: {limit: soon}\nnotes:\n"
        "  - {prompt: Why?, answer: So.}\n  - {prompt: How?, answer: So.}\n"
    )
    assert codes(compiled) == ["E207"]


def test_all_problems_of_a_note_are_told_at_once() -> None:
    compiled = notes("- {id: Bad Id, q: What?, restart: often, hnit: It, why: [a, b]}")
    assert sorted(codes(compiled)) == ["E203", "E206", "E207", "E210"]


def test_a_broken_note_keeps_its_id_from_others() -> None:
    compiled = notes("- {id: hook, zzz: What}\n- {id: hook, q: What?, a: That.}\n")
    assert codes(compiled) == ["E201", "E211"]
    assert compiled.notes == ()


def test_a_frozen_id_comes_before_a_draft_of_the_same_name() -> None:
    compiled = notes("- {q: What now?, a: That.}\n- {id: what-now, q: And then?, a: This.}\n")
    assert codes(compiled) == ["E213"]
    assert [note.uid for note in compiled.notes] == ["deck/what-now"]
    assert compiled.diagnostics[0].span.begins.line == 2


def test_diagnostics_name_their_note() -> None:
    compiled = deck(
        """
        titel: Hooks
        notes:
          - {id: hook, q: What?, a: That., zzz: x}
          - id: lost
            q: What is C # and why?
            a: A language.
            a: A letter.
        """
    )
    assert [(d.code, d.note_uid) for d in compiled.diagnostics] == [
        ("E203", None),
        ("E203", "deck/hook"),
        ("W301", "deck/lost"),
        ("E110", "deck/lost"),
    ]


def test_a_deck_with_only_broken_notes_is_reported_and_empty() -> None:
    compiled = notes("- q: What: now?\n  a: That.\n")
    assert codes(compiled) == ["E101"]
    assert compiled.notes == ()
    assert not compiled.sound


def test_a_note_with_a_key_written_twice_is_not_used() -> None:
    compiled = notes(
        """
        - {q: What?, a: That., a: This.}
        - q: Which?
          a: The first.
          a: The second.
        - {q: Where?, a: Here., tags: [!mark x]}
        """
    )
    assert codes(compiled) == ["E110", "E110", "E112"]
    assert compiled.notes == ()


def test_a_warning_leaves_the_deck_sound() -> None:
    compiled = notes("- q: What is C # for?\n  a: Many things.\n")
    assert codes(compiled) == ["W301"]
    assert compiled.sound
    assert len(compiled.notes) == 1


def test_the_fingerprint_follows_the_text_and_not_its_layout() -> None:
    flow = the_note('- {id: x, q: "What?", a: "That."}')
    block = the_note("- q: What?\n  id: y\n  a: |\n    That.\n  hint: Look.\n  why: So.\n")
    other = the_note('- {id: x, q: "What?", a: "This."}')
    assert flow.cards[0].fingerprint == block.cards[0].fingerprint
    assert flow.cards[0].fingerprint != other.cards[0].fingerprint
    assert len(flow.cards[0].fingerprint) == 16


def test_the_fingerprint_follows_wordings_and_points() -> None:
    plain = the_note("- {q: What?, a: That.}").cards[0].fingerprint
    also = the_note("- {q: What?, a: That., also: [And what?]}").cards[0].fingerprint
    points = the_note("- {q: What?, a: That., points: {x: The x.}}").cards[0].fingerprint
    assert len({plain, also, points}) == 3


@pytest.mark.parametrize("lines", ["one:Two", "one:Two\n    three:Four"])
def test_names_without_a_space_are_told_as_that(lines: str) -> None:
    (problem,) = told(notes(f"- q: How?\n  points:\n    {lines}\n"))
    assert problem.startswith("E108 4:10 ")


def test_a_text_with_a_colon_is_not_taken_for_names() -> None:
    assert codes(notes("- q: How?\n  points: see http://example.org\n")) == ["E206"]
