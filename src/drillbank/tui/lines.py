"""Where the lines of a plain session come from and go to."""

from typing import Protocol


class Lines(Protocol):
    """Lines in, lines out."""

    @property
    def typed(self) -> bool:
        """Whether a person types them; only then does an empty line rate."""

    def read(self, prompt: str) -> str | None:
        """The next line after showing the prompt; None at the end of input."""

    def write(self, line: str) -> None:
        """Shows one line."""
