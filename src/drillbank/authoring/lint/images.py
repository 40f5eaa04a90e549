"""W340, W341: images that no card shows, and images that are very large."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from drillbank.authoring.diagnostics import Code, Diagnostic, about_file
from drillbank.authoring.lint.base import CheckedDeck
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.marks import images_in, texts_of
from drillbank.authoring.scan import is_deck
from drillbank.authoring.source import Source, Span
from drillbank.base.words import NoteUid

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})


class Image(NamedTuple):
    """An image that a note shows."""

    note: NoteUid
    span: Span
    path: Path


@dataclass(frozen=True, slots=True)
class Shown:
    """What a deck shows."""

    source: Source
    lesson: Path | None
    images: tuple[Image, ...]


def gather(deck: CheckedDeck, _: Thresholds) -> Shown:
    """The images of a deck."""
    return Shown(deck.source, deck.lesson, tuple(_images(deck)))


def check(decks: Sequence[Shown], limits: Thresholds) -> Iterator[Diagnostic]:
    """A file that nothing shows is carried along for nothing; a large one slows every export.

    Delete the one; save the other smaller.
    """
    shown: dict[Path, Path] = {}
    for image in (image for deck in decks for image in deck.images):
        real = _resolved(image.path)
        too_large = None if real in shown else _too_large(image.path, limits)
        if too_large:
            yield Diagnostic(
                Code.LARGE_IMAGE,
                image.span,
                f"this image has {too_large}, and every export carries it",
                f"save it with at most {limits.image_side:,} pixels a side, "
                f"and {limits.image_kb:,} kB",
                note_uid=image.note,
            )
        shown.setdefault(real, image.path)
    if shown and _are_all(decks):
        yield from _unused(decks, shown)


def _are_all(decks: Sequence[Shown]) -> bool:
    """Whether no deck is left out that lies beside one of these, and may show an image too."""
    here = {_resolved(deck.source.path) for deck in decks}
    beside = {path for folder in {path.parent for path in here} for path in _files(folder)}
    return {path for path in beside if is_deck(path)} <= here


def _images(deck: CheckedDeck) -> Iterator[Image]:
    if "![" not in deck.source.text:
        return
    for note in deck.notes:
        for text in texts_of(note.node, note.kind.code_keys):
            for image in images_in(text.value):
                path = deck.source.path.parent / unquote(image.target)
                yield Image(note.note.uid, note.span(text, image.target_at), path)


def _unused(decks: Sequence[Shown], shown: Mapping[Path, Path]) -> Iterator[Diagnostic]:
    """Images beside those that are shown; what lies in other folders may belong to anything."""
    mentioned = "\n".join(unquote(_lesson(deck)) + deck.source.text for deck in decks)
    folders = {real.parent: path.parent for real, path in shown.items()}
    for folder in sorted(folders.values()):
        for path in sorted(_files(folder)):
            is_image = path.suffix.lower() in _SUFFIXES and _resolved(path) not in shown
            if is_image and path.name not in mentioned:
                yield about_file(
                    Code.UNUSED_IMAGE,
                    path,
                    "no card and no lesson shows this image",
                    "show it with ![what it shows](path), or delete it",
                )


def _lesson(deck: Shown) -> str:
    try:
        return deck.lesson.read_text(encoding="utf-8", errors="replace") if deck.lesson else ""
    except (OSError, ValueError):
        return ""


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except (OSError, ValueError):
        return []


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _too_large(path: Path, limits: Thresholds) -> str | None:
    """What is too large about an image; of what is neither PNG nor GIF, only the file's size."""
    try:
        kilobytes = path.stat().st_size // 1024
        with path.open("rb") as file:
            head = file.read(24)
    except (OSError, ValueError):
        return None
    if kilobytes > limits.image_kb:
        return f"{kilobytes:,} kB"
    width, height = 0, 0
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = (int.from_bytes(head[at : at + 4], "big") for at in (16, 20))
    elif head.startswith((b"GIF87a", b"GIF89a")):
        width, height = (int.from_bytes(head[at : at + 2], "little") for at in (6, 8))
    return f"{width:,} × {height:,} pixels" if max(width, height) > limits.image_side else None  # noqa: RUF001
