"""Writing back into a file: some characters are replaced, every other byte stays as it was.

A source is never dumped anew.  Nothing is written unless the file still holds what was read, and
the edited text, parsed again, holds what was intended.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, source_of
from drillbank.base.errors import DrillbankError

_BOM = b"\xef\xbb\xbf"

Check = Callable[[Source], str | None]
"""Says in a few words what an edited text would get wrong; None if it holds what was intended."""


class ChangedMeanwhileError(DrillbankError):
    """Somebody else wrote the file after it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} changed on disk after it was read, so nothing was written. Run this again."
        )


class DataWouldChangeError(DrillbankError):
    """The edited text does not hold what was intended."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path} was left as it is: the edit would go wrong ({what}). "
            "Make this change in your editor."
        )


class CannotWriteError(DrillbankError):
    """The disk refuses."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}. "
            "Nothing was changed; check the permissions of the file and its folder, and the disk."
        )


class ExistsError(DrillbankError):
    """A new file would take the place of one that is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already, and is not overwritten. Choose another name.")


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap, in any order; inserts at one place keep theirs."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            raise ValueError(f"two edits overlap at {edit.start}")
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join([*parts, text[done:]])


def edited(source: Source, edits: Sequence[Edit]) -> Source:
    """The source after the edits; nothing is written."""
    return replace(source, text=applied(source.text, edits))


def splice(source: Source, edits: Sequence[Edit], check: Check) -> Source:
    """Applies edits to the file that ``source`` was read from; gives what it then holds.

    Raises:
        ChangedMeanwhileError: the file no longer holds what was read.
        DataWouldChangeError: the check, or the parser, objects to the edited text.
        CannotWriteError: the disk refuses.
    """
    after = edited(source, edits)
    rewrite(source, after, check)
    return after


def rewrite(before: Source, after: Source, check: Check) -> None:
    """Replaces the file's text by another that was made from it; raises as ``splice`` does."""
    if after.text == before.text:
        return
    data = bytes_of(after)
    read_again = source_of(after.path, data)
    if isinstance(read_again, Unreadable):
        raise DataWouldChangeError(before.path, read_again.problem.message)
    objection = check(read_again)
    if objection is not None:
        raise DataWouldChangeError(before.path, objection)
    write_file(before.path, data, seen=digest(bytes_of(before)))


def bytes_of(source: Source) -> bytes:
    """The file's bytes, byte order mark and line endings included."""
    return (_BOM if source.bom else b"") + source.text.encode("utf-8")


def digest(data: bytes) -> str:
    """Tells one state of a file from any other."""
    return hashlib.sha256(data).hexdigest()


def write_file(path: Path, data: bytes, *, seen: str | None = None) -> None:
    """Puts ``data`` into a file at once or not at all; it keeps its mode, and a link stays one.

    ``seen`` is the digest of what the file must still hold; None for a file that may be new.

    Raises:
        ChangedMeanwhileError: it holds something else.
        CannotWriteError: the disk refuses.
    """
    try:
        _write(path, path.resolve(), data, seen)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWriteError(path, reason.lower()) from error


def _write(path: Path, target: Path, data: bytes, seen: str | None) -> None:
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode) if there else _new_mode())
        if seen is not None and (not there or digest(target.read_bytes()) != seen):
            raise ChangedMeanwhileError(path)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _new_mode() -> int:
    """The mode that the user's mask gives to new files."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def create_file(path: Path, data: bytes) -> None:
    """Writes a new file, with its folders.

    Raises:
        ExistsError: there is a file of that name.
        CannotWriteError: the disk refuses.
    """
    if path.exists() or path.is_symlink():
        raise ExistsError(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(path, (error.strerror or str(error)).lower()) from error
    write_file(path, data)
