"""The one table of keys."""

from itertools import product

import pytest
from helpers_review import NOON, moment, point, queue, shown, spoken_face
from textual.binding import Binding

from drillbank.authoring.cards import Face
from drillbank.review.advance import advance
from drillbank.review.inputs import Judge, Reveal
from drillbank.review.session import Session
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Asking, Ending, Gauging, Over, Phase, Saving, Speaking
from drillbank.tui.actions import (
    ACTIONS,
    KEYS,
    SIDE_TRIPS,
    Act,
    Place,
    action_for,
    in_footer,
    place_of,
    spelled,
    topics,
)
from drillbank.tui.app import ReviewApp
from drillbank.tui.intent import intent
from drillbank.tui.scrolling import SCROLLS

TOLD = shown(face=spoken_face(point("a"), point("b")))


def session(phase: Phase) -> Session:
    return Session(queue("d/one"), phase)


def judging() -> Session:
    return advance(session(Asking(TOLD, Stopwatch(NOON))), Reveal(moment(9)))[0]


def judged() -> Session:
    one = advance(judging(), Judge(made=True))[0]
    return advance(one, Judge(made=True))[0]


PLACES = {
    Place.QUESTION: session(Asking(shown(), Stopwatch(NOON))),
    Place.PROMPT: session(Asking(TOLD, Stopwatch(NOON))),
    Place.SPEAKING: session(Speaking(TOLD, 0, Stopwatch(NOON))),
    Place.PAUSED: session(Speaking(TOLD, 0, Stopwatch(None))),
    Place.GAUGING: session(Gauging(TOLD, 0, 0)),
    Place.JUDGING: judging(),
    Place.JUDGED: judged(),
    Place.ANSWER: advance(session(Asking(shown(), Stopwatch(NOON))), Reveal(moment(9)))[0],
    Place.SUMMARY: session(Over(Ending.LIMIT)),
    Place.BUSY: session(Saving(Asking(shown(), Stopwatch(NOON)))),
}


@pytest.mark.parametrize("place", Place)
def test_every_place_is_known_by_the_session_that_stands_in_it(place: Place) -> None:
    assert place_of(PLACES[place]) is place


def test_no_key_means_two_things_in_one_place() -> None:
    for key, place in product(KEYS, Place):
        meant = [one.act for one in ACTIONS if key in one.keys and place in one.places]
        assert len(meant) <= 1, (key, place, meant)


def test_an_unknown_key_means_nothing() -> None:
    assert action_for("x", Place.QUESTION) is None


@pytest.mark.parametrize(
    ("place", "act"),
    [
        (Place.QUESTION, Act.SHOW_ANSWER),
        (Place.PROMPT, Act.START_CLOCK),
        (Place.SPEAKING, Act.STOP_CLOCK),
        (Place.PAUSED, Act.RUN_CLOCK),
        (Place.GAUGING, Act.LEAVE_OPEN),
        (Place.JUDGING, Act.NEXT_OPEN),
        (Place.JUDGED, Act.ACCEPT),
        (Place.ANSWER, Act.ACCEPT),
    ],
)
def test_space_goes_on_in_every_place_with_a_card(place: Place, act: Act) -> None:
    for key in ("space", "enter"):
        action = action_for(key, place)
        assert action is not None
        assert (action.act, action.guarded) == (act, True)


@pytest.mark.parametrize("place", [Place.SUMMARY, Place.BUSY])
def test_space_closes_and_writes_nothing(place: Place) -> None:
    assert action_for("space", place) is None


def test_quitting_is_possible_everywhere_and_escape_means_nothing() -> None:
    for place in Place:
        for key in ("q", "ctrl+c"):
            action = action_for(key, place)
            assert action is not None
            assert action.act is Act.QUIT
        assert action_for("escape", place) is None


def test_undo_is_possible_wherever_nothing_is_being_written() -> None:
    for place in set(Place) - {Place.BUSY}:
        action = action_for("u", place)
        assert action is not None
        assert action.act is Act.UNDO


def test_j_and_k_move_the_marker_at_a_rubric_and_scroll_elsewhere() -> None:
    down = {place: action_for("j", place) for place in Place}
    acts = {place: action.act for place, action in down.items() if action is not None}

    assert {place for place, act in acts.items() if act is Act.POINT_DOWN} == {
        Place.JUDGING,
        Place.JUDGED,
    }
    assert set(acts.values()) == {Act.POINT_DOWN, Act.LINE_DOWN}


def test_every_action_comes_to_something() -> None:
    """Each is the session's, moves the card, or is one of the few the screen itself does."""
    of_the_screen = {
        *{Act.QUIT, Act.CLOSE, Act.KEYS, Act.PALETTE, Act.REDRAW, Act.TO_SHELL},
        *SCROLLS,
        *SIDE_TRIPS,
    }
    for action, place in product(ACTIONS, Place):
        if place in action.places - {Place.BUSY} and action.act not in of_the_screen:
            assert intent(action.act, PLACES[place].phase, moment(10)) is not None, action


def test_every_key_is_shown_and_some_work_wherever_the_cursor_is() -> None:
    priority = {one.key for one in ReviewApp.BINDINGS if isinstance(one, Binding) and one.priority}
    told = " ".join(keys for keys, _ in topics())

    assert priority == {"ctrl+c", "ctrl+q", "ctrl+l", "ctrl+z"}
    assert all(spelled(key) in told for key in KEYS)


def test_the_footer_names_what_comes_next_first_and_offers_only_what_there_is() -> None:
    hinted = session(Asking(shown(face=Face("Q", "A", hint="H")), Stopwatch(NOON)))

    assert [one.act for one in in_footer(hinted)] == [
        Act.SHOW_ANSWER,
        Act.HINT,
        Act.UNDO,
        Act.EDIT_HERE,
        Act.BURY_CARD,
        Act.SUSPEND_CARD,
        Act.FLAG,
        Act.INFO,
        Act.KEYS,
        Act.QUIT,
    ]
    assert Act.HINT not in {one.act for one in in_footer(PLACES[Place.QUESTION])}
    assert [one.act for one in in_footer(PLACES[Place.BUSY])] == [Act.KEYS, Act.QUIT]


@pytest.mark.parametrize(
    ("key", "written"),
    [("space", "SPACE"), ("ctrl+d", "^d"), ("up", "↑"), ("pagedown", "PgDn"), ("?", "?")],
)
def test_keys_are_written_as_people_write_them(key: str, written: str) -> None:
    assert spelled(key) == written
