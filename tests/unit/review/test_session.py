"""A session by table: every phase with every input, and what follows from it."""

from dataclasses import replace
from typing import assert_never

import pytest
from helpers_review import (
    MINUTE,
    NOON,
    TODAY,
    after,
    candidate,
    moment,
    point,
    queue,
    record,
    shown,
    spoken_face,
    step,
)

from drillbank.authoring.cards import Face
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.events import (
    ChangeId,
    EventId,
    Graded,
    Phase,
    Spoken,
    Stamp,
)
from drillbank.memory.queue import Queue
from drillbank.memory.rating import Rating
from drillbank.memory.state import DueAt, DueOn, Learning, Memory, Review, State
from drillbank.review.advance import advance, begin
from drillbank.review.effects import (
    Draw,
    Effect,
    SaveBurial,
    SaveGrade,
    SaveSuspension,
    TakeBack,
)
from drillbank.review.habit import RECALL_S
from drillbank.review.inputs import (
    Bury,
    Drawn,
    GoOn,
    GradeSaved,
    Input,
    Judge,
    MoreTime,
    MoveMarker,
    NothingUndone,
    Outdated,
    Pause,
    PutAway,
    Quit,
    Rate,
    Restart,
    Resume,
    Reveal,
    Scope,
    ShowHint,
    Speak,
    Sure,
    Suspend,
    TakenBack,
    Undo,
)
from drillbank.review.session import Session
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import (
    Answered,
    Asking,
    Drawing,
    Ending,
    Gauging,
    Over,
    Saving,
    Shown,
    Speaking,
)
from drillbank.review.tally import Done, Tally
from drillbank.review.terms import Terms

ONE, TWO = Uid("d/one"), Uid("d/two")
PLAIN = shown("d/one", face=Face("Q", "A", hint="Think."))
TOLD = shown("d/one", face=spoken_face(point("a", must=True), point("b"), point("c")))


def asking(card: Shown = PLAIN) -> Session:
    """A card's question on the table, another card to come."""
    return Session(queue("d/one", "d/two"), Asking(card, Stopwatch(NOON)))


def speaking() -> Session:
    """The clock of a prompt running since a second after noon."""
    return Session(queue("d/one", "d/two"), Speaking(TOLD, 1000, Stopwatch(moment(1).at)))


def gauging() -> Session:
    """The prompt answered for four seconds, how sure one is still to be said."""
    asks = replace(speaking(), terms=Terms(confidence=True))
    return after(asks, Reveal(moment(5)))[0]


def answered(card: Shown = PLAIN) -> Session:
    """The answer on the table, five seconds after the question."""
    return after(asking(card), Reveal(moment(5)))[0]


def saving() -> Session:
    return after(answered(), Rate(Rating.GOOD, moment(6)))[0]


def over() -> Session:
    return Session(queue(), Over(Ending.NOTHING_LEFT))


def drawing() -> Session:
    return begin(queue("d/one", "d/two"), NOON)[0]


RATE = Rate(Rating.GOOD, moment(9))
REVEAL = Reveal(moment(9))
ACTIONS: dict[str, Input] = {
    "hint": ShowHint(),
    "speak": Speak(moment(9).at),
    "pause": Pause(moment(9).at),
    "resume": Resume(moment(9).at),
    "restart": Restart(moment(9).at),
    "more": MoreTime(),
    "reveal": REVEAL,
    "sure": Sure(3, moment(9)),
    "made": Judge(made=True),
    "move": MoveMarker(1),
    "rate": RATE,
    "bury": Bury(Scope.CARD),
    "suspend": Suspend(Scope.NOTE),
    "undo": Undo(),
    "quit": Quit(),
}


def told(session: Session, effect: Effect | None) -> str:
    """The phase and the effect in a few words."""
    match session.phase:
        case Drawing(uid):
            phase = f"drawing {uid}"
        case Asking(watch=watch) as on:
            phase = "asking, hinted" if on.hinted else "asking"
            phase += ", paused" if watch.paused else ""
        case Speaking(watch=watch, more_s=more):
            phase = "paused" if watch.paused else "speaking longer" if more else "speaking"
        case Gauging():
            phase = "gauging"
        case Answered() as on:
            ticks = "".join({None: ".", True: "y", False: "n"}[one] for one in on.judged)
            phase = f"answered {ticks}@{on.marker}" if ticks else "answered"
        case Saving():
            phase = "saving"
        case Over(why):
            phase = f"over: {why.name.lower()}"
        case _:
            assert_never(session.phase)
    return f"{phase} > {type(effect).__name__}" if effect else phase


TABLE = {
    "asking": (
        asking(),
        {
            "hint": "asking, hinted",
            "speak": "asking",
            "pause": "asking, paused",
            "resume": "asking",
            "restart": "asking",
            "more": "asking",
            "reveal": "answered",
            "sure": "asking",
            "made": "asking",
            "move": "asking",
            "rate": "answered",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "prompt": (
        asking(TOLD),
        {
            "hint": "asking",
            "speak": "speaking",
            "pause": "asking, paused",
            "resume": "asking",
            "restart": "asking",
            "more": "asking",
            "reveal": "answered ...@0",
            "sure": "asking",
            "made": "asking",
            "move": "asking",
            "rate": "answered ...@0",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "speaking": (
        speaking(),
        {
            "hint": "speaking",
            "speak": "speaking",
            "pause": "paused",
            "resume": "speaking",
            "restart": "speaking",
            "more": "speaking longer",
            "reveal": "answered ...@0",
            "sure": "speaking",
            "made": "speaking",
            "move": "speaking",
            "rate": "answered ...@0",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "gauging": (
        gauging(),
        dict.fromkeys(ACTIONS, "gauging")
        | {
            "reveal": "answered ...@0",
            "sure": "answered ...@0",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "answered": (
        answered(),
        {
            "hint": "answered",
            "speak": "answered",
            "pause": "answered",
            "resume": "answered",
            "restart": "answered",
            "more": "answered",
            "reveal": "answered",
            "sure": "answered",
            "made": "answered",
            "move": "answered",
            "rate": "saving > SaveGrade",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "judging": (
        answered(TOLD),
        {
            "hint": "answered ...@0",
            "speak": "answered ...@0",
            "pause": "answered ...@0",
            "resume": "answered ...@0",
            "restart": "answered ...@0",
            "more": "answered ...@0",
            "reveal": "answered ...@0",
            "sure": "answered ...@0",
            "made": "answered y..@1",
            "move": "answered ...@1",
            "rate": "saving > SaveGrade",
            "bury": "saving > SaveBurial",
            "suspend": "saving > SaveSuspension",
            "undo": "saving > TakeBack",
            "quit": "over: quit",
        },
    ),
    "drawing": (drawing(), dict.fromkeys(ACTIONS, "drawing d/one") | {"quit": "over: quit"}),
    "saving": (saving(), dict.fromkeys(ACTIONS, "saving") | {"quit": "over: quit"}),
    "over": (
        over(),
        dict.fromkeys(ACTIONS, "over: nothing_left") | {"undo": "saving > TakeBack"},
    ),
}
CELLS = [(phase, name) for phase in TABLE for name in ACTIONS]


@pytest.mark.parametrize(("phase", "name"), CELLS, ids=[" + ".join(cell) for cell in CELLS])
def test_every_phase_with_every_action(phase: str, name: str) -> None:
    session, row = TABLE[phase]

    assert told(*advance(session, ACTIONS[name])) == row[name]


# How far it goes


def timed(terms: Terms, *main: str, beyond: tuple[str, ...] = ()) -> Session:
    """A session of so many minutes, its first card answered five seconds after it began."""
    whole = replace(queue(*main), beyond=tuple(candidate(uid) for uid in beyond))
    asked = Session(whole, Asking(PLAIN, Stopwatch(NOON)), since=NOON, rested=NOON)
    on_time = replace(asked, terms=terms)
    return after(on_time, Reveal(moment(5)), Rate(Rating.GOOD, moment(6)))[0]


def graded_at(seconds: float) -> GradeSaved:
    return replace(saved(), now=moment(seconds).at)


def test_the_minutes_end_a_session_between_two_cards() -> None:
    before, _ = advance(timed(Terms(minutes=1), "d/one", "d/two"), graded_at(59.9))
    after_it, _ = advance(timed(Terms(minutes=1), "d/one", "d/two"), graded_at(60))

    assert before.phase == Drawing(TWO)
    assert after_it.phase == Over(Ending.TIME)


def test_minutes_left_over_are_filled_with_what_had_no_room() -> None:
    session, effect = advance(timed(Terms(minutes=1), "d/one", beyond=("d/two",)), graded_at(20))

    assert (session.phase, effect) == (Drawing(TWO), Draw(TWO))
    assert not session.queue.beyond


@pytest.mark.parametrize("terms", [Terms(minutes=1), Terms(limit=1)], ids=["minutes", "limit"])
def test_a_session_that_reached_its_end_can_be_gone_on_with(terms: Terms) -> None:
    three = timed(terms, "d/one", "d/two", "d/three")
    ended, _ = advance(three, graded_at(60))
    going, effect = advance(ended, GoOn(moment(300).at))

    assert ended.may_go_on
    assert effect == Draw(TWO)
    answering = replace(going, phase=Asking(shown("d/two"), Stopwatch(moment(300).at)))
    again = after(answering, Reveal(moment(301)), Rate(Rating.GOOD, moment(302)))[0]
    assert advance(again, replace(saved(), now=moment(361).at))[0].may_go_on


def test_the_rest_takes_no_longer_than_the_answers_that_are_left() -> None:
    four = timed(Terms(), "d/one", "d/two", "d/three", "d/four")
    limited, generous = (replace(four, terms=Terms(limit=most)) for most in (3, 100))

    assert limited.minutes_left == 3 * RECALL_S / 60
    assert generous.minutes_left == four.minutes_left


def test_a_session_with_nothing_left_is_not_gone_on_with() -> None:
    assert advance(over(), GoOn(NOON)) == (over(), None)


def test_a_break_is_offered_once_and_forced_on_nobody() -> None:
    late, _ = advance(timed(Terms(rest_after=30), "d/one", "d/two"), graded_at(31 * 60))
    early, _ = advance(timed(Terms(rest_after=30), "d/one", "d/two"), graded_at(29 * 60))

    assert late.phase == Drawing(TWO)
    assert late.message == "31 minutes without a break. q stops here; all is saved."
    assert early.message is None
    assert late.rested == moment(31 * 60).at


def test_a_leech_is_named_with_the_next_card() -> None:
    session, _ = advance(timed(Terms(), "d/one", "d/two"), replace(graded_at(9), leech="It leaks."))

    assert (session.phase, session.message) == (Drawing(TWO), "It leaks.")


# Cram


def test_a_crammed_card_decides_nothing_and_comes_back_until_it_is_recalled() -> None:
    cram = replace(answered(), terms=Terms(cram=True))
    failed, effect = advance(cram, Rate(Rating.AGAIN, moment(6)))
    again, _ = advance(failed, replace(saved(), rating=Rating.AGAIN))
    known, _ = advance(advance(cram, Rate(Rating.HARD, moment(6)))[0], saved())

    assert isinstance(effect, SaveGrade)
    assert effect.decision is None
    assert [card.uid for card in again.queue.main] == [TWO, ONE]
    assert [card.uid for card in known.queue.main] == [TWO]


# Beginning and end


def test_a_session_begins_by_drawing_the_first_card() -> None:
    session, effect = begin(queue("d/one"), NOON)

    assert (session.phase, effect) == (Drawing(ONE), Draw(ONE))


def test_a_session_over_nothing_is_over() -> None:
    session, effect = begin(queue(), NOON)

    assert (session.phase, effect) == (Over(Ending.NOTHING_LEFT), None)


def test_a_session_that_has_to_wait_says_from_when_on() -> None:
    session, _ = begin(queue(steps=(candidate("d/one", step(30)),)), NOON)

    assert session.phase == Over(Ending.NOTHING_LEFT, UtcMs(NOON + 10 * MINUTE))


def test_quitting_a_session_that_is_over_keeps_why_it_ended() -> None:
    ended = replace(over(), phase=Over(Ending.NOTHING_LEFT, UtcMs(NOON)))

    assert advance(ended, Quit())[0].phase == Over(Ending.NOTHING_LEFT, UtcMs(NOON))


def test_a_card_that_is_drawn_is_asked_from_then_on() -> None:
    drawn = Drawn(shown(), moment(3).at)

    assert advance(drawing(), drawn)[0].phase == Asking(shown(), Stopwatch(moment(3).at))


def test_a_card_that_comes_late_changes_nothing() -> None:
    drawn = Drawn(shown("d/two"), moment(3).at)

    assert advance(answered(), drawn) == (answered(), None)


# Question and answer


def test_thinking_time_runs_from_the_question_to_the_answer() -> None:
    phase = answered().phase

    assert isinstance(phase, Answered)
    assert (phase.thinking_ms, phase.speaking_ms) == (5000, None)


def test_thinking_and_speaking_are_timed_apart() -> None:
    session, _ = after(asking(TOLD), Speak(moment(20).at), Reveal(moment(95.5)))

    assert isinstance(session.phase, Answered)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (20_000, 75_500)


def test_a_pause_counts_neither_as_thinking_nor_as_speaking() -> None:
    asked = asking(TOLD)
    thinking = (Pause(moment(4).at), Resume(moment(50).at), Speak(moment(52).at))
    speaking_ = (Pause(moment(60).at), Pause(moment(70).at), Reveal(moment(99)))
    session, _ = after(asked, *thinking, *speaking_)

    assert isinstance(session.phase, Answered)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (6000, 8000)


def test_an_answer_begun_anew_counts_from_there_and_keeps_the_time_thought() -> None:
    session, _ = after(speaking(), MoreTime(), Restart(moment(40).at), Reveal(moment(75)))

    assert isinstance(session.phase, Answered)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (1000, 35_000)


def test_more_time_is_the_clocks_and_not_the_ratings() -> None:
    longer, _ = after(speaking(), MoreTime(), MoreTime())
    session, _ = after(longer, Reveal(moment(121)), *(Judge(made=True),) * 3)

    assert isinstance(longer.phase, Speaking)
    assert longer.phase.limit_s == 150
    assert isinstance(session.phase, Answered)
    assert session.phase.suggestion is not None
    assert session.phase.suggestion.rating is Rating.HARD


def test_how_sure_one_was_is_kept_with_the_grade_and_makes_easy_possible() -> None:
    ticks = (Judge(made=True),) * 3
    session, _ = after(gauging(), Sure(3, moment(7)), *ticks)
    _, effect = advance(session, Rate(Rating.EASY, moment(9)))

    assert isinstance(session.phase, Answered)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (1000, 4000)
    assert session.phase.default is Rating.EASY
    assert isinstance(effect, SaveGrade)
    assert effect.answer.confidence == 3


@pytest.mark.parametrize(
    ("card", "most_s"), [(PLAIN, 60), (TOLD, 180)], ids=["a minute", "twice the target"]
)
def test_time_away_is_not_recorded(card: Shown, most_s: int) -> None:
    session, _ = advance(asking(card), Reveal(moment(3600)))
    _, effect = advance(session, Rate(Rating.GOOD, moment(3601)))

    assert isinstance(effect, SaveGrade)
    assert effect.answer.thinking_ms == most_s * 1000


def test_it_is_asked_of_spoken_answers_only() -> None:
    session, _ = advance(replace(asking(), terms=Terms(confidence=True)), REVEAL)

    assert isinstance(session.phase, Answered)


def test_a_clock_set_back_counts_as_no_time() -> None:
    session, _ = after(asking(TOLD), Speak(moment(-9).at), Reveal(moment(-20)))

    assert isinstance(session.phase, Answered)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (0, 0)


def test_a_rating_before_the_answer_shows_the_answer_and_says_so() -> None:
    session, _ = advance(asking(), RATE)

    assert session.message == "Here is the answer first; now rate it."


def test_a_message_lasts_until_the_next_input() -> None:
    session, _ = after(asking(), RATE, MoveMarker(1))

    assert session.message is None


def test_a_card_without_a_hint_says_so() -> None:
    session, _ = advance(asking(TOLD), ShowHint())

    assert session.message == "This card has no hint."


def test_a_hint_stays_while_one_speaks() -> None:
    face = replace(spoken_face(), hint="Begin with the numbers.")
    session, _ = after(asking(shown(face=face)), ShowHint(), Speak(NOON))

    assert isinstance(session.phase, Speaking)
    assert session.phase.hinted


# The rubric


def judged(*verdicts: bool) -> Answered:
    """The prompt's points judged one after the other."""
    session, _ = after(answered(TOLD), *(Judge(made=made) for made in verdicts))
    assert isinstance(session.phase, Answered)
    return session.phase


def test_the_marker_goes_to_the_next_open_point_and_stays_when_none_is_left() -> None:
    assert [judged(*[True] * count).marker for count in range(4)] == [0, 1, 2, 2]


def test_the_marker_comes_round_to_a_point_left_open() -> None:
    session, _ = after(answered(TOLD), MoveMarker(1), Judge(made=True), Judge(made=True))

    assert isinstance(session.phase, Answered)
    assert (session.phase.judged, session.phase.marker) == ((None, True, True), 0)


@pytest.mark.parametrize(("by", "marker"), [(-1, 0), (1, 1), (9, 2)])
def test_the_marker_stays_within_the_rubric(by: int, marker: int) -> None:
    session, _ = advance(answered(TOLD), MoveMarker(by))

    assert isinstance(session.phase, Answered)
    assert session.phase.marker == marker


def test_a_verdict_can_be_changed() -> None:
    session, _ = after(answered(TOLD), Judge(made=False), MoveMarker(-1), Judge(made=True))

    assert isinstance(session.phase, Answered)
    assert session.phase.judged == (True, None, None)


def test_no_rating_is_the_default_while_a_point_is_open() -> None:
    assert [judged(*[True] * count).default for count in range(4)] == [
        None,
        None,
        None,
        Rating.GOOD,
    ]


def test_the_default_is_what_the_points_speak_for() -> None:
    assert judged(False, True, True).default is Rating.AGAIN
    assert judged(True, True, False).default is Rating.HARD


def test_without_points_the_default_is_good() -> None:
    phase = answered().phase

    assert isinstance(phase, Answered)
    assert phase.default is Rating.GOOD


def test_points_left_open_are_neither_made_nor_missed() -> None:
    session, _ = after(answered(TOLD), Judge(made=True), MoveMarker(1), Judge(made=False))
    _, effect = advance(session, RATE)

    assert isinstance(effect, SaveGrade)
    assert (effect.answer.ticked, effect.answer.missed) == ((Slug("a"),), (Slug("c"),))
    assert effect.answer.suggested is None


def test_the_suggestion_is_stored_beside_the_rating_that_overrode_it() -> None:
    session, _ = after(answered(TOLD), *[Judge(made=True)] * 3)
    _, effect = advance(session, Rate(Rating.EASY, moment(9)))

    assert isinstance(effect, SaveGrade)
    assert (effect.rating, effect.answer.suggested) == (Rating.EASY, Rating.GOOD)


# Grading


def saved(rating: Rating = Rating.GOOD, state: State | None = None) -> GradeSaved:
    return GradeSaved(EventId("e1"), rating, state or later(), moment(6).at)


def later() -> Review:
    """Due in a week."""
    return Review(Memory(7.0, 5.0), TODAY, DueOn(StudyDay(TODAY + 7)))


def test_a_grade_is_written_before_the_next_card_is_drawn() -> None:
    session, effect = advance(answered(), RATE)

    assert isinstance(session.phase, Saving)
    assert isinstance(effect, SaveGrade)
    session, effect = advance(session, saved())
    assert (session.phase, effect) == (Drawing(TWO), Draw(TWO))
    assert [done.uid for done in session.tally.grades] == [ONE]


def test_the_step_counts_from_the_grade_not_from_the_reveal() -> None:
    _, early = advance(answered(), Rate(Rating.AGAIN, moment(6)))
    _, late = advance(answered(), Rate(Rating.AGAIN, moment(66)))

    assert isinstance(early, SaveGrade)
    assert isinstance(late, SaveGrade)
    due = [effect.decision.due for effect in (early, late) if effect.decision is not None]
    first, second = (one.at for one in due if isinstance(one, DueAt))
    assert second - first == MINUTE


def test_the_card_stays_on_the_table_while_it_is_saved() -> None:
    assert saving().shown == PLAIN


def test_a_failed_card_comes_back_in_the_session() -> None:
    again = Learning(0, Memory(1.0, 5.0), TODAY, DueAt(moment(60).at))
    session, _ = advance(saving(), saved(Rating.AGAIN, again))

    assert [card.uid for card in session.queue.steps] == [ONE]


def test_the_session_ends_after_as_many_answers_as_were_asked_for() -> None:
    session, effect = advance(replace(saving(), terms=Terms(limit=1)), saved())

    assert (session.phase, effect) == (Over(Ending.LIMIT), None)


def test_the_limit_counts_answers_not_cards() -> None:
    done = Done(EventId("e2"), TWO, Rating.AGAIN, Phase.NEW, 1000, ())
    session, _ = advance(replace(saving(), terms=Terms(limit=3), tally=Tally((done,))), saved())

    assert isinstance(session.phase, Drawing)


def test_a_card_changed_elsewhere_is_not_graded_and_the_session_goes_on() -> None:
    session, effect = advance(saving(), Outdated("Changed.", queue("d/two"), NOON))

    assert (session.phase, effect) == (Drawing(TWO), Draw(TWO))
    assert (session.message, session.tally.grades) == ("Changed.", ())


# Putting away


@pytest.mark.parametrize(
    ("action", "effect"),
    [
        (Bury(Scope.CARD), SaveBurial(ONE, Scope.CARD)),
        (Bury(Scope.NOTE), SaveBurial(ONE, Scope.NOTE)),
        (Suspend(Scope.CARD), SaveSuspension(ONE, Scope.CARD)),
        (Suspend(Scope.NOTE), SaveSuspension(ONE, Scope.NOTE)),
    ],
)
@pytest.mark.parametrize("session", [asking(), speaking(), answered()], ids=["q", "speak", "a"])
def test_cards_can_be_put_away_in_every_phase(
    session: Session, action: Bury | Suspend, effect: Effect
) -> None:
    assert advance(session, action)[1] == effect


def test_what_is_put_away_leaves_the_queue_with_its_siblings() -> None:
    cards = Queue((candidate("d/a#3", step(1)),), tuple(map(candidate, ("d/a#1", "d/b", "d/a#2"))))
    waiting = Session(cards, Saving(Asking(shown("d/a#1"), Stopwatch(NOON))))
    gone = frozenset(map(Uid, ("d/a#1", "d/a#2", "d/a#3")))

    session, effect = advance(waiting, PutAway(gone, "Buried.", NOON))

    assert effect == Draw(Uid("d/b"))
    assert [card.uid for card in session.queue.main] == ["d/b"]
    assert session.queue.steps == ()
    assert (session.message, session.tally.grades) == ("Buried.", ())


# Undo


def grade_event(answer: Spoken) -> Graded:
    """The event of a grade Good on the prompt."""
    _, effect = advance(answered(TOLD), RATE)
    assert isinstance(effect, SaveGrade)
    return Graded(
        stamp=Stamp(EventId("e1"), ChangeId("c1"), "test0001", moment(9).at, 0, TODAY, ONE),
        rating=Rating.GOOD,
        was=Phase.NEW,
        cram=False,
        asked=TOLD.record.fingerprint,
        answer=answer,
        decision=effect.decision,
    )


def taken_back(grade: Graded | None) -> TakenBack:
    return TakenBack(
        what="Undone.",
        grade=grade,
        shown=TOLD,
        queue=queue("d/one", "d/two"),
        on=moment(30),
    )


def test_what_was_missed_last_time_is_told_once_this_time_is_judged() -> None:
    card = replace(TOLD, missed_before=(Slug("c"), Slug("a"), Slug("renamed since")))
    session = answered(card)
    told_after = []
    for _ in TOLD.points:
        session, _ = advance(session, Judge(made=True))
        assert isinstance(session.phase, Answered)
        told_after.append([point.id for point in session.phase.missed_last_time])

    assert told_after == [[], [], ["a", "c"]]


def test_undo_brings_back_ticks_misses_open_points_and_times() -> None:
    answer = Spoken(ticked=(Slug("a"),), missed=(Slug("c"),), thinking_ms=7000, speaking_ms=61_000)
    waiting = replace(over(), phase=Saving(Over(Ending.NOTHING_LEFT)))

    session, effect = advance(waiting, taken_back(grade_event(answer)))

    assert effect is None
    assert isinstance(session.phase, Answered)
    assert session.phase.judged == (True, None, False)
    assert (session.phase.thinking_ms, session.phase.speaking_ms) == (7000, 61_000)
    assert session.message == "Undone."


def test_undo_takes_the_grade_out_of_the_tally_and_the_limit() -> None:
    done = Done(EventId("e1"), ONE, Rating.GOOD, Phase.NEW, 1000, ())
    waiting = replace(saving(), tally=Tally((done,)), terms=Terms(limit=1))

    session, _ = advance(waiting, taken_back(grade_event(Spoken())))

    assert session.tally.grades == ()
    session, _ = after(session, RATE, saved())
    assert session.phase == Over(Ending.LIMIT)


def test_undo_of_something_else_asks_the_card_again() -> None:
    session, _ = advance(saving(), taken_back(None))

    assert session.phase == Asking(TOLD, Stopwatch(moment(30).at))


def test_undo_with_nothing_to_undo_leaves_the_table_as_it_was() -> None:
    waiting, effect = advance(answered(TOLD), Undo())
    session, _ = advance(waiting, NothingUndone("There is nothing to undo."))

    assert effect == TakeBack()
    assert session.phase == answered(TOLD).phase
    assert session.message == "There is nothing to undo."


# The wording


def test_wordings_are_asked_in_turn() -> None:
    face = Face("first", "A", also=("second", "third"))
    memories = [replace(record(face=face).memory, live_reviews=number) for number in range(4)]
    asked = [replace(PLAIN, record=replace(record(face=face), memory=one)) for one in memories]

    assert [one.question for one in asked] == ["first", "second", "third", "first"]
