"""Which decks' tests may be run on this machine.

What is trusted is what would run beside the learner's own code, not a name: a deck whose tests
have changed is asked about again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.cards import Code
from drillbank.bank.values import CardRecord
from drillbank.base.words import Slug


@dataclass(frozen=True, slots=True)
class Trust:
    """What the user has trusted, kept in a file, and the library that comes with the program."""

    path: Path
    shipped: Path
    """The folder of decks that need no asking."""

    def holds(self, record: CardRecord) -> bool:
        """Whether the tests of a card may be run."""
        code = record.face.code
        if code is None or code.tests is None:
            return False
        if Path(record.path).resolve().is_relative_to(self.shipped.resolve()):
            return True
        return digest(code) in self.decks().get(record.deck, ())

    def grant(self, deck: Slug, codes: Iterable[Code]) -> None:
        """Trusts a deck's tests as they are now, and no others of it.

        Raises:
            OSError: it cannot be written down.
        """
        self._write({**self.decks(), deck: tuple(sorted({digest(code) for code in codes}))})

    def revoke(self, deck: Slug) -> bool:
        """Trusts a deck no more; whether it was trusted.

        Raises:
            OSError: it cannot be written down.
        """
        known = dict(self.decks())
        had = known.pop(deck, None) is not None
        if had:
            self._write(known)
        return had

    def decks(self) -> Mapping[Slug, tuple[str, ...]]:
        """The digests of each trusted deck; none where the file is missing or is not ours."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return {Slug(deck): tuple(map(str, known)) for deck, known in kept.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def _write(self, decks: Mapping[Slug, tuple[str, ...]]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.write_text(json.dumps(decks, indent=2) + "\n", encoding="utf-8")
        beside.replace(self.path)


def digest(code: Code) -> str:
    """Of all that would run beside the learner's own code."""
    runs = json.dumps([code.lang, code.given, code.entry_strong, code.tests])
    return hashlib.blake2b(runs.encode(), digest_size=16).hexdigest()
