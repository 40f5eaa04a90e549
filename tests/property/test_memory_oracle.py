"""FSRS-6 written down a second time, from its published formulas, and held against ours.

https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from math import exp
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.base.clock import ms_of
from drillbank.base.words import Fingerprint, StudyDay, Uid, UtcMs
from drillbank.memory.answer import answer
from drillbank.memory.events import ChangeId, EventId, Graded, Spoken, Stamp
from drillbank.memory.fsrs_adapter import next_memory
from drillbank.memory.fuzz import roll
from drillbank.memory.parts import phase_of
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset
from drillbank.memory.preset_check import WEIGHT_BOUNDS
from drillbank.memory.rating import Rating
from drillbank.memory.replay import replay
from drillbank.memory.state import Memory, New, State
from drillbank.memory.study_day import Calendar

Weights = Sequence[float]
Pair = tuple[float, float]
"""Stability and difficulty."""

REAL_LOG = Path(__file__).parents[1] / "data" / "reviews-josh.csv"
LEARNERS_DAY = Calendar(UTC, 9)
"""Four in the morning where this learner lived."""


def first(w: Weights, grade: int) -> Pair:
    return bounded(w[grade - 1], start_of_difficulty(w, grade))


def start_of_difficulty(w: Weights, grade: int) -> float:
    return w[4] - exp(w[5] * (grade - 1)) + 1


def bounded(stability: float, difficulty: float) -> Pair:
    return min(max(stability, 0.001), 36_500.0), min(max(difficulty, 1.0), 10.0)


def following(w: Weights, before: Pair, days: int, grade: int) -> Pair:
    stability, difficulty = before
    step = -w[6] * (grade - 3) * (10 - difficulty) / 9
    reverted = w[7] * start_of_difficulty(w, 4) + (1 - w[7]) * (difficulty + step)
    if days == 0:
        return bounded(same_day(w, stability, grade), reverted)
    recall = (1 + (0.9 ** (-1 / w[20]) - 1) * days / stability) ** -w[20]
    if grade == 1:
        return bounded(forgotten(w, stability, difficulty, recall), reverted)
    return bounded(recalled(w, stability, difficulty, recall, grade), reverted)


def same_day(w: Weights, stability: float, grade: int) -> float:
    growth = exp(w[17] * (grade - 3 + w[18])) * stability ** -w[19]
    return float(stability * (growth if grade == 1 else max(growth, 1.0)))


def forgotten(w: Weights, stability: float, difficulty: float, recall: float) -> float:
    long_term = (
        w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(w[14] * (1 - recall))
    )
    return float(min(long_term, stability / exp(w[17] * w[18])))


def recalled(w: Weights, stability: float, difficulty: float, recall: float, grade: int) -> float:
    modifier = {2: w[15], 3: 1.0, 4: w[16]}[grade]
    growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(w[10] * (1 - recall)) - 1)
    return float(stability * (1 + growth * modifier))


def close(memory: Memory, expected: Pair) -> bool:
    return (memory.stability, memory.difficulty) == pytest.approx(expected, rel=1e-9, abs=0)


any_weights = st.tuples(*(st.floats(low, high) for low, high in WEIGHT_BOUNDS))
near_defaults = st.tuples(
    *(
        st.floats(max(low, weight * 0.7), min(high, weight * 1.3))
        for weight, (low, high) in zip(DEFAULT_WEIGHTS, WEIGHT_BOUNDS, strict=True)
    )
)
gaps = st.integers(0, 2) | st.integers(0, 60) | st.integers(0, 3_000)
reviews = st.lists(st.tuples(gaps, st.sampled_from(Rating)), min_size=1, max_size=20)


@given(st.just(DEFAULT_WEIGHTS) | near_defaults | any_weights, reviews)
@settings(deadline=None, max_examples=500)
def test_every_memory_is_what_the_formulas_say(
    weights: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    preset = Preset(weights=weights)
    memory: Memory | None = None
    for days, rating in history:
        # One grade at a time, each from our own memory: extreme weights magnify a last digit.
        expected = (
            first(weights, rating)
            if memory is None
            else following(weights, (memory.stability, memory.difficulty), days, rating)
        )
        memory = next_memory(memory, days, rating, preset)
        assert close(memory, expected)


@given(near_defaults, reviews)
@settings(deadline=None, max_examples=300)
def test_the_formulas_and_ours_do_not_drift_apart(
    weights: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    preset = Preset(weights=weights)
    (_, rating), *rest = history
    memory, expected = next_memory(None, 0, rating, preset), first(weights, rating)
    for days, rating in rest:
        memory = next_memory(memory, days, rating, preset)
        expected = following(weights, expected, days, rating)
    assert close(memory, expected)


def real_reviews() -> dict[str, list[tuple[UtcMs, Rating]]]:
    """A real learner's reviews: card to instants and ratings, in their order."""
    cards: dict[str, list[tuple[UtcMs, Rating]]] = defaultdict(list)
    with REAL_LOG.open(newline="") as lines:
        for row in csv.DictReader(lines):
            at = ms_of(datetime.fromisoformat(row["review_time"]))
            cards[row["card_id"]].append((at, Rating(int(row["review_rating"]))))
    for history in cards.values():
        history.sort()
    return cards


def played(
    card: str, history: Sequence[tuple[UtcMs, Rating]], preset: Preset
) -> tuple[list[Graded], State]:
    """The log that a bank would have written, and the state it would have reached."""
    log: list[Graded] = []
    state: State = New()
    for index, (at, rating) in enumerate(history):
        moment, was = LEARNERS_DAY.moment(at), phase_of(state)
        outcome = answer(state, rating, moment, roll(Uid(card), index), preset)
        state = outcome.state
        event_id = EventId(f"{at:013d}josh")
        log.append(
            Graded(
                Stamp(event_id, ChangeId(event_id), "josh", at, 0, moment.day, Uid(card)),
                rating,
                was,
                cram=False,
                asked=Fingerprint("0" * 16),
                answer=Spoken(),
                decision=outcome.decision,
            )
        )
    return log, state


def expected_of(history: Sequence[tuple[UtcMs, Rating]], weights: Weights) -> Pair:
    days = [StudyDay((at - 9 * 3_600_000) // 86_400_000) for at, _ in history]
    pair = first(weights, history[0][1])
    for earlier, later, (_, rating) in zip(days, days[1:], history[1:], strict=False):
        pair = following(weights, pair, later - earlier, rating)
    return pair


def test_a_real_learners_log_replays_to_what_the_formulas_say() -> None:
    cards = real_reviews()
    assert (len(cards), sum(map(len, cards.values()))) == (1_205, 12_580)
    for card, history in cards.items():
        log, state = played(card, history, Preset())
        assert replay(log, Preset()).state == state
        assert not isinstance(state, New)
        assert close(state.memory, expected_of(history, DEFAULT_WEIGHTS)), card
