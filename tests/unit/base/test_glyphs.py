"""What is printed where an encoding has not got a glyph."""

from pathlib import Path

import pytest

from drillbank.base.glyphs import ERRORS

SOURCES = Path(__file__).parents[3] / "src" / "drillbank"


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("▸ 12 due ━━━──── 3/10", "> 12 due ===---- 3/10"),
        ("→ Good · a…", "> Good - a."),
        ("┏━┓ ┃ ┗━┛", "+=+ | +=+"),
        ("▁▃▅█", ".:|#"),
        ("⠉⠀⣀", "* *"),
        ("“it’s”", '"it\'s"'),  # noqa: RUF001 - meant
        ("Zürich", "Z?rich"),
        ("日本", "????"),
        ("e\u0301", "e"),
        ("plain", "plain"),
    ],
)
def test_what_stands_for_a_glyph(text: str, ascii_text: str) -> None:
    assert text.encode("ascii", ERRORS).decode() == ascii_text


def test_what_an_encoding_has_stays() -> None:
    assert "Zürich · ▸".encode("latin-1", ERRORS) == "Zürich · >".encode("latin-1")


def test_no_byte_of_a_file_name_that_is_no_text_ends_a_run() -> None:
    assert b"caf\xe9".decode("utf-8", "surrogateescape").encode("utf-8", ERRORS) == b"caf?"


@pytest.mark.parametrize("room", ["tui", "cli"])
def test_every_glyph_of_the_screens_has_a_stand_in(room: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / room).rglob("*.py"))
    missing = {
        glyph for glyph in text if not glyph.isascii() and b"?" in glyph.encode("ascii", ERRORS)
    }

    assert missing == set()
