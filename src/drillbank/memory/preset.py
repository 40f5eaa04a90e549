"""A preset: everything about scheduling that a user may choose, checked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import lru_cache

from drillbank.base.words import Slug

ALGORITHM = "FSRS-6"

DEFAULT_WEIGHTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""FSRS-6's own, as py-fsrs 6.3 and Anki ship them."""


class ReviewOrder(StrEnum):
    """In which order the reviews of a day are asked."""

    SHUFFLED = "shuffled"
    """By a seed of the day."""

    DUE = "due"
    """The longest due first."""

    LEAST_LOSS = "least-loss"
    """First the cards whose recall would fall most by another day of waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Scheduling values for some decks; changed values are a new version."""

    name: str = "default"
    retention: float = 0.9
    """The chance of recall aimed at when a review falls due; 0.7-0.99."""

    learning_steps: tuple[int, ...] = (60, 600)
    """Seconds, strictly rising; empty sends a new card straight to review."""

    relearning_steps: tuple[int, ...] = (600,)
    """Seconds, strictly rising."""

    new_per_day: int | None = None
    """New cards of this preset's decks in a study day; None leaves it to the day's own limit."""

    maximum_interval: int = 36_500
    """Days; at least 1."""

    fuzz: bool = True
    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    algorithm: str = ALGORITHM
    """Names what the weights mean, so that a later algorithm is data, not a new schema."""

    def values(self) -> str:
        """What decides intervals and memory, as canonical JSON; the name is left out."""
        fields = asdict(self)
        del fields["name"], fields["new_per_day"]
        # A 1 and a 1.0 are equal, and so must their spellings be.
        fields["retention"] = float(self.retention)
        fields["weights"] = [float(weight) for weight in self.weights]
        return json.dumps(fields, sort_keys=True, separators=(",", ":"))

    @property
    def version(self) -> str:
        """Twelve hex digits of the values: equal values have equal versions."""
        return _version_of(self)


@lru_cache(maxsize=64)
def _version_of(preset: Preset) -> str:
    # Each of the four outcomes of every card shown asks for it.
    return hashlib.sha256(preset.values().encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Presets:
    """Which preset a deck follows."""

    default: Preset = Preset()
    by_deck: Mapping[Slug, Preset] = field(default_factory=dict)

    def of(self, deck: Slug) -> Preset:
        """The deck's own preset, or the default."""
        return self.by_deck.get(deck, self.default)
