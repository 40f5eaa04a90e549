"""The desk over a bank on disk."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_desk import compiled_bank, desk_for
from helpers_review import HandClock, clock_at_noon

from drillbank.bank.decode import Selection
from drillbank.base.words import Slug, Uid
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.queue import Limits
from drillbank.memory.rating import Rating
from drillbank.review.advance import advance
from drillbank.review.day import Choice
from drillbank.review.desk import Desk
from drillbank.review.inputs import Judge, Rate, Reveal, Undo
from drillbank.review.session import Session, Step
from drillbank.review.table import Answered, Ending, Over
from drillbank.review.terms import Terms

DAY_S = 86_400
ALL = Choice(limits=Limits(new_per_day=100))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Two decks, one with a prompt."""
    many = "".join(f"  - {{id: n{n}, q: What is {n}?, a: The number {n}.}}\n" for n in range(40))
    return compiled_bank(
        tmp_path,
        many=f"title: Many\nnotes:\n{many}",
        told="""\
            title: Told
            notes:
              - id: tale
                prompt: Tell it.
                answer: All of it.
                rubric: {whole: {start: the start, end: the end}}
            """,
    )


def memory(desk: Desk, uid: str) -> CardMemory:
    with desk.read() as reader:
        return reader.card(Uid(uid)).memory


def drilled(desk: Desk, terms: Terms, *ratings: Rating, missing: str = "") -> Session:
    """A session in which the cards are rated so, points named ``missing`` judged missed."""
    session, effect = desk.begin(terms)
    for rating in (None, *ratings):
        if rating is not None:
            session, effect = rated(session, desk, rating, missing)
        while effect is not None:
            session, effect = advance(session, desk.perform(effect))
    return session


def rated(session: Session, desk: Desk, rating: Rating, missing: str) -> Step:
    session, _ = advance(session, Reveal(desk.now()))
    assert isinstance(session.phase, Answered)
    for point in session.phase.shown.points:
        session, _ = advance(session, Judge(made=point.id != missing))
    return advance(session, Rate(rating, desk.now()))


def only(deck: str, *, cram: bool = False, base: Choice = ALL) -> Choice:
    return replace(base, selection=Selection(frozenset([Slug(deck)])), cram=cram)


def test_a_cram_asks_every_card_and_leaves_memory_alone(bank: Path) -> None:
    with closing(desk_for(bank, choice=only("told", cram=True))) as desk:
        before = memory(desk, "told/tale#tell")
        session = drilled(desk, Terms(cram=True), Rating.AGAIN, Rating.GOOD)
        after = memory(desk, "told/tale#tell")

        assert session.phase == Over(Ending.NOTHING_LEFT)
        assert [done.rating for done in session.tally.grades] == [Rating.AGAIN, Rating.GOOD]
        assert replace(after, last_event=None) == before
        assert after.last_event is not None


def test_a_cram_asks_cards_that_are_not_due_but_no_suspended_ones(bank: Path) -> None:
    with closing(desk_for(bank, choice=only("many"))) as desk:
        drilled(desk, Terms(), Rating.EASY)
        with desk.open_bank().change(desk.now().at) as change:
            change.suspend([Uid("many/n7")])
        desk.choice = only("many", cram=True)
        asked = {card.uid for card in desk.queue().main}

    assert len(asked) == 39
    assert "many/n7" not in asked


def test_a_leech_is_named_at_its_lapse_with_the_points_that_leak(bank: Path) -> None:
    clock = clock_at_noon()
    with closing(desk_for(bank, clock, choice=only("told"))) as desk:
        desk.leech = 2
        drilled(desk, Terms(), Rating.EASY, missing="end")
        told = [lapse(desk, clock) for _ in range(2)]

    assert told[0] is None
    assert told[1] == "told/tale#tell has been forgotten 2 times. What leaks: the end (3 of 4)."


def lapse(desk: Desk, clock: HandClock) -> str | None:
    """Forgets the card when it is due, and learns it again; what was said of the lapse."""
    clock.pass_seconds(60 * DAY_S)
    message = drilled(desk, Terms(), Rating.AGAIN, missing="end").message
    clock.pass_seconds(3600)
    drilled(desk, Terms(), Rating.GOOD)
    return message


def test_a_backlog_is_told_with_how_long_it_takes(bank: Path) -> None:
    clock = clock_at_noon()
    with closing(desk_for(bank, clock)) as desk:
        drilled(desk, Terms(), *[Rating.EASY] * 30)
        assert desk.begin(Terms())[0].message is None
        clock.pass_seconds(20 * DAY_S)
        session, _ = desk.begin(Terms())
        few, _ = replace_choice(desk, only("many")).begin(Terms())

    assert session.message == (
        "A backlog of 30 cards. What you would forget soonest comes first. "
        "At your 30 cards a day it is gone in 1 day."
    )
    assert few.message is None


def replace_choice(desk: Desk, choice: Choice) -> Desk:
    desk.choice = choice
    return desk


def test_minutes_take_what_fits(bank: Path) -> None:
    with closing(desk_for(bank, choice=replace(only("many"), minutes=5))) as desk:
        queue = desk.queue()

    assert len(queue.main) + len(queue.beyond) == 40
    assert 0 < len(queue.main) < 20


def test_what_was_failed_today_is_drilled_again_and_nothing_else(bank: Path) -> None:
    with closing(desk_for(bank, choice=only("many"))) as desk:
        failed = desk.queue().main[0].uid
        drilled(desk, Terms(), Rating.AGAIN, Rating.GOOD)
        desk.choice = replace(ALL, cram=True, missed=True)

        assert [card.uid for card in desk.queue().main] == [failed]

        drilled(desk, Terms(cram=True), Rating.GOOD)
        assert memory(desk, failed).lapses == 0


def test_undo_after_a_restart_brings_back_ticks(bank: Path) -> None:
    with closing(desk_for(bank, choice=only("told"))) as desk:
        drilled(desk, Terms(), Rating.HARD, missing="end")

    with closing(desk_for(bank, choice=only("told"))) as desk:
        session, effect = desk.begin(Terms())
        while effect is not None:
            session, effect = advance(session, desk.perform(effect))
        session, effect = advance(session, Undo())
        assert effect is not None
        session, _ = advance(session, desk.perform(effect))

    assert isinstance(session.phase, Answered)
    assert session.phase.judged == (True, False)


def test_of_two_windows_only_one_grades_a_card(bank: Path) -> None:
    choice = only("told")
    with (
        closing(desk_for(bank, choice=choice)) as one,
        closing(desk_for(bank, choice=choice)) as two,
    ):
        waiting, effect = two.begin(Terms())
        assert effect is not None
        waiting, _ = advance(waiting, two.perform(effect))
        drilled(one, Terms(), Rating.GOOD)

        waiting, effect = rated(waiting, two, Rating.AGAIN, "")
        assert effect is not None
        after, _ = advance(waiting, two.perform(effect))

        assert after.tally.grades == ()
        assert after.message is not None
        assert memory(two, "told/tale#tell").reps == 1


def test_undo_brings_no_more_new_cards_than_were_asked_for(bank: Path) -> None:
    choice = replace(only("many"), limits=Limits(new_per_day=0, new_now=3))
    with closing(desk_for(bank, choice=choice)) as desk:
        session = drilled(desk, Terms(), Rating.AGAIN, Rating.GOOD)
        assert len(session.queue.main) == 1

        session, effect = advance(session, Undo())
        assert effect is not None
        session, _ = advance(session, desk.perform(effect))

        assert len(session.queue.main) == 2


def test_undo_in_a_cram_asks_only_that_card_again(bank: Path) -> None:
    with closing(desk_for(bank, choice=only("many", cram=True))) as desk:
        session = drilled(desk, Terms(cram=True), Rating.GOOD, Rating.GOOD, Rating.GOOD)
        assert len(session.queue.main) == 37

        session, effect = advance(session, Undo())
        assert effect is not None
        session, _ = advance(session, desk.perform(effect))

        assert len(session.queue.main) == 38
        assert session.shown is not None
        assert session.queue.main[0].uid == session.shown.uid
