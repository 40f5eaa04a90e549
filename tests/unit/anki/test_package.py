"""The package as a file."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from drillbank.anki.errors import (
    IsAFolderError,
    NoSuchFolderError,
    NotAPackageNameError,
    PackageNotWrittenError,
)
from drillbank.anki.package import Written, write_package
from drillbank.authoring.cards import Face
from drillbank.bank.values import ExportCard, ExportDeck, ExportNote
from drillbank.base.errors import Exit
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs

NOON = UtcMs(1_795_219_200_000)


def deck(count: int = 3, slug: str = "d", first: int = 0) -> ExportDeck:
    return ExportDeck(
        Slug(slug),
        slug.title(),
        None,
        "",
        tuple(note(f"{slug}/n{number}", first + number) for number in range(count)),
    )


def note(uid: str, number: int, *, retired: bool = False) -> ExportNote:
    face = Face(f"What is {uid}?", "It is what it is. " * 20)
    card = ExportCard(Uid(uid), f"c-{uid}", UtcMs(NOON + number), face, retired)
    slug = Slug(uid.partition("/")[0])
    return ExportNote(
        NoteUid(uid), f"n-{uid}", slug, "q", "Head", ("tag",), UtcMs(NOON), retired, (card,)
    )


@contextmanager
def opened(package: Path) -> Iterator[sqlite3.Connection]:
    with zipfile.ZipFile(package) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        yield database


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    written = write_package(tmp_path / "x.apkg", [deck(2, "a"), deck(1, "b", 9)], NOON)
    assert written == Written(3, 3, {Slug("a"): "drillbank::A", Slug("b"): "drillbank::B"}, (), ())


def test_a_card_without_a_place_is_named(tmp_path: Path) -> None:
    gone = replace(note("d/n", 1), kind="cloze", head="No gap left")
    written = write_package(
        tmp_path / "x.apkg", [ExportDeck(Slug("d"), "D", None, "", (gone,))], NOON
    )
    assert (written.notes, written.left_out) == (0, ("d/n",))


def test_the_same_decks_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("x.apkg", "y.apkg"):
        write_package(tmp_path / name, [deck()], NOON)
    assert (tmp_path / "x.apkg").read_bytes() == (tmp_path / "y.apkg").read_bytes()


def shows(uid: str, number: int, *paths: str, retired: bool = False) -> ExportNote:
    plain = note(uid, number, retired=retired)
    face = Face(f"Asks {' '.join(f'![a]({path})' for path in paths)}", "Answers")
    return replace(plain, cards=(replace(plain.cards[0], face=face),))


def media(package: Path) -> dict[str, bytes]:
    """The images by their names in Anki."""
    with zipfile.ZipFile(package) as archive:
        names = json.loads(archive.read("media"))
        assert sorted(archive.namelist()) == sorted(["collection.anki2", "media", *names])
        return {name: archive.read(number) for number, name in names.items()}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two decks' folders, with three files of one name that hold two images."""
    for name, content in (("a", b"one"), ("b", b"two"), ("b/c", b"one")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "loop.png").write_bytes(content)
        os.utime(tmp_path / name / "loop.png", (0, 0))
    return tmp_path / "a", tmp_path / "b"


def drawn_decks(folders: tuple[Path, Path]) -> list[ExportDeck]:
    notes = (shows("a/n", 1, "loop.png"),), (shows("b/n", 2, "loop.png", "c/loop.png"),)
    return [
        ExportDeck(Slug(folder.name), folder.name, None, str(folder / "deck.yaml"), own)
        for folder, own in zip(folders, notes, strict=True)
    ]


def test_each_image_is_packed_once_under_a_name_of_its_own(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    written = write_package(tmp_path / "x.apkg", drawn_decks(folders), NOON)
    assert written.missing_images == ()
    packed = media(tmp_path / "x.apkg")
    assert sorted(packed.values()) == [b"one", b"two"]
    name = {content: name for name, content in packed.items()}
    with opened(tmp_path / "x.apkg") as database:
        fields = [row[0] for row in database.execute("SELECT flds FROM notes ORDER BY id")]
    assert re.findall('src="([^"]*)"', fields[0]) == [name[b"one"]]
    assert re.findall('src="([^"]*)"', fields[1]) == [name[b"two"], name[b"one"]]


def test_the_same_images_give_the_same_bytes(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    here = drawn_decks(folders)
    for name, decks in {"x.apkg": here, "y.apkg": here, "z.apkg": here[:1]}.items():
        write_package(tmp_path / name, decks, NOON)
    assert (tmp_path / "x.apkg").read_bytes() == (tmp_path / "y.apkg").read_bytes()
    assert media(tmp_path / "z.apkg").items() < media(tmp_path / "x.apkg").items()


def test_images_that_are_not_there_are_named_once_a_note(tmp_path: Path) -> None:
    notes = (
        shows("d/a", 1, "gone.png", "gone.png", "new.png"),
        shows("d/b", 2, "gone.png"),
        shows("d/c", 3, "old.png", retired=True),
    )
    deck = ExportDeck(Slug("d"), "D", None, str(tmp_path / "d.yaml"), notes)
    written = write_package(tmp_path / "x.apkg", [deck], NOON)
    assert [(missing.note, missing.path) for missing in written.missing_images] == [
        ("d/a", "gone.png"),
        ("d/a", "new.png"),
        ("d/b", "gone.png"),
    ]
    assert media(tmp_path / "x.apkg") == {}


def test_it_is_deflated(tmp_path: Path) -> None:
    write_package(tmp_path / "x.apkg", [deck(200)], NOON)
    with zipfile.ZipFile(tmp_path / "x.apkg") as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        whole = archive.getinfo("collection.anki2")
        assert whole.compress_type == zipfile.ZIP_DEFLATED
        assert whole.compress_size * 4 < whole.file_size


def test_ids_and_times_are_the_banks(tmp_path: Path) -> None:
    write_package(tmp_path / "x.apkg", [deck()], NOON)
    with opened(tmp_path / "x.apkg") as database:
        rows = database.execute("SELECT id, guid, mod, usn FROM notes").fetchall()
        assert rows == [(NOON + n, f"n-d/n{n}", NOON // 1000, -1) for n in range(3)]
        cards = database.execute("SELECT id, nid, ord, usn, queue, due FROM cards").fetchall()
        assert cards == [(NOON + n, NOON + n, 0, -1, 0, n + 1) for n in range(3)]


def test_the_collection_says_which_scheduler_it_has(tmp_path: Path) -> None:
    write_package(tmp_path / "x.apkg", [deck()], NOON)
    with opened(tmp_path / "x.apkg") as database:
        (version, rollover, offset) = database.execute(
            "SELECT conf ->> 'schedVer', conf ->> 'rollover', conf ->> 'creationOffset' FROM col"
        ).fetchone()
        today = database.execute(
            "SELECT value ->> 'newToday' FROM col, json_each(decks) WHERE value ->> 'name' = ?",
            ("drillbank::D",),
        ).fetchone()
    assert (version, rollover, offset) == (2, 4, 0)
    assert today == ("[0,0]",)


def test_retired_notes_come_last_in_the_queue_of_new_cards(tmp_path: Path) -> None:
    notes = (note("d/a", 1, retired=True), note("d/b", 2))
    write_package(tmp_path / "x.apkg", [ExportDeck(Slug("d"), "D", None, "", notes)], NOON)
    with opened(tmp_path / "x.apkg") as database:
        rows = database.execute("SELECT id, due FROM cards ORDER BY due").fetchall()
    assert rows == [(NOON + 2, 1), (NOON + 1, 2)]


def test_nothing_is_left_in_any_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    out = tmp_path / "out"
    out.mkdir()
    write_package(out / "x.apkg", [deck()], NOON)
    assert list(scratch.iterdir()) == []
    assert [path.name for path in out.iterdir()] == ["x.apkg"]


def test_a_link_is_followed_and_the_users_umask_holds(tmp_path: Path) -> None:
    real = tmp_path / "real.apkg"
    (tmp_path / "link.apkg").symlink_to(real)
    old = os.umask(0o027)
    try:
        write_package(tmp_path / "link.apkg", [deck()], NOON)
    finally:
        os.umask(old)
    assert (tmp_path / "link.apkg").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_folder_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(IsAFolderError, match=r"Name the file to write") as caught:
        write_package(tmp_path, [deck()], NOON)
    assert caught.value.exit_code is Exit.USAGE


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolderError, match="there is no folder"):
        write_package(tmp_path / "nowhere" / "x.apkg", [deck()], NOON)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.colpkg", "x.zip", "x"])
def test_a_name_that_anki_would_not_take_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAPackageNameError, match=r"Write x\.apkg"):
        write_package(tmp_path / name, [deck()], NOON)


def test_a_name_that_is_too_long_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PackageNotWrittenError, match="file name too long"):
        write_package(tmp_path / f"{'x' * 300}.apkg", [deck()], NOON)
    write_package(tmp_path / f"{'x' * 250}.apkg", [deck()], NOON)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder read-only even for root")
def test_a_read_only_folder_is_said_in_a_sentence() -> None:
    with pytest.raises(PackageNotWrittenError, match="could not be written"):
        write_package(Path("/proc/self/x.apkg"), [deck()], NOON)


def test_a_disk_that_fills_leaves_the_old_package(tmp_path: Path) -> None:
    target = tmp_path / "x.apkg"
    target.write_bytes(b"the old one")
    script = (
        "import resource, sys; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from drillbank.anki.errors import PackageNotWrittenError\n"
        "from drillbank.anki.package import write_package\n"
        "try:\n    write_package(Path(sys.argv[1]), [], 0)\n"
        "except PackageNotWrittenError as error:\n    print(error)\n"
    )
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-B", "-c", script, str(target)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "could not be written: file too large. Nothing was left behind" in run.stdout
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]
