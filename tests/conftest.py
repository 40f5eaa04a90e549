"""What every test may use."""

from pathlib import Path

import pytest
from helpers_program import Home
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("default", deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--corpus-seed``: other mistakes in the decks than those of every run."""
    parser.addoption(
        "--corpus-seed",
        metavar="SEED",
        help="plant the mistakes of tests/property/test_corpus.py by this seed",
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user's empty folder."""
    path = tmp_path / "home"
    path.mkdir()
    return Home(path)
