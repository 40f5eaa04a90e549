"""How long a question has been thought about, or spoken about; pauses are left out."""

from dataclasses import dataclass

from drillbank.base.words import UtcMs


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Counts milliseconds while it runs."""

    since: UtcMs | None
    """When it last began to run; None while it is paused."""

    before_ms: int = 0
    """What it had counted by then."""

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self.since is None

    def elapsed_ms(self, now: UtcMs) -> int:
        """What it shows; never less than before, though the wall clock may be set back."""
        running = 0 if self.since is None else max(0, now - self.since)
        return self.before_ms + running

    def stopped(self, at: UtcMs) -> "Stopwatch":
        """Paused; a paused one stays as it is."""
        return Stopwatch(None, self.elapsed_ms(at))

    def started(self, at: UtcMs) -> "Stopwatch":
        """Running on; a running one stays as it is."""
        return Stopwatch(at, self.before_ms) if self.since is None else self
