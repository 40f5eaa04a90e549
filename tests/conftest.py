"""What every test may use."""

from pathlib import Path

import pytest
from helpers_program import Home
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("default", deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user's empty folder."""
    path = tmp_path / "home"
    path.mkdir()
    return Home(path)
