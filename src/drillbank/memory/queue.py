"""Which cards a study day asks, in which order, and which one is next.

Steps that are due come first; then the reviews in one order with the new cards spread evenly
between them.  Siblings, the cards of one note, are kept apart here and never by an event, so
nothing has to be taken back tomorrow.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import assert_never

from drillbank.base.words import NoteUid, StudyDay, Uid, UtcMs, note_of
from drillbank.memory.candidate import Candidate, Done
from drillbank.memory.curve import retrievability
from drillbank.memory.introduce import Limits, introduce
from drillbank.memory.preset import ReviewOrder
from drillbank.memory.state import DueAt, New, Seen, State

__all__ = [
    "BACKLOG",
    "FINISHED",
    "LEARN_AHEAD_MS",
    "Candidate",
    "Done",
    "Finished",
    "Limits",
    "Next",
    "Queue",
    "Wait",
    "build",
    "cram_queue",
    "crammed",
    "graded",
    "next_card",
    "without",
]

LEARN_AHEAD_MS = 20 * 60_000
"""How early a step is shown when nothing else is left; as in Anki."""

BACKLOG = 20
"""Fewer overdue reviews than this are no backlog."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is left of a study day."""

    steps: tuple[Candidate, ...]
    """Cards whose step ends at an instant, soonest first, those not due yet included."""

    main: tuple[Candidate, ...]
    """Reviews, steps due on a day, and new cards, as they will be asked."""

    put_off: tuple[Candidate, ...] = ()
    """Cards due that wait until tomorrow for a sibling's sake."""

    beyond: tuple[Candidate, ...] = ()
    """Cards of today for which the session was given no time."""

    backlog: bool = False
    """Whether so much was overdue that reviews came in the order of a backlog."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing can be asked before an instant."""

    until: UtcMs
    """When the next step may be shown, twenty minutes before it ends."""

    due: UtcMs
    """When that step ends."""


class Finished(Enum):
    """Nothing is left today."""

    FINISHED = auto()


FINISHED = Finished.FINISHED

Next = Candidate | Wait | Finished


def next_card(queue: Queue, now: UtcMs) -> Next:
    """What to show: a step that is due, else the main queue, else a step due within 20 minutes."""
    first = queue.steps[0] if queue.steps else None
    if first is not None and _instant(first) <= now:
        return first
    if queue.main:
        return queue.main[0]
    if first is None:
        return FINISHED
    shown_from = UtcMs(_instant(first) - LEARN_AHEAD_MS)
    return first if shown_from <= now else Wait(shown_from, _instant(first))


def graded(queue: Queue, uid: Uid, state: State) -> Queue:
    """The queue after a card of it was graded: gone, or back among the steps by its new state."""
    cards = (*queue.steps, *queue.main)
    again = [replace(card, state=state) for card in cards if card.uid == uid and _is_step(state)]
    rest = without(queue, uid)
    return replace(rest, steps=tuple(sorted((*rest.steps, *again), key=_by_time)))


def crammed(queue: Queue, uid: Uid, *, failed: bool) -> Queue:
    """The queue after a card of it was drilled without touching memory: gone, or last in line."""
    again = tuple(card for card in queue.main if card.uid == uid and failed)
    rest = without(queue, uid)
    return replace(rest, main=(*rest.main, *again))


def cram_queue(cards: Iterable[Candidate], today: StudyDay, seed: str = "") -> Queue:
    """All of them once, due or not, in the shuffle of the day."""
    return Queue((), tuple(sorted(cards, key=lambda one: _shuffle_key(one.uid, today, seed))))


def without(queue: Queue, uid: Uid) -> Queue:
    """The queue without a card."""
    return replace(
        queue,
        steps=tuple(card for card in queue.steps if card.uid != uid),
        main=tuple(card for card in queue.main if card.uid != uid),
    )


def renamed(queue: Queue, before: Uid, now: Uid) -> Queue:
    """The queue with a card in its place under another name."""

    def named(cards: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(replace(card, uid=now) if card.uid == before else card for card in cards)

    return replace(
        queue,
        steps=named(queue.steps),
        main=named(queue.main),
        put_off=named(queue.put_off),
        beyond=named(queue.beyond),
    )


def build(
    candidates: Iterable[Candidate],
    *,
    today: StudyDay,
    done: Done,
    limits: Limits | None = None,
    order: ReviewOrder = ReviewOrder.SHUFFLED,
    ahead: int = 0,
    seed: str = "",
) -> Queue:
    """The queue of a study day, the same for the same arguments in whatever order they come.

    Args:
        candidates: the cards that may be asked.
        today: the study day.
        done: what was done today already.
        limits: how many new cards; None is ten a day.
        order: how reviews are ordered.
        ahead: also ask what falls due within so many days after today, last in line for siblings.
        seed: another one gives another shuffle of the same day.
    """
    cards = tuple(candidates)
    steps = sorted((card for card in cards if _is_step(card.state)), key=_by_time)
    due = [card for card in cards if _is_due(card, StudyDay(today + ahead))]
    backlog = _is_backlog(due, today)
    ordered = _ordered(due, today, order, seed, backlog=backlog)
    reviews, put_off = _apart(ordered, steps, today, done)
    new = introduce(cards, (*steps, *reviews), done, limits or Limits())
    return Queue(tuple(steps), _spread(reviews, new), put_off, backlog=backlog)


def _is_step(state: State) -> bool:
    return not isinstance(state, New) and isinstance(state.due, DueAt)


def _instant(card: Candidate) -> UtcMs:
    due = _seen(card).due
    if not isinstance(due, DueAt):
        raise TypeError(f"{card.uid} is due on a day, not at an instant")
    return due.at


def _by_time(card: Candidate) -> tuple[UtcMs, Uid]:
    return _instant(card), card.uid


def _seen(card: Candidate) -> Seen:
    if isinstance(card.state, New):
        raise TypeError(f"{card.uid} is new")
    return card.state


def _due_day(card: Candidate) -> StudyDay | None:
    """The study day it is due on; None for new cards and for steps that end at an instant."""
    state = card.state
    if isinstance(state, New) or isinstance(state.due, DueAt):
        return None
    return state.due.day


def _is_due(card: Candidate, until: StudyDay) -> bool:
    day = _due_day(card)
    return day is not None and day <= until


def _overdue(card: Candidate, today: StudyDay) -> bool:
    day = _due_day(card)
    return day is not None and day < today


def _is_backlog(due: Sequence[Candidate], today: StudyDay) -> bool:
    """At least twenty reviews from days before, and more of them than of today's own."""
    overdue = sum(_overdue(card, today) for card in due)
    of_today = sum(_due_day(card) == today for card in due)
    return overdue >= BACKLOG and overdue > of_today


def _ordered(
    due: Sequence[Candidate], today: StudyDay, order: ReviewOrder, seed: str, *, backlog: bool
) -> list[Candidate]:
    """The due cards in their order; equals are shuffled."""
    shuffled = sorted(due, key=lambda card: _shuffle_key(card.uid, today, seed))
    match order:
        case ReviewOrder.SHUFFLED if not backlog:
            return shuffled
        case ReviewOrder.SHUFFLED | ReviewOrder.LEAST_LOSS:
            return sorted(shuffled, key=lambda card: -_loss(card, today))
        case ReviewOrder.DUE:
            return sorted(shuffled, key=lambda card: _due_day(card) or today)
        case _:
            assert_never(order)


def _shuffle_key(uid: Uid, today: StudyDay, seed: str) -> bytes:
    return hashlib.blake2b(f"{seed}\0{today}\0{uid}".encode(), digest_size=8).digest()


def _loss(card: Candidate, today: StudyDay) -> float:
    """How much the chance of recall falls by one more day of waiting.

    Asking first where it falls most leaves the least forgotten when not all can be asked.
    """
    state = _seen(card)
    elapsed = today - state.last_day
    return retrievability(state.memory, elapsed, card.preset) - retrievability(
        state.memory, elapsed + 1, card.preset
    )


def _apart(
    ordered: Sequence[Candidate], steps: Sequence[Candidate], today: StudyDay, done: Done
) -> tuple[list[Candidate], tuple[Candidate, ...]]:
    """The due cards asked today, and those that wait until tomorrow for a sibling.

    Steps and overdue cards never wait, so no card is put off by more than a day.  A card due
    today waits if a sibling was graded today, is one of those, or stands earlier in the order.
    """
    asked: dict[NoteUid, set[Uid]] = defaultdict(set)
    for uid in done.graded:
        asked[note_of(uid)].add(uid)
    for card in (*steps, *(card for card in ordered if _overdue(card, today))):
        asked[card.note].add(card.uid)
    kept: list[Candidate] = []
    put_off: list[Candidate] = []
    for card in ordered:
        if _overdue(card, today) or asked[card.note] <= {card.uid}:
            asked[card.note].add(card.uid)
            kept.append(card)
        else:
            put_off.append(card)
    return kept, tuple(put_off)


def _spread(reviews: Sequence[Candidate], new: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """New cards evenly between reviews: each in the middle of its equal share of the queue."""
    placed = [
        *(((2 * index + 1) * len(new), 0, card) for index, card in enumerate(reviews)),
        *(((2 * index + 1) * len(reviews), 1, card) for index, card in enumerate(new)),
    ]
    return tuple(card for *_, card in sorted(placed, key=lambda item: item[:2]))
