"""What a trade-off asks."""

import pytest
from helpers_authoring import cards, codes, notes, the_note, underlined

AXIS = """
- id: split
  axis: [consistency, {name: availability, was: uptime}]
  pulls:
    consistency:
      double-spend: A second debit costs more than a minute of errors.
    availability:
      shrug: A stale basket is a shrug.
      lost-sale: An error page is a lost sale.
  decide:
    who-sees-it: Who notices a stale read?
  choice:
    case: Ledger writes during a region split.
    pick: consistency
    because: Refunds cannot be un-sent.
    cost: 0.02 % of checkouts failed.
  dissolve: Reserve the amount locally, settle later.
"""


def test_an_axis_asks_for_both_pulls_for_the_decision_a_choice_and_the_way_out() -> None:
    assert list(cards(AXIS)) == [
        "pull/consistency",
        "pull/availability",
        "decide",
        "choice",
        "dissolve",
    ]


def test_the_reasons_of_a_pole_are_points_to_tick() -> None:
    face = cards(AXIS)["pull/availability"].face
    assert [point.id for point in face.points] == ["shrug", "lost-sale"]
    assert face.answer == "- A stale basket is a shrug.\n- An error page is a lost sale."
    assert "**availability**" in face.question


def test_the_questions_that_decide_are_points_to_tick() -> None:
    face = cards(AXIS)["decide"].face
    assert [(point.id, point.text) for point in face.points] == [
        ("who-sees-it", "Who notices a stale read?")
    ]


def test_the_case_is_shown_and_the_choice_is_not() -> None:
    face = cards(AXIS)["choice"].face
    assert face.question.startswith("Ledger writes during a region split.")
    assert "Refunds" not in face.question
    assert face.answer == (
        "**consistency**: Refunds cannot be un-sent.\n\n**Cost.** 0.02 % of checkouts failed."
    )


def test_a_pole_remembers_its_earlier_name() -> None:
    assert cards(AXIS)["pull/availability"].was == ("deck/split#pull/uptime",)


def test_a_draft_is_named_by_its_poles() -> None:
    note = the_note("- {axis: [Build it, buy], pulls: {Build it: {fit: It fits.}, buy: {x: y}}}")
    assert note.uid == "deck/build-it-buy"
    assert note.head == "Build it / buy"
    assert [card.uid for card in note.cards] == [
        "deck/build-it-buy#pull/build-it",
        "deck/build-it-buy#pull/buy",
    ]


@pytest.mark.parametrize(
    ("note", "told", "at"),
    [
        ("{axis: [a], pulls: {a: {x: y}}}", ["E207"], ["[a]"]),
        ("{axis: [a, b, c], pulls: {a: {x: y}}}", ["E207"], ["[a, b, c]"]),
        ("{axis: a or b, pulls: {a: {x: y}}}", ["E206"], ["a or b"]),
        ("{axis: [a, b], pulls: {a: {x: y}}}", ["E204"], ["pulls"]),
        ("{axis: [a, b], pulls: {a: {x: y}, bb: {z: y}}}", ["E245"], ["bb"]),
        ("{axis: [a, b], pulls: {a: {x: y}, b: {x: y}}}", ["E241"], ["x"]),
        ("{axis: [a, b], pulls: {a: {x: y}, b: {z: y}}, decide: {z: q}}", ["E241"], ["z"]),
        ("{axis: [a, A], pulls: {a: {x: y}, A: {z: y}}}", ["E214"], ["A"]),
        (
            "{axis: [a, b], pulls: {a: {x: y}, b: {z: y}}, choice: {case: c, pick: d, because: e}}",
            ["E245"],
            ["d"],
        ),
    ],
)
def test_an_axis_that_does_not_hold_together_is_refused(
    note: str, told: list[str], at: list[str]
) -> None:
    compiled = notes(f"- {note}\n")
    assert codes(compiled) == told
    assert underlined(compiled) == at
    assert compiled.notes == ()
