"""What the desk's reports make of a session."""

from dataclasses import replace
from typing import assert_never

from drillbank.memory.events import Graded
from drillbank.memory.parts import phase_of
from drillbank.memory.queue import Queue, crammed, graded, renamed, without
from drillbank.memory.rating import Rating
from drillbank.memory.study_day import Moment
from drillbank.review.answered import answered_at
from drillbank.review.inputs import (
    Changed,
    Drawn,
    GradeSaved,
    NothingUndone,
    Outdated,
    PutAway,
    Report,
    TakenBack,
)
from drillbank.review.onward import go_on
from drillbank.review.session import Session, Step
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import (
    Answered,
    Asking,
    Drawing,
    OnTable,
    Saving,
    Shown,
)
from drillbank.review.tally import Done
from drillbank.review.with_card import with_card


def reported(session: Session, report: Report) -> Step:
    """What a report leads to."""
    match report:
        case Drawn():
            return _drawn(session, report), None
        case GradeSaved():
            return _grade_saved(session, report)
        case PutAway():
            queue = session.queue
            for uid in report.uids:
                queue = without(queue, uid)
            return go_on(replace(session, queue=queue, message=report.what), report.now)
        case TakenBack():
            return _taken_back(session, report), None
        case Changed():
            return _changed(session, report), None
        case Outdated():
            fresh = replace(session, queue=report.queue, message=report.reason)
            return go_on(fresh, report.now)
        case NothingUndone():
            before = session.phase.before if isinstance(session.phase, Saving) else session.phase
            return replace(session, phase=before, message=report.reason), None
        case _:
            assert_never(report)


def _drawn(session: Session, report: Drawn) -> Session:
    if not isinstance(session.phase, Drawing):
        return session
    # A compile since may have given the card another name.
    queue = renamed(session.queue, session.phase.uid, report.shown.uid)
    return replace(session, queue=queue, phase=Asking(report.shown, Stopwatch(report.at)))


def _grade_saved(session: Session, report: GradeSaved) -> Step:
    saving = session.phase
    if not isinstance(saving, Saving) or not isinstance(saving.before, Answered):
        return session, None
    answered = saving.before
    shown = answered.shown
    thinking_ms, speaking_ms = answered.took
    missed = answered.judged_as(made=False)
    done = Done(
        event=report.event,
        uid=shown.uid,
        rating=report.rating,
        was=phase_of(shown.record.memory.state),
        took_ms=thinking_ms + (speaking_ms or 0),
        missed=tuple(point for point in shown.points if point.id in missed),
        place=shown.record.place,
        aimed=None if session.terms.cram else shown.preset.retention,
        leech=report.leech,
    )
    if session.terms.cram:
        failed = report.rating is Rating.AGAIN
        queue = crammed(session.queue, shown.uid, failed=failed)
    else:
        queue = graded(session.queue, shown.uid, report.state)
    saved = replace(session, queue=queue, tally=session.tally.plus(done), message=report.leech)
    return go_on(saved, report.now)


def _taken_back(session: Session, report: TakenBack) -> Session:
    shown = report.shown
    tally, phase = session.tally, Asking(shown, Stopwatch(report.on.at))
    if report.grade is None:
        return replace(
            session, queue=_queue_after(session, report), phase=phase, message=report.what
        )
    tally = tally.without(report.grade.stamp.id)
    restored = _as_it_was(shown, report.grade, report.on)
    return replace(
        session,
        queue=_queue_after(session, report),
        phase=restored,
        tally=tally,
        message=report.what,
    )


def _changed(session: Session, report: Changed) -> Session:
    table = session.phase.before if isinstance(session.phase, Saving) else session.phase
    before, queue = report.was or report.shown.uid, session.queue
    if isinstance(table, OnTable) and table.shown.uid == before:
        table = with_card(table, report.shown, report.on)
        queue = renamed(queue, before, report.shown.uid)
    return replace(session, queue=queue, phase=table, message=report.what or None)


def _as_it_was(shown: Shown, grade: Graded, on: Moment) -> Answered:
    """The table as it stood before the grade: times, ticks and misses come back."""
    answer = grade.answer
    answered = answered_at(shown, on, answer.thinking_ms, answer.speaking_ms, answer.confidence)
    judged = tuple(
        True if point.id in answer.ticked else False if point.id in answer.missed else None
        for point in shown.points
    )
    marker = judged.index(None) if None in judged else 0
    return replace(answered, judged=judged, marker=marker)


def _queue_after(session: Session, report: TakenBack) -> Queue:
    """The day as the bank sees it; of a cram, what it has not drilled, which no bank knows."""
    if not session.terms.cram:
        return report.queue
    uid = report.shown.uid
    back = (card for card in report.queue.main if card.uid == uid)
    rest = without(session.queue, uid)
    return replace(rest, main=(*back, *rest.main))
