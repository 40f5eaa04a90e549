"""What ``cards`` and ``show`` print."""

import json
from pathlib import Path

from helpers_cli import Cli


def test_a_row_says_all_that_holds_of_a_card(cli: Cli) -> None:
    cli.run("suspend", "geo/peru")
    cli.run("bury", "geo/peru")
    cli.run("flag", "geo/peru", "--number", "2")

    assert cli.run("cards", "peru").out.splitlines() == [
        "card      state                           due",
        "geo/peru  new, suspended, buried, flag 2  -",
    ]


def test_a_value_that_is_nearly_another_is_hinted_at_beside_the_list(cli: Cli) -> None:
    done = cli.run("cards", "tag:goe", "--json")

    assert (done.code, done.out) == (0, "[]\n")
    assert done.err == "There is no tag 'goe'. Did you mean tag:geo?\n"


def test_terms_narrow_the_list(cli: Cli) -> None:
    assert cli.uids("deck:gaps", "kind:cloze", "reps=0") == ["gaps/gil#1", "gaps/gil#2"]


def test_points_are_shown_as_they_are_said(cli: Cli) -> None:
    assert "Names SCAN and SEARCH." in cli.run("show", "gaps/plan").out


def test_the_line_breaks_of_the_source_are_not_those_of_the_answer(cli: Cli) -> None:
    assert "From the inside out." in cli.run("show", "gaps/plan").out.splitlines()


def test_the_history_is_told_in_words(cli: Cli) -> None:
    cli.run("flag", "geo/peru", "--number", "2")
    cli.run("undo")
    cli.run("bury", "geo/peru")

    lines = cli.run("show", "geo/peru").out.splitlines()
    history = [line.split("  ", 1)[1] for line in lines[lines.index("") :] if line[:2] == "20"]
    assert history == [
        "flag 2 (undone)",
        "undo",
        "buried           until 2026-11-22",
    ]


def test_a_path_orders_the_decks_in_groups(cli: Cli) -> None:
    path = cli.home / "decks" / "library.yaml"
    path.write_text("groups:\n  World: [geo]\n", encoding="utf-8")
    try:
        listed = json.loads(cli.run("decks", "--json").out)
        lines = cli.run("decks").out.splitlines()
        glance = cli.run().out
    finally:
        path.unlink()
    assert [(deck["slug"], deck["place"], deck["group"]) for deck in listed] == [
        ("geo", 1, "World"),
        ("gaps", 2, None),
    ]
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles == ["World", "Your own"]
    assert glance.index("Geography") < glance.index("Gaps")


def test_a_path_that_leads_nowhere_is_told_and_stops_nothing(cli: Cli) -> None:
    path = cli.home / "decks" / "library.yaml"
    path.write_text("groups:\n  World: [gaps, goe]\n", encoding="utf-8")
    try:
        checked = cli.run("check", "--no-advice")
        drilled = cli.run("review", "--plain", typed="q\n")
    finally:
        path.unlink()
    assert checked.code == 1
    assert "did you mean 'geo'?" in checked.err
    assert drilled.code == 0
    assert "library.yaml has 1 error" in drilled.out


def test_where_everything_is_kept_is_told(cli: Cli) -> None:
    paths = json.loads(cli.run("where", "--json").out)

    assert all(Path(path).is_absolute() for path in paths.values())
    assert Path(paths["bank"]).is_file()
    assert Path(paths["library"]).is_dir()
