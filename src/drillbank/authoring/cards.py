"""Notes and cards as they leave the compiler: plain values that the bank stores.

Nothing here needs the loader or pydantic, so a session can be opened from the bank without them.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from drillbank.authoring.fingerprint import fingerprint_of
from drillbank.base.words import Fingerprint, NoteUid, Slug, Uid


class Mode(StrEnum):
    """How a card is answered."""

    RECALL = "recall"
    """Silently or aloud, in a few words."""

    SPEAK = "speak"
    """Aloud against a clock, then point by point."""


@dataclass(frozen=True, slots=True)
class Point:
    """One idea a good answer must contain."""

    id: Slug
    text: str
    group: str | None = None
    """The word of the rubric it counts under, such as ``judgement``."""

    must: bool = False
    """Whether an answer without it fails its purpose."""


@dataclass(frozen=True, slots=True)
class Code:
    """Two versions of one piece of code, and how to run them."""

    lang: str
    """As a Markdown fence names it."""

    weak: str
    strong: str
    given: str | None = None
    """What both need; run before them."""

    entry_weak: str | None = None
    """The name to call in ``weak``; given together with ``entry_strong``, or not at all."""

    entry_strong: str | None = None
    """The name to call in ``strong``, which the learner is asked to use."""

    tests: str | None = None
    """Calls the version under test by the name ``entry``; only there if the entries are."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card asks and answers, in Markdown."""

    question: str
    answer: str
    mode: Mode = Mode.RECALL
    hint: str | None = None
    """Shown on request before the answer."""

    why: str | None = None
    """The reason behind the answer, shown after it."""

    points: tuple[Point, ...] = ()
    """The rubric, in the author's order; empty where there is nothing to tick."""

    limit_s: int | None = None
    """Target seconds for a spoken answer; a quarter more is the hard limit."""

    also: tuple[str, ...] = ()
    """Other wordings of the question, asked in rotation."""

    afterwards: str | None = None
    """Shown once the points are ticked: follow-up hooks and traps."""

    see: str | None = None
    """The lesson section the card comes from: ``file.md#heading``, relative to the deck."""

    code: Code | None = None
    """Where the answer is code to be written."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing asked, derived from a note."""

    uid: Uid
    face: Face
    was: tuple[Uid, ...] = ()
    """Earlier uids, the eldest last."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What it asks and answers; worked out when it is asked for, which a check never does."""
        return fingerprint_of(self.face)


@dataclass(frozen=True, slots=True)
class Note:
    """One authored entry, checked, with the cards it makes in the author's order."""

    uid: NoteUid
    kind: Slug
    """The head key, such as ``cloze``."""

    head: str
    """The text of the head key as authored (for ``cloze``, with its gaps)."""

    cards: tuple[Card, ...]
    line: int
    """The 1-based line of the deck file where the note begins."""

    tags: tuple[str, ...] = ()
    """The deck's and the note's own, without repeats."""

    retired: str | None = None
    """Why the author retired it; None while it is taught."""

    restart: int = 0
    """Each number above the last one seen makes the note's cards new once."""

    after: tuple[NoteUid, ...] = ()
    """Notes to be learnt before this one is asked; one of them may be gone, and is then no bar."""

    provisional: bool = False
    """The id was made from the text because the author has not frozen one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deck stands on the path through the library."""

    deck: Slug
    group: str
    """The title of its group."""


_JSON = json.JSONEncoder(ensure_ascii=False)
_ABSENT = (None, (), False)


def face_to_json(face: Face) -> str:
    """The face as one line of JSON; absent fields are left out."""
    record = _record(face)
    if face.points:
        record["points"] = [_record(point) for point in face.points]
    if face.code:
        record["code"] = _record(face.code)
    return _JSON.encode(record)


def _record(value: "Face | Point | Code") -> dict[str, object]:
    """The fields that are not absent."""
    found = ((name, getattr(value, name)) for name in value.__slots__)
    return {name: field for name, field in found if field not in _ABSENT}


def face_from_json(text: str) -> Face:
    """The face that ``face_to_json`` wrote, fields added since then taking their defaults."""
    fields = json.loads(text)
    points = tuple(Point(**point) for point in fields.pop("points", ()))
    also = tuple(fields.pop("also", ()))
    mode = Mode(fields.pop("mode", Mode.RECALL))
    code = Code(**fields.pop("code")) if "code" in fields else None
    return Face(points=points, also=also, mode=mode, code=code, **fields)
