"""What the compiler says, word for word: a Markdown file a sort of problem.

Each file of ``diagnostics/`` says in a sentence why the problem is one, then holds a deck and the
exact text printed for it.  A fence may name its file (`` ```yaml other.yaml ``); ``hex`` gives the
bytes of a file, ``absent`` asks for one that is not there.  Run as a program, this module writes
the outputs anew: read the diff before you commit it.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.render_text import render_text

FOLDER = Path(__file__).parent / "diagnostics"
CASES = sorted(FOLDER.glob("*.md"))
_FENCE = re.compile(
    r"^```(?P<kind>yaml|markdown|hex|absent)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_OUTPUT = re.compile(r"^```text\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMES = {"yaml": "deck.yaml", "markdown": "deck.md", "hex": "deck.yaml", "absent": "deck.yaml"}


def printed(case: str, folder: Path) -> str:
    """What compiling the decks of a case prints; ``folder`` must be the working directory."""
    paths = []
    for fence in _FENCE.finditer(case):
        path = Path(fence["name"] or _NAMES[fence["kind"]])
        if fence["kind"] == "hex":
            (folder / path).write_bytes(bytes.fromhex(fence["body"]))
        elif fence["kind"] != "absent":
            (folder / path).write_text(fence["body"], encoding="utf-8", newline="")
        if path.suffix != ".md":
            paths.append(path)
    return render_text(compile_decks(paths).diagnostics)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_message_is_this_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = path.read_text(encoding="utf-8")
    expected = _OUTPUT.search(case)
    assert expected, "the file shows no output"
    assert printed(case, tmp_path) == expected["body"]


@pytest.mark.parametrize("code", Code, ids=str)
def test_every_code_has_a_file_that_shows_it(code: Code) -> None:
    shown = [path for path in CASES if path.name.startswith(f"{code}-")]
    assert shown
    for path in shown:
        assert f"[{code}]" in path.read_text(encoding="utf-8")


def _rewrite(path: Path) -> None:
    case = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        output = printed(case, Path(folder))
    path.write_text(
        _OUTPUT.sub(lambda _: f"```text\n{output}```", case), encoding="utf-8", newline=""
    )


if __name__ == "__main__":
    for chosen in map(Path, sys.argv[1:] or CASES):
        _rewrite(chosen.absolute())
