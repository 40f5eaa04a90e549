"""``library.yaml``: the order of the decks, and what is told where it leads nowhere."""

from pathlib import Path

import pytest

from drillbank.authoring.compile import Compilation, compile_decks
from drillbank.authoring.library_file import path_through
from drillbank.authoring.scan import SHIPPED, Folder, scan, user_folder
from drillbank.bank.library import read_library

DECK = "notes:\n  - id: one\n    q: What is one?\n    a: It is one.\n"


def folder_of(folder: Path, library: str, *decks: str) -> Path:
    """A folder with these decks and a ``library.yaml``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "library.yaml").write_text(library, encoding="utf-8")
    for deck in decks:
        (folder / f"{deck}.yaml").write_text(DECK, encoding="utf-8")
    return folder


def order(compilation: Compilation) -> list[str] | None:
    """The path as ``Group/deck``."""
    places = path_through(compilation.libraries)
    return None if places is None else [f"{place.group}/{place.deck}" for place in places]


def codes(compilation: Compilation) -> list[str]:
    return [diagnostic.code.value for diagnostic in compilation.diagnostics]


def test_the_path_is_the_file_from_top_to_bottom(tmp_path: Path) -> None:
    library = "groups:\n  # first things first\n  Zoo: [b, a]\n  Arc:\n    - c  # last\n"
    done = compile_decks([folder_of(tmp_path, library, "a", "b", "c", "off-the-path")])
    assert order(done) == ["Zoo/b", "Zoo/a", "Arc/c"]
    assert codes(done) == []


def test_one_deck_may_stand_behind_its_group(tmp_path: Path) -> None:
    done = compile_decks([folder_of(tmp_path, "groups:\n  Only: a\n", "a")])
    assert (order(done), codes(done)) == (["Only/a"], [])


@pytest.mark.parametrize(
    ("library", "told", "kept"),
    [
        ("groups:\n  One: [a, bb]\n", ["E263"], ["One/a", "One/bb"]),
        ("groups:\n  One: [a, b]\n  Two: [a]\n", ["E263"], ["One/a", "One/b"]),
        ("groups:\n  One: [a]\n  Two:\n", ["E205"], ["One/a"]),
        ("groups:\n  One: [a]\n  Two: {b: c}\n", ["E206"], ["One/a"]),
        ("groups:\n  One: [a]\norder: [b]\n", ["E203"], ["One/a"]),
        ("groups: [a, b]\n", ["E206"], []),
        ("- a\n- b\n", ["E206"], None),
        ("groups:\n  One: [a\n", ["E106"], None),
        ("", ["E204"], []),
    ],
)
def test_a_mistake_leaves_the_rest_of_the_path(
    tmp_path: Path, library: str, told: list[str], kept: list[str] | None
) -> None:
    done = compile_decks([folder_of(tmp_path, library, "a", "b")])
    assert codes(done) == told
    assert order(done) == kept
    assert all(deck.sound for deck in done.decks)


def test_a_deck_that_could_not_be_seen_is_not_missed(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "groups:\n  One: [a, b, elsewhere]\n", "a", "b")
    assert codes(compile_decks([folder])) == ["E263"]
    assert codes(compile_decks([folder], elsewhere=frozenset({"elsewhere"}))) == []
    assert codes(compile_decks([folder], elsewhere=None)) == []
    assert codes(compile_decks([folder / "library.yaml", folder / "a.yaml"])) == []


def test_the_user_s_path_comes_first_and_may_name_shipped_decks(tmp_path: Path) -> None:
    shipped = folder_of(tmp_path / "shipped", "groups:\n  Loop: [x, y]\n", "x", "y")
    own = folder_of(tmp_path / "own", "groups:\n  Mine: [y, m]\n", "m")
    library = read_library(scan([user_folder(own), Folder(shipped, SHIPPED)]))
    assert codes(library) == []
    assert order(library) == ["Mine/y", "Mine/m", "Loop/x"]


def test_nothing_is_missed_while_a_folder_is_away(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", "groups:\n  Mine: [a, far]\n", "a")
    away = user_folder(tmp_path / "away")
    assert codes(read_library(scan([user_folder(own)]))) == ["E263"]
    assert codes(read_library(scan([user_folder(own), away]))) == []
