"""A session in lines, driven by what a person or a script types."""

from dataclasses import dataclass, field
from pathlib import Path

from helpers_desk import desk_for

from drillbank.memory.queue import Limits
from drillbank.review.day import Choice
from drillbank.review.session import Session
from drillbank.review.terms import Terms
from drillbank.tui.plain import Plain


@dataclass
class Script:
    """Lines to be typed, and all that was said."""

    typing: list[str]
    typed: bool = True
    said: list[str] = field(default_factory=list)

    def read(self, prompt: str) -> str | None:
        """The next line, after its prompt."""
        self.said.append(prompt)
        return self.typing.pop(0) if self.typing else None

    def write(self, line: str) -> None:
        """Keeps it."""
        self.said.append(line)

    def after(self, line: str) -> list[str]:
        """What was said after a line."""
        return self.said[self.said.index(line) + 1 :]


def drill(
    bank: Path, *typing: str, typed: bool = True, terms: Terms | None = None, new: int = 100
) -> tuple[Session, Script]:
    """A session in which this is typed, then the input ends."""
    script = Script(list(typing), typed)
    desk = desk_for(bank)
    desk.choice = Choice(limits=Limits(new_per_day=new))
    try:
        return Plain(desk, script).run(terms), script
    finally:
        desk.close()
