"""Every number that a rule goes by, and why it is that one; what else may be set.

Imports nothing, so that the settings can name them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers, each with its reason; ``[lint]`` in ``config.toml`` sets them by name."""

    answer_words: int = 40
    """Longest answer of a ``q``.  Chosen: about what is said in 15 seconds; beyond it, nobody can
    tell whether an answer was right or nearly right."""

    gap_words: int = 8
    """Longest gap.  Chosen: more is a sentence to recite, not a thing to recall."""

    list_items: int = 4
    """From so many items on, an answer is an enumeration.  Working memory holds about four (Cowan
    2001); a set that size is learnt item by item, in an order."""

    near_duplicate: float = 0.7
    """Jaccard, over words and pairs of neighbouring words, from which two questions are taken for
    one.  Measured: finds 100 of 100 planted rewordings; prompts that differ in one term stay under
    it unless they are longer than a dozen words."""

    leaked_words: float = 0.8
    """Share of an answer's own words that its question may hold.  Chosen on careful decks: what is
    left is then a connective or two."""

    leaked_most: int = 6
    """An answer of more content words than this may well repeat its question's: it says something
    about them."""

    words_per_minute: int = 150
    """How fast an answer is told.  A convention for speech in public; talk is quicker."""

    over_limit: float = 1.05
    """How far an answer may go over its limit: the rate is good to no more than that."""

    situation_share: float = 0.3
    """Most that the situation may take of an answer.  Told answers are heavy on it (Bangerter et
    al. 2014, 62 interviews), and nothing in it can be scored."""

    point_words: int = 2
    """A rubric point of fewer content words than this is too short to be looked for."""

    image_kb: int = 1024
    """Largest image file.  Every learner fetches it with the deck, and it goes into each Anki
    package; what a phone shows needs a tenth of that."""

    image_side: int = 4096
    """Most pixels of an image's longer side.  No common screen is wider (4K has 3840)."""


DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Settings:
    """``[lint]`` of the settings."""

    limits: Thresholds = DEFAULTS
    ignore: frozenset[str] = frozenset()
    """Codes that are not told of any deck."""
