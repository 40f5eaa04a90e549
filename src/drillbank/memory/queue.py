"""Which cards a study day asks, in which order, and which one is next.

Steps that are due come first; then the reviews in one order with the new cards spread evenly
between them.  Siblings, the cards of one note, are kept apart here and never by an event, so
nothing has to be taken back tomorrow.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import assert_never

from drillbank.base.words import NoteUid, StudyDay, Uid, UtcMs, is_told, note_of
from drillbank.memory.curve import retrievability
from drillbank.memory.preset import Preset, ReviewOrder
from drillbank.memory.state import DueAt, New, Seen, State

NEW_PER_DAY = 10
"""New cards a study day over all decks, unless set."""

NEW_TOLD = 1
"""Of them, told aloud, unless set."""

LEARN_AHEAD_MS = 20 * 60_000
"""How early a step is shown when nothing else is left; as in Anki."""

BACKLOG = 20
"""Fewer overdue reviews than this are no backlog."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked.

    Whoever gathers candidates leaves out the suspended, the retired, the unavailable and those
    buried until after today: the queue takes every candidate as one that may be asked.  It passes
    over those that are not due.
    """

    uid: Uid
    state: State
    preset: Preset
    """Its deck's: the limit of new cards, and the weights for the order of a backlog."""

    position: int = 0
    """Where a new card stands among the new, smallest first; no matter for others."""

    kind: str = ""
    """Its note's; the order does not ask for it, the time it takes does."""

    @property
    def note(self) -> NoteUid:
        """What its siblings share with it."""
        return note_of(self.uid)


@dataclass(frozen=True, slots=True)
class Done:
    """What the study day's live grades, crams left out, have used up already."""

    graded: frozenset[Uid] = frozenset()
    """The cards graded today."""

    introduced: Mapping[Uid, Preset] = field(default_factory=dict)
    """The cards whose first day is today, each with its deck's preset."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many new cards a day takes."""

    new_per_day: int = NEW_PER_DAY
    """Over all decks whose presets set no number of their own."""

    new_now: int | None = None
    """So many in this queue, whatever the day and the presets say; None leaves it to them."""

    new_told: int = NEW_TOLD
    """New cards a study day that are told aloud; with ``new_now``, more only where nothing else
    is left to make up the number."""


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
    new = _introduce(cards, (*steps, *reviews), done, limits or Limits())
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


def _introduce(
    cards: Sequence[Candidate], asked: Iterable[Candidate], done: Done, limits: Limits
) -> list[Candidate]:
    """The new cards of today, at most one a note, in their order.

    Notes of which nothing else is asked today come first when there is not room for all.  A card
    told aloud that is one too many leaves its place to the next, and its note waits with it: what
    stands behind it in the note builds on it.
    """
    busy = {card.note for card in asked} | {note_of(uid) for uid in done.graded}
    room = _Room(
        limits,
        Counter(_pool(preset) for preset in done.introduced.values()),
        told=sum(is_told(uid) for uid in done.introduced),
    )
    notes = {note_of(uid) for uid in done.introduced}
    chosen: list[Candidate] = []
    one_too_many: list[Candidate] = []
    new = sorted(
        (card for card in cards if isinstance(card.state, New)),
        key=lambda card: (card.note in busy, card.position, card.uid),
    )
    for card in new:
        if card.note in notes:
            continue
        if is_told(card.uid) and not room.hears:
            notes.add(card.note)
            one_too_many.append(card)
        elif room.takes(card):
            notes.add(card.note)
            chosen.append(card)
    if limits.new_now is not None:
        chosen += [card for card in one_too_many if room.takes(card)]
    return sorted(chosen, key=lambda card: (card.position, card.uid))


def _pool(preset: Preset) -> str | None:
    """What a new card counts towards: its preset's own number, or the day's (None)."""
    return None if preset.new_per_day is None else preset.name


@dataclass(slots=True)
class _Room:
    """How many more new cards fit."""

    limits: Limits
    introduced: Counter[str | None]
    """By pool."""

    told: int
    """Introduced so far of those told aloud."""

    taken: int = 0

    @property
    def hears(self) -> bool:
        """Whether the day has time for one more that is told aloud."""
        return self.told < self.limits.new_told

    def takes(self, card: Candidate) -> bool:
        """Whether one more fits; it is then counted."""
        pool = _pool(card.preset)
        own = card.preset.new_per_day
        if self.limits.new_now is not None:
            fits = self.taken < self.limits.new_now
        else:
            limit = self.limits.new_per_day if own is None else own
            fits = self.introduced[pool] < limit
        if fits:
            self.taken += 1
            self.introduced[pool] += 1
            self.told += is_told(card.uid)
        return fits


def _spread(reviews: Sequence[Candidate], new: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """New cards evenly between reviews: each in the middle of its equal share of the queue."""
    placed = [
        *(((2 * index + 1) * len(new), 0, card) for index, card in enumerate(reviews)),
        *(((2 * index + 1) * len(reviews), 1, card) for index, card in enumerate(new)),
    ]
    return tuple(card for *_, card in sorted(placed, key=lambda item: item[:2]))
