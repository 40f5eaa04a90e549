"""Commands run in this process, in a home of their own whose bank is made once."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from helpers_program import MORNING, Result
from typer.testing import CliRunner

from drillbank.base.errors import DrillbankError
from drillbank.cli.app import app
from drillbank.cli.prepare import bring_up_to_date
from drillbank.cli.workplace import workplace


@dataclass(frozen=True, slots=True)
class Cli:
    """A user's folder, and commands run in it."""

    home: Path

    def run(self, *arguments: str, now: str = MORNING, typed: str = "") -> Result:
        """Runs a command as ``main`` does, its failure told in a sentence."""
        with _environment(DRILLBANK_HOME=str(self.home), DRILLBANK_NOW=now):
            done = CliRunner().invoke(app, arguments, input=typed)
        problem = done.exception
        if isinstance(problem, DrillbankError):
            return Result(problem.exit_code, done.stdout, f"{done.stderr}drillbank: {problem}\n")
        if problem is not None and not isinstance(problem, SystemExit):
            raise problem
        return Result(done.exit_code, done.stdout, done.stderr)

    def cards(self, *query: str, now: str = MORNING) -> list[dict[str, Any]]:
        """What ``cards --json`` tells."""
        listed: list[dict[str, Any]] = json.loads(self.run("cards", "--json", *query, now=now).out)
        return listed

    def card(self, uid: str, now: str = MORNING) -> dict[str, Any]:
        """What ``show --json`` tells of a card."""
        told: dict[str, Any] = json.loads(self.run("show", "--json", uid, now=now).out)
        return told

    def uids(self, *query: str, now: str = MORNING) -> list[str]:
        """The cards that fit a query."""
        return [card["uid"] for card in self.cards(*query, now=now)]


def made_home(folder: Path, **decks: str) -> Path:
    """A home with these decks of the user's and no others, compiled."""
    (folder / "decks").mkdir(parents=True)
    (folder / "config.toml").write_text("[library]\nshipped = false\n", encoding="utf-8")
    for name, text in decks.items():
        (folder / "decks" / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    environment = {"DRILLBANK_HOME": str(folder), "DRILLBANK_NOW": MORNING}
    place = workplace(environment=environment)
    bring_up_to_date(place)
    with place.reader() as reader:
        assert not reader.problems(), reader.problems()
    shutil.copy(folder / "bank.db", folder / "bank.kept")
    return folder


def restored(home: Path) -> Cli:
    """The home as it was made; the bank knows its decks by their place, which stays."""
    for left in home.glob("bank.db*"):
        left.unlink()
    shutil.copy(home / "bank.kept", home / "bank.db")
    return Cli(home)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """These variables of ours, and no others that a developer may have set."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("DRILLBANK_")]:
        del os.environ[name]
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
