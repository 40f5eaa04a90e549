"""Images of decks, by the names that they go by in Anki."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from drillbank.anki.images import DeckImages, NoteImages, media_name
from drillbank.base.words import UtcMs

NOON = UtcMs(1_795_219_200_000)
SECOND_NS = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A deck's folder with an image in it, one below it and one beside it."""
    deck = tmp_path / "decks"
    (deck / "pictures").mkdir(parents=True)
    for name in ("loop.png", "pictures/a queue.png", "../secret.png"):
        (deck / name).write_bytes(name.encode())
    return deck


@pytest.mark.parametrize(
    ("path", "start", "suffix"),
    [
        ("loop.png", "drillbank-loop-", ".png"),
        ("pictures/The Loop (1).PNG", "drillbank-the-loop-1-", ".png"),
        ("größe.jpeg", "drillbank-groe-", ".jpeg"),
        ("gro\u0308\u00dfe.jpeg", "drillbank-groe-", ".jpeg"),
        ("輪.png", "drillbank-", ".png"),
        ("a.b?:*.svg", "drillbank-a-b-", ".svg"),
        ("loop", "drillbank-loop-", ""),
        ("loop.", "drillbank-loop-", ""),
        (".png", "drillbank-png-", ""),
        ("../_loop.png", "drillbank-loop-", ".png"),
        (f"{'x' * 300}.png", f"drillbank-{'x' * 40}-", ".png"),
        ("loop.png ", "drillbank-loop-", ".png"),
    ],
)
def test_a_name_has_nothing_that_anki_or_a_disk_would_change(
    path: str, start: str, suffix: str
) -> None:
    name = media_name(path, b"content")
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9]+)?", name)
    assert re.fullmatch(re.escape(start) + "[0-9a-f]{20}" + re.escape(suffix), name)


def test_a_name_changes_with_the_content_and_with_nothing_else() -> None:
    assert media_name("loop.png", b"one") == "drillbank-loop-cceb220a8032cc39ae6a.png"
    assert media_name("a/loop.png", b"one") == media_name("b/loop.png", b"one")
    assert media_name("loop.png", b"one") != media_name("loop.png", b"two")
    assert media_name("größe.png", b"one") == media_name("gro\u0308\u00dfe.png", b"one")


def test_images_of_one_file_name_in_two_folders_are_two(folder: Path) -> None:
    (folder / "pictures" / "loop.png").write_bytes(b"another")
    images = DeckImages(folder, NOON)
    one, two = images.image("loop.png"), images.image("pictures/loop.png")
    assert one is not None
    assert two is not None
    assert (one.content, two.content) == (b"loop.png", b"another")
    assert one.name != two.name


def test_an_image_is_as_old_as_its_file(folder: Path) -> None:
    os.utime(folder / "loop.png", ns=(0, 1_700_000_000 * SECOND_NS + 5_999_999))
    image = DeckImages(folder, NOON).image("loop.png")
    assert image is not None
    assert image.changed_at == 1_700_000_000_005


def test_an_image_from_the_future_is_of_now(folder: Path) -> None:
    os.utime(folder / "loop.png", ns=(0, (NOON // 1000 + 60) * SECOND_NS))
    image = DeckImages(folder, NOON).image("loop.png")
    assert image is not None
    assert image.changed_at == NOON


@pytest.mark.parametrize(
    "path",
    [
        "none.png",
        "",
        ".",
        "pictures",
        "../secret.png",
        "pictures/../../secret.png",
        "a\0.png",
        "x" * 999,
    ],
)
def test_what_is_no_file_in_the_folder_is_no_image(folder: Path, path: str) -> None:
    assert DeckImages(folder, NOON).image(path) is None


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert DeckImages(folder, NOON).image("link.png") is None
    assert DeckImages(folder, NOON).image(str(folder.parent / "secret.png")) is None


def test_something_that_never_ends_is_not_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    script = (
        "import sys; from pathlib import Path\n"
        "from drillbank.anki.images import DeckImages\n"
        "print(DeckImages(Path(sys.argv[1]), 0).image('pipe.png'))\n"
    )
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-B", "-c", script, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout == "None\n"


def test_a_note_keeps_what_it_shows_and_what_it_misses(folder: Path) -> None:
    note = NoteImages(DeckImages(folder, NOON))
    paths = ("loop.png", "none.png", "./loop.png", "pictures/a queue.png", "none.png", "gone.png")
    names = [note.name_of(path) for path in paths]
    assert names[0] == names[2]
    assert [name for name in names if name is None] == [None] * 3
    assert [image.name for image in note.shown] == [names[0], names[3]]
    assert note.missing == ("none.png", "gone.png")
