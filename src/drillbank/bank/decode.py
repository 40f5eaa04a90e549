"""From the columns both readers select to the values they answer with.  Light: no SQLAlchemy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drillbank.authoring.cards import face_from_json
from drillbank.bank.values import CardRecord, DeckRecord, Judgement
from drillbank.base.words import Fingerprint, Slug, StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.events import EventId, Phase
from drillbank.memory.parts import seen_state
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Candidate
from drillbank.memory.state import Due, DueAt, DueOn, Memory, New, State


def due_of(day: int | None, at: int | None) -> Due:
    """The due that two columns hold; the instant wins where a derived table holds both.

    Raises:
        ValueError: neither is set.
    """
    if at is not None:
        return DueAt(UtcMs(at))
    if day is None:
        raise ValueError("a due needs a day or an instant")
    return DueOn(StudyDay(day))


def state_of(columns: Sequence[Any]) -> State:
    """The state from (phase, step, stability, difficulty, due_day, due_at, last_day)."""
    phase, step, stability, difficulty, due_day, due_at, last_day = columns
    if phase == Phase.NEW:
        return New()
    memory = Memory(stability, difficulty)
    return seen_state(Phase(phase), step, memory, StudyDay(last_day), due_of(due_day, due_at))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cards a session is about; everything unless narrowed."""

    decks: frozenset[Slug] | None = None
    tag: str | None = None

    def takes(self, deck: str, tags: str) -> bool:
        """Whether a card of that deck, with those tags as JSON, is among them."""
        in_deck = self.decks is None or deck in self.decks
        return in_deck and (self.tag is None or self.tag in json.loads(tags))

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it."""
        return self.decks is None and self.tag is None


def candidates(
    seen: Sequence[Sequence[Any]],
    new: Sequence[Sequence[Any]],
    presets: Presets,
    selection: Selection,
) -> tuple[Candidate, ...]:
    """The cards that may be asked.

    Args:
        seen: (uid, deck, tags, kind, *the columns of ``state_of``) of each due card.
        new: (uid, deck, tags, kind) of new cards, in the order they are to be introduced.
        presets: of the decks.
        selection: which of them count.
    """
    found = [
        Candidate(Uid(uid), state_of(state), presets.of(Slug(deck)), kind=kind)
        for uid, deck, tags, kind, *state in seen
        if selection.takes(deck, tags)
    ]
    found += [
        Candidate(Uid(uid), New(), presets.of(Slug(deck)), position, kind)
        for position, (uid, deck, tags, kind) in enumerate(new)
        if selection.takes(deck, tags)
    ]
    return tuple(found)


def card_record(columns: Sequence[Any]) -> CardRecord:
    """A card from the columns that ``hot.CARD`` and ``queries.CARD`` name, in their order."""
    (uid, eldest, fingerprint, face, retired_at, kind, tags, line, deck, path, available) = columns[
        :11
    ]
    (first_day, last_at, reps, lapses, live_reviews, suspended, buried_until) = columns[11:18]
    (flag, restart, last_event) = columns[18:21]
    state = columns[21:28]
    return CardRecord(
        uid=Uid(uid),
        eldest=Uid(eldest),
        deck=Slug(deck),
        kind=kind,
        tags=tuple(json.loads(tags)),
        path=path,
        line=line,
        fingerprint=Fingerprint(fingerprint),
        face=face_from_json(face),
        memory=CardMemory(
            state=state_of(state),
            reps=reps,
            lapses=lapses,
            live_reviews=live_reviews,
            suspended=bool(suspended),
            buried_until=None if buried_until is None else StudyDay(buried_until),
            flag=flag,
            first_day=None if first_day is None else StudyDay(first_day),
            last_day=None if state[-1] is None else StudyDay(state[-1]),
            last_at=None if last_at is None else UtcMs(last_at),
            restart=restart,
            last_event=None if last_event is None else EventId(last_event),
        ),
        retired=retired_at is not None,
        available=bool(available),
    )


def judgements(rows: Sequence[Sequence[Any]]) -> tuple[Judgement, ...]:
    """From (points ticked, points missed), two JSON lists, of each grade."""
    return tuple(Judgement(tuple(json.loads(a)), tuple(json.loads(b))) for a, b in rows)


def by_day(rows: Sequence[Sequence[Any]], today: StudyDay, days: int) -> tuple[int, ...]:
    """From (study day, count) the counts of so many days after today."""
    counts = dict(tuple(row) for row in rows)
    return tuple(counts.get(today + day, 0) for day in range(1, days + 1))


def deck_record(columns: Sequence[Any]) -> DeckRecord:
    """A deck from the columns of ``hot.DECKS`` and ``SqlReader.decks``, in their order."""
    slug, title, path, root, lesson, available, *numbers, place, group = columns
    notes, cards, learned, known = numbers
    return DeckRecord(
        slug=Slug(slug),
        title=title,
        path=path,
        root=root,
        lesson=lesson,
        available=bool(available),
        notes=notes,
        cards=cards,
        learned=learned,
        known=known,
        place=place,
        group=group,
    )
