"""A study day's work: the queue, and what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drillbank.bank.decode import Selection
from drillbank.bank.reader import Reader
from drillbank.base.words import Slug, StudyDay, deck_of
from drillbank.memory.preset import Presets, ReviewOrder
from drillbank.memory.queue import Candidate, Limits, Queue, build, cram_queue
from drillbank.memory.state import Learning, New, Relearning
from drillbank.review.habit import tempo


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cards a session takes, and in which order."""

    selection: Selection = field(default_factory=Selection)
    limits: Limits = field(default_factory=Limits)
    order: ReviewOrder = ReviewOrder.SHUFFLED
    ahead: int = 0
    """Also what falls due within so many days after today."""

    minutes: float | None = None
    """Only what fits into so many minutes; None takes all."""

    cram: bool = False
    """All cards of the selection, due or not, to be drilled without touching memory."""

    missed: bool = False
    """Of a cram, only the cards failed today."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left today."""

    new: int = 0
    learning: int = 0
    """In steps, learned anew or again, whether they are due yet or later today."""

    due: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.new + self.learning + self.due


def queue_of(reader: Reader, choice: Choice, presets: Presets, today: StudyDay) -> Queue:
    """What is left of the study day, as the bank stands now."""
    if choice.cram:
        cards = reader.every(today, choice.selection)
        if choice.missed:
            failed = reader.failed_on(today)
            cards = tuple(card for card in cards if card.uid in failed)
        return cram_queue(cards, today)
    limits = choice.limits
    enough = limits.new_per_day if limits.new_now is None else limits.new_now
    # A preset with a number of its own may pass over any number of cards of the others.
    separate = any(preset.new_per_day is not None for preset in presets.by_deck.values())
    day = reader.day(today, choice.selection, None if separate else enough, choice.ahead)
    queue = build(
        day.candidates,
        today=today,
        done=day.done,
        limits=limits,
        order=choice.order,
        ahead=choice.ahead,
    )
    if choice.minutes is None:
        return queue
    from drillbank.review.budget import within  # noqa: PLC0415 - loads fsrs

    return within(queue, choice.minutes, tempo(reader, today), today)


def counts(queue: Queue) -> Counts:
    """What the queue holds."""
    return _counted((*queue.steps, *queue.main))


def counts_by_deck(queue: Queue) -> Mapping[Slug, Counts]:
    """What the queue holds of each deck; a deck of which it holds nothing is not there."""
    by_deck: dict[Slug, list[Candidate]] = {}
    for card in (*queue.steps, *queue.main):
        by_deck.setdefault(deck_of(card.uid), []).append(card)
    return {deck: _counted(tuple(cards)) for deck, cards in sorted(by_deck.items())}


def _counted(cards: tuple[Candidate, ...]) -> Counts:
    new = sum(isinstance(card.state, New) for card in cards)
    learning = sum(isinstance(card.state, Learning | Relearning) for card in cards)
    return Counts(new, learning, len(cards) - new - learning)
