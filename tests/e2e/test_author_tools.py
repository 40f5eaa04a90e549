"""The author's tools as an author runs them."""

from pathlib import Path
from textwrap import dedent

import pytest
from helpers_program import Home

BROKEN = """\
    title: Layers
    notes:
      - q: How long is it: thirty or ninety seconds?
        a: Ninety.
      - id: sound
        q: Is this note left alone?
        a: 'Yes'   # quite
    """


def lines(text: str) -> str:
    return dedent(text)


# check --fix, compile --fix


def test_check_fix_writes_what_is_safe_and_shows_it(home: Home) -> None:
    path = home.deck("layers", BROKEN)
    told = home.run("check", "--fix", "decks")
    assert told.code == 0, told.err
    assert told.out == lines("""\
        --- decks/layers.yaml
        +++ decks/layers.yaml
        @@ -1,5 +1,6 @@
         title: Layers
         notes:
        -  - q: How long is it: thirty or ninety seconds?
        +  - id: how-long-is-it-thirty-or
        +    q: "How long is it: thirty or ninety seconds?"
             a: Ninety.
           - id: sound
        2 notes in 1 deck, no problems
        """)
    assert path.read_text(encoding="utf-8").endswith("a: 'Yes'   # quite\n")
    assert home.run("check", "--fix", "decks").out == "2 notes in 1 deck, no problems\n"


def test_what_is_not_safe_is_left_and_fails_as_before(home: Home) -> None:
    path = home.deck("layers", "notes:\n  - {id: x, q: One, anwser: two}\n")
    before = path.read_bytes()
    told = home.run("check", "--fix", "decks")
    assert told.code == 1
    assert "did you mean 'a'?" in told.err
    assert path.read_bytes() == before


def test_json_stays_json_while_fixing(home: Home) -> None:
    home.deck("layers", BROKEN)
    told = home.run("check", "--fix", "--format", "json", "decks")
    assert told.json() == []
    assert '+    q: "How long is it' in told.err


def test_compile_fix_writes_what_a_note_was_called(home: Home) -> None:
    path = home.deck("geo", "notes:\n  - {id: old, q: What is the capital of France?, a: Paris}\n")
    assert home.run("compile").code == 0
    home.run("review", "--plain", typed="\n3\n")
    home.deck(
        "geo",
        "notes:\n  - id: new\n    q: What is the capital city of France today?\n    a: Paris\n",
    )
    told = home.run("compile", "--fix")
    assert "+    was: old" in told.out
    assert "renamed" in told.out
    assert path.read_text(encoding="utf-8").endswith("    a: Paris\n    was: old\n")
    (card,) = home.cards("deck:geo")
    assert (card["uid"], card["reps"]) == ("geo/new", 1)
    assert home.run("compile", "--dry-run", "--fix").code == 2


def test_a_shipped_deck_is_never_written_unasked(home: Home) -> None:
    home.deck("layers", "notes:\n  - {id: x, q: One, a: two}\n")
    assert home.run("fmt").out == "1 deck, nothing to change\n"


# fmt


def test_fmt_lists_and_then_writes(home: Home) -> None:
    home.deck("one", "notes:\n  - What is it?: That.\n")
    fine = home.deck("two", "notes:\n  - id: x\n    q: What?\n    a: That.\n")
    stamp = fine.stat().st_mtime_ns
    assert home.run("fmt", "--check").out == "would change  decks/one.yaml\n"
    assert home.run("fmt", "--check").code == 1
    written = home.run("fmt")
    assert (written.code, written.out) == (0, "formatted  decks/one.yaml\n")
    assert home.run("fmt", "--check").out == "2 decks, nothing to change\n"
    assert fine.stat().st_mtime_ns == stamp


def test_fmt_names_what_it_cannot_read(home: Home) -> None:
    home.deck("one", "notes:\n  - q: a: b\n")
    told = home.run("fmt", "decks/one.yaml")
    assert told.code == 1
    assert "decks/one.yaml: not formatted; `drillbank check decks/one.yaml` says why" in told.err
    assert home.run("fmt", "decks/two.yaml").code == 2


@pytest.mark.parametrize("command", ["fmt"])
def test_every_tool_explains_itself(home: Home, command: str) -> None:
    told = home.run(command, "--help")
    assert told.code == 0
    assert "Usage: drillbank" in told.out


def test_nothing_is_left_beside_the_decks(home: Home) -> None:
    path = home.deck("one", "notes:\n  - What is it?: That.\n")
    home.run("fmt")
    assert [file.name for file in Path(path.parent).iterdir()] == ["one.yaml"]
