"""The table when its card was marked, edited, or is gone."""

from dataclasses import replace

from helpers_review import NOON, moment, point, queue, record, review, shown, spoken_face

from drillbank.authoring.cards import Point
from drillbank.base.words import StudyDay
from drillbank.review.advance import advance
from drillbank.review.effects import Draw, DrawAgain, SaveDue, SaveFlag
from drillbank.review.inputs import (
    Changed,
    Edited,
    Flag,
    Judge,
    MoveMarker,
    PutAway,
    Reveal,
    SetDue,
    Speak,
)
from drillbank.review.session import Session
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Answered, Asking, Saving, Shown, Speaking

A, B, C, D = (point(name) for name in "abcd")
TOLD = shown(face=spoken_face(A, B, C))


def asking(card: Shown = TOLD) -> Session:
    return Session(queue("d/one", "d/two"), Asking(card, Stopwatch(NOON)))


def judging() -> Session:
    session = asking()
    for given in (Reveal(moment(5)), Judge(made=True), Judge(made=False)):
        session, _ = advance(session, given)
    return session


def changed(*points: Point, uid: str = "d/one", what: str = "") -> Changed:
    return Changed(what, shown(uid, face=spoken_face(*points)), moment(9))


def after(session: Session, report: Changed) -> Session:
    """The session once something was written and reported."""
    return advance(replace(session, phase=Saving(session.phase)), report)[0]  # type: ignore[arg-type]


def test_what_is_done_to_the_card_on_the_table_is_asked_for() -> None:
    day = StudyDay(moment().day + 3)
    due = asking(shown(state=review()))

    assert advance(asking(), Flag(3))[1] == SaveFlag(TOLD.uid, 3)
    assert advance(due, SetDue(day))[1] == SaveDue(TOLD.uid, day)
    assert advance(judging(), Edited(("e",)))[1] == DrawAgain(TOLD.uid, ("e",))


def test_a_new_card_has_no_due_day_to_be_set() -> None:
    session, effect = advance(asking(), SetDue(StudyDay(moment().day)))

    assert effect is None
    assert session.phase == asking().phase
    assert session.message is not None


def test_what_was_judged_of_points_that_stayed_is_kept() -> None:
    session = after(judging(), changed(D, C, B))

    assert isinstance(session.phase, Answered)
    assert session.phase.judged == (None, None, False)
    assert session.phase.marker == 1, "still at the third point, which is the second now"
    assert session.phase.thinking_ms == 5000


def test_the_marker_goes_to_an_open_point_if_its_own_is_gone() -> None:
    session = after(advance(judging(), MoveMarker(-2))[0], changed(B, D))

    assert isinstance(session.phase, Answered)
    assert session.phase.judged == (False, None)
    assert session.phase.marker == 1


def test_the_question_stays_asked_and_its_clock_goes_on() -> None:
    session = after(asking(), changed(A, what="Flag 1."))

    assert isinstance(session.phase, Asking)
    assert session.phase.watch == Stopwatch(NOON)
    assert session.phase.shown.points == (A,)
    assert session.message == "Flag 1."


def test_a_prompt_that_is_no_longer_spoken_is_asked_anew() -> None:
    session, _ = advance(asking(), Speak(moment(4).at))
    silent = Changed("", shown(), moment(9))

    session = after(session, silent)

    assert isinstance(session.phase, Asking)
    assert session.phase.watch.elapsed_ms(moment(9).at) == 4000


def test_a_spoken_answer_goes_on_being_spoken() -> None:
    session, _ = advance(asking(), Speak(moment(4).at))

    assert isinstance(after(session, changed(A)).phase, Speaking)


def test_another_card_leaves_the_table_alone() -> None:
    session = after(judging(), changed(A, uid="d/two", what="Undone."))

    assert session.phase == judging().phase
    assert session.message == "Undone."


def test_a_card_that_is_gone_is_left_for_the_next() -> None:
    gone = PutAway(frozenset({TOLD.uid}), "d/one is gone.", NOON)
    session, effect = advance(replace(judging(), phase=Saving(judging().phase)), gone)  # type: ignore[arg-type]

    assert effect == Draw(record("d/two").uid)
    assert session.message == "d/one is gone."
