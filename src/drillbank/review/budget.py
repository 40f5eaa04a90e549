"""A day's queue cut to the minutes there are."""

from dataclasses import replace

from drillbank.base.words import StudyDay
from drillbank.memory.gain import gain
from drillbank.memory.queue import Candidate, Queue
from drillbank.review.habit import Tempo


def within(queue: Queue, minutes: float, tempo: Tempo, today: StudyDay) -> Queue:
    """The cards that gain most for each second of the learner's, in the queue's own order.

    Steps are begun already and stay, whatever they take; the rest is filled up with what fits.
    What does not fit is put off, not lost.  A queue that had a card keeps one.
    """
    left = 60 * (minutes - tempo.minutes(queue.steps))
    chosen: set[Candidate] = set()

    def worth(card: Candidate) -> float:
        return gain(card.state, today, card.preset) / (60 * tempo.minutes([card]))

    for card in sorted(queue.main, key=worth, reverse=True):
        seconds = 60 * tempo.minutes([card])
        if seconds <= left or not (chosen or queue.steps):
            chosen.add(card)
            left -= seconds
    main = tuple(card for card in queue.main if card in chosen)
    beyond = tuple(card for card in queue.main if card not in chosen)
    return replace(queue, main=main, beyond=beyond)
