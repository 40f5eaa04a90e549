"""Writing back: the right bytes or none, and a sentence that says why."""

import os
import stat
from pathlib import Path

import pytest

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import read
from drillbank.authoring.splice import (
    CannotWriteError,
    ChangedMeanwhileError,
    DataWouldChangeError,
    ExistsError,
    applied,
    create_file,
    splice,
)

DECK = b"\xef\xbb\xbfnotes:\r\n  - q: old  # said\r\n    a: b\n"
TO_NEW = (Edit(15, 18, "new"),)


def deck(folder: Path, data: bytes = DECK) -> Source:
    path = folder / "deck.yaml"
    path.write_bytes(data)
    found = read(path)
    assert isinstance(found, Source)
    return found


def fine(_: Source) -> None:
    return None


def test_every_other_byte_stays(tmp_path: Path) -> None:
    source = deck(tmp_path)
    after = splice(source, TO_NEW, fine)
    assert source.path.read_bytes() == DECK.replace(b"old", b"new")
    assert after.text == source.text.replace("old", "new")


def test_the_mode_stays_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = deck(tmp_path / "real")
    real.path.chmod(0o640)
    link = tmp_path / "deck.yaml"
    link.symlink_to(real.path)
    source = read(link)
    assert isinstance(source, Source)
    splice(source, TO_NEW, fine)
    assert link.is_symlink()
    assert b"new" in real.path.read_bytes()
    assert stat.S_IMODE(real.path.stat().st_mode) == 0o640
    assert [path.name for path in real.path.parent.iterdir()] == ["deck.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    source = deck(tmp_path)
    source.path.write_bytes(DECK + b"# by someone else\n")
    with pytest.raises(ChangedMeanwhileError, match="changed on disk after it was read"):
        splice(source, TO_NEW, fine)
    assert source.path.read_bytes().endswith(b"someone else\n")
    source.path.unlink()
    with pytest.raises(ChangedMeanwhileError):
        splice(source, TO_NEW, fine)
    assert list(tmp_path.iterdir()) == []


def test_data_that_was_not_intended_is_not_written(tmp_path: Path) -> None:
    source = deck(tmp_path)
    with pytest.raises(DataWouldChangeError, match=r"deck\.yaml was left as it is.*one note less"):
        splice(source, TO_NEW, lambda _: "one note less")
    with pytest.raises(DataWouldChangeError, match=r"U\+0007"):
        splice(source, (Edit(15, 18, "\a"),), fine)
    assert source.path.read_bytes() == DECK


def test_no_edits_write_nothing(tmp_path: Path) -> None:
    source = deck(tmp_path)
    before = source.path.stat().st_mtime_ns
    splice(source, (), fine)
    assert source.path.stat().st_mtime_ns == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWriteError, match=r"deck\.yaml cannot be written: file exists"):
        create_file(tmp_path / "file" / "deck.yaml", b"notes:\n")
    with pytest.raises(CannotWriteError, match="cannot be written: file name too long"):
        create_file(tmp_path / ("x" * 250 + ".yaml"), b"notes:\n")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    source = deck(tmp_path)
    source.path.chmod(0o444)
    with pytest.raises(CannotWriteError, match="permission denied"):
        splice(source, TO_NEW, fine)
    source.path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CannotWriteError, match="permission denied"):
            splice(source, TO_NEW, fine)
    finally:
        tmp_path.chmod(0o755)


def test_a_new_file_takes_no_other_ones_place(tmp_path: Path) -> None:
    create_file(tmp_path / "sub" / "deck.yaml", b"notes:\n")
    assert (tmp_path / "sub" / "deck.yaml").read_bytes() == b"notes:\n"
    with pytest.raises(ExistsError, match="exists already"):
        create_file(tmp_path / "sub" / "deck.yaml", b"")


def test_edits_apply_in_any_order_and_may_not_overlap() -> None:
    assert applied("abcd", [Edit(3, 3, "-"), Edit(0, 1, "x"), Edit(3, 3, "+")]) == "xbc-+d"
    with pytest.raises(ValueError, match="overlap"):
        applied("abcd", [Edit(0, 2, ""), Edit(1, 3, "")])
