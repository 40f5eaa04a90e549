"""What a table asks."""

from helpers_authoring import cards, codes, notes, underlined

ROUNDS = """
- id: rounds
  table: The rounds of a staff loop
  columns: [what it scores, usual failure]
  rows:
    coding: [the muscle is still there, speed]
    Ambiguous design:
      what it scores: scoping, priorities, judgement
      usual failure: no bounded scope
"""


def test_every_cell_is_a_card_named_by_its_row_and_column() -> None:
    made = cards(ROUNDS)
    assert list(made) == [
        "coding/what-it-scores",
        "coding/usual-failure",
        "ambiguous-design/what-it-scores",
        "ambiguous-design/usual-failure",
    ]
    face = made["ambiguous-design/usual-failure"].face
    assert (face.question, face.answer) == (
        "The rounds of a staff loop\n\n**Ambiguous design**: usual failure?",
        "no bounded scope",
    )


def test_only_asked_columns_make_cards() -> None:
    made = cards(f"{ROUNDS}  ask: [usual failure]\n")
    assert list(made) == ["coding/usual-failure", "ambiguous-design/usual-failure"]


def test_a_row_added_or_moved_leaves_the_other_cards_as_they_were() -> None:
    before = cards(ROUNDS)
    after = cards(ROUNDS.replace("  rows:\n", "  rows:\n    deep dive: [depth, no numbers]\n"))
    assert {name: after[name].fingerprint for name in before} == {
        name: card.fingerprint for name, card in before.items()
    }


def test_rows_and_columns_remember_their_earlier_names() -> None:
    made = cards(
        """
        - id: rounds
          was: loop
          table: Rounds
          columns: [scores, {name: usual failure, was: failure}]
          rows:
            coding: {cells: [the muscle, speed], was: [code, kata]}
            design:
              cells: {scores: scope, usual failure: none}
              was: sketch
        """
    )
    assert made["coding/scores"].was == (
        "deck/rounds#code/scores",
        "deck/rounds#kata/scores",
        "deck/loop#coding/scores",
        "deck/loop#code/scores",
        "deck/loop#kata/scores",
    )
    assert made["design/usual-failure"].was[:3] == (
        "deck/rounds#design/failure",
        "deck/rounds#sketch/usual-failure",
        "deck/rounds#sketch/failure",
    )


def test_a_table_of_one_column_needs_no_lists() -> None:
    made = cards("- {table: Ports, columns: [port?], rows: {ssh: 22, https: 443}}")
    assert made["ssh/port"].face.question == "Ports\n\n**ssh**: port?"
    assert made["https/port"].face.answer == "443"


def test_a_column_may_be_called_cells() -> None:
    made = cards("- {table: Organs, columns: [cells], rows: {liver: {cells: hepatocytes}}}")
    assert made["liver/cells"].face.answer == "hepatocytes"


def test_a_row_that_does_not_fit_is_told_where_it_stops_to_fit() -> None:
    compiled = notes(
        """
        - table: Rounds
          columns: [scores, fails]
          rows:
            design: [scoping, priorities, judgement]
            coding: [muscle]
            lead: {scores: influence, fials: none}
            dive: {cells: [a, b, c]}
        """
    )
    assert codes(compiled) == ["E243", "E243", "E244", "E243"]
    assert underlined(compiled) == ["judgement", "coding", "fials", "c"]
    assert compiled.notes == ()
