"""Files as text, and places in it."""

from pathlib import Path

import pytest
from helpers_authoring import codes, deck, source

from drillbank.authoring.decks import read_deck
from drillbank.authoring.source import Position, Source
from drillbank.authoring.source_file import Unreadable, read, source_of

DECK = "notes:\n  - Why?: Because.\n"


def test_only_a_line_feed_ends_a_line() -> None:
    text = source("a\u2028b\x85c\r\nd")
    assert text.position(text.text.index("c")) == Position(1, 5)
    assert text.position(text.text.index("d")) == Position(2, 1)
    assert text.line(1) == "a\u2028b\x85c"


def test_a_byte_order_mark_is_taken_off_and_remembered() -> None:
    found = source_of(Path("deck.yaml"), b"\xef\xbb\xbf" + DECK.encode())
    assert isinstance(found, Source)
    assert found.bom
    assert found.text == DECK
    assert not source(DECK).bom


def test_crlf_is_kept_in_the_text_and_not_in_the_cards() -> None:
    crlf = DECK.replace("\n", "\r\n") + "  - q: How?\r\n    a: |\r\n      So.\r\n      Thus.\r\n"
    found = source_of(Path("deck.yaml"), crlf.encode())
    assert isinstance(found, Source)
    assert found.text == crlf
    compiled = deck(crlf)
    assert compiled.sound
    assert [note.line for note in compiled.notes] == [2, 3]
    assert compiled.notes[1].cards[0].face.answer == "So.\nThus."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"notes: \xff", "E131"),
        (DECK.encode("utf-16"), "E131"),
        (b"notes:\x00", "E132"),
        (b"\x89PNG\r\n\x1a\n", "E131"),
        ("notes:\n  - a\ufeff: b".encode(), "E132"),
    ],
)
def test_what_is_not_text_is_told(data: bytes, code: str) -> None:
    found = source_of(Path("deck.yaml"), data)
    assert isinstance(found, Unreadable)
    assert found.problem.code == code


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_no_text_is_told_at_its_place(bom: bytes) -> None:
    found = source_of(Path("deck.yaml"), bom + "notes:\r\n  - é: ".encode() + b"caf\xe9 cr\xe8me\n")
    assert isinstance(found, Unreadable)
    begins = found.problem.span.begins
    assert (begins.line, begins.column) == (2, 11)
    assert found.problem.message == "the byte 0xE9 is not UTF-8 text"


def test_a_folder_is_no_deck(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert isinstance(found, Unreadable)
    assert found.problem.code == "E130"


def test_a_path_that_cannot_exist_is_told() -> None:
    assert codes(read_deck(Path("a\0b.yaml"))) == ["E130"]


def test_an_unreadable_deck_is_unsound_and_has_a_slug(tmp_path: Path) -> None:
    compiled = read_deck(tmp_path / "hooks.yaml")
    assert compiled.slug == "hooks"
    assert not compiled.sound
    assert compiled.notes == ()
