"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_program import Home, loaded_program
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


@pytest.fixture(scope="session", autouse=True)
def end_of_the_loaded_program() -> Iterator[None]:
    """Ends what runs of the program are split off from, if any was."""
    yield
    if loaded_program.cache_info().currsize:
        with loaded_program():
            pass


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folder of a user who has no decks yet, and leaves out the shipped ones.

    A compile of the whole library takes longer than most of what is tested beside it.
    """
    path = tmp_path / "home"
    path.mkdir()
    (path / "config.toml").write_text("[library]\nshipped = false\n", encoding="utf-8")
    return Home(path)


@pytest.fixture
def library_home(tmp_path: Path) -> Home:
    """The empty folder of a user who has the shipped library."""
    path = tmp_path / "library-home"
    path.mkdir()
    return Home(path)
