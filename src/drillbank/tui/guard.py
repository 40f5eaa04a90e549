"""Keeps a held key from rating cards nobody has seen.

A terminal sends a held key again and again, about every 30 ms after the first half second; without
this, SPACE held for a second grades a dozen cards.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

REPEAT_S = 0.1
"""A key that comes again this soon is being held, not pressed."""

SETTLE_S = 0.3
"""What has just appeared cannot have been read sooner."""


@dataclass(slots=True)
class Guard:
    """Remembers when keys came and when the table changed."""

    monotonic: Callable[[], float]
    """Seconds of a clock that never goes back."""

    _pressed: dict[str, float] = field(default_factory=dict)
    _changed: float | None = None

    def held(self, key: str) -> bool:
        """Whether this press is the repeat of a held key; the press is remembered either way."""
        now = self.monotonic()
        before = self._pressed.get(key)
        self._pressed[key] = now
        return before is not None and now - before < REPEAT_S

    def doubled(self, key: str) -> bool:
        """Whether the press before, of the same key, has just changed what is on the table.

        Ask before ``held``, which remembers the press.
        """
        before = self._pressed.get(key)
        if before is None or self._changed is None or self._changed < before:
            return False
        return self.monotonic() - before < SETTLE_S

    def table_changed(self) -> None:
        """Something new has appeared."""
        self._changed = self.monotonic()

    def unsettled(self) -> bool:
        """Whether what is on the table appeared only just now."""
        return self._changed is not None and self.monotonic() - self._changed < SETTLE_S
