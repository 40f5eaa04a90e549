"""Texts that are being written, kept on disk until they are saved or thrown away."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drillbank.review.workshop import Draft


@dataclass(frozen=True, slots=True)
class Drafts:
    """One file a draft, in a folder that is made when the first is kept."""

    folder: Path

    def find(self, name: str) -> Draft | None:
        """The draft of a name; None where there is none that can be read."""
        try:
            kept = json.loads(self._path(name).read_text(encoding="utf-8"))
            return Draft(str(kept["text"]), str(kept["was"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, name: str, draft: Draft) -> None:
        """Keeps it.  Where the disk refuses, the text is on the screen alone."""
        path = self._path(name)
        beside = path.with_suffix(".new")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = {"was": draft.was, "text": draft.text}
            beside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            # At once or not at all: the process may end in the middle.
            beside.replace(path)

    def drop(self, name: str) -> None:
        """Forgets it."""
        with suppress(OSError):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name.replace('/', '~')}.json"
