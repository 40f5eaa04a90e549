"""What ``cards`` and ``show`` print."""

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
