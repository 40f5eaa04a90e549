"""The real program, run as a user runs it: in a home of its own, at a time of our choosing."""

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from helpers_fork import ForkServer

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "drillbank")
MORNING = "2026-11-21T08:00:00+01:00"

GEOGRAPHY = """\
    title: Geography
    tags: [geo]
    notes:
      - id: france
        q: What is the capital of France?
        a: Paris
      - id: peru
        q: What is the capital of Peru?
        a: Lima
      - id: kenya
        q: What is the capital of Kenya?
        a: Nairobi
      - id: japan
        q: What is the capital of Japan?
        a: Tokyo
      - id: chile
        q: What is the capital of Chile?
        a: Santiago
      - id: ghana
        q: What is the capital of Ghana?
        a: Accra
      - id: river
        prompt: Tell me about a river.
        limit: 60s
        answer: The Nile floods in summer, and people planned by it.
        rubric:
          judgement:
            flood: Says when it floods.
            plan: Says who planned by it.
        must: [flood]
"""


_OTHERS = ("DRILLBANK_", "PYTHON", "ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES")
"""What a developer may have set and a test must not see."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401 - what the program printed
        """Its output, read as JSON."""
        return json.loads(self.out)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
    own = {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    return {**kept, **own}


@cache
def loaded_program() -> ForkServer:
    """What every run of this worker is split off from."""
    return ForkServer(_environment())


@dataclass(frozen=True, slots=True)
class Home:
    """A user's folder, and the program working in it."""

    path: Path

    def environment(self, now: str = MORNING, **more: str) -> dict[str, str]:
        """What the program sees of the environment; nothing of the developer's own settings."""
        own = {"DRILLBANK_HOME": str(self.path), "DRILLBANK_NOW": now}
        return {**_environment(), **own, **more}

    def run(
        self, *arguments: str, typed: str = "", now: str = MORNING, **environment: str
    ) -> Result:
        """Runs a command to its end."""
        code, out, err = loaded_program().run(
            arguments,
            typed=typed,
            environment=self.environment(now, **environment),
            folder=self.path,
        )
        return Result(code, out, err)

    def deck(self, name: str, text: str = GEOGRAPHY) -> Path:
        """Writes one of the user's decks, indentation taken off."""
        path = self.path / "decks" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def cards(self, *query: str, now: str = MORNING) -> list[dict[str, Any]]:
        """What ``cards --json`` tells."""
        listed: list[dict[str, Any]] = self.run("cards", "--json", *query, now=now).json()
        return listed

    def log(self, uid: str) -> list[dict[str, Any]]:
        """What ``show --json`` tells of a card's log."""
        log: list[dict[str, Any]] = self.run("show", uid, "--json").json()["log"]
        return log
