"""Cards managed from the command line: each command an event, each event undoable."""

import json

import pytest
from helpers_cli import Cli

TOMORROW = "2026-11-22T08:00:00+01:00"
GIL = ["gaps/gil#1", "gaps/gil#2"]


def grade(cli: Cli, deck: str, rating: str, cards: int = 1) -> None:
    """Answers so many cards of a deck."""
    typed = f"\n{rating}\n" * cards
    cli.run("review", deck, "--plain", "--limit", str(cards), typed=typed)


def graded(cli: Cli) -> str:
    """The one card of the gaps that was answered, learnt at once."""
    grade(cli, "gaps", "4")
    (uid,) = cli.uids("deck:gaps", "state:review")
    return uid


def test_a_suspended_card_is_found_and_asked_no_more_until_it_is_unsuspended(cli: Cli) -> None:
    done = cli.run("suspend", "geo/peru")

    assert (done.code, done.out) == (0, "Suspended: geo/peru.\n")
    assert cli.uids("state:suspended") == ["geo/peru"]
    assert "6 new" in cli.run("review", "geo", "--plain").out
    assert cli.run("unsuspend", "geo/peru").out == "Asked again: geo/peru.\n"
    assert cli.uids("state:suspended") == []


def test_the_name_of_a_note_means_all_its_cards(cli: Cli) -> None:
    done = cli.run("suspend", "gaps/gil")

    assert done.out == "Suspended, 2 cards:\n  gaps/gil#1\n  gaps/gil#2\n"
    assert cli.uids("state:suspended") == GIL
    assert cli.run("undo").out == "Undone: suspending gaps/gil#2 and 1 sibling.\n"
    assert cli.uids("state:suspended") == []


def test_a_name_may_be_a_beginning_that_fits_one_card(cli: Cli) -> None:
    assert cli.run("suspend", "geo/per", "gaps/gil#1").out.splitlines() == [
        "Suspended, 2 cards:",
        "  geo/peru",
        "  gaps/gil#1",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("geo/frnace", "There is no card 'geo/frnace'. Did you mean geo/france?"),
        ("gaps/", "'gaps/' could be several cards: gaps/gil#1, gaps/gil#2, "),
    ],
)
def test_a_name_that_fits_none_or_several_changes_nothing(cli: Cli, name: str, says: str) -> None:
    done = cli.run("suspend", "geo/peru", name)

    assert done.code == 2
    assert says in done.err
    assert cli.uids("state:suspended") == []


def test_a_buried_card_waits_until_tomorrow_unless_it_is_unburied(cli: Cli) -> None:
    assert cli.run("bury", "geo/peru").out == "Buried until tomorrow: geo/peru.\n"
    assert cli.uids("state:buried") == ["geo/peru"]
    assert cli.uids("state:buried", now=TOMORROW) == []
    assert "6 new" in cli.run("review", "geo", "--plain").out
    assert "7 new" in cli.run("review", "geo", "--plain", now=TOMORROW).out

    assert cli.run("unbury", "geo/peru").out == "No longer buried: geo/peru.\n"
    assert "7 new" in cli.run("review", "geo", "--plain").out
    assert cli.run("undo").out == "Undone: unburying geo/peru.\n"
    assert cli.run("undo").out == "Undone: burying geo/peru.\n"


def test_a_flag_is_set_changed_and_taken_away(cli: Cli) -> None:
    assert cli.run("flag", "geo/peru").out == "Flag 1: geo/peru.\n"
    assert cli.card("geo/peru")["flag"] == 1
    assert cli.run("flag", "geo/peru", "--number", "7").out == "Flag 7: geo/peru.\n"
    assert cli.run("flag", "geo/peru", "--number", "0").out == "No flag any more: geo/peru.\n"
    assert cli.card("geo/peru")["flag"] == 0
    assert cli.run("undo").out == "Undone: taking the flag from geo/peru.\n"
    assert cli.card("geo/peru")["flag"] == 7
    assert cli.run("flag", "geo/peru", "--number", "8").code == 2


def test_a_forgotten_card_is_new_and_its_log_stays(cli: Cli) -> None:
    uid = graded(cli)

    assert cli.run("forget", uid).out == f"Made new: {uid}.\n"
    told = cli.card(uid)
    assert told["state"] == "new"
    assert [event["event"] for event in told["log"]] == ["graded", "forgotten"]
    assert cli.run("undo").out == f"Undone: forgetting {uid}.\n"
    assert cli.card(uid)["state"] == "review"


@pytest.mark.parametrize(
    ("day", "said", "due"),
    [
        ("3d", "on 2026-11-24", "2026-11-24"),
        ("2w", "on 2026-12-05", "2026-12-05"),
        ("tomorrow", "on 2026-11-22", "2026-11-22"),
        ("2026-12-01", "on 2026-12-01", "2026-12-01"),
        ("0", "today", "2026-11-21"),
    ],
)
def test_the_day_a_card_is_due_is_set(cli: Cli, day: str, said: str, due: str) -> None:
    uid = graded(cli)

    assert cli.run("set-due", uid, "--on", day).out == f"Due {said}: {uid}.\n"
    assert cli.card(uid)["due"] == due
    assert cli.run("undo").out == f"Undone: setting the due day of {uid}.\n"


def test_a_day_that_is_none_is_refused(cli: Cli) -> None:
    done = cli.run("set-due", graded(cli), "--on", "soon")

    assert done.code == 2
    assert "'soon' names no day. Write 3d, 2w, tomorrow" in done.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("unsuspend", "geo/peru"), "geo/peru is not suspended."),
        (("unbury", "geo/peru"), "geo/peru is not buried."),
        (("forget", "geo/peru"), "geo/peru is new already."),
        (("flag", "geo/peru", "--number", "0"), "geo/peru has no flag."),
        (("set-due", "geo/peru", "--on", "3d"), "geo/peru is new and has no due day yet."),
    ],
)
def test_what_does_not_fit_a_card_is_refused(
    cli: Cli, arguments: tuple[str, ...], why: str
) -> None:
    done = cli.run(*arguments)

    assert (done.code, done.out) == (1, "")
    assert done.err == f"drillbank: {why} Nothing was changed.\n"
    assert "nothing to undo" in cli.run("undo").err


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("suspend",), "is suspended already"),
        (("bury",), "is buried already"),
        (("flag", "--number", "2"), "has flag 2 already"),
    ],
)
def test_doing_it_twice_is_refused(cli: Cli, command: tuple[str, ...], why: str) -> None:
    cli.run(*command, "geo/peru")

    assert why in cli.run(*command, "geo/peru").err
    assert "Undone" in cli.run("undo").out
    assert "nothing to undo" in cli.run("undo").err


def test_of_a_note_the_cards_that_do_not_fit_are_left_and_told(cli: Cli) -> None:
    cli.run("suspend", "gaps/gil#1")

    done = cli.run("suspend", "gaps/gil")

    assert (done.code, done.out) == (0, "Suspended: gaps/gil#2.\n")
    assert done.err == "Left as it is: gaps/gil#1 is suspended already.\n"


def test_programs_get_the_cards_as_they_are_now(cli: Cli) -> None:
    cards = json.loads(cli.run("suspend", "gaps/gil", "--json").out)

    assert [(card["uid"], card["suspended"]) for card in cards] == [(uid, True) for uid in GIL]


def test_undo_takes_back_a_grade_and_says_which(cli: Cli) -> None:
    grade(cli, "geo", "1")
    (uid,) = cli.uids("deck:geo", "state:learning")

    assert cli.run("undo").out == f"Undone: Again on {uid}.\n"
    assert cli.card(uid)["state"] == "new"


def test_with_nothing_left_to_undo(cli: Cli) -> None:
    done = cli.run("undo")

    assert (done.code, done.err) == (1, "drillbank: There is nothing to undo.\n")


def test_what_a_command_did_is_undone_by_a_key_of_the_review(cli: Cli) -> None:
    cli.run("forget", graded(cli))
    cli.run("suspend", "geo/peru")

    said = cli.run("review", "geo", "--plain", typed="u\nu\n").out

    assert "Undone: suspending geo/peru." in said
    assert "Undone: forgetting gaps/" in said
