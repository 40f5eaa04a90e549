"""Which face a terminal gets, decided before anything is drawn."""

import io
from collections.abc import Mapping

import pytest

from drillbank.base.errors import Exit
from drillbank.tui.terminal import Facts, Front, Refusal, draws_lines, front_for

DUMB = {"TERM": "dumb"}
XTERM = {"TERM": "xterm-256color"}


def facts(
    *,
    typed: bool = True,
    seen: bool = True,
    columns: int = 80,
    rows: int = 24,
    environment: Mapping[str, str] | None = None,
) -> Facts:
    return Facts(typed, seen, columns, rows, {**XTERM, **(environment or {})})


def test_a_terminal_gets_the_screen() -> None:
    assert front_for(facts(), plain=False) is Front.SCREEN


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (400, 100)])
def test_sizes_that_do(size: tuple[int, int]) -> None:
    assert front_for(facts(columns=size[0], rows=size[1]), plain=False) is Front.SCREEN


@pytest.mark.parametrize("size", [(39, 30), (100, 9), (1, 1)])
def test_a_terminal_that_is_too_small_is_refused_naming_plain(size: tuple[int, int]) -> None:
    refusal = front_for(facts(columns=size[0], rows=size[1]), plain=False)

    assert isinstance(refusal, Refusal)
    assert f"{size[0]}x{size[1]}" in refusal.sentence
    assert "--plain" in refusal.sentence
    assert refusal.exit_code is Exit.USAGE


@pytest.mark.parametrize(
    ("typed", "seen", "which"),
    [(False, True, "input"), (True, False, "output"), (False, False, "input")],
)
def test_a_pipe_is_refused_naming_plain(*, typed: bool, seen: bool, which: str) -> None:
    refusal = front_for(facts(typed=typed, seen=seen), plain=False)

    assert isinstance(refusal, Refusal)
    assert refusal.sentence.startswith(f"The {which} is not a terminal")
    assert "drillbank review --plain" in refusal.sentence


@pytest.mark.parametrize(
    "environment", [{"DRILLBANK_PLAIN": "1"}, {"ACCESSIBLE": "yes"}, {"TERM": "dumb"}]
)
def test_the_environment_may_ask_for_lines(environment: dict[str, str]) -> None:
    assert front_for(facts(environment=environment), plain=False) is Front.PLAIN


@pytest.mark.parametrize("environment", [{"DRILLBANK_PLAIN": ""}, {"ACCESSIBLE": "0"}])
def test_or_not(environment: dict[str, str]) -> None:
    assert front_for(facts(environment=environment), plain=False) is Front.SCREEN


def test_lines_work_everywhere() -> None:
    anywhere = facts(typed=False, seen=False, columns=1, rows=1, environment=DUMB)

    assert front_for(anywhere, plain=True) is Front.PLAIN


def test_a_pipe_stays_refused_on_a_dumb_terminal() -> None:
    assert isinstance(front_for(facts(typed=False, environment=DUMB), plain=False), Refusal)


@pytest.mark.parametrize(
    ("encoding", "draws"), [("utf-8", True), ("cp437", False), ("latin-1", False), ("ascii", False)]
)
def test_large_digits_are_drawn_where_the_encoding_has_them(encoding: str, *, draws: bool) -> None:
    assert draws_lines(io.TextIOWrapper(io.BytesIO(), encoding)) is draws


def test_a_stream_that_is_not_there_limits_nothing() -> None:
    assert draws_lines(None)
