"""Mending a card in the middle of a review: a real editor on a real terminal."""

from pathlib import Path

import pytest
from helpers_program import Home
from helpers_terminal import Terminal


@pytest.fixture
def geo(home: Home) -> Home:
    """A home with one small deck, compiled."""
    home.deck("geo")
    assert home.run("due").code == 0
    return home


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that waits for a line, then mends what is at the line it was opened at."""
    script = tmp_path / "editor"
    script.write_text(
        """#!/bin/sh
trap 'echo interrupted' INT
echo "editing $1"
read answer
read answer
sed -i 's/a: Paris/a: Paris, on the Seine/' "$2"
"""
    )
    script.chmod(0o755)
    return script


def test_the_editor_gets_the_terminal_and_the_card_comes_back_mended(
    geo: Home, editor: Path
) -> None:
    with Terminal(geo, "review", "geo", environment={"EDITOR": str(editor)}) as terminal:
        terminal.until("capital of France")
        terminal.press_until(" ", "Paris")
        terminal.press("E")
        terminal.until("editing +4")
        terminal.press("\x03")
        terminal.until("interrupted")
        terminal.press("\n", "\n")
        terminal.until("Paris, on the Seine")
        terminal.press_until("3", "capital of Peru")
        terminal.press("q")
        assert terminal.ended() == 0
    assert geo.log("geo/france")[0]["rating"] == 3


def test_the_same_in_lines(geo: Home, editor: Path) -> None:
    environment = {"EDITOR": str(editor)}
    with Terminal(geo, "review", "geo", "--plain", environment=environment) as terminal:
        terminal.until("Enter for the answer:")
        terminal.press("\n")
        terminal.until("Rate 1 again")
        terminal.press("E\n")
        terminal.until("editing +4")
        terminal.press("\n", "\n")
        terminal.until("Paris, on the Seine")
        terminal.press("q\n")
        assert terminal.ended() == 0


def test_what_was_being_written_outlives_a_kill(geo: Home) -> None:
    with Terminal(geo, "review", "geo") as terminal:
        terminal.until("capital of France")
        terminal.press("e")
        terminal.until("a: Paris")
        terminal.press("x")
        terminal.until("x  - id: france")
        terminal.kill()
        assert terminal.ended() == 128 + 9
    assert "x  - id" not in (geo.path / "decks" / "geo.yaml").read_text()

    with Terminal(geo, "review", "geo") as terminal:
        terminal.until("capital of France")
        terminal.press("e")
        terminal.until("what you were writing when a session was cut short")
        terminal.press("\x1b[3~")
        terminal.press("\x13")
        terminal.until("SPACE show answer")
        terminal.press("q")
        assert terminal.ended() == 0
