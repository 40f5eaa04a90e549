"""``scripts/check_overlaps.py``: what it takes for told twice, and what for a fact."""

from pathlib import Path

import pytest

from scripts.check_overlaps import main

DECK = """\
notes:
  - id: story
    story: Moving payments
    headline: We moved [41 million](fact:story.rows) rows.
    facts: {rows: 41 million, teams: seven}
  - id: first
    prompt: Tell me about a migration.
    answer:
      situation: Our database was nearly full before the winter.
      task: Somebody had to find it a new home by March.
      action: I asked each team what it would most regret in two years, and wrote that down.
      result: We moved [seven](fact:story.teams) teams. The night was quiet.
  - id: second
    prompt: Tell me about a decision.
    answer:
      situation: A colleague refused my plan in front of everyone.
      task: Her reasons were good and mine were older.
      action: She showed me the sum, and I took it home with me.
      result: The plan changed in [41 million](fact:story.rows) places. I asked too late.
    hooks:
      why: {q: Why?, a: Because a plan that nobody has attacked is only a wish.}
"""


def checked(folder: Path, deck: str) -> int:
    """The exit status of a run over this deck."""
    path = folder / "deck.yaml"
    path.write_text(deck, encoding="utf-8")
    return main([str(path)])


def with_other(old: str, new: str) -> str:
    assert old in DECK
    return DECK.replace(old, new)


@pytest.mark.parametrize(
    "deck",
    [
        DECK,
        # Eight words are a phrase.
        with_other("She showed me", "It was what it would most regret in two years. She showed me"),
        # A name, figures and what somebody said make no sentence of one's own.
        with_other(
            "She showed me",
            'By Friday 3 March 2023 Gudrun Falk had 9 of 14, "I asked each team what it would most'
            ' regret in two years, and wrote that down", and she showed me',
        ),
    ],
)
def test_what_is_told_once_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], deck: str
) -> None:
    assert checked(tmp_path, deck) == 0
    assert capsys.readouterr().out == "10 texts, 0 overlaps\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "She showed me",
            "They asked each team what it would most regret in two years, and she showed me",
            "deck/first action | deck/second action: 11 words: asked each team what it would",
        ),
        (
            "Because a plan that nobody has",
            "I asked each team what it would most regret in two years, and that nobody has",
            "deck/first action | deck/second hook why: 11 words: i asked each team what",
        ),
        (
            "A colleague refused my plan",
            "Our database was nearly full and she refused my plan",
            "deck/first | deck/second: open alike: our database was nearly full",
        ),
        (
            "She showed me the sum",
            "I asked each team what it had",
            "deck/first | deck/second: turn alike: i asked each team what",
        ),
        (
            "The plan changed in [41 million](fact:story.rows) places.",
            "The plan changed for [7](fact:story.teams) teams.",
            "deck/first | deck/second: end on the same figure: story.teams",
        ),
    ],
)
def test_what_is_told_twice_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert checked(tmp_path, with_other(old, new)) == 1
    said = capsys.readouterr().out
    assert told in said
    assert said.endswith("10 texts, 1 overlap\n")


def test_a_deck_that_yaml_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, "notes:\n  - a: b: c\n") == 2
    assert "has errors" in capsys.readouterr().err
