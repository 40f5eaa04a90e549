"""What `pip install` brings works without the checkout: built, installed and drilled offline."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")
"""One worker makes what the tests here share."""

ROOT = Path(__file__).parents[2]
WHEELS = ROOT / ".cache" / "wheels"
DECK = "leading-without-authority"
OFFLINE = ("--no-index", "--find-links", str(WHEELS), "--disable-pip-version-check", "-q")


def run(command: Sequence[str | Path], cwd: Path, typed: str = "", **environment: str) -> str:
    """What a command prints; it must end well, and sees neither the checkout nor our Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DRILLBANK_", "PYTHON"))}
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=cwd,
        env={**kept, **environment},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of the checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT)
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip makes of the source distribution, as `pip install` would."""
    assert WHEELS.is_dir(), "scripts/test fills .cache/wheels first"
    folder = tmp_path_factory.mktemp("wheel")
    pip_wheel = [sys.executable, "-m", "pip", "wheel", *OFFLINE, "--no-deps"]
    run([*pip_wheel, "--wheel-dir", folder, sdist], cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def venv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv with nothing but the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    run([sys.executable, "-m", "venv", folder], cwd=folder.parent)
    run([folder / "bin/python", "-m", "pip", "install", *OFFLINE, wheel], cwd=folder.parent)
    return folder


def names_in(wheel: Path) -> set[str]:
    """The files a wheel holds."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def names_in_checkout(folder: str, suffixes: set[str]) -> set[str]:
    """Paths of the checkout's files below a folder, relative to it."""
    below = ROOT / folder
    return {
        path.relative_to(below).as_posix() for path in below.rglob("*") if path.suffix in suffixes
    }


def test_the_wheel_holds_the_package_the_decks_and_the_licence(wheel: Path) -> None:
    names = names_in(wheel)

    decks = names_in_checkout("decks", {".yaml", ".md"})
    assert f"{DECK}.yaml" in decks
    assert {f"drillbank/decks/{name}" for name in decks} <= names
    modules = names_in_checkout("src/drillbank", {".py"})
    assert {f"drillbank/{name}" for name in modules} <= names
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]


def test_a_wheel_built_from_the_checkout_is_the_same(wheel: Path, tmp_path: Path) -> None:
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT)
    (direct,) = tmp_path.glob("*.whl")

    assert names_in(direct) == names_in(wheel)


def test_the_source_distribution_can_be_tested_from(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"pyproject.toml", "README.md", "LICENSE", "scripts/test"} <= names
    assert "requirements/test.txt" in names
    assert "tests/e2e/test_wheel.py" in names


def test_the_program_runs_from_the_wheel_alone(venv: Path, tmp_path: Path) -> None:
    asked = "import drillbank, importlib.metadata; print(drillbank.__file__)"
    asked += "; print(importlib.metadata.version('drillbank'))"
    python = venv / "bin/python"
    file, version = run([python, "-c", asked], tmp_path).split()

    assert Path(file).is_relative_to(venv)
    assert version in run([python.with_name("drillbank"), "--version"], tmp_path)


def test_two_cards_of_the_shipped_library_are_drilled(venv: Path, tmp_path: Path) -> None:
    drillbank = venv / "bin/drillbank"
    environment = {
        "DRILLBANK_HOME": str(tmp_path / "home"),
        "DRILLBANK_NOW": "2026-03-02T09:00:00+00:00",
    }
    assert DECK in run([drillbank, "decks"], tmp_path, **environment)

    # An empty line reveals; a rating typed at a rubric ends the ticking.
    review: list[str | Path] = [drillbank, "review", DECK, "--plain", "--limit", "2"]
    run(review, tmp_path, typed="\n3\n\n3\nq\n", **environment)

    cards = json.loads(run([drillbank, "cards", DECK, "--json"], tmp_path, **environment))
    assert sorted(card["reps"] for card in cards)[-3:] == [0, 1, 1]
