"""A compile's plan, word for word."""

from collections.abc import Iterator
from dataclasses import replace
from textwrap import dedent

import pytest
from helpers_bank import ROOT, START, card, deck, library, note, opened, place_for_a_bank, review

from drillbank.authoring.cards import Note
from drillbank.authoring.scan import SHIPPED
from drillbank.bank.bank import Bank
from drillbank.bank.compiled import Compiled
from drillbank.base.words import UtcMs
from drillbank.cli.plan_text import plan_lines

HOOK = "A detail dropped on purpose so that the interviewer asks for your best evidence"
HOOK_EDITED = "A detail dropped on purpose so that the interviewer asks for your very best evidence"


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank in which ``d/old`` was reviewed once."""
    with place_for_a_bank() as location:
        bank = opened(location)
        bank.compile(library(deck("d", hook("d/old", HOOK), note("d/other"))), START)
        review(bank, "d/old", START)
        yield bank
        bank.close()


def hook(uid: str, text: str, was: str = "") -> Note:
    return note(uid, card(uid, text, was=[was] if was else []))


def plan_of(bank: Bank, source: Compiled, *, dry_run: bool = False) -> str:
    plan = bank.plan(source) if dry_run else bank.compile(source, START)
    return "\n".join(plan_lines(plan, source, dry_run=dry_run)) + "\n"


def test_a_suggested_rename_says_what_to_write_and_what_writes_it(bank: Bank) -> None:
    source = library(deck("d", hook("d/new", HOOK_EDITED), note("d/other")))
    assert plan_of(bank, source, dry_run=True) == dedent("""\
        d
          - retired   old                           1 card, 1 review kept
          ? renamed   old → new                     alike (0.88)
              to keep its 1 review, write at /decks/d.yaml:1   was: old
          + new       new                           1 card
        1 retired · 1 renamed? · 1 new · 1 unchanged      nothing written (dry run)
        `drillbank compile --fix` writes each 'was:' that is asked for.
        """)


def test_a_rename_is_asked_about_for_the_banks_of_others_too() -> None:
    with place_for_a_bank() as location:
        bank = opened(location)
        bank.compile(library(deck("d", hook("d/old", HOOK))), START)
        source = library(deck("d", hook("d/new", HOOK_EDITED)))
        plan = bank.plan(source, unreviewed=True)
        assert not any(change.alike for change in bank.plan(source).notes)
        bank.close()
    assert "\n".join(plan_lines(plan, source, dry_run=False)) + "\n" == dedent("""\
        d
          - retired   old                           1 card
          ? renamed   old → new                     alike (0.88)
              to keep its history, write at /decks/d.yaml:1   was: old
          + new       new                           1 card
        1 retired · 1 renamed? · 1 new · 0 unchanged
        """)


def test_cards_that_give_their_name_away_are_named(bank: Bank) -> None:
    unwritten = library(deck("d", hook("d/new", HOOK_EDITED), note("d/other")))
    bank.compile(unwritten, START)
    written = library(deck("d", hook("d/new", HOOK_EDITED, was="d/old"), note("d/other")))
    assert plan_of(bank, written) == dedent("""\
        d
          - set aside new                           1 card, never reviewed; gives up its name
          > renamed   old → new                     history kept
          ~ edited    new                           1 of 1 card
        1 set aside · 1 renamed · 1 unchanged
        """)
    assert plan_of(bank, written) == "2 unchanged\n"


def test_what_is_set_aside_with_reviews_says_that_they_are_kept(bank: Bank) -> None:
    bank.compile(library(deck("d", note("d/other"))), START)
    bank.compile(library(deck("d", hook("d/new", HOOK_EDITED), note("d/other"))), START)
    review(bank, "d/new", UtcMs(START + 9))
    bank.compile(library(deck("d", hook("d/x", HOOK), note("d/other"))), START)
    taken = library(deck("d", hook("d/new", HOOK, was="d/x"), note("d/other")))
    assert "  - set aside new                           1 card, 1 review kept; gives up" in plan_of(
        bank, taken
    )


def test_a_note_that_only_moved_is_not_called_edited(bank: Bank) -> None:
    moved = library(deck("e", hook("e/old", HOOK)), deck("d", note("d/other")))
    assert plan_of(bank, moved) == dedent("""\
        e
          > moved     d/old → e/old                 history kept
        1 moved · 1 unchanged
        """)


def test_a_shipped_deck_that_is_new_is_only_counted(bank: Bank) -> None:
    shipped = deck("s", note("s/one"), note("s/two"), root=SHIPPED)
    source = library(
        deck("d", hook("d/old", HOOK), note("d/other")), shipped, roots=(ROOT, SHIPPED)
    )
    assert plan_of(bank, source) == dedent("""\
        s
          + new       2 notes                       2 cards
        2 new · 2 unchanged
        """)
    more = replace(shipped, notes=(*shipped.notes, note("s/three")))
    source = replace(source, decks=(*source.decks[:-1], more))
    assert "  + new       three " in plan_of(bank, source)
