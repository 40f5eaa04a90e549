"""What the bank is being asked to do, how long that takes, and what is at stake meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from drillbank.review.effects import Effect, SaveGrade
from drillbank.review.session import Session

PATIENCE_S = 1.0
"""A write that takes longer is waiting for another process."""


@dataclass(slots=True)
class Errand:
    """The one effect under way, or the last one that was."""

    monotonic: Callable[[], float]
    """Seconds of a clock that never goes back."""

    busy: bool = False
    """Whether the bank has refused it for being busy."""

    _effect: Effect | None = None
    _began: float | None = None
    """When it was first tried; None once it is done."""

    def tried(self, effect: Effect) -> None:
        """It is tried, for the first time or again."""
        self._effect = effect
        if self._began is None:
            self._began = self.monotonic()

    def done(self) -> None:
        """The bank has answered."""
        self._began, self.busy = None, False

    @property
    def waited_s(self) -> int | None:
        """Whole seconds that the bank has been waited for; None while that is not worth a word."""
        if self._began is None:
            return None
        waited = self.monotonic() - self._began
        return int(waited) if self.busy or waited >= PATIENCE_S else None

    @property
    def at_stake(self) -> str:
        """What would be lost if the session ended now."""
        effect, what = self._effect, "Your last change"
        if isinstance(effect, SaveGrade):
            what = f"Your {effect.rating.value} {effect.rating.name.lower()}"
        return f"Another program is writing to the bank. {what} is not saved yet."

    def lost(self, before: Session, ended: Session) -> str | None:
        """What was asked for and is not in the bank, now that the session has ended.

        Args:
            before: the session as the screen last showed it.
            ended: the session with all that the bank has answered since.
        """
        effect = self._effect
        if not isinstance(effect, SaveGrade) or self._began is None:
            return None
        if len(ended.tally.grades) > len(before.tally.grades):
            return None
        return f"Not saved: {effect.rating.name.capitalize()} on {effect.shown.uid}."
