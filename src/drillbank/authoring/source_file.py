"""Reading a file into a ``Source``, whatever its bytes."""

import re
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.diagnostics import Code, Diagnostic, about_file
from drillbank.authoring.source import Source, Span
from drillbank.base.paths import is_text

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Everything YAML calls unprintable; a byte order mark in the middle of a text is one too.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that gives no text, and why."""

    problem: Diagnostic


def read(path: Path) -> Source | Unreadable:
    """The file's text; its byte order mark, if any, is taken off and remembered."""
    if not is_text(path):
        return _cannot(path, "its name is not UTF-8", "rename it, or the folder it is in")
    try:
        if path.exists() and not path.is_file():
            return _cannot(path, "it is not a file")
        data = path.read_bytes()
    except OSError as error:
        return _cannot(path, (error.strerror or str(error)).lower())
    except ValueError as error:  # a path with a NUL in it
        return _cannot(path, str(error))
    return source_of(path, data)


def source_of(path: Path, data: bytes) -> Source | Unreadable:
    """The text of a file that holds ``data``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(_not_utf8(path, data, error.start))
    source = Source(path, text.removeprefix(_BOM), bom=text.startswith(_BOM))
    # Few texts hold much beyond ASCII, and taking that off is many times as quick as searching.
    odd = data.translate(None, _PLAIN).decode("utf-8")
    control = _CONTROL.search(source.text) if odd and _CONTROL.search(odd) else None
    if control:
        return Unreadable(
            Diagnostic(
                Code.CONTROL_CHARACTER,
                Span(source, control.start(), control.end()),
                f"the invisible character U+{ord(control[0]):04X} cannot stand in a deck",
                "delete it; if the file is not text at all, move it out of the decks folder",
            )
        )
    return source


def _cannot(
    path: Path, reason: str, help_: str = "check the name and the permissions"
) -> Unreadable:
    return Unreadable(
        about_file(
            Code.CANNOT_READ,
            path,
            f"this deck cannot be read: {reason}",
            help_,
        )
    )


def _not_utf8(path: Path, data: bytes, start: int) -> Diagnostic:
    help_ = "save the file as UTF-8 in your editor"
    if data.startswith(_UTF16):
        message = "this file is saved as UTF-16; decks are UTF-8"
        return about_file(Code.NOT_UTF8, path, message, help_)
    before, rest = data[:start].decode(), data[start:].decode(errors="replace")
    bom = before.startswith(_BOM)
    at = len(before) - bom
    source = Source(path, (before + rest).removeprefix(_BOM), bom=bom)
    message = f"the byte 0x{data[start]:02X} is not UTF-8 text"
    return Diagnostic(Code.NOT_UTF8, Span(source, at, at + 1), message, help_)
