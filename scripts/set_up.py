"""Bring the checkout's virtual environments up to date; the shell scripts beside this one call it.

Usage: python scripts/set_up.py PART...

  run     .venv with what requirements/run.txt locks, and a `drillbank` that runs from src/
  test    the same .venv with requirements/test.txt, from .cache/wheels, which it fills first
  anki    .venv-anki with requirements/anki.txt
  editor  .venv-editor with requirements/editor.txt, and what requirements/editor asks npm for

A part is ready when the copy of the lock file inside it equals the lock file.  The copy is the
last thing written, so a set-up that was interrupted is not believed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
VENV_ANKI = ROOT / ".venv-anki"
VENV_EDITOR = ROOT / ".venv-editor"
WHEELS = ROOT / ".cache" / "wheels"

LAUNCHER = """\
#!{python}
import sys

from drillbank.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
"""


class SetUpError(Exception):
    """The set-up cannot go on; the message is a sentence for the user."""


def main(parts: list[str]) -> int:
    """Make every named part ready; return 0, or 2 after saying why not, or 130 on Ctrl-C."""
    if not parts or not set(parts) <= PARTS.keys():
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        with only_one_at_a_time() as lock:
            for part in parts:
                PARTS[part](lock)
    except SetUpError as error:
        say(str(error))
        return 2
    except OSError as error:
        say(
            f"cannot write in {ROOT} ({error.strerror}: {error.filename}). Put the checkout where "
            f"you may write, or install it elsewhere with: pip install {ROOT}"
        )
        return 2
    except KeyboardInterrupt:
        say("set-up interrupted; the next run starts it again.")
        return 130
    return 0


def make_run(lock: int) -> None:
    """.venv with what the program needs."""
    if not is_ready(VENV, "run.txt"):
        say("setting up .venv: once, less than a minute, needs a network.")
        make_venv(VENV, lock)
        pip(VENV, lock, "install", "--require-hashes", "--requirement", REQUIREMENTS / "run.txt")
        add_drillbank(lock)
        declare_ready(VENV, "run.txt")


def make_test(lock: int) -> None:
    """.venv with what the tests need too, all of it kept as wheels for tests without a network."""
    if is_ready(VENV, "test.txt") and is_ready(VENV, "run.txt") and is_ready(WHEELS, "test.txt"):
        return
    say("setting up .venv for the tests: once, about a minute, needs a network.")
    if not is_ready(VENV, "run.txt"):
        make_venv(VENV, lock)
        add_drillbank(lock)
    # Wheels fit one version of Python: a new .venv may be of another.
    WHEELS.mkdir(parents=True, exist_ok=True)
    (WHEELS / stamp_of("test.txt")).unlink(missing_ok=True)
    exact = ("--require-hashes", "--requirement", REQUIREMENTS / "test.txt")
    pip(VENV, lock, "download", "--dest", WHEELS, *exact)
    pip(VENV, lock, "install", "--no-index", "--find-links", WHEELS, *exact)
    declare_ready(WHEELS, "test.txt")
    declare_ready(VENV, "run.txt")
    declare_ready(VENV, "test.txt")


def make_anki(lock: int) -> None:
    """.venv-anki with Anki's backend, which is AGPL and stays apart from the program."""
    if not is_ready(VENV_ANKI, "anki.txt"):
        say("setting up .venv-anki for the tests: once, about half a minute, needs a network.")
        make_venv(VENV_ANKI, lock)
        pip(VENV_ANKI, lock, "install", "--require-hashes", "-r", REQUIREMENTS / "anki.txt")
        declare_ready(VENV_ANKI, "anki.txt")


def make_editor(lock: int) -> None:
    """.venv-editor with Node.js and the language server by which editors read a deck's schema."""
    locks = ("editor.txt", "editor/package-lock.json")
    if all(is_ready(VENV_EDITOR, lock_name) for lock_name in locks):
        return
    say("setting up .venv-editor for the tests: once, about half a minute, needs a network.")
    make_venv(VENV_EDITOR, lock)
    pip(VENV_EDITOR, lock, "install", "--require-hashes", "-r", REQUIREMENTS / "editor.txt")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(REQUIREMENTS / "editor" / name, VENV_EDITOR / name)
    npm: list[str | Path] = [VENV_EDITOR / "bin" / "npm", "ci", "--prefix", VENV_EDITOR]
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run([*npm, *quiet], lock, "npm could not do its part; is there a network?")
    for lock_name in locks:
        declare_ready(VENV_EDITOR, lock_name)


PARTS: dict[str, Callable[[int], None]] = {
    "run": make_run,
    "test": make_test,
    "anki": make_anki,
    "editor": make_editor,
}


def stamp_of(lock_name: str) -> str:
    """Name of the copy of a lock file that says its part is ready; scripts/drillbank knows it."""
    return f"{Path(lock_name).name}.ready"


def is_ready(folder: Path, lock_name: str) -> bool:
    """Whether the folder holds exactly what the lock file asks for."""
    if folder is not WHEELS and not os.access(folder / "bin" / "python", os.X_OK):
        return False  # the Python it was made from is gone
    try:
        stamp = (folder / stamp_of(lock_name)).read_bytes()
    except OSError:
        return False
    return stamp == (REQUIREMENTS / lock_name).read_bytes()


def declare_ready(folder: Path, lock_name: str) -> None:
    """Write the stamp whole or not at all."""
    stamp = folder / stamp_of(lock_name)
    half = stamp.with_suffix(".half")
    shutil.copyfile(REQUIREMENTS / lock_name, half)
    half.replace(stamp)


def make_venv(folder: Path, lock: int) -> None:
    """Make an empty venv, in place of any that is there."""
    if folder.exists():
        # Its stamps go first: half a removal must not look ready.
        for stamp in folder.glob(stamp_of("*")):
            stamp.unlink()
        shutil.rmtree(folder)
    # Not sys.executable: that may be the python of the very venv that was just removed.
    python = getattr(sys, "_base_executable", sys.executable)
    run([python, "-m", "venv", folder], lock, f"cannot make {folder}")


def add_drillbank(lock: int) -> None:
    """Let .venv find the package in src/, and compile it.

    A .pth file rather than PYTHONPATH, which the user's editor and every other child would
    inherit; its path is relative, so that the checkout may be moved.
    """
    python = VENV / "bin" / "python"
    site_packages = next(VENV.glob("lib/python3*/site-packages"))
    to_src = os.path.relpath(ROOT / "src", site_packages)
    (site_packages / "drillbank-from-src.pth").write_text(f"{to_src}\n", encoding="utf-8")
    launcher = VENV / "bin" / "drillbank"
    launcher.write_text(LAUNCHER.format(python=python), encoding="utf-8")
    launcher.chmod(0o755)
    run([python, "-m", "compileall", "-q", ROOT / "src"], lock, "cannot compile src/")


def pip(venv: Path, lock: int, *arguments: str | Path) -> None:
    """Run the venv's pip.  It compiles what it installs, whatever PYTHONDONTWRITEBYTECODE says."""
    command = (venv / "bin" / "python", "-m", "pip", "-qq", "--disable-pip-version-check")
    run([*command, *arguments], lock, "pip could not do its part; is there a network?")


def run(command: list[str | Path], lock: int, otherwise: str) -> None:
    """Run a command that keeps the lock while it lives, even if this process is killed."""
    # Settings that would send packages to another place than the venv.
    environment = {k: v for k, v in os.environ.items() if k not in {"PIP_TARGET", "PIP_PREFIX"}}
    environment["PIP_USER"] = "0"
    done = subprocess.run(  # noqa: S603 - our own commands
        command, stdout=sys.stderr.fileno(), env=environment, pass_fds=[lock], check=False
    )
    if done.returncode != 0:
        raise SetUpError(otherwise)


@contextmanager
def only_one_at_a_time() -> Iterator[int]:
    """Hold the checkout's set-up lock; a second process waits here and then finds all ready."""
    path = ROOT / ".cache" / "set-up.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another set-up to end.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def say(sentence: str) -> None:
    """One line on stderr: stdout is the program's."""
    sys.stderr.write(f"drillbank: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
