"""Many decks: found, compiled together, told apart."""

import os
from pathlib import Path

import pytest

from drillbank.authoring.compile import compile_decks, find_decks

DECK = "notes:\n  - Why?: Because.\n"


def write(path: Path, text: str = DECK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_decks_are_found_in_sub_folders_and_sorted(tmp_path: Path) -> None:
    second = write(tmp_path / "b.yml")
    first = write(tmp_path / "a" / "deep" / "z.yaml")
    for name in ("facts.yaml", "library.yaml", "notes.md", ".hidden.yaml", ".git/x.yaml"):
        write(tmp_path / name)
    found = find_decks(tmp_path)
    assert found.decks == (first, second)
    assert found.problems == ()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = find_decks(tmp_path / "none")
    assert found.decks == ()
    assert [problem.code for problem in found.problems] == ["E130"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    assert len(find_decks(tmp_path).decks) == 1
    assert len(find_decks(tmp_path).problems) == 1


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(find_decks(tmp_path).decks) == 1


def test_files_and_folders_compile_together(tmp_path: Path) -> None:
    one = write(tmp_path / "one.yaml")
    write(tmp_path / "more" / "two.yaml")
    compilation = compile_decks([one, tmp_path / "more"])
    assert [deck.slug for deck in compilation.decks] == ["one", "two"]
    assert [note.uid for note in compilation.notes] == ["one/why", "two/why"]
    assert compilation.sound


def test_a_file_named_twice_is_compiled_once(tmp_path: Path) -> None:
    one = write(tmp_path / "one.yaml")
    assert len(compile_decks([one, tmp_path, one]).decks) == 1


def test_two_decks_of_one_slug_are_both_unsound(tmp_path: Path) -> None:
    write(tmp_path / "hooks.yaml")
    write(tmp_path / "old" / "hooks.yml")
    write(tmp_path / "other.yaml")
    compilation = compile_decks([tmp_path])
    assert [(deck.slug, deck.sound) for deck in compilation.decks] == [
        ("hooks", False),
        ("hooks", False),
        ("other", True),
    ]
    assert [d.code for d in compilation.diagnostics] == ["E261", "E261"]
    assert {d.labels[0].span.source.path.name for d in compilation.diagnostics} == {
        "hooks.yaml",
        "hooks.yml",
    }


def test_a_file_name_becomes_a_slug(tmp_path: Path) -> None:
    (deck,) = compile_decks([write(tmp_path / "Layered Answers.yaml")]).decks
    assert deck.slug == "layered-answers"
    assert deck.title == "Layered answers"


def test_one_unreadable_deck_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    write(tmp_path / "b.yaml")
    compilation = compile_decks([tmp_path])
    assert [deck.sound for deck in compilation.decks] == [False, True]
    assert len(compilation.notes) == 1


def test_an_empty_folder_compiles_to_nothing(tmp_path: Path) -> None:
    assert compile_decks([tmp_path]).decks == ()
