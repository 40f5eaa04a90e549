"""Today at a glance, and the counts of ``due``."""

import json
from dataclasses import replace

import pytest
from helpers_cli import Cli

from drillbank.base.words import Slug, StudyDay
from drillbank.cli.today_text import Today, forecast_lines, today_lines
from drillbank.memory.study_day import day_from
from drillbank.review.day import Counts

SATURDAY = day_from("2026-11-21")
BUSY = Today(
    day=SATURDAY,
    total=Counts(3, 1, 12),
    by_deck={Slug("sql"): Counts(3, 0, 12), Slug("long"): Counts(0, 1, 0)},
    titles={Slug("sql"): "SQL", Slug("long"): "A deck whose title is longer than a line has room"},
    minutes=8.6,
    streak=5,
    forecast=(12, 0, 7, 3, 1, 24, 0, 0, 999, 1200, 2, 2, 2, 40),
    next="drillbank review",
)


def test_the_day_on_one_screen() -> None:
    assert list(today_lines(BUSY)) == [
        "Saturday 21 November 2026",
        "",
        "                                      new  learning  due",
        "  SQL                                   3         0   12",
        "  A deck whose title is longer than…    0         1    0",
        "  together                              3         1   12",
        "",
        "About 9 minutes. 5 study days running.",
        "",
        "The next 14 days, 2292 reviews as things stand:",
        " Sun Mon Tue Wed Thu Fri Sat Sun Mon Tue Wed Thu Fri Sat",
        " ▁▁▁     ▁▁▁ ▁▁▁ ▁▁▁ ▁▁▁         ▇▇▇ ███ ▁▁▁ ▁▁▁ ▁▁▁ ▁▁▁",
        "  12   0   7   3   1  24   0   0 999  1k   2   2   2  40",
        "",
        "Next: drillbank review",
    ]


def test_it_fits_sixty_columns() -> None:
    assert max(map(len, today_lines(BUSY))) <= 60


@pytest.mark.parametrize(
    ("counts", "bars"),
    [((8, 4, 1, 0), " ███ ▄▄▄ ▁▁▁"), ((0, 0, 5), "         ███"), ((1,), " ███")],
)
def test_bars_are_as_high_as_the_busiest_day_allows(counts: tuple[int, ...], bars: str) -> None:
    assert list(forecast_lines(counts, StudyDay(SATURDAY)))[2] == bars


def test_with_nothing_left_it_offers_more_and_shows_what_comes() -> None:
    done = replace(BUSY, total=Counts(), by_deck={}, streak=1, next="drillbank review --ahead 3")

    lines = list(today_lines(done))

    assert lines[2] == "  Nothing is left today."
    assert lines[4] == "1 study day running."
    assert lines[-1] == "For more: drillbank review --ahead 3"


def test_without_a_deck_there_is_nothing_to_foretell() -> None:
    none = replace(BUSY, total=Counts(), by_deck={}, titles={}, streak=0, forecast=(0,) * 14)

    assert list(today_lines(none))[1:] == [
        "",
        "  There are no decks yet.",
        "",
        "Next: drillbank review",
    ]


def test_programs_get_the_same(cli: Cli) -> None:
    cli.run("review", "geo", "--plain", "--limit", "1", typed="\n4\n")

    told = json.loads(cli.run("--json").out)

    assert (told["day"], told["streak"], told["next"]) == ("2026-11-21", 1, "drillbank review")
    assert told["decks"]["geo"] == {"new": 5, "learning": 0, "due": 0}
    assert (told["new"], told["learning"], told["due"]) == (8, 0, 0)
    assert len(told["forecast"]) == 14
    assert sum(told["forecast"].values()) == 1
    assert told["minutes"] > 0


def test_a_person_gets_the_forecast(cli: Cli) -> None:
    cli.run("review", "geo", "--plain", "--limit", "1", typed="\n4\n")

    assert "The next 14 days, 1 review as things stand:" in cli.run().out


def test_due_in_lines_for_programs_without_json(cli: Cli) -> None:
    assert cli.run("due", "--plain").out == "gaps\t3\t0\t0\ngeo\t6\t0\t0\n"


@pytest.mark.parametrize("option", [("--json",), ("--bank", "x.db"), ("--decks", "x")])
def test_an_option_before_its_command_is_not_lost_without_a_word(
    cli: Cli, option: tuple[str, ...]
) -> None:
    done = cli.run(*option, "due")

    assert done.code == 2
    assert f"{option[0]} goes behind the command: drillbank due {option[0]}" in done.err
