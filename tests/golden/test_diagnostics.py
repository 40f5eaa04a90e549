"""What the compiler says, word for word: a Markdown file a sort of problem.

Each file of ``diagnostics/`` says in a sentence why the problem is one, then holds a deck and the
exact text printed for it.  The page that explains a code (``drillbank explain``) is one too,
with a deck behind it that is right.  A fence may name its file (`` ```yaml other.yaml ``); ``hex``
gives the bytes of a file, ``absent`` asks for one that is not there.  Run as a program, this module
writes the outputs anew: read the diff before you commit it.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

import pytest
from helpers_lint import problems_in

from drillbank.authoring.diagnostics import Code
from drillbank.authoring.explain import FOLDER as EXPLANATIONS
from drillbank.authoring.explain import RIGHT, examples_in
from drillbank.authoring.render_text import render_text

FOLDER = Path(__file__).parent / "diagnostics"
CASES = sorted([*FOLDER.glob("*.md"), *EXPLANATIONS.glob("*.md")], key=lambda path: path.name)
_OUTPUT = re.compile(r"^```text\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(case: str, code: Code, folder: Path) -> str:
    """What the decks of a case about a code are told; ``folder`` must be the working directory."""
    paths = []
    for file in examples_in(case.partition(RIGHT)[0]):
        path = Path(file.name)
        if file.data is not None:
            (folder / path).write_bytes(file.data)
        if path.suffix not in {".md", ".png"}:
            paths.append(path)
    return render_text(problems_in(paths, code))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_message_is_this_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = path.read_text(encoding="utf-8")
    expected = _OUTPUT.search(case)
    assert expected, "the file shows no output"
    assert printed(case, _code_of(path), tmp_path) == expected["body"]


@pytest.mark.parametrize("code", Code, ids=str)
def test_every_code_has_a_file_that_shows_it(code: Code) -> None:
    shown = [path for path in CASES if _code_of(path) is code]
    assert shown
    for path in shown:
        assert f"[{code}]" in path.read_text(encoding="utf-8")


def _code_of(path: Path) -> Code:
    return Code(path.stem.partition("-")[0])


def _rewrite(path: Path) -> None:
    case = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        output = printed(case, _code_of(path), Path(folder))
    path.write_text(
        _OUTPUT.sub(lambda _: f"```text\n{output}```", case), encoding="utf-8", newline=""
    )


if __name__ == "__main__":
    for chosen in map(Path, sys.argv[1:] or CASES):
        _rewrite(chosen.absolute())
