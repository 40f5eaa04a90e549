"""Where the history of each note and card goes when its source is edited."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from helpers_bank import (
    KINDS,
    START,
    card,
    cards_of,
    deck,
    library,
    log_of,
    memory_of,
    note,
    only,
    opened,
    place_for_a_bank,
    record_of,
    review,
    rows_of,
)

from drillbank.authoring.cards import Note
from drillbank.bank.bank import Bank
from drillbank.bank.compiled import Compiled
from drillbank.bank.plan import Plan
from drillbank.base.words import Slug, Uid, UtcMs
from drillbank.memory.events import Graded, Renamed, Restarted
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset, Presets
from drillbank.memory.replay import replay
from drillbank.memory.state import New

STEEP = Presets(by_deck={Slug("e"): Preset(weights=tuple(1.2 * w for w in DEFAULT_WEIGHTS))})

HOOK = "A detail dropped on purpose so that the interviewer asks for your best evidence"
HOOK_EDITED = "A detail dropped on purpose so that the interviewer asks for your very best evidence"
OTHER = "Commit to one of three options and say when you will look back"


@pytest.fixture(params=KINDS)
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    with place_for_a_bank(request.param) as location:
        bank = opened(location, presets=STEEP)
        yield bank
        bank.close()


def compiled(bank: Bank, source: Compiled, after: int = 0) -> Plan:
    """Compiles, and holds the dry run and a second compile to it."""
    planned = bank.plan(source)
    plan = bank.compile(source, UtcMs(START + after))
    assert plan == planned
    rows = rows_of(bank)
    bank.compile(source, UtcMs(START + after + 1))
    assert rows_of(bank) == rows
    return plan


def told(uid: str, text: str, *, kind: str = "q", was: str = "", restart: int = 0) -> Note:
    return note(uid, card(uid, text, was=[was] if was else []), kind=kind, restart=restart)


def grades_of(bank: Bank, uid: str) -> int:
    return sum(isinstance(event, Graded) for event in log_of(bank, uid))


def is_new(bank: Bank, uid: str) -> bool:
    return isinstance(memory_of(bank, uid).state, New)


def test_an_edit_keeps_history_and_nothing_else_is_listed(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", OTHER))))
    review(bank, "d/a", START)
    before = memory_of(bank, "d/a")
    plan = compiled(bank, library(deck("d", told("d/b", OTHER), told("d/a", "Anything else"))), 9)
    assert memory_of(bank, "d/a") == before
    assert [change.note.uid for change in plan.notes if change.edited] == ["d/a"]


def test_was_carries_the_history_to_the_new_id(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/old", HOOK))))
    review(bank, "d/old", START)
    before = memory_of(bank, "d/old")
    plan = compiled(bank, library(deck("d", told("d/new", OTHER, was="d/old"))))
    assert plan.notes[0].renamed
    assert memory_of(bank, "d/new") == before
    assert isinstance(log_of(bank, "d/new")[-1], Renamed)
    assert set(cards_of(bank)) == {"d/new"}


def test_was_written_after_a_compile_saw_a_new_note_still_counts(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/old", HOOK))))
    review(bank, "d/old", START)
    compiled(bank, library(deck("d", told("d/new", OTHER))))
    assert is_new(bank, "d/new")
    compiled(bank, library(deck("d", told("d/new", OTHER, was="d/old"))))
    assert grades_of(bank, "d/new") == 1
    assert set(cards_of(bank)) == {"d/new"}


def test_a_note_named_in_was_goes_before_an_unreviewed_one_of_the_same_text(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/old", HOOK))))
    review(bank, "d/old", START)
    compiled(bank, library(deck("d", told("d/plain", OTHER))))
    renamed = library(deck("d", told("d/new", OTHER, was="d/old")))
    compiled(bank, renamed)
    assert grades_of(bank, "d/new") == 1
    rows = rows_of(bank)
    compiled(bank, renamed, 9)
    assert rows_of(bank) == rows


def test_a_note_that_gives_way_takes_all_its_cards_with_it(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/old", HOOK))))
    review(bank, "d/old", START)
    two = note("d/new", card("d/new#x", "First part"), card("d/new#y", "Second part"))
    compiled(bank, library(deck("d", two)))
    one = note("d/new", card("d/new#x", "First part", was=["d/old"]))
    compiled(bank, library(deck("d", one)))
    assert set(cards_of(bank)) == {"d/new#x"}
    assert grades_of(bank, "d/new#x") == 1


def test_a_note_whose_card_goes_on_under_another_facet_gives_way_to_nobody(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/merged", HOOK), told("d/kept", OTHER))))
    review(bank, "d/merged", START)
    review(bank, "d/kept", START)
    compiled(bank, library(deck("d", told("d/kept", OTHER, was="d/merged"))))
    renamed = note("d/kept", card("d/kept#x", OTHER, was=["d/merged#x"]))
    compiled(bank, library(deck("d", renamed)))
    assert set(cards_of(bank)) == {"d/merged", "d/kept#x"}
    assert grades_of(bank, "d/kept#x") == 1


def test_a_card_dropped_long_ago_does_not_come_along_when_its_note_is_renamed(bank: Bank) -> None:
    x, y = card("d/old#x", HOOK), card("d/old#y", OTHER)
    compiled(bank, library(deck("d", note("d/old", x, y))))
    review(bank, "d/old#x", START)
    review(bank, "d/old#y", START)
    compiled(bank, library(deck("d", note("d/old", x))))
    renamed = note(
        "d/new",
        card("d/new#x", HOOK, was=["d/old#x"]),
        card("d/new#y", "Something of no such kind", was=["d/old#y"]),
    )
    compiled(bank, library(deck("d", renamed)))
    assert grades_of(bank, "d/new#x") == 1
    assert is_new(bank, "d/new#y")


def test_a_card_dropped_before_its_note_does_not_come_back_with_it(bank: Bank) -> None:
    x, y = card("d/a#x", HOOK), card("d/a#y", OTHER)
    compiled(bank, library(deck("d", note("d/a", x, y))))
    review(bank, "d/a#x", START)
    review(bank, "d/a#y", START)
    compiled(bank, library(deck("d", note("d/a", x))))
    compiled(bank, library(deck("d")), 3)
    compiled(
        bank, library(deck("d", note("d/a", x, card("d/a#y", "Something of no such kind")))), 6
    )
    assert not is_new(bank, "d/a#x")
    assert is_new(bank, "d/a#y")


def test_what_gives_way_with_a_log_is_kept_under_a_name_of_its_own(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/old", HOOK))))
    review(bank, "d/old", START)
    compiled(bank, library(deck("d", told("d/new", OTHER))))
    with bank.change(START) as change:
        change.flag([Uid("d/new")], 2)
    compiled(bank, library(deck("d", told("d/new", OTHER, was="d/old"))))
    assert grades_of(bank, "d/new") == 1
    assert record_of(bank, "d/new~2").retired
    assert record_of(bank, "d/new~2").memory.flag == 2


def test_was_onto_a_reviewed_note_keeps_the_two_logs_apart(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", OTHER))))
    review(bank, "d/a", START)
    review(bank, "d/b", START)
    before = memory_of(bank, "d/b")
    compiled(bank, library(deck("d", told("d/b", OTHER, was="d/a"))))
    assert memory_of(bank, "d/b") == before
    assert record_of(bank, "d/a").retired
    assert grades_of(bank, "d/a") == 1
    # Nor later, when the note that kept its own history is made new.
    with bank.change(START) as change:
        change.forget([Uid("d/b")])
    compiled(bank, library(deck("d", told("d/b", OTHER, was="d/a"))))
    assert grades_of(bank, "d/b") == 1


def test_a_note_renamed_onto_a_retired_name_goes_on_with_its_own_history(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", OTHER))))
    review(bank, "d/a", START)
    review(bank, "d/b", START)
    review(bank, "d/b", START)
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    compiled(bank, library(deck("d", told("d/b", HOOK_EDITED, was="d/a"))))
    assert grades_of(bank, "d/b") == 1
    assert not is_new(bank, "d/b")
    assert grades_of(bank, "d/b~2") == 2
    assert record_of(bank, "d/b~2").retired


@pytest.mark.parametrize(("text", "moves"), [(HOOK, True), (HOOK_EDITED, True), (OTHER, False)])
def test_a_note_gone_from_one_deck_is_found_in_another_by_id_and_text(
    bank: Bank, text: str, *, moves: bool
) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK)), deck("e")))
    review(bank, "d/a", START)
    plan = compiled(bank, library(deck("d"), deck("e", told("e/a", text))))
    assert plan.notes[0].moved is moves
    assert is_new(bank, "e/a") is not moves
    memory = record_of(bank, "e/a").memory
    assert memory == replay(log_of(bank, "e/a"), STEEP.of(Slug("e")))


def test_the_same_text_under_another_id_is_a_rename(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    review(bank, "d/a", START)
    plan = compiled(bank, library(deck("d", told("d/b", HOOK))))
    assert plan.notes[0].renamed
    assert not is_new(bank, "d/b")


def test_a_retired_note_comes_back_as_it_was(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    review(bank, "d/a", START)
    before = memory_of(bank, "d/a")
    compiled(bank, library(deck("d")))
    assert record_of(bank, "d/a").retired
    plan = compiled(bank, library(deck("d", told("d/a", HOOK_EDITED))))
    assert plan.notes[0].returned
    assert memory_of(bank, "d/a") == before


def test_a_retired_id_used_again_for_something_else_starts_fresh(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    review(bank, "d/a", START)
    compiled(bank, library(deck("d")))
    compiled(bank, library(deck("d", told("d/a", OTHER))))
    assert is_new(bank, "d/a")
    assert grades_of(bank, "d/a") == 1


def test_a_card_that_was_dropped_and_used_again_for_something_else_starts_fresh(bank: Bank) -> None:
    both = note("d/a", card("d/a#x", HOOK), card("d/a#y", OTHER))
    compiled(bank, library(deck("d", both)))
    review(bank, "d/a#y", START)
    plan = compiled(bank, library(deck("d", note("d/a", card("d/a#x", HOOK)))))
    assert [gone.uid for gone in plan.notes[0].dropped] == ["d/a#y"]
    assert record_of(bank, "d/a#y").retired
    again = note("d/a", card("d/a#x", HOOK), card("d/a#y", "Quite another thing to be asked"))
    compiled(bank, library(deck("d", again)))
    assert is_new(bank, "d/a#y")
    assert grades_of(bank, "d/a#y") == 1


def test_a_note_of_another_kind_starts_fresh_under_the_same_uid(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    review(bank, "d/a", START)
    compiled(bank, library(deck("d", told("d/a", HOOK, kind="prompt"))))
    assert is_new(bank, "d/a")
    assert isinstance(log_of(bank, "d/a")[-1], Restarted)


def test_a_card_added_to_a_renamed_note_takes_no_history_of_an_earlier_namesake(bank: Bank) -> None:
    both = note("d/a", card("d/a#x", HOOK), card("d/a#y", OTHER))
    compiled(bank, library(deck("d", both)))
    review(bank, "d/a#x", START)
    compiled(bank, library(deck("d", note("d/b", card("d/b#y", OTHER, was=["d/a#y"])))))
    added = card("d/b#x", "Quite another thing to be asked", was=["d/a#x"])
    compiled(bank, library(deck("d", note("d/b", added, card("d/b#y", OTHER, was=["d/a#y"])))))
    assert not log_of(bank, "d/b#x")
    assert grades_of(bank, "d/a#x") == 1


def test_restart_counts_once(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    review(bank, "d/a", START)
    compiled(bank, library(deck("d", told("d/a", HOOK, restart=1))))
    assert is_new(bank, "d/a")
    review(bank, "d/a", START)
    compiled(bank, library(deck("d", told("d/a", HOOK, restart=1))))
    assert not is_new(bank, "d/a")


def test_a_compile_of_one_file_takes_nothing_from_another(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK)), deck("e")))
    review(bank, "d/a", START)
    compiled(bank, only(deck("e", told("e/b", HOOK, was="d/a"))))
    assert grades_of(bank, "d/a") == 1
    assert not record_of(bank, "d/a").retired
    # Once the other file was read too, the `was` is followed.
    compiled(bank, library(deck("d"), deck("e", told("e/b", HOOK, was="d/a"))))
    assert grades_of(bank, "e/b") == 1


def test_a_compile_of_one_file_leaves_its_deck_in_its_folder(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK))))
    named = replace(deck("d", told("d/a", HOOK)), root="/decks/inner")
    compiled(bank, only(named))
    compiled(bank, library())
    assert record_of(bank, "d/a").retired


def test_a_deck_with_errors_retires_nothing_and_follows_was(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", OTHER))))
    review(bank, "d/a", START)
    review(bank, "d/b", START)
    compiled(bank, library(deck("d", told("d/c", "Else", was="d/a"), sound=False)))
    assert grades_of(bank, "d/c") == 1
    assert not record_of(bank, "d/b").retired


def test_a_note_that_left_a_broken_deck_has_its_history_once_that_is_mended(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", OTHER)), deck("e")))
    review(bank, "d/a", START)
    broken = deck("d", told("d/b", OTHER), sound=False)
    compiled(bank, library(broken, deck("e", told("e/a", HOOK))))
    assert is_new(bank, "e/a")
    assert not record_of(bank, "d/a").retired
    compiled(bank, library(deck("d", told("d/b", OTHER)), deck("e", told("e/a", HOOK))))
    assert grades_of(bank, "e/a") == 1


def test_cards_of_a_folder_that_is_away_keep_everything_and_are_not_asked(bank: Bank) -> None:
    usb = deck("u", told("u/a", HOOK), root="/usb")
    compiled(bank, library(usb, roots=["/decks", "/usb"]))
    review(bank, "u/a", START)
    before = memory_of(bank, "u/a")
    compiled(bank, library())
    assert not record_of(bank, "u/a").available
    assert not record_of(bank, "u/a").retired
    compiled(bank, library(usb, roots=["/decks", "/usb"]))
    assert record_of(bank, "u/a").available
    assert memory_of(bank, "u/a") == before


def test_a_later_name_in_was_waits_for_one_whose_deck_is_away(bank: Bank) -> None:
    both = ["/decks", "/usb"]
    usb = deck("u", told("u/first", HOOK), root="/usb")
    compiled(bank, library(usb, deck("d", told("d/merged", OTHER)), roots=both))
    review(bank, "u/first", START)
    review(bank, "d/merged", START)
    before = memory_of(bank, "u/first")
    compiled(bank, library(usb, deck("d"), roots=both))
    heir = note("d/heir", card("d/heir", "Else", was=["u/first", "d/merged"]))
    compiled(bank, library(deck("d", heir)))
    assert is_new(bank, "d/heir")
    compiled(bank, library(deck("u", root="/usb"), deck("d", heir), roots=both))
    assert memory_of(bank, "d/heir") == before
    assert record_of(bank, "d/merged").retired


def test_decks_of_a_sub_folder_that_cannot_be_read_are_not_gone(bank: Bank) -> None:
    inside = replace(deck("s", told("s/a", HOOK)), path="/decks/secret/s.yaml")
    compiled(bank, library(inside, deck("d", told("d/a", OTHER))))
    plan = compiled(bank, library(deck("d", told("d/a", OTHER)), locked=["/decks/secret"]))
    assert plan.retired == ()
    assert not record_of(bank, "s/a").available
    assert record_of(bank, "d/a").available
    compiled(bank, library(inside, deck("d", told("d/a", OTHER))))
    assert record_of(bank, "s/a").available


def test_cards_that_a_moved_note_no_longer_makes_follow_its_new_preset(bank: Bank) -> None:
    both = note("d/a", card("d/a#x", HOOK), card("d/a#y", OTHER))
    compiled(bank, library(deck("d", both), deck("e")))
    review(bank, "d/a#y", START)
    compiled(bank, library(deck("d"), deck("e", note("e/a", card("e/a#x", HOOK, was=["d/a#x"])))))
    record = record_of(bank, "d/a#y")
    assert record.deck == "e"
    assert record.memory == replay(log_of(bank, "d/a#y"), STEEP.of(Slug("e")))
