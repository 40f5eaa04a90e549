"""Whether a new note is an old one renamed: asked, and asked again until there is an answer."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from helpers_bank import (
    START,
    card,
    cards_of,
    deck,
    library,
    log_of,
    note,
    only,
    opened,
    place_for_a_bank,
    record_of,
    review,
)
from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.cards import Note
from drillbank.authoring.similarity import ALIKE, Text, similarity
from drillbank.bank.alike import GoneNotes
from drillbank.bank.bank import Bank
from drillbank.bank.compiled import Compiled
from drillbank.bank.hot import open_hot
from drillbank.bank.plan import Plan, StoredCard, StoredNote, text_of
from drillbank.base.words import Fingerprint, NoteUid, Uid, UtcMs
from drillbank.memory.events import Graded

HOOK = "A detail dropped on purpose so that the interviewer asks for your best evidence"
HOOK_EDITED = "A detail dropped on purpose so that the interviewer asks for your very best evidence"
HOOK_AGAIN = "A detail dropped on purpose so that somebody asks for your very best evidence"
OTHER = "Commit to one of three options and say when you will look back"


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank in which ``d/a`` was reviewed once."""
    with place_for_a_bank() as location:
        bank = opened(location)
        compiled(bank, library(deck("d", told("d/a", HOOK), told("d/z", OTHER))))
        review(bank, "d/a", START)
        yield bank
        bank.close()


def compiled(bank: Bank, source: Compiled) -> Plan:
    """Compiles, and holds the dry run to it."""
    planned = bank.plan(source)
    plan = bank.compile(source, START)
    assert plan == planned
    return plan


def told(uid: str, text: str, *, kind: str = "q", was: str = "") -> Note:
    return note(uid, card(uid, text, was=[was] if was else []), kind=kind)


def asked(plan: Plan) -> dict[str, str]:
    """Each note with the one that it may have been."""
    return {change.note.uid: change.alike.old.uid for change in plan.notes if change.alike}


def asks(bank: Bank) -> bool:
    """Whether the bank has a question left for its author."""
    assert bank.location.path is not None
    hot = open_hot(bank.location.path, bank.presets, 1.0)
    assert hot is not None
    contents = hot.contents()
    hot.close()
    return contents.asks


RENAMED = library(deck("d", told("d/b", HOOK_EDITED), told("d/z", OTHER)))


def test_a_similar_text_under_another_id_is_only_suggested(bank: Bank) -> None:
    plan = compiled(bank, RENAMED)
    assert asked(plan) == {"d/b": "d/a"}
    assert record_of(bank, "d/b").memory.live_reviews == 0
    assert [old.uid for old in plan.retired] == ["d/a"]


def test_it_is_asked_again_until_the_new_note_is_reviewed(bank: Bank) -> None:
    assert not asks(bank)
    compiled(bank, RENAMED)
    assert asked(compiled(bank, RENAMED)) == {"d/b": "d/a"}
    assert asks(bank)
    review(bank, "d/b", UtcMs(START + 9))
    assert asked(compiled(bank, RENAMED)) == {}
    assert not asks(bank)


def test_the_answer_is_no_question_any_more_and_brings_the_history(bank: Bank) -> None:
    compiled(bank, RENAMED)
    compiled(bank, RENAMED)
    plan = compiled(
        bank, library(deck("d", told("d/b", HOOK_EDITED, was="d/a"), told("d/z", OTHER)))
    )
    assert asked(plan) == {}
    assert not asks(bank)
    assert set(cards_of(bank)) == {"d/b", "d/z"}
    assert sum(isinstance(event, Graded) for event in log_of(bank, "d/b")) == 1


def test_it_is_not_asked_once_the_old_note_is_back(bank: Bank) -> None:
    compiled(bank, RENAMED)
    both = library(deck("d", told("d/a", HOOK), told("d/b", HOOK_EDITED)))
    assert asked(compiled(bank, both)) == {}
    # They have stood side by side: what goes now was deleted.
    assert asked(compiled(bank, RENAMED)) == {}


def test_notes_that_stood_side_by_side_are_two(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/a", HOOK), told("d/b", HOOK_EDITED))))
    assert asked(compiled(bank, RENAMED)) == {}


def test_a_compile_of_one_file_asks_about_that_file_and_the_next_goes_on(bank: Bank) -> None:
    alone = only(deck("d", told("d/b", HOOK_EDITED), told("d/z", OTHER)))
    plan = compiled(bank, alone)
    assert asked(plan) == {"d/b": "d/a"}
    assert plan.retired == ()
    assert asked(compiled(bank, alone)) == {"d/b": "d/a"}
    assert asked(compiled(bank, RENAMED)) == {"d/b": "d/a"}


def test_a_compile_of_another_file_does_not_forget_the_question(bank: Bank) -> None:
    compiled(bank, RENAMED)
    compiled(bank, only(deck("e", told("e/x", OTHER))))
    assert asks(bank)


def test_a_compile_of_one_file_does_not_ask_about_notes_of_others(bank: Bank) -> None:
    assert asked(compiled(bank, only(deck("e", told("e/b", HOOK_EDITED))))) == {}


def test_where_the_old_note_may_stand_in_a_broken_line_it_is_asked_later(bank: Bank) -> None:
    broken = deck("d", told("d/b", HOOK_EDITED), told("d/z", OTHER), sound=False)
    assert asked(compiled(bank, library(broken))) == {}
    assert asked(compiled(bank, RENAMED)) == {"d/b": "d/a"}


def test_of_two_new_notes_only_the_likest_is_asked_about(bank: Bank) -> None:
    two = library(deck("d", told("d/c", HOOK_AGAIN), told("d/b", HOOK_EDITED)))
    assert asked(compiled(bank, two)) == {"d/b": "d/a"}


def test_a_name_that_no_author_can_write_is_never_suggested(bank: Bank) -> None:
    compiled(bank, library(deck("d", told("d/b", HOOK))))
    review(bank, "d/b", UtcMs(START + 9))
    compiled(bank, library(deck("d")))
    compiled(bank, library(deck("d", told("d/b", OTHER, kind="term"))))
    plan = compiled(bank, library(deck("d", told("d/b", OTHER), told("d/c", HOOK_EDITED))))
    assert not any("~" in old for old in asked(plan).values())


# Finding the likest without comparing all

WORDS = [f"w{rank}" for rank in range(2000)]


def gone(number: int, text: Text) -> StoredNote:
    uid = f"d/gone-{number}"
    one = StoredCard(number, Uid(uid), Fingerprint(""), text, True, 1, 0, untouched=False)
    return StoredNote(number, NoteUid(uid), "q", Fingerprint(""), True, text, (one,))


def prose(roll: Random, words: int) -> str:
    """A sentence: a third of its words are among the thirty commonest, as in English."""
    return " ".join(roll.choices(WORDS, [1 / (rank + 3) for rank in range(len(WORDS))], k=words))


def test_a_thousand_renamed_notes_are_not_each_compared_with_each() -> None:
    roll = Random(1)  # noqa: S311 - no secret
    texts = [Text(prose(roll, 9), prose(roll, 16)) for _ in range(1000)]
    notes = GoneNotes(gone(number, text) for number, text in enumerate(texts))
    compared = 0
    for number, text in enumerate(texts):
        uid = f"d/new-{number}"
        likely = notes.like(note(uid, card(uid, f"{text.question} again", text.answer)))
        assert f"d/gone-{number}" in [old.uid for old in likely]
        compared += len(likely)
    assert compared < 20 * len(texts)


@given(st.data())
def test_the_quick_way_leaves_out_nothing_that_is_alike(data: st.DataObject) -> None:
    side = st.lists(st.sampled_from("abcdefgh+"), min_size=1, max_size=6).map(" ".join)
    texts = data.draw(st.lists(st.builds(Text, side, side), max_size=12))
    new = note("d/new", card("d/new", data.draw(side), data.draw(side)))
    old = [gone(number, text) for number, text in enumerate(texts)]
    likely = GoneNotes(old).like(new)
    assert [one for one in old if similarity(one.text, text_of(new.cards)) >= ALIKE] == [
        one for one in likely if similarity(one.text, text_of(new.cards)) >= ALIKE
    ]
    assert all(one.id < other.id for one, other in pairwise(likely))
