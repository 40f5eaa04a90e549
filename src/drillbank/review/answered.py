"""What the learner does with the answer on the table: judge its points, and grade it."""

from dataclasses import replace

from drillbank.memory.answer import Outcomes, answers
from drillbank.memory.events import Decision, Spoken
from drillbank.memory.fuzz import roll
from drillbank.memory.study_day import Moment
from drillbank.review.effects import SaveGrade
from drillbank.review.inputs import Input, Judge, MoveMarker, Rate
from drillbank.review.on_card import with_any_card
from drillbank.review.session import Session, Step
from drillbank.review.table import Answered, Saving, Shown


def while_answered(session: Session, answered: Answered, given: Input) -> Step:
    """The answer is on the table."""
    match given:
        case Judge(made) if answered.judged:
            return replace(session, phase=_judged(answered, made=made)), None
        case MoveMarker(by) if answered.judged:
            marker = min(max(0, answered.marker + by), len(answered.judged) - 1)
            return replace(session, phase=replace(answered, marker=marker)), None
        case Rate():
            return replace(session, phase=Saving(answered)), _grade(session, answered, given)
        case _:
            return with_any_card(session, answered, given)


def answered_at(
    shown: Shown,
    on: Moment,
    thinking_ms: int,
    speaking_ms: int | None = None,
    confidence: int | None = None,
) -> Answered:
    """The answer as it comes to the table, nothing judged yet."""
    return Answered(
        shown=shown,
        outcomes=_outcomes(shown, on),
        thinking_ms=thinking_ms,
        speaking_ms=speaking_ms,
        confidence=confidence,
        judged=(None,) * len(shown.points),
    )


def _outcomes(shown: Shown, on: Moment) -> Outcomes:
    memory = shown.record.memory
    chance = roll(shown.record.eldest, memory.live_reviews)
    return answers(memory.state, on, chance, shown.preset)


def _judged(answered: Answered, *, made: bool) -> Answered:
    at = answered.marker
    judged = (*answered.judged[:at], made, *answered.judged[at + 1 :])
    places = (*range(at + 1, len(judged)), *range(at))
    marker = next((place for place in places if judged[place] is None), at)
    return replace(answered, judged=judged, marker=marker)


def _grade(session: Session, answered: Answered, given: Rate) -> SaveGrade:
    suggestion = answered.suggestion
    thinking_ms, speaking_ms = answered.took
    return SaveGrade(
        shown=answered.shown,
        rating=given.rating,
        answer=Spoken(
            suggested=suggestion.rating if suggestion else None,
            ticked=answered.judged_as(made=True),
            missed=answered.judged_as(made=False),
            thinking_ms=thinking_ms,
            speaking_ms=speaking_ms,
            confidence=answered.confidence,
        ),
        decision=None if session.terms.cram else _decided(answered.shown, given),
    )


def _decided(shown: Shown, given: Rate) -> Decision:
    # Anew: a step counts from the grade, not from the reveal.
    return _outcomes(shown, given.on).of(given.rating).decision
