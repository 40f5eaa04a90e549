"""The program on a real terminal: a person's session, and everything that may end it."""

import os
import signal
import subprocess
import termios

import pytest
from helpers_program import PROGRAM, Home
from helpers_terminal import PATIENCE_S, Terminal

CAPITALS = ("Paris", "Lima", "Nairobi", "Tokyo", "Santiago", "Accra")


@pytest.fixture
def geo(home: Home) -> Home:
    """A home with one small deck, compiled."""
    home.deck("geo")
    assert home.run("due").code == 0
    return home


def grade(terminal: Terminal, answer: str, key: str = "3") -> None:
    """Reveals the card whose answer this is, and rates it."""
    terminal.until("show answer")
    terminal.press_until(" ", answer)
    terminal.press(key)


def reps(home: Home) -> int:
    """How many grades count."""
    return sum(card["reps"] for card in home.cards("deck:geo"))


def test_five_cards_then_kill_then_start_again(geo: Home) -> None:
    """The graded ones are graded; the one on the screen is not."""
    with Terminal(geo, "review", "geo") as terminal:
        for answer in CAPITALS[:5]:
            grade(terminal, answer)
        terminal.until("capital of Ghana")
        terminal.press_until(" ", "Accra")
        terminal.kill()
        assert terminal.ended() == 128 + signal.SIGKILL

    assert [card["state"] for card in geo.cards("deck:geo")] == ["learning"] * 5 + ["new"] * 2
    with Terminal(geo, "review", "geo") as terminal:
        terminal.until("capital of Ghana")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(geo: Home, number: signal.Signals) -> None:
    with Terminal(geo, "review", "geo") as terminal:
        grade(terminal, "Paris")
        terminal.until("capital of Peru")
        terminal.kill(number)
        assert terminal.ended() == 128 + number
        assert "capital of Peru" not in terminal.text, "the full screen has been left"
    assert reps(geo) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_plain_lines(geo: Home, number: signal.Signals) -> None:
    with Terminal(geo, "review", "geo", "--plain") as terminal:
        terminal.until("Enter for the answer:")
        terminal.press("\r")
        terminal.until("Rate 1 again")
        terminal.press("3\r")
        terminal.until("capital of Peru")
        terminal.kill(number)
        assert terminal.ended() == 128 + number
        assert "1 card, 1 answer" in terminal.text
    assert reps(geo) == 1


@pytest.mark.parametrize("face", [(), ("--plain",)])
def test_ctrl_c_says_goodbye(geo: Home, face: tuple[str, ...]) -> None:
    with Terminal(geo, "review", "geo", *face) as terminal:
        terminal.until("capital of France")
        terminal.press("\x03")
        assert terminal.ended() == 0
        assert "Nothing was graded." in terminal.text


def test_a_closed_terminal_ends_the_program(geo: Home) -> None:
    with Terminal(geo, "review", "geo") as terminal:
        grade(terminal, "Paris")
        terminal.until("capital of Peru")
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert reps(geo) == 1


def test_a_terminal_that_goes_without_a_signal_ends_the_program_too(geo: Home) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (30, 100))
    program = subprocess.Popen(  # noqa: S603 - our own program
        (*PROGRAM, "review", "geo"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=geo.environment(),
        cwd=geo.path,
        # A session of its own that has this terminal for no controlling one.
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    while b"capital" not in seen:
        seen += os.read(ours, 65536)
    os.close(ours)
    try:
        assert program.wait(PATIENCE_S) == 128 + signal.SIGHUP
    finally:
        program.kill()
        program.wait()


def test_on_a_terminal_an_empty_line_takes_good(geo: Home) -> None:
    with Terminal(geo, "review", "geo", "--plain", "--limit", "1") as terminal:
        terminal.until("Enter for the answer:")
        terminal.press("\r")
        terminal.until("Enter for good:")
        terminal.press("\r")
        terminal.until("Enter ends; c goes on:")
        terminal.press("\r")
        assert terminal.ended() == 0
    assert reps(geo) == 1


@pytest.mark.parametrize("environment", [{"DRILLBANK_PLAIN": "1"}, {"TERM": "dumb"}])
def test_plain_lines_where_a_screen_would_not_do(geo: Home, environment: dict[str, str]) -> None:
    with Terminal(geo, "review", "geo", environment=environment) as terminal:
        terminal.until("Enter for the answer:")
        terminal.press("q\r")
        assert terminal.ended() == 0


def test_a_terminal_of_40_by_12(geo: Home) -> None:
    with Terminal(geo, "review", "geo", columns=40, rows=12) as terminal:
        grade(terminal, "Paris")
        terminal.until("capital of Peru")
        terminal.press("q")
        assert terminal.ended() == 0
    assert reps(geo) == 1


def test_a_terminal_too_small(geo: Home) -> None:
    with Terminal(geo, "review", "geo", columns=30, rows=8) as terminal:
        assert terminal.ended() == 2
        assert "--plain" in terminal.text


def test_no_colour_means_none(geo: Home) -> None:
    with Terminal(geo, "review", "geo", environment={"NO_COLOR": "1"}) as terminal:
        terminal.until("capital of France")
        colours = {cell.fg for row in terminal.cells for cell in row.values() if cell.data.strip()}
        assert colours == {"default"}
        terminal.press("q")
        assert terminal.ended() == 0


def test_undo_on_the_summary_of_a_finished_session(geo: Home) -> None:
    with Terminal(geo, "review", "geo", "--limit", "1") as terminal:
        grade(terminal, "Paris")
        terminal.until("1 card, 1 answer")
        terminal.press("u")
        terminal.until("Undone: Good on geo/france")
        terminal.press("q")
        assert terminal.ended() == 0
    assert reps(geo) == 0


def test_a_terminal_without_line_glyphs_gets_plainer_ones(geo: Home) -> None:
    with Terminal(geo, "review", "geo", environment={"PYTHONIOENCODING": "ascii"}) as terminal:
        grade(terminal, "Paris")
        shown = terminal.until("capital of Peru")
        assert shown.isascii()
        assert "-----" in shown, "the progress bar and the line above the keys"
        assert ">6 new" in shown.replace("> ", ">"), "the arrow at the pile"
