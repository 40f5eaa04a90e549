"""File names that are no text: said, in every format, and no trouble to the other decks."""

import os
from pathlib import Path

import pytest
from helpers_bank import START, opened, place_for_a_bank

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.render_github import render_github
from drillbank.authoring.render_json import render_json
from drillbank.authoring.render_sarif import render_sarif
from drillbank.authoring.render_text import render_text
from drillbank.authoring.scan import scan, user_folder
from drillbank.bank.glance import is_current
from drillbank.bank.hot import open_hot
from drillbank.bank.library import compile_library

NOTE = b"notes:\n  - {id: x, q: What?, a: That.}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound deck, one whose name is Latin-1, and one in a folder whose name is."""
    decks = os.fsencode(tmp_path / "decks")
    try:
        os.makedirs(os.path.join(decks, b"stra\xdfe"))  # noqa: PTH103, PTH118 - bytes
    except OSError:
        pytest.skip("this disk takes no such names")
    for name in (b"sound.yaml", b"fl\xfcsse.yaml", b"fl\xfcsse.md", b"stra\xdfe/inside.yaml"):
        Path(os.fsdecode(os.path.join(decks, name))).write_bytes(NOTE)  # noqa: PTH118 - bytes
    return tmp_path / "decks"


def test_the_name_is_the_mistake_and_is_told_in_every_format(folder: Path) -> None:
    compiled = compile_decks([folder])
    told = [(problem.code, problem.message) for problem in compiled.diagnostics]
    assert told == [("E130", "this deck cannot be read: its name is not UTF-8")] * 2
    assert [note.uid for note in compiled.notes] == ["sound/x"]
    for text in (
        render_text(compiled.diagnostics),
        render_json(compiled.diagnostics).replace(r"\\", "\\"),
        render_github(compiled.diagnostics),
    ):
        assert text.encode().count(rb"fl\xfcsse.yaml") == 1
    assert render_sarif(compiled.diagnostics, "1").encode().count(b"fl%FCsse.yaml") == 1


def test_the_other_decks_compile_into_the_bank(folder: Path) -> None:
    found = scan([user_folder(folder)])
    compiled, _ = compile_library(found)
    with place_for_a_bank() as location:
        bank = opened(location)
        plan = bank.compile(compiled, START)
        again = bank.compile(compiled, START)
        bank.close()
        assert location.path is not None
        hot = open_hot(location.path, bank.presets, 1.0)
        assert hot is not None
        assert is_current(hot.contents(), found, bank.presets)
        hot.close()
    assert [change.note.uid for change in plan.notes if change.is_new] == ["sound/x"]
    assert not any(change.is_new for change in again.notes)
