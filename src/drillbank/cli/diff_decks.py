"""What a compile would change between two states of the decks in a git repository."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from drillbank.authoring.scan import Folder, is_deck, scan
from drillbank.bank.compiled import Compiled
from drillbank.bank.library import compile_library
from drillbank.bank.location import locate
from drillbank.base.errors import UsageError
from drillbank.cli.output import warn
from drillbank.cli.plan_text import plan_lines
from drillbank.cli.workplace import Workplace

_ROOT = "compared"
"""Both states are one folder to the plan, so that a note that is gone counts as retired."""


def changes(place: Workplace, revisions: str, decks: Path) -> Iterator[str]:
    """The plan from one revision to another (``A..B``), or to the files as they are (``A``).

    Raises:
        UsageError: there is no repository, or no such revision.
        BankError: no bank can be made to plan in.
    """
    old, _, new = revisions.partition("..")
    with tempfile.TemporaryDirectory(prefix="drillbank-diff-") as name:
        folder = Path(name)
        before = _compiled(_exported(decks, old or "HEAD", folder / "before"))
        after_folder = _exported(decks, new, folder / "after") if new else decks
        after = _compiled(after_folder, tell=True)
        scratch = replace(place, home=folder, location=locate(str(folder / "bank.db")))
        bank = scratch.open_bank()
        try:
            bank.compile(before, place.clock.now())
            plan = bank.plan(after, unreviewed=True)
        finally:
            bank.close()
        yield from plan_lines(plan, after, dry_run=False)


def folder_of_decks(place: Workplace) -> Path:
    """The folder that is meant if none is named.

    Raises:
        UsageError: no folder of decks is here, and the user has none.
    """
    here = Path("decks")
    if here.is_dir():
        return here
    if any(is_deck(path) for path in Path().iterdir()):
        return Path()
    if place.user_decks.is_dir():
        return place.user_decks
    raise UsageError("There are no decks here. Name their folder: drillbank diff REV DIR.")


def _compiled(folder: Path, *, tell: bool = False) -> Compiled:
    compiled, _ = compile_library(scan([Folder(folder.absolute(), _ROOT)]))
    for problem in compiled.problems if tell else ():
        warn(f"{Path(problem.path).name}: an error at {problem.first}; it keeps what it had.")
    return compiled


def _exported(decks: Path, revision: str, target: Path) -> Path:
    """The folder of decks as it was, below ``target``; empty if it was not there."""
    _git(decks, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", say=revision)
    prefix = _git(decks, "rev-parse", "--show-prefix").decode().strip()
    target.mkdir()
    if not _git(decks, "ls-tree", "--full-tree", revision, "--", prefix or "."):
        return target
    top = Path(_git(decks, "rev-parse", "--show-toplevel").decode().strip())
    packed = _git(top, "archive", "--format=tar", revision, "--", prefix or ".")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
    return target / prefix


def _git(folder: Path, *words: str, say: str = "") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - git, with words that are no options
            ("git", "-C", str(folder), *words),  # noqa: S607 - the user's git
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageError("git was not found; diff compares decks that it keeps.") from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise UsageError(
            f"git knows no revision {say!r} here." if say and not told else f"git says: {told}"
        )
    return done.stdout
