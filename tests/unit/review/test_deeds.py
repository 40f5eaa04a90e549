"""What a person did, in words."""

import pytest
from helpers_review import TODAY

from drillbank.bank.values import UndoneChange
from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.events import (
    Buried,
    ChangeId,
    DueSet,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Resumed,
    Stamp,
    Suspended,
)
from drillbank.memory.state import DueOn
from drillbank.review.deeds import others, undone

STAMP = Stamp(EventId("e"), ChangeId("e"), "dev", UtcMs(0), 0, TODAY, Uid("d/one"))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Suspended(STAMP), "suspending"),
        (Resumed(STAMP), "unsuspending"),
        (Buried(STAMP, StudyDay(TODAY + 1)), "burying"),
        (Buried(STAMP, TODAY), "unburying"),
        (Flagged(STAMP, 3), "flagging"),
        (Flagged(STAMP, 0), "taking the flag from"),
        (Forgotten(STAMP), "forgetting"),
        (DueSet(STAMP, DueOn(TODAY)), "setting the due day of"),
    ],
)
def test_what_was_undone(event: Event, said: str) -> None:
    assert undone(UndoneChange(Uid("d/one"), (event,))) == f"Undone: {said} d/one."


@pytest.mark.parametrize(
    ("uids", "said"),
    [
        (["d/one"], ""),
        (["d/one#a", "d/one#b"], " and 1 sibling"),
        (["d/one#a", "d/one#b", "d/one#c"], " and 2 siblings"),
        (["d/one", "d/two"], " and 1 other card"),
        (["d/one", "d/two", "d/two#b"], " and 2 other cards"),
    ],
)
def test_the_cards_behind_the_first(uids: list[str], said: str) -> None:
    assert others([Uid(uid) for uid in uids]) == said
