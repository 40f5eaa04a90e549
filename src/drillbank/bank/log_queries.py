"""What is asked of the log; each question is one statement."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from drillbank.bank.tables import CardRow, EventRow, GradeRow, NoteRow
from drillbank.memory.rating import Rating


def grades(*columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - SQLAlchemy's column types
    """Columns of the grades and their cards, undone ones and crams among them."""
    return (
        select(*columns)
        .select_from(EventRow)
        .join(GradeRow, col(GradeRow.event_id) == col(EventRow.id))
        .join(CardRow, col(CardRow.id) == col(EventRow.card_id))
    )


def live() -> ColumnElement[bool]:
    """Whether an event has not been undone."""
    void = aliased(EventRow)
    undone = (
        select(col(void.id))
        .where(col(void.card_id) == col(EventRow.card_id))
        .where(col(void.target) == col(EventRow.id))
    )
    return ~undone.exists()


def paces(since: int, most: int) -> Select[str, str, int]:
    """The kind of each card graded from a study day on, its name then, and the milliseconds.

    Newest first, by the day before the id: for the day there is an index.
    """
    took = col(GradeRow.thinking_ms) + func.coalesce(col(GradeRow.speaking_ms), 0)
    return (
        grades(col(NoteRow.kind), col(EventRow.uid), took)
        .join(NoteRow, col(NoteRow.id) == col(CardRow.note_id))
        .where(col(EventRow.day) >= since)
        .order_by(col(EventRow.day).desc(), col(EventRow.id).desc())
        .limit(most)
    )


def cards_by_day(since: int) -> Select[int, int]:
    """Each study day with live grades from one on, oldest first, and how many cards it had."""
    day = col(EventRow.day)
    count = func.count(func.distinct(col(EventRow.card_id)))
    return grades(day, count).where(day >= since, live()).group_by(day).order_by(day)


def studied(day: int) -> Select[str]:
    """The first live grade of a study day."""
    return grades(col(EventRow.id)).where(col(EventRow.day) == day, live()).limit(1)


def failed(day: int) -> Select[str]:
    """The cards with a live Again on a study day."""
    again = col(GradeRow.rating) == Rating.AGAIN.value
    return grades(col(CardRow.uid)).distinct().where(col(EventRow.day) == day, again, live())


def name_now(before: str) -> Select[str]:
    """The present name of the card that last gave up a name."""
    return (
        select(col(CardRow.uid))
        .join(EventRow, col(EventRow.card_id) == col(CardRow.id))
        .where(col(EventRow.kind) == "renamed", col(EventRow.uid) == before)
        .order_by(col(EventRow.id).desc())
        .limit(1)
    )


def judgements(uid: str) -> Select[str, str]:
    """The points ticked and missed at each live grade of a card, newest first."""
    return (
        grades(col(GradeRow.ticked), col(GradeRow.missed))
        .where(col(CardRow.uid) == uid, live())
        .order_by(col(EventRow.id).desc())
    )
