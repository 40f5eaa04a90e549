"""Images in texts, and every other path a deck writes: there, and inside the deck's folder."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.marks import images_in
from drillbank.authoring.nodes import Text, span_inside
from drillbank.authoring.source import Source

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)


def check_images(texts: Iterator[Text], source: Source) -> Iterator[Diagnostic]:
    """A problem for each image that is not a file in the deck's folder or below it."""
    for text in texts:
        for image in images_in(text.value):
            fault = _fault(image.target, source.path.parent)
            if fault:
                code, message, help_ = fault
                start, end = image.target_at if image.target else image.at
                yield Diagnostic(code, span_inside(source, text, start, end), message, help_)


def _fault(written: str, folder: Path) -> tuple[Code, str, str] | None:
    if not written:
        return (
            Code.NO_SUCH_IMAGE,
            "this image has no path",
            "write it behind the text: ![alt](path)",
        )
    if _SCHEME.match(written):
        return (
            Code.IMAGE_ON_THE_WEB,
            f"'{written}' is not a file: cards are drilled without a network",
            "save the image beside the deck and write its file name",
        )
    path = unquote(written)
    fault = outside(path, folder)
    if fault or (folder / path).is_file():
        return fault
    near = did_you_mean(Path(path).name, _names_beside(folder / path))
    beside = str(PurePosixPath(path).with_name(near)) if near else None
    return (
        Code.NO_SUCH_IMAGE,
        f"there is no file '{path}' beside this deck",
        f"did you mean '{beside}'?" if beside else "write the path relative to the deck's folder",
    )


def outside(path: str, folder: Path) -> tuple[Code, str, str] | None:
    """Why a path in a deck of this folder may not be followed; None if it stays in the folder."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("\\"):
        return (
            Code.PATH_ABSOLUTE,
            f"'{path}' starts at the top of one computer, and decks move between computers",
            "write the path relative to the deck's folder",
        )
    try:
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name no disk can have
        inside = True
    if inside:
        return None
    return (
        Code.PATH_OUTSIDE,
        f"'{path}' leads out of the deck's folder",
        "put the file beside the deck, or in a folder below it",
    )


def _names_beside(path: Path) -> list[str]:
    try:
        return sorted(found.name for found in path.parent.iterdir() if found.is_file())
    except (OSError, ValueError):
        return []
