"""W302: a note without an ``id``."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds


def check(note: CheckedNote, _: Thresholds) -> Iterator[Diagnostic]:
    """Such a note is a draft: it goes by its first words, so rewording them loses its history.

    ``drillbank fmt`` writes the ``id``.
    """
    if note.note.provisional:
        name = note.note.uid.partition("/")[2]
        yield note.finding(
            Code.DRAFT,
            note.head,
            "this note has no id yet: it goes by its first words, and changes with them",
            f"'drillbank fmt' writes 'id: {name}'",
        )
