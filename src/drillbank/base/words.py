"""Names as types, so that a uid is never taken for a slug nor a day for a millisecond."""

from typing import NewType

Slug = NewType("Slug", str)
"""Lower-case letters, digits and hyphens, such as ``four-moves``."""

NoteUid = NewType("NoteUid", str)
"""``deck/note``."""

Uid = NewType("Uid", str)
"""A card's name: ``deck/note``, or ``deck/note#facet`` (a facet may itself hold ``/``)."""

Fingerprint = NewType("Fingerprint", str)
"""Sixteen hex digits that change whenever what a card asks or answers changes."""

UtcMs = NewType("UtcMs", int)
"""An instant: milliseconds since 1970-01-01T00:00:00Z."""

StudyDay = NewType("StudyDay", int)
"""A study day as the proleptic ordinal of its date (``datetime.date.toordinal``)."""


def uid_of(deck: Slug, note_id: Slug) -> NoteUid:
    """``deck/note``."""
    return NoteUid(f"{deck}/{note_id}")


def note_of(uid: Uid) -> NoteUid:
    """The note a card belongs to."""
    return NoteUid(uid.partition("#")[0])


def facet_of(uid: Uid) -> str | None:
    """What the card asks of its note; None where the note has just one card."""
    return uid.partition("#")[2] or None


def is_told(uid: Uid) -> bool:
    """Whether the card is a story or an answer told aloud, which takes minutes, not seconds."""
    return uid.endswith("#tell")


def deck_of(uid: Uid | NoteUid) -> Slug:
    """The deck's slug, as it was when the uid was made."""
    return Slug(uid.partition("/")[0])
