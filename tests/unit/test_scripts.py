"""The scripts set up what is missing, once, and say in a sentence what they cannot."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("basename", "cmp", "dirname", "env", "mktemp", "readlink", "rm", "sed", "sh")
"""Commands the scripts may use; Python is not among them."""

PROGRAM = """\
import os
import sys


def main() -> int:
    print("drillbank", *sys.argv[1:], sep="|")
    return int(os.environ.get("EXIT_CODE", "0"))
"""

PIP_KILLS_ITS_PARENT = """\
import os
import signal
import sys

if {"pip", "install"} <= set(sys.orig_argv):
    os.kill(os.getppid(), signal.SIGKILL)
    sys.exit(1)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose program prints its arguments and whose lock asks for nothing."""
    folder = tmp_path / "a checkout"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    package = folder / "src" / "drillbank"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "requirements").mkdir()
    (folder / "requirements" / "run.txt").write_text("# nothing\n", encoding="utf-8")
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder for the PATH with the tools the scripts use and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return folder


def executable(path: Path, script: str) -> Path:
    """A shell script at the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def with_venv(checkout: Path) -> Path:
    """The checkout with a finished set-up, whose Python prints what it is asked to run."""
    executable(checkout / ".venv/bin/python", 'echo "ran:$*"; exit "${EXIT_CODE:-0}"')
    shutil.copy(checkout / "requirements/run.txt", checkout / ".venv/run.txt.ready")
    return checkout


def run(
    command: Sequence[str | Path], *, cwd: Path, path: str | Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script, with another PATH if one is given."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    if path is not None:
        kept["PATH"] = str(path)
    return subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_finished_set_up_is_only_compared(checkout: Path, tools: Path, tmp_path: Path) -> None:
    script = with_venv(checkout) / "scripts/drillbank"

    done = run([script, "review", "two words"], cwd=tmp_path, path=tools, EXIT_CODE="3")

    # No Python is on the PATH: only the venv's own can have run.
    assert done.stdout == f"ran:{checkout}/.venv/bin/drillbank review two words\n"
    assert done.stderr == ""
    assert done.returncode == 3


def test_a_symlink_on_the_path_is_an_installation(
    checkout: Path, tools: Path, tmp_path: Path
) -> None:
    script = with_venv(checkout) / "scripts/drillbank"
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "absolute").symlink_to(script)
    (tools / "drillbank").symlink_to("../shelf/absolute")

    done = run(["sh", "-c", "drillbank due"], cwd=tmp_path, path=tools)

    assert done.stdout == f"ran:{checkout}/.venv/bin/drillbank due\n"


@pytest.mark.parametrize("script", ["drillbank", "test", "bench", "lock", "plant-mistakes"])
def test_without_a_python_a_sentence_says_so(
    script: str, checkout: Path, tools: Path, tmp_path: Path
) -> None:
    done = run([checkout / "scripts" / script], cwd=tmp_path, path=tools)

    assert done.returncode == 2
    assert done.stderr.startswith("drillbank: Python 3.11 or newer is needed")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_passed_over(checkout: Path, tools: Path, tmp_path: Path) -> None:
    executable(tools / "python3", "exit 1")
    executable(tools / "python3.12", 'case $1 in -c) ;; *) echo "chosen" >&2; exit 2 ;; esac')

    done = run([checkout / "scripts/drillbank"], cwd=tmp_path, path=tools)

    assert done.stderr == "chosen\n"


def test_a_python_without_venv_gets_advice(checkout: Path, tools: Path, tmp_path: Path) -> None:
    executable(tools / "python3", "case $2 in *ensurepip*) exit 1 ;; esac")

    done = run([checkout / "scripts/drillbank"], cwd=tmp_path, path=tools)

    assert done.returncode == 2
    assert "python3 lacks the venv module" in done.stderr
    assert "python3-venv" in done.stderr


def test_the_first_run_sets_up_and_the_second_does_not(checkout: Path, tmp_path: Path) -> None:
    script = checkout / "scripts/drillbank"

    first = run([script, "a", "b c"], cwd=tmp_path, EXIT_CODE="1")
    second = run([script], cwd=tmp_path)

    assert (first.stdout, first.returncode) == ("drillbank|a|b c\n", 1)
    assert "setting up" in first.stderr
    assert (second.stdout, second.stderr, second.returncode) == ("drillbank\n", "", 0)


def test_bytecode_is_kept_whatever_the_environment_says(checkout: Path, tmp_path: Path) -> None:
    def compiled() -> set[str]:
        return {path.name.partition(".")[0] for path in (checkout / "src").rglob("*.pyc")}

    (checkout / "src/drillbank/not_run_yet.py").touch()
    run([checkout / "scripts/drillbank"], cwd=tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert compiled() == {"__init__", "__main__", "not_run_yet"}

    shutil.rmtree(checkout / "src/drillbank/__pycache__")
    run([checkout / "scripts/drillbank"], cwd=tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert compiled() == {"__init__", "__main__"}


def test_a_checkout_may_be_moved(checkout: Path, tmp_path: Path) -> None:
    run([checkout / "scripts/drillbank"], cwd=tmp_path)
    moved = checkout.rename(tmp_path / "elsewhere")

    done = run([moved / "scripts/drillbank", "due"], cwd=tmp_path)

    assert (done.stdout, done.stderr) == ("drillbank|due\n", "")


def test_a_changed_lock_sets_up_anew(checkout: Path, tmp_path: Path) -> None:
    run([checkout / "scripts/drillbank"], cwd=tmp_path)
    left_over = checkout / ".venv" / "left-over"
    left_over.touch()
    (checkout / "requirements/run.txt").write_text("# still nothing\n", encoding="utf-8")

    done = run([checkout / "scripts/drillbank"], cwd=tmp_path)

    assert "setting up" in done.stderr
    assert done.stdout == "drillbank\n"
    assert not left_over.exists()


def test_a_set_up_that_was_killed_is_not_believed(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "killer").mkdir()
    (tmp_path / "killer" / "sitecustomize.py").write_text(PIP_KILLS_ITS_PARENT, encoding="utf-8")

    killed = run([checkout / "scripts/drillbank"], cwd=tmp_path, PYTHONPATH=f"{tmp_path}/killer")
    assert (checkout / ".venv/bin/python").exists(), "killed too early to show anything"
    again = run([checkout / "scripts/drillbank"], cwd=tmp_path)

    assert (killed.stdout, killed.returncode) == ("", 128 + signal.SIGKILL)
    assert "setting up" in again.stderr
    assert (again.stdout, again.returncode) == ("drillbank\n", 0)


def test_two_first_runs_at_once_make_one_venv(checkout: Path, tmp_path: Path) -> None:
    script = checkout / "scripts/drillbank"
    both = [
        subprocess.Popen(  # noqa: S603 - our own command
            [script, name],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]

    said = [process.communicate() for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert [out for out, _ in said] == ["drillbank|one\n", "drillbank|two\n"]
    assert "".join(err for _, err in said).count("setting up") == 1


def test_a_checkout_that_cannot_be_written_gets_a_sentence(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".cache").touch()  # where a folder is needed: refuses root too

    done = run([checkout / "scripts/drillbank"], cwd=tmp_path)

    assert done.returncode == 2
    assert f"cannot write in {checkout}" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("script", ["test", "test-postgres", "lock", "plant-mistakes"])
def test_help_needs_no_set_up(script: str, checkout: Path, tools: Path, tmp_path: Path) -> None:
    done = run([checkout / "scripts" / script, "--help"], cwd=tmp_path, path=tools)

    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: scripts/{script} ")
    assert not (checkout / ".venv").exists()


def test_the_benchmarks_are_listed() -> None:
    done = run([sys.executable, "-m", "scripts.benchmarks", "--help"], cwd=ROOT)

    assert done.returncode == 0
    assert "startup" in done.stdout


def test_the_yardstick_of_start_up_prints_the_real_help(tmp_path: Path) -> None:
    path = {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
    writer = ROOT / "scripts/empty_app.py"
    write = [sys.executable, str(writer), "drillbank.cli.app:app", str(tmp_path)]
    launcher = run(write, cwd=tmp_path, **path).stdout.strip()

    for command in ([], ["review"], ["compile"], ["export"], ["export", "anki"]):
        real = run([sys.executable, "-m", "drillbank", *command, "--help"], cwd=tmp_path, **path)
        empty = run([sys.executable, launcher, *command, "--help"], cwd=tmp_path, **path)
        assert "Usage: drillbank" in real.stdout
        assert empty.stdout == real.stdout


def test_the_locks_name_no_index_and_no_machine() -> None:
    npm_lock = ROOT / "requirements/editor/package-lock.json"
    assert '"resolved"' not in npm_lock.read_text(encoding="utf-8")
    for lock in (ROOT / "requirements").glob("*.*"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        assert "index-url" not in text, lock.name
        assert "find-links" not in text, lock.name


def test_what_runs_is_what_was_tested() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        return {line.partition(" ")[0] for line in lines if "==" in line}

    assert pins("run.txt")
    assert pins("run.txt") <= pins("test.txt")
