"""The query of ``cards``."""

from dataclasses import replace

import pytest
from helpers_review import CALENDAR, TODAY, record, review, step

from drillbank.authoring.cards import Face
from drillbank.bank.search import Query
from drillbank.bank.values import CardRecord
from drillbank.base.errors import UsageError
from drillbank.base.words import Slug, StudyDay
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.study_day import iso_of

SEEN = CardMemory(state=review(days=10), reps=4, lapses=2, flag=3)


def card(uid: str, memory: CardMemory | None = None, tags: tuple[str, ...] = ()) -> CardRecord:
    face = Face("What is O(n) < 5?", "Linear: `x = 1`.")
    return replace(
        record(uid, face=face),
        deck=Slug(uid.partition("/")[0]),
        tags=tags,
        memory=memory or CardMemory(),
    )


CARDS = (
    card("geo/new", tags=("maps",)),
    card("geo/seen", SEEN),
    card("sql/step", CardMemory(state=step(5), reps=1)),
    card("sql/away", CardMemory(suspended=True, flag=1)),
    card("sql/later", CardMemory(buried_until=StudyDay(TODAY + 1))),
    card("sql/back", CardMemory(buried_until=TODAY)),
    replace(card("sql/gone"), retired=True, kind="cloze"),
)


def found(*terms: str) -> list[str]:
    return [one.uid for one in Query(terms, CALENDAR, TODAY).find(CARDS)]


@pytest.mark.parametrize(
    ("term", "uids"),
    [
        ("deck:geo", ["geo/new", "geo/seen"]),
        ("deck:g", ["geo/new", "geo/seen"]),
        ("tag:maps", ["geo/new"]),
        ("kind:cloze", ["sql/gone"]),
        ("state:review", ["geo/seen"]),
        ("state:suspended", ["sql/away"]),
        ("state:buried", ["sql/later"]),
        ("state:retired", ["sql/gone"]),
        ("flag:3", ["geo/seen"]),
        ("flag:any", ["geo/seen", "sql/away"]),
        ("lapses>1", ["geo/seen"]),
        ("lapses>2", []),
        ("reps>=1", ["geo/seen", "sql/step"]),
        ("reps=1", ["sql/step"]),
        ("reps<=0", ["geo/new", "sql/away", "sql/later", "sql/back", "sql/gone"]),
        ("stability<10", ["sql/step"]),
        ("stability<=10", ["geo/seen", "sql/step"]),
        ("difficulty>4.5", ["geo/seen", "sql/step"]),
        (f"due<={iso_of(TODAY)}", ["geo/seen", "sql/step"]),
        (f"due<{iso_of(TODAY)}", []),
        ("due=today", ["geo/seen", "sql/step"]),
        ("due>=3d", []),
        ("due<1w", ["geo/seen", "sql/step"]),
        ("SQL/", ["sql/step", "sql/away", "sql/later", "sql/back", "sql/gone"]),
        ("O(n) < 5", [one.uid for one in CARDS]),
        ("x=1", []),
    ],
)
def test_what_a_term_finds(term: str, uids: list[str]) -> None:
    assert found(term) == uids


def test_all_terms_hold_at_once() -> None:
    assert found("deck:sql", "flag:any", "state:suspended") == ["sql/away"]
    assert found() == [one.uid for one in CARDS]


@pytest.mark.parametrize("none", ["none", "0"])
def test_cards_without_a_flag(none: str) -> None:
    assert "geo/new" in found(f"flag:{none}")
    assert "geo/seen" not in found(f"flag:{none}")


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ("colour:red", "No field 'colour' in 'colour:red'. Fields: deck, tag, kind, state, flag,"),
        ("stat:new", "Did you mean state?"),
        ("lapse>5", "No field 'lapse' in 'lapse>5'. Did you mean lapses?"),
        ("state:suspnded", "No state 'suspnded'. Did you mean state:suspended?"),
        ("state:blue", "It is one of new, learning, review, relearning, suspended, buried, ret"),
        ("flag:8", "No flag '8'. It is one of 0, 1, 2"),
        ("flag=1", "'flag=1': write flag:1."),
        ("lapses:5", "'lapses:5': lapses is compared, as in 'lapses>5'."),
        ("due:today", "as in 'due<=2026-12-01'."),
        ("lapses>many", "lapses is compared with a number, as in 'lapses>5'."),
        ("due<soon", "'soon' names no day. Write 3d"),
    ],
)
def test_what_is_not_understood_is_told(term: str, says: str) -> None:
    with pytest.raises(UsageError) as problem:
        found(term)

    assert says in str(problem.value)


@pytest.mark.parametrize(
    ("term", "hints"),
    [
        ("tag:mpas", ["There is no tag 'mpas'. Did you mean tag:maps?"]),
        ("kind:clozee", ["There is no kind 'clozee'. Did you mean kind:cloze?"]),
        ("kind:story", ["There is no kind 'story'. There are cloze, q."]),
        ("deck:ge", []),
        ("tag:maps", []),
        ("tag:quite-another", []),
    ],
)
def test_a_value_that_is_nearly_another_is_hinted_at(term: str, hints: list[str]) -> None:
    assert list(Query((term,), CALENDAR, TODAY).hints(CARDS)) == hints
