"""A home with two decks, compiled once for all tests of this folder."""

from pathlib import Path

import pytest
from helpers_cli import Cli, made_home, restored
from helpers_program import GEOGRAPHY

GAPS = """\
    title: Gaps
    notes:
      - id: gil
        cloze: The {{1::GIL}} is released around {{2::blocking I/O}}.
      - id: wal
        term: WAL
        means: A log written before the pages it speaks of.
      - id: plan
        prompt: How do you read a plan?
        answer: |
          From the
          inside out.
        limit: 60s
        rubric:
          reading:
            both: Names `SCAN` *and* `SEARCH`.
"""


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_home(tmp_path_factory.mktemp("cli") / "home", geo=GEOGRAPHY, gaps=GAPS)


@pytest.fixture
def cli(_home: Path) -> Cli:
    """Commands in the home, its bank as it was compiled."""
    return restored(_home)
