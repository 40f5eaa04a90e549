"""A session: what can happen, and what follows.  Pure; ``advance`` is the whole of it.

Both faces, full screen and line by line, turn keys and lines into actions and the state into text.
What has to be read or written is asked for as an effect; the desk performs it and answers with a
report, which is another input.
"""

from dataclasses import dataclass, field, replace
from typing import assert_never

from drillbank.base.words import UtcMs
from drillbank.memory.answer import Outcomes, answers
from drillbank.memory.events import Graded, Spoken
from drillbank.memory.fuzz import roll
from drillbank.memory.parts import phase_of
from drillbank.memory.queue import Candidate, Queue, Wait, graded, next_card, without
from drillbank.memory.study_day import Moment
from drillbank.review.effects import (
    Draw,
    Effect,
    SaveBurial,
    SaveGrade,
    SaveSuspension,
    TakeBack,
)
from drillbank.review.inputs import (
    Bury,
    Drawn,
    GradeSaved,
    Input,
    Judge,
    MoveMarker,
    NothingUndone,
    Outdated,
    PutAway,
    Quit,
    Rate,
    Report,
    Reveal,
    ShowHint,
    Speak,
    Suspend,
    TakenBack,
    Undo,
)
from drillbank.review.table import (
    Answered,
    Asking,
    Drawing,
    Ending,
    Over,
    Phase,
    Saving,
    Shown,
    Speaking,
)
from drillbank.review.tally import Done, Tally


@dataclass(frozen=True, slots=True)
class Session:
    """Everything a face needs to show."""

    queue: Queue
    phase: Phase
    tally: Tally = field(default_factory=Tally)
    limit: int | None = None
    """The session ends after so many answers; None goes on to the end of the day's cards."""

    message: str | None = None
    """What the last input came to, where the table does not show it."""

    @property
    def shown(self) -> Shown | None:
        """The card on the table."""
        phase = self.phase.before if isinstance(self.phase, Saving) else self.phase
        return phase.shown if isinstance(phase, Asking | Speaking | Answered) else None


Step = tuple[Session, Effect | None]


def begin(queue: Queue, now: UtcMs, limit: int | None = None) -> Step:
    """A session over a day's queue, and the first card to draw."""
    return _go_on(Session(queue, Over(Ending.NOTHING_LEFT), limit=limit), now)


def advance(session: Session, given: Input) -> Step:
    """What an input makes of the session; one that does not fit its phase changes nothing."""
    if isinstance(given, Report):
        return _reported(session, given)
    session = replace(session, message=None)
    if isinstance(given, Quit):
        ended = isinstance(session.phase, Over)
        return (session if ended else replace(session, phase=Over(Ending.QUIT))), None
    match session.phase:
        case Asking() | Speaking() as asked:
            return _while_asked(session, asked, given)
        case Answered() as answered:
            return _while_answered(session, answered, given)
        case Over() as over:
            saving = replace(session, phase=Saving(over))
            return (saving, TakeBack()) if isinstance(given, Undo) else (session, None)
        case Drawing() | Saving():
            return session, None
        case _:
            assert_never(session.phase)


# What the learner does


def _while_asked(session: Session, asked: Asking | Speaking, given: Input) -> Step:
    match given:
        case ShowHint() if asked.shown.record.face.hint is None:
            return replace(session, message="This card has no hint."), None
        case ShowHint():
            return replace(session, phase=replace(asked, hinted=True)), None
        case Speak(at) if isinstance(asked, Asking) and asked.shown.spoken:
            thought = max(0, at - asked.since)
            return replace(session, phase=Speaking(asked.shown, thought, at, asked.hinted)), None
        case Reveal(on):
            return replace(session, phase=_revealed(asked, on)), None
        case Rate(_, on):
            message = "Here is the answer first; now rate it."
            return replace(session, phase=_revealed(asked, on), message=message), None
        case _:
            return _with_any_card(session, asked, given)


def _while_answered(session: Session, answered: Answered, given: Input) -> Step:
    match given:
        case Judge(made) if answered.judged:
            return replace(session, phase=_judged(answered, made=made)), None
        case MoveMarker(by) if answered.judged:
            marker = min(max(0, answered.marker + by), len(answered.judged) - 1)
            return replace(session, phase=replace(answered, marker=marker)), None
        case Rate():
            return replace(session, phase=Saving(answered)), _grade(answered, given)
        case _:
            return _with_any_card(session, answered, given)


def _with_any_card(session: Session, on: Asking | Speaking | Answered, given: Input) -> Step:
    saving = replace(session, phase=Saving(on))
    match given:
        case Bury(scope):
            return saving, SaveBurial(on.shown.uid, scope)
        case Suspend(scope):
            return saving, SaveSuspension(on.shown.uid, scope)
        case Undo():
            return saving, TakeBack()
        case _:
            return session, None


def _revealed(asked: Asking | Speaking, on: Moment) -> Answered:
    took = max(0, on.at - asked.since)
    if isinstance(asked, Speaking):
        return _answered(asked.shown, on, asked.thinking_ms, took)
    return _answered(asked.shown, on, took, None)


def _answered(shown: Shown, on: Moment, thinking_ms: int, speaking_ms: int | None) -> Answered:
    return Answered(
        shown=shown,
        outcomes=_outcomes(shown, on),
        thinking_ms=thinking_ms,
        speaking_ms=speaking_ms,
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


def _grade(answered: Answered, given: Rate) -> SaveGrade:
    suggestion = answered.suggestion
    return SaveGrade(
        shown=answered.shown,
        rating=given.rating,
        answer=Spoken(
            suggested=suggestion.rating if suggestion else None,
            ticked=answered.judged_as(made=True),
            missed=answered.judged_as(made=False),
            thinking_ms=answered.thinking_ms,
            speaking_ms=answered.speaking_ms,
        ),
        # Decided anew: a step counts from the grade, not from the reveal.
        decision=_outcomes(answered.shown, given.on).of(given.rating).decision,
    )


# What the desk answers


def _reported(session: Session, report: Report) -> Step:
    match report:
        case Drawn():
            return _drawn(session, report), None
        case GradeSaved():
            return _grade_saved(session, report)
        case PutAway():
            queue = session.queue
            for uid in report.uids:
                queue = without(queue, uid)
            return _go_on(replace(session, queue=queue, message=report.what), report.now)
        case TakenBack():
            return _taken_back(session, report), None
        case Outdated():
            fresh = replace(session, queue=report.queue, message=report.reason)
            return _go_on(fresh, report.now)
        case NothingUndone():
            before = session.phase.before if isinstance(session.phase, Saving) else session.phase
            return replace(session, phase=before, message=report.reason), None
        case _:
            assert_never(report)


def _drawn(session: Session, report: Drawn) -> Session:
    if not isinstance(session.phase, Drawing):
        return session
    return replace(session, phase=Asking(Shown(report.record, report.preset), report.at))


def _grade_saved(session: Session, report: GradeSaved) -> Step:
    saving = session.phase
    if not isinstance(saving, Saving) or not isinstance(saving.before, Answered):
        return session, None
    answered = saving.before
    shown = answered.shown
    done = Done(
        event=report.event,
        uid=shown.uid,
        rating=report.rating,
        was=phase_of(shown.record.memory.state),
        took_ms=answered.thinking_ms + (answered.speaking_ms or 0),
        missed=answered.judged_as(made=False),
    )
    queue = graded(session.queue, shown.uid, report.state)
    saved = replace(session, queue=queue, tally=session.tally.plus(done))
    return _go_on(saved, report.now)


def _taken_back(session: Session, report: TakenBack) -> Session:
    shown = Shown(report.record, report.preset)
    tally, phase = session.tally, Asking(shown, report.on.at)
    if report.grade is None:
        return replace(session, queue=report.queue, phase=phase, message=report.what)
    tally = tally.without(report.grade.stamp.id)
    restored = _as_it_was(shown, report.grade, report.on)
    return replace(session, queue=report.queue, phase=restored, tally=tally, message=report.what)


def _as_it_was(shown: Shown, grade: Graded, on: Moment) -> Answered:
    """The table as it stood before the grade: times, ticks and misses come back."""
    answer = grade.answer
    answered = _answered(shown, on, answer.thinking_ms, answer.speaking_ms)
    judged = tuple(
        True if point.id in answer.ticked else False if point.id in answer.missed else None
        for point in shown.points
    )
    marker = judged.index(None) if None in judged else 0
    return replace(answered, judged=judged, marker=marker)


def _go_on(session: Session, now: UtcMs) -> Step:
    """The next card, or the end."""
    if session.limit is not None and len(session.tally.grades) >= session.limit:
        return replace(session, phase=Over(Ending.LIMIT)), None
    match next_card(session.queue, now):
        case Candidate() as card:
            return replace(session, phase=Drawing(card.uid)), Draw(card.uid)
        case Wait(until):
            return replace(session, phase=Over(Ending.NOTHING_LEFT, until)), None
        case _:
            return replace(session, phase=Over(Ending.NOTHING_LEFT)), None
