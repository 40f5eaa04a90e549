"""What is asked of a bank, by name; each question is one method with one sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlmodel import Session, col

from drillbank.bank import log_queries
from drillbank.bank.decode import (
    Selection,
    by_day,
    candidates,
    card_record,
    deck_record,
    judgements,
)
from drillbank.bank.errors import UnknownCardError
from drillbank.bank.for_export import export_decks
from drillbank.bank.glance import Contents, SourceProblem
from drillbank.bank.log import log_of, newest_at
from drillbank.bank.reader import DayCards
from drillbank.bank.tables import (
    AfterRow,
    CardRow,
    DeckRow,
    NoteRow,
    SettingRow,
    SourceRow,
    StateRow,
)
from drillbank.bank.values import (
    CardRecord,
    DeckRecord,
    ExportDeck,
    Judgement,
    Pace,
)
from drillbank.base.words import Slug, StudyDay, Uid, UtcMs
from drillbank.memory.events import Event, Phase
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Candidate, Done

STATE = (
    col(StateRow.phase),
    col(StateRow.step),
    col(StateRow.stability),
    col(StateRow.difficulty),
    col(StateRow.due_day),
    col(StateRow.due_at),
    col(StateRow.last_day),
)

CANDIDATE = (col(CardRow.uid), col(DeckRow.slug), col(NoteRow.tags), col(NoteRow.kind), *STATE)

CARD = (
    col(CardRow.uid),
    col(CardRow.eldest),
    col(CardRow.fingerprint),
    col(CardRow.face),
    col(CardRow.retired_at),
    col(NoteRow.kind),
    col(NoteRow.tags),
    col(NoteRow.line),
    col(DeckRow.slug),
    col(DeckRow.path),
    col(DeckRow.available),
    col(StateRow.first_day),
    col(StateRow.last_at),
    col(StateRow.reps),
    col(StateRow.lapses),
    col(StateRow.live_reviews),
    col(StateRow.suspended),
    col(StateRow.buried_until),
    col(StateRow.flag),
    col(StateRow.restart),
    col(StateRow.last_event),
    *STATE,
)

PATH = (col(DeckRow.place).is_(None), col(DeckRow.place), col(DeckRow.slug))
"""Decks on the path in its order, then the others."""

IN_ORDER = (
    *PATH,
    col(NoteRow.position),
    col(NoteRow.id),
    col(CardRow.position),
    col(CardRow.id),
)


KNOWN = (Phase.REVIEW, Phase.RELEARNING)
"""The phases of a card that is past its first steps."""


def _joined(*columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - SQLAlchemy's column types
    return (
        select(*columns)
        .select_from(CardRow)
        .join(StateRow, col(StateRow.card_id) == col(CardRow.id))
        .join(NoteRow, col(NoteRow.id) == col(CardRow.note_id))
        .join(DeckRow, col(DeckRow.id) == col(NoteRow.deck_id))
    )


def _waiting() -> Select[str]:
    """The notes that wait for a card to be learnt; see ``hot.WAITING``."""
    return (
        select(col(AfterRow.note))
        .join(NoteRow, col(NoteRow.uid) == col(AfterRow.awaited))
        .join(
            CardRow,
            (col(CardRow.note_id) == col(NoteRow.id)) & col(CardRow.retired_at).is_(None),
        )
        .join(StateRow, (col(StateRow.card_id) == col(CardRow.id)) & ~col(StateRow.suspended))
        .where(col(StateRow.phase).in_((Phase.NEW, Phase.LEARNING)))
    )


def _asked(today: StudyDay, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - see above
    """Of the cards that may be asked on a study day, whenever they are due."""
    return _joined(*columns).where(
        col(CardRow.retired_at).is_(None),
        col(DeckRow.available),
        ~col(StateRow.suspended),
        or_(col(StateRow.buried_until).is_(None), col(StateRow.buried_until) <= today),
    )


class SqlReader:
    """A ``Reader`` of any bank, and the questions that only heavier commands ask."""

    def __init__(self, session: Session, presets: Presets) -> None:
        self._session = session
        self._presets = presets

    # What a Reader answers

    def day(
        self, today: StudyDay, selection: Selection, new: int | None = None, ahead: int = 0
    ) -> DayCards:
        """See ``Reader``; asks for all new cards, however few suffice."""
        del new
        asked = _asked(today, *CANDIDATE)
        due = self._all(asked.where(col(StateRow.due_day) <= today + ahead))
        fresh = self._all(
            asked.where(
                col(StateRow.phase) == Phase.NEW, col(NoteRow.uid).not_in(_waiting())
            ).order_by(*IN_ORDER)
        )
        new_cards = [row[:4] for row in fresh]
        return DayCards(candidates(due, new_cards, self._presets, selection), self._done(today))

    def _done(self, today: StudyDay) -> Done:
        graded = self._all(_joined(col(CardRow.uid)).where(col(StateRow.last_day) == today))
        first = self._all(
            _joined(col(CardRow.uid), col(DeckRow.slug)).where(col(StateRow.first_day) == today)
        )
        return Done(
            graded=frozenset(Uid(uid) for (uid,) in graded),
            introduced={Uid(uid): self._presets.of(Slug(deck)) for uid, deck in first},
        )

    def card(self, uid: Uid) -> CardRecord:
        """See ``Reader``."""
        found = self._all(_joined(*CARD).where(col(CardRow.uid) == uid))
        if not found:
            raise UnknownCardError(uid)
        return card_record(found[0])

    def name_now(self, before: Uid) -> Uid | None:
        """See ``Reader``."""
        return next((Uid(uid) for (uid,) in self._all(log_queries.name_now(before))), None)

    def judgements(self, uid: Uid) -> tuple[Judgement, ...]:
        """See ``Reader``."""
        return judgements(self._all(log_queries.judgements(uid)))

    def every(self, today: StudyDay, selection: Selection) -> tuple[Candidate, ...]:
        """See ``Reader``."""
        seen = self._all(_asked(today, *CANDIDATE).order_by(*IN_ORDER))
        return candidates(seen, (), self._presets, selection)

    def uids(self, beginning: str) -> tuple[Uid, ...]:
        """See ``Reader``."""
        begins = col(CardRow.uid).startswith(beginning, autoescape=True)
        living = select(col(CardRow.uid)).where(col(CardRow.retired_at).is_(None), begins)
        return tuple(Uid(uid) for (uid,) in self._all(living.order_by(col(CardRow.uid))))

    def decks(self) -> tuple[DeckRecord, ...]:
        """See ``Reader``."""
        statement = (
            select(
                col(DeckRow.slug),
                col(DeckRow.title),
                col(DeckRow.path),
                col(DeckRow.root),
                col(DeckRow.lesson),
                col(DeckRow.available),
                func.count(func.distinct(col(NoteRow.id))),
                func.count(col(CardRow.id)),
                func.count(col(StateRow.first_day)),
                func.count(case((col(StateRow.phase).in_(KNOWN), 1))),
                col(DeckRow.place),
                col(DeckRow.group_title),
            )
            .select_from(DeckRow)
            .outerjoin(
                NoteRow,
                (col(NoteRow.deck_id) == col(DeckRow.id)) & col(NoteRow.retired_at).is_(None),
            )
            .outerjoin(
                CardRow,
                (col(CardRow.note_id) == col(NoteRow.id)) & col(CardRow.retired_at).is_(None),
            )
            .outerjoin(StateRow, col(StateRow.card_id) == col(CardRow.id))
            .group_by(col(DeckRow.id))
            .having(
                or_(
                    func.count(col(CardRow.id)) > 0,
                    col(DeckRow.path).in_(select(col(SourceRow.path))),
                )
            )
            .order_by(*PATH)
        )
        return tuple(deck_record(row) for row in self._all(statement))

    def paces(self, since: StudyDay, most: int) -> tuple[Pace, ...]:
        """See ``Reader``."""
        rows = self._all(log_queries.paces(since, most))
        return tuple(Pace(kind, Uid(uid), took_ms) for kind, uid, took_ms in rows)

    def cards_by_day(self, since: StudyDay) -> Mapping[StudyDay, int]:
        """See ``Reader``."""
        rows = self._all(log_queries.cards_by_day(since))
        return {StudyDay(day): cards for day, cards in rows}

    def studied_on(self, day: StudyDay) -> bool:
        """See ``Reader``."""
        return bool(self._all(log_queries.studied(day)))

    def failed_on(self, day: StudyDay) -> frozenset[Uid]:
        """See ``Reader``."""
        return frozenset(Uid(uid) for (uid,) in self._all(log_queries.failed(day)))

    def forecast(self, today: StudyDay, days: int) -> tuple[int, ...]:
        """See ``Reader``."""
        due = col(StateRow.due_day)
        within = (due > today, due <= today + days)
        rows = self._all(
            _asked(today, due, func.count(col(CardRow.id))).where(*within).group_by(due)
        )
        return by_day(rows, today, days)

    def contents(self) -> Contents:
        """See ``Reader``."""
        compiler = self._session.get(SettingRow, "compiler")
        files = self._session.execute(select(SourceRow)).scalars()
        decks = self._all(select(col(DeckRow.slug), col(DeckRow.weights)))
        return Contents(
            compiler=compiler.value if compiler else None,
            files={file.path: (file.mtime_ns, file.size) for file in files},
            presets={Slug(slug): version for slug, version in decks},
            asks=self._session.get(SettingRow, "renames") is not None,
        )

    def problems(self) -> tuple[SourceProblem, ...]:
        """See ``Reader``."""
        found = select(SourceRow).where(col(SourceRow.problems) > 0).order_by(col(SourceRow.path))
        return tuple(
            SourceProblem(row.path, row.problems, row.first_problem or "")
            for row in self._session.execute(found).scalars()
        )

    def last_at(self) -> UtcMs:
        """See ``Reader``."""
        return UtcMs(newest_at(self._session))

    def close(self) -> None:
        """See ``Reader``."""
        self._session.close()

    # What only heavier commands ask

    def cards(self, *, retired: bool = False) -> tuple[CardRecord, ...]:
        """Every card in its author's order; the retired ones too if asked."""
        statement = _joined(*CARD).order_by(*IN_ORDER)
        if not retired:
            statement = statement.where(col(CardRow.retired_at).is_(None))
        return tuple(card_record(row) for row in self._all(statement))

    def log(self, uid: Uid) -> Sequence[Event]:
        """A card's events in log order.

        Raises:
            UnknownCardError: there is no such card.
        """
        card_id = self._session.execute(
            select(col(CardRow.id)).where(col(CardRow.uid) == uid)
        ).scalar()
        if card_id is None:
            raise UnknownCardError(uid)
        return log_of(self._session, card_id)

    def for_export(self, decks: frozenset[Slug] | None = None) -> tuple[ExportDeck, ...]:
        """Decks with all their notes, retired ones too, in the author's order."""
        return export_decks(self._session, decks)

    def _all(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        return self._session.execute(statement).all()
