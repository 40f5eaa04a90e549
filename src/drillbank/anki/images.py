"""Images as Anki holds them: all decks' in one folder, known by their names alone."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from drillbank.authoring.images import outside
from drillbank.base.words import UtcMs

_NS_PER_MS = 1_000_000
_LONGEST_WORD = 40
_NOT_SAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Image:
    """An image that goes into a package."""

    name: str
    """In Anki: two images that differ have two names, whatever their files are called."""

    content: bytes
    changed_at: UtcMs
    """When its file was last written."""


class DeckImages:
    """The images of one deck, each read once."""

    def __init__(self, folder: Path, now: UtcMs) -> None:
        self._folder = folder
        self._now = now
        self._read: dict[str, Image | None] = {}

    def image(self, path: str) -> Image | None:
        """The image at a path; None if no such file can be read in the deck's folder."""
        if path not in self._read:
            self._read[path] = self._image(path)
        return self._read[path]

    def _image(self, path: str) -> Image | None:
        # A compile has looked already, but the disk may have changed since.
        if not path or outside(path, self._folder):
            return None
        file = self._folder / path
        try:
            if not file.is_file():  # a pipe, say, which may never end
                return None
            # In this order: what is written meanwhile is new again at the next export.
            written_ns, content = file.stat().st_mtime_ns, file.read_bytes()
        except (OSError, ValueError):
            return None
        # A time to come would beat every edit that is made in Anki until then.
        changed_at = min(UtcMs(written_ns // _NS_PER_MS), self._now)
        return Image(media_name(path, content), content, changed_at)


class NoteImages:
    """The images of one note, gathered while its texts are drawn."""

    def __init__(self, deck: DeckImages) -> None:
        self._deck = deck
        self._shown: dict[str, Image] = {}
        self._missing: dict[str, None] = {}

    def name_of(self, path: str) -> str | None:
        """The name in Anki of the image at a path; None if words must stand for it."""
        image = self._deck.image(path)
        if image is None:
            self._missing[path] = None
            return None
        self._shown[image.name] = image
        return image.name

    @property
    def shown(self) -> tuple[Image, ...]:
        """The images found, each once."""
        return tuple(self._shown.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths that led to none, each once."""
        return tuple(self._missing)


def media_name(path: str, content: bytes) -> str:
    """A name that follows from the file's name and its content.

    Anki keeps what it has under a name, so a changed image needs a new one.  Small ASCII letters,
    digits, ``-`` and one dot: Anki renames most else, and a disk may take two cases for one.
    """
    pure = PurePosixPath(path)
    digest = hashlib.blake2b(content, digest_size=10).hexdigest()
    words = ("drillbank", _safe(pure.stem)[:_LONGEST_WORD].strip("-"), digest)
    suffix = _safe(pure.suffix)[:_LONGEST_WORD]
    return "-".join(word for word in words if word) + (f".{suffix}" if suffix else "")


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_SAFE.sub("-", plain.lower()).strip("-")
