"""Commands that a shell prompt or a Tab key runs import nothing heavy.

Modules are counted, not milliseconds: the same on every machine.  `scripts/bench startup` times.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("light commands")
"""One worker makes what the tests here share."""

ROOT = Path(__file__).parents[2]

DATABASE = frozenset({"sqlmodel", "sqlalchemy", "alembic"})
HEAVY = DATABASE | {"textual", "genanki", "pydantic", "yaml", "fsrs"}

LATER = frozenset(
    {
        "drillbank.authoring.kinds",
        "drillbank.review.card_facts",
        "drillbank.review.lesson",
        "drillbank.review.run_code",
        "drillbank.tui.asking",
        "drillbank.tui.card_info",
        "drillbank.tui.keys_screen",
        "drillbank.tui.markdown",
        "drillbank.tui.note_editor",
        "drillbank.tui.palette",
        "drillbank.tui.plain",
        "drillbank.tui.reading",
        "drillbank.tui.side_trips",
    }
)
"""What no first card on the screen needs."""

RUN_AND_LIST_MODULES = """
import json, sys
from pathlib import Path

listing = Path(sys.argv.pop(1))
sys.argv[0] = "drillbank"
try:
    from drillbank.__main__ import main
    sys.exit(main())
finally:
    listing.write_text(json.dumps(sorted(sys.modules)))
"""


@dataclass(frozen=True, slots=True)
class Light:
    """A command line, what it may not import, and a word of its output."""

    name: str
    arguments: tuple[str, ...]
    says: str
    without: frozenset[str] = HEAVY
    environment: dict[str, str] = field(default_factory=dict)


def completing(*words: str) -> dict[str, str]:
    """The environment in which bash asks the program to complete the last word."""
    return {
        "_DRILLBANK_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }


COMMANDS = [
    Light("help", ("--help",), says="review"),
    Light("help of a command", ("review", "--help"), says="--plain"),
    Light("version", ("--version",), says="."),
    Light(
        "the completion script",
        (),
        says="complete_bash",
        environment={"_DRILLBANK_COMPLETE": "source_bash"},
    ),
    Light("completing a command", (), says="review", environment=completing("drillbank", "rev")),
    Light(
        "completing a deck",
        (),
        says="leading-without-authority",
        environment=completing("drillbank", "review", "leading"),
    ),
    Light("today", (), says="Next: drillbank review"),
    Light("due", ("due",), says="new"),
    Light("due for a status bar", ("due", "--json"), says='"new"'),
    Light(
        "a compile with nothing to do",
        ("compile",),
        says="",
        without=DATABASE | {"textual", "genanki"},
    ),
]


def drillbank(
    home: Path, *arguments: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program from src/ with a home of its own; its errors go where its words go."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DRILLBANK_", "PYTHON"))}
    ours = {
        "DRILLBANK_HOME": str(home),
        "DRILLBANK_NOW": "2026-03-02T09:00:00+00:00",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "100",
    }
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *(before or ("-m", "drillbank")), *arguments],
        env={**kept, **ours, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose bank holds the shipped library; ``made.json`` lists what making it imported."""
    folder = tmp_path_factory.mktemp("home")
    listing = str(folder / "made.json")
    compiled = drillbank(folder, "compile", before=("-c", RUN_AND_LIST_MODULES, listing))
    assert compiled.returncode == 0, compiled.stdout
    return folder


@pytest.mark.parametrize("light", COMMANDS, ids=lambda light: light.name)
def test_a_light_command_imports_nothing_heavy(light: Light, home: Path, tmp_path: Path) -> None:
    listing = tmp_path / "modules.json"

    done = drillbank(
        home,
        *light.arguments,
        before=("-c", RUN_AND_LIST_MODULES, str(listing)),
        **light.environment,
    )

    assert done.returncode == 0, done.stdout
    assert light.says in done.stdout
    imported = set(json.loads(listing.read_text()))
    assert imported & light.without == set()


def test_a_new_bank_is_made_without_the_steps_that_led_to_its_tables(home: Path) -> None:
    imported = set(json.loads((home / "made.json").read_text()))
    assert imported & {"sqlmodel", "alembic", "textual", "genanki"} == {"sqlmodel"}


SHORT_WAYS = {
    ("review",): ("--ahead", "0"),
    ("review", "staff-loop"): ("--ahead", "0"),
    ("review", "stafff"): ("--ahead", "0"),
    ("check",): ("--format", "text"),
    ("check", "nonesuch.yaml"): ("--format", "text"),
}
"""Commands without an option, and one that changes nothing."""


@pytest.mark.parametrize(("arguments", "option"), SHORT_WAYS.items())
def test_a_command_of_every_day_needs_no_command_line_and_says_the_same(
    home: Path, tmp_path: Path, arguments: tuple[str, ...], option: tuple[str, ...]
) -> None:
    listing = tmp_path / "modules.json"
    listed = ("-c", RUN_AND_LIST_MODULES, str(listing))

    short = drillbank(home, *arguments, before=listed, DRILLBANK_PLAIN="1")
    imported = set(json.loads(listing.read_text()))
    long = drillbank(home, *arguments, *option, before=listed, DRILLBANK_PLAIN="1")

    assert imported & {"typer", "click"} == set()
    assert "typer" in json.loads(listing.read_text())
    assert (short.returncode, short.stdout, short.stderr) == (
        long.returncode,
        long.stdout,
        long.stderr,
    )
    assert short.stdout or short.stderr


def test_managing_a_card_loads_no_screen(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "bank.db")) as bank:
        (uid,) = bank.execute("SELECT uid FROM card LIMIT 1").fetchone()
    listing = tmp_path / "modules.json"

    done = drillbank(home, "flag", uid, before=("-c", RUN_AND_LIST_MODULES, str(listing)))

    assert done.stdout == f"Flag 1: {uid}.\n"
    assert set(json.loads(listing.read_text())) & {"textual", "rich.markdown", "genanki"} == set()


def test_the_screen_loads_nothing_that_only_a_later_key_asks_for() -> None:
    screen = "import drillbank.cli.drill, drillbank.tui.app"
    code = f"import json, sys; {screen}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    imported = set(json.loads(done.stdout))
    assert "drillbank.tui.review_screen" in imported
    assert imported & (LATER | DATABASE | {"pydantic", "yaml", "fsrs", "rich.markdown"}) == set()
    assert all(map(find_spec, LATER)), "a module has gone, or has another name"


def test_the_first_card_is_shown_before_the_database_library_is_imported(home: Path) -> None:
    cards = json.loads(drillbank(home, "cards", "leading-without-authority", "--json").stdout)
    beginnings = {" ".join(re.sub(r"[*_`]", "", card["front"]).split()[:3]) for card in cards}

    # -X importtime writes a line for each import as it ends, between the program's own words.
    done = drillbank(
        home,
        "review",
        "leading-without-authority",
        "--plain",
        before=("-X", "importtime", "-m", "drillbank"),
    )

    assert done.returncode == 0, done.stdout
    shown_at = [done.stdout.find(words) for words in beginnings if words in done.stdout]
    assert shown_at, "no card of the deck was shown"
    before_the_card = done.stdout[: min(shown_at)]
    assert "import time:" in before_the_card
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in before_the_card.splitlines()
        if line.startswith("import time:")
    }
    assert imported & (DATABASE | {"textual", "genanki"}) == set()
