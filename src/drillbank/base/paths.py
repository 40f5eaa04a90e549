"""Paths as text."""

import os
from pathlib import Path, PurePath


def path_text(path: PurePath | str) -> str:
    r"""The path as text that can be printed and stored.

    Names on a disk are bytes: what is not UTF-8 among them is written ``\xe9``.
    """
    return str(path) if is_text(path) else os.fsencode(path).decode("utf-8", "backslashreplace")


def is_text(path: PurePath | str) -> bool:
    """Whether all of its bytes are UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def shown_path(path: PurePath | str) -> str:
    """A path as short as it can be said from the present folder."""
    try:
        return path_text(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path_text(path)
