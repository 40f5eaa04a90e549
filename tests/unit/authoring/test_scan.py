"""What the library consists of: found by looking, without reading."""

import os
from pathlib import Path

import pytest

from drillbank.authoring.scan import scan, user_folder


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("notes: []\n", encoding="utf-8")
    return path


def found(*folders: Path) -> list[str]:
    return [file.path.name for file in scan(map(user_folder, folders)).files]


def test_decks_and_lessons_are_found_in_sub_folders_hidden_ones_not(tmp_path: Path) -> None:
    for name in ("b.yml", "a/z.yaml", "a/z.md", "a/x.txt", ".git/x.yaml", ".hidden.yaml"):
        write(tmp_path / name)
    assert found(tmp_path) == ["b.yml", "z.md", "z.yaml"]


def test_facts_are_looked_at_and_are_no_deck(tmp_path: Path) -> None:
    write(tmp_path / "facts.yaml")
    (file,) = scan([user_folder(tmp_path)]).files
    assert not file.is_deck


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["a.yaml"]


def test_a_sub_folder_that_cannot_be_read_is_away(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    inside = write(tmp_path / "secret" / "b.yaml")
    inside.parent.chmod(0)
    looked = scan([user_folder(tmp_path)])
    readable = os.access(inside.parent, os.R_OK)
    inside.parent.chmod(0o700)
    if readable:
        pytest.skip("no folder is closed to this user")
    assert [file.path.name for file in looked.files] == ["a.yaml"]
    assert looked.away == (inside.parent,)
    assert looked.hides(str(inside))
    assert not looked.hides(str(tmp_path / "a.yaml"))


def test_a_folder_that_is_not_there_is_away(tmp_path: Path) -> None:
    assert scan([user_folder(tmp_path / "none")]).away == (tmp_path / "none",)
