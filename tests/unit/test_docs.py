"""The documentation is run: its decks compile, its sessions print what is shown, its links hold."""

import difflib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from helpers_authoring import source, told
from helpers_program import ROOT, Home

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.story import FIRST_LAYER_S
from drillbank.authoring.lessons import Lessons, anchors_of
from drillbank.authoring.library_file import NAME as LIBRARY_FILE
from drillbank.authoring.library_file import read_library_file
from drillbank.cli.app import app
from drillbank.config import Config, ConfigError, Day, read_config
from drillbank.memory.preset import Preset
from drillbank.memory.queue import BACKLOG, LEARN_AHEAD_MS
from drillbank.review.rubric import HARD_LIMIT, MOST

DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))

GAP = "…"
"""On a line of its own: any lines.  Within a line: any characters."""

_FENCE = re.compile(r"(`{3,})([^\s`]*)\s*")
_FILE = re.compile(r"<!-- file: (\S+) -->")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_IMAGE = re.compile(r'<img src="([^"]+)"')
_SPAN = re.compile(r"`([^`\n]+)`")
_SEE = re.compile(r'^\s*see: "?([\w./-]*)#([\w-]+)', re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_OURS = re.compile(
    r"(?:[\w-]+/)+[\w-]+\.(?:py|in|txt)|(?:scripts|src|tests|requirements)/[\w/.-]*\w"
)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_PRIVATE = re.compile(
    r"/(?:work|tmp|root|home|Users|mnt|var)/|[A-Z]:\\|file://|localhost"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\w-]+\.(?:local|internal|lan|corp)\b"
)


# What a page holds


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    text: str
    file: str | None
    """Where a reader of the page puts it, in the drillbank folder."""

    def __str__(self) -> str:
        """Its place, which names its test."""
        return f"{self.page}:{self.line}"


def blocks_of(page: str, text: str) -> Iterator[Block]:
    """The fenced blocks; a comment on the line before may name a file."""
    before = opened = language = ""
    file: re.Match[str] | None = None
    begun, inside = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.fullmatch(line)
        if opened:
            if line.rstrip() == opened:
                held = "".join(f"{one}\n" for one in inside)
                yield Block(page, begun, language, held, file[1] if file else None)
                opened = ""
            inside.append(line)
        elif fence:
            opened, language = fence[1], fence[2]
            begun, inside, file = number, [], _FILE.fullmatch(before)
        before = line
    assert not opened, f"{page}:{begun}: the block has no end"


def prose_of(text: str) -> str:
    """The page without its blocks."""
    return re.sub(r"^(`{3,}).*?^\1\s*?$", "", text, flags=re.MULTILINE | re.DOTALL)


def text_of(page: Path) -> str:
    """The page as it is written."""
    return page.read_text(encoding="utf-8")


BLOCKS = [block for page in PAGES for block in blocks_of(page.name, text_of(page))]


def blocks(language: str) -> list[Block]:
    """The blocks in one language."""
    return [block for block in BLOCKS if block.language == language]


# Decks, settings, sessions


def compiled(text: str, folder: Path) -> list[str]:
    """What the compiler says of a deck, or of notes without the ``notes:`` above them."""
    if text.startswith("- "):
        text = "notes:\n" + "".join(f"  {line}" for line in text.splitlines(keepends=True))
    for file, heading in _SEE.findall(text):
        with (folder / (file or "deck.md")).open("a", encoding="utf-8") as lesson:
            lesson.write(f"# {heading}\n\n")
    return told(compile_deck(source(text, folder / "deck.yaml"), Lessons()))


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_a_deck_on_a_page_has_no_problems(block: Block, tmp_path: Path) -> None:
    if block.file and block.file.endswith(LIBRARY_FILE):
        (tmp_path / LIBRARY_FILE).write_text(block.text, encoding="utf-8")
        assert read_library_file(tmp_path / LIBRARY_FILE).problems == ()
    else:
        assert compiled(block.text, tmp_path) == []


def test_a_wrong_deck_on_a_page_would_be_told(tmp_path: Path) -> None:
    assert compiled("- q: What: is it?\n  a: It.\n", tmp_path)[0].startswith("E101 2:")
    assert compiled('- id: x\n  q: What?\n  a: It.\n  see: "#the-place"\n', tmp_path) == []


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_settings_on_a_page_are_read(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(block.text, encoding="utf-8")
    assert isinstance(read_config(path), Config)

    path.write_text(f"{block.text}\n[dya]\nnew = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="dya"):
        read_config(path)


def commands_in(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a session, and what it is shown to print."""
    first, *others = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not first, f"{block}: a session begins with a command"
    for other in others:
        command, _, shown = other.partition("\n")
        yield command, shown


def printed(home: Home, command: str) -> str:
    """What a command prints in the user's folder, errors included."""
    programs = home.path.parent / "bin"
    if not programs.exists():
        programs.mkdir()
        program = programs / "drillbank"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m drillbank "$@"\n')
        program.chmod(0o755)
    # As on a terminal: output and errors in the order in which they were written.
    environment = home.environment(PYTHONUNBUFFERED="1")
    done = subprocess.run(  # noqa: S602 - a line of our own documentation
        command,
        shell=True,
        cwd=home.path,
        env={**environment, "PATH": f"{programs}:{environment['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def difference(shown: str, real: str) -> str:
    """How what a page shows differs from what was printed; empty where it does not."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == GAP else _line_pattern(line)
        for line in shown.rstrip().splitlines()
    )
    trimmed = "".join(f"{line.rstrip()}\n" for line in real.rstrip().splitlines())
    if re.fullmatch(pattern, trimmed):
        return ""
    return "\n".join(
        difflib.unified_diff(shown.splitlines(), real.splitlines(), "shown", "printed", lineterm="")
    )


def _line_pattern(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.rstrip().split(GAP)) + r"\n"


@pytest.mark.parametrize("page", sorted({block.page for block in blocks("console")}))
def test_a_session_prints_what_the_page_shows(page: str, home: Home) -> None:
    for block in BLOCKS:
        if block.page == page and block.file:
            (home.path / block.file).parent.mkdir(exist_ok=True)
            (home.path / block.file).write_text(block.text, encoding="utf-8")
        if block.page == page and block.language == "console":
            for command, shown in commands_in(block):
                different = difference(shown, printed(home, command))
                assert not different, f"{block}: $ {command}\n{different}"


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ("one\n", "two\n"),
        ("one\n", "one\ntwo\n"),
        ("one\n…\nthree\n", "one\ntwo\n"),
        ("one … three\n", "one two\n"),
        ("", "one\n"),
    ],
)
def test_a_session_that_prints_something_else_would_be_told(shown: str, real: str) -> None:
    assert difference(shown, real)


def test_gaps_stand_for_lines_and_for_parts_of_them() -> None:
    assert not difference("one\n…\nfour … six\n", "one\ntwo \nthree\nfour five six\n")
    assert not difference("\none\n…\n", "\none  \n")


# Commands


def commands(group: Any = None, *names: str) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - Typer's own
    """Every command and group of the program by its words, the program itself first."""
    group = group or typer.main.get_command(app)
    yield names, group
    for name, command in getattr(group, "commands", {}).items():
        if not command.hidden:
            yield from commands(command, *names, name)


COMMANDS: dict[tuple[str, ...], Any] = dict(commands())
LEAVES = [names for names, command in COMMANDS.items() if not hasattr(command, "commands")]


def options_of(command: Any) -> set[str]:  # noqa: ANN401 - Typer's own
    """Every spelling of a command's options."""
    return {
        name
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, up to the next one of its level or above."""
    found = re.search(
        rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", page, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no heading {heading!r}"
    return found[2]


@pytest.mark.parametrize("names", [(), *LEAVES], ids=" ".join)
def test_every_command_and_option_is_in_the_reference(names: tuple[str, ...]) -> None:
    told_of = section(text_of(DOCS / "commands.md"), " ".join(("drillbank", *names)))
    command = COMMANDS[names]
    for option in options_of(command):
        assert f"`{option}`" in told_of, option
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            assert parameter.metavar in told_of
            assert parameter.help in told_of


@pytest.mark.parametrize(
    ("name", "page"),
    [("review", "review.md"), ("check", "authoring.md"), ("compile", "authoring.md")],
)
def test_what_a_command_can_do_is_explained(name: str, page: str) -> None:
    for option in options_of(COMMANDS[(name,)]) - {"--bank", "--decks"}:
        assert f"`{option}" in text_of(DOCS / page) or f" {option}" in text_of(DOCS / page), option


def misuses(line: str) -> Iterator[str]:
    """What a line that begins with ``drillbank`` says of the program that is not so."""
    words = line.split()[1:]
    names: tuple[str, ...] = ()
    for word in words:
        if (*names, word) not in COMMANDS:
            break
        names = (*names, word)
    rest = words[len(names) :]
    if hasattr(COMMANDS[names], "commands") and rest and re.fullmatch("[a-z]+", rest[0]):
        yield f"no command {rest[0]!r}"
    known = options_of(COMMANDS[names]) | {"--help"}
    yield from (f"no option {option!r}" for option in _OPTION.findall(line) if option not in known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_that_does_not_exist(page: Path) -> None:
    lines = [*_SPAN.findall(prose_of(text_of(page)))]
    for block in BLOCKS:
        if block.page == page.name:
            lines += re.split(r"[\n|]", block.text)
    called = [line.strip().removeprefix("$ ").removeprefix("./scripts/") for line in lines]
    wrong = [
        f"{line}: {problem}"
        for line in called
        if line.startswith("drillbank ")
        for problem in misuses(line.partition("#  ")[0].partition("  ")[0])
    ]
    assert wrong == []


def test_a_command_that_does_not_exist_would_be_told() -> None:
    assert list(misuses("drillbank revue")) == ["no command 'revue'"]
    assert list(misuses("drillbank export paper")) == ["no command 'paper'"]
    assert list(misuses("drillbank review rivers --fast")) == ["no option '--fast'"]
    assert list(misuses("drillbank review rivers --limit 3")) == []


# Kinds, keys, numbers


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.head))
def test_every_kind_of_note_has_a_section_with_an_example(kind: Any) -> None:  # noqa: ANN401
    page = text_of(DOCS / "authoring.md")
    told_of = section(page, kind.head)
    assert f"[`{kind.head}`](#{kind.head})" in page, "name it in the contents"
    assert f"<!-- written by scripts/docs: keys of {kind.head} -->" in told_of
    examples = [block for block in blocks_of("authoring.md", told_of) if block.language == "yaml"]
    assert any(re.search(rf"^\s+{kind.head}:", block.text, re.MULTILINE) for block in examples)


@pytest.mark.parametrize("key", NoteModel.model_fields)
def test_every_common_key_is_explained(key: str) -> None:
    assert f"| `{key}` |" in section(text_of(DOCS / "authoring.md"), "Keys of every note")


_LEARNING, _RELEARNING = Preset().learning_steps, Preset().relearning_steps
FACTS = {
    f"fewer than {MOST:.0%}".replace("%", " %"): "review.md",
    f"over the target by more than a {({1.25: 'quarter'})[HARD_LIMIT]}": "review.md",
    f"{Day().new} new cards a day": "review.md",
    f"**A day** begins at {Day().rollover}:00": "review.md",
    f"due within {LEARN_AHEAD_MS // 60_000} minutes": "review.md",
    f"at least {BACKLOG} reviews are overdue": "review.md",
    f"after {_LEARNING[0] // 60} minute and {_LEARNING[1] // 60} minutes for a new": "review.md",
    f"{_RELEARNING[0] // 60} minutes for a forgotten one": "review.md",
    f"in {FIRST_LAYER_S} seconds unless you set a `limit`": "authoring.md",
    f"rollover = {Day().rollover} ": "data.md",
    f"new = {Day().new} ": "data.md",
    f"new_told = {Day().new_told} ": "data.md",
    f"retention = {Preset().retention} ": "data.md",
    f"maximum_interval = {Preset().maximum_interval}": "data.md",
}


@pytest.mark.parametrize(("fact", "page"), FACTS.items())
def test_numbers_on_a_page_are_the_program_s(fact: str, page: str) -> None:
    assert fact in " ".join(text_of(DOCS / page).split()) + " "


# Links


def broken_links(page: Path, text: str) -> list[str]:
    """Links to files that are not there, and to headings that a page has not."""
    broken = []
    for target in _LINK.findall(_SPAN.sub("", prose_of(text))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        there = path.exists()
        if there and anchor:
            there = anchor in anchors_of(text if path == page else text_of(path))
        if not there:
            broken.append(target)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, text_of(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_of_ours_that_a_page_names_exist(page: Path) -> None:
    named = {span for span in _SPAN.findall(prose_of(text_of(page))) if _OURS.fullmatch(span)}
    missing = [
        name
        for name in sorted(named)
        if not any((folder / name).exists() for folder in (ROOT, ROOT / "src" / "drillbank"))
    ]
    assert missing == []


def missing_tests(page: str) -> list[str]:
    """Tests that a page names and that are not there."""
    return [
        f"{path}::{name}"
        for path, name in _TEST.findall(page)
        if not (ROOT / path).is_file()
        or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]


def test_each_behaviour_is_held_by_a_test_that_exists() -> None:
    behaviours = section(text_of(DOCS / "review.md"), "What it holds to")
    rows = [line for line in behaviours.splitlines() if re.match(r"\| \d", line)]
    assert all(_TEST.search(row) for row in rows)
    assert missing_tests(behaviours) == []


def test_a_test_that_does_not_exist_would_be_told() -> None:
    here = "tests/unit/test_docs.py"
    assert missing_tests(f"`{here}::test_gone` `tests/gone.py::test_gone`") == [
        f"{here}::test_gone",
        "tests/gone.py::test_gone",
    ]


def test_a_link_that_leads_nowhere_would_be_told() -> None:
    text = "# A\n[a](#a) [b](#b) [c](gone.md) [d](data.md#settings) [e](data.md#gone) `[f](#f)`\n"
    assert broken_links(DOCS / "review.md", text) == ["#b", "gone.md", "data.md#gone"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_tells_of_a_machine(page: Path) -> None:
    assert _PRIVATE.findall(text_of(page)) == []


@pytest.mark.parametrize("text", ["in /home/someone/decks", "http://10.0.0.1/", "db.internal"])
def test_a_machine_would_be_found(text: str) -> None:
    assert _PRIVATE.search(text)


def test_every_picture_is_shown() -> None:
    linked = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in (*_LINK.findall(text_of(page)), *_IMAGE.findall(text_of(page)))
        if target.endswith(".svg")
    }
    assert linked == set((DOCS / "pictures").glob("*.svg"))


# What is written by scripts/docs


def docs_script(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs what ``scripts/docs`` runs, in the Python of the tests."""
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-m", "scripts.write_docs", *options],
        cwd=checkout,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The documentation and what writes it, to be spoilt."""
    for folder in ("docs", "scripts", "tests/data/docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "README.md", tmp_path)
    return tmp_path


def test_what_the_program_says_of_itself_is_up_to_date() -> None:
    done = docs_script(ROOT, "--check", "--large")
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_script_says_what_it_writes_without_a_set_up(checkout: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [checkout / "scripts" / "docs", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: scripts/docs ")
    for page in (checkout / "docs").glob("*.md"):
        if "written by scripts/docs" in page.read_text(encoding="utf-8").lower():
            assert f"docs/{page.name} " in done.stdout
    assert not (checkout / ".venv").exists()


def test_what_is_stale_is_named_and_mended(checkout: Path) -> None:
    commands_page, review_page = checkout / "docs/commands.md", checkout / "docs/review.md"
    picture, left_over = checkout / "docs/pictures/answer.svg", checkout / "docs/pictures/old.svg"
    for page, old, new in (
        (commands_page, "Drill what is due today", "Drill whatever"),
        (review_page, "<kbd>u</kbd> |", "<kbd>z</kbd> |"),
        (picture, "Again", "Anew"),
    ):
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new), encoding="utf-8")
    left_over.touch()

    found = docs_script(checkout, "--check", "--large")
    assert found.returncode == 1
    assert re.findall(r"^drillbank: (\S+) is ", found.stderr, re.MULTILINE) == [
        "docs/commands.md",
        "docs/review.md",
        "docs/pictures/answer.svg",
        "docs/pictures/old.svg",
    ]
    assert "Drill whatever" in found.stderr
    assert "Drill what is due today" in found.stderr

    left_over.unlink()
    assert docs_script(checkout, "--large").returncode == 0
    assert docs_script(checkout, "--check", "--large").stderr == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("docs: keys of the screen -->", "docs: keys of the scream -->", "no table"),
        ("<!-- end -->", "", "has no"),
    ],
)
def test_a_spoilt_mark_is_named(old: str, new: str, says: str, checkout: Path) -> None:
    page = checkout / "docs/review.md"
    page.write_text(text_of(page).replace(old, new), encoding="utf-8")

    done = docs_script(checkout, "--text")

    assert done.returncode == 1
    assert done.stderr.startswith("drillbank: docs/review.md: ")
    assert says in done.stderr
