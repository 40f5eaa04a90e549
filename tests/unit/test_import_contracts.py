"""The import contracts of pyproject.toml hold, and would notice if they did not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def check_imports(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of a checkout on the package in its src/."""
    return subprocess.run(  # noqa: S603 - our own command
        [LINT_IMPORTS, "--no-cache"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_of_the_checkout(folder: Path) -> Path:
    """The package and its contracts, in a place where they may be broken."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_room_imports_only_from_the_rooms_below_it() -> None:
    done = check_imports(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_an_import_from_a_room_above_is_named_with_its_line(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path)
    planted = checkout / "src/drillbank/base/planted.py"
    planted.write_text('"""Wrong."""\n\nimport drillbank.authoring.cards\n', encoding="utf-8")

    done = check_imports(checkout)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "drillbank.base.planted -> drillbank.authoring.cards (l.3)" in done.stdout


def test_a_terminal_library_in_a_pure_room_is_named_with_its_line(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path)
    planted = checkout / "src/drillbank/memory/planted.py"
    planted.write_text("import textual\n", encoding="utf-8")

    done = check_imports(checkout)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "drillbank.memory.planted -> textual (l.1)" in done.stdout
