"""What a case asks."""

from helpers_authoring import cards, codes, notes

CASE = """
- id: fan-out
  case: |
    A product feed, 45 minutes.

    Both strategies were named at minute thirty.
  diagnose:
    committed-late: Named both and chose neither.
    no-numbers: Never said how many readers.
  mend: {commit-then-revisit: Choose one in ten minutes.}
"""


def test_a_case_is_diagnosed_and_then_mended() -> None:
    made = cards(CASE)
    assert list(made) == ["diagnose", "mend"]
    diagnose, mend = made["diagnose"].face, made["mend"].face
    assert diagnose.question == (
        "A product feed, 45 minutes.\n\nBoth strategies were named at minute thirty.\n\n"
        "What went wrong?"
    )
    assert [point.id for point in diagnose.points] == ["committed-late", "no-numbers"]
    assert diagnose.answer == "- Named both and chose neither.\n- Never said how many readers."
    assert mend.question == (f"{diagnose.question}\n\n{diagnose.answer}\n\nWhat would you do?")
    assert [point.id for point in mend.points] == ["commit-then-revisit"]


def test_a_case_may_ask_in_its_own_words() -> None:
    made = cards(f"{CASE}  ask: {{diagnose: What made this round work?}}\n")
    assert made["diagnose"].face.question.endswith("What made this round work?")
    assert "What made this round work?" in made["mend"].face.question
    assert made["mend"].face.question.endswith("What would you do?")


def test_a_point_is_either_of_the_diagnosis_or_of_the_cure() -> None:
    compiled = notes("- {case: It fell., diagnose: {late: It was late.}, mend: {late: Be early.}}")
    assert codes(compiled) == ["E241"]


def test_a_case_needs_both_halves() -> None:
    compiled = notes("- {case: It fell., diagnose: {late: It was late.}}\n")
    assert codes(compiled) == ["E204"]
