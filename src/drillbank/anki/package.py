"""A package for Anki, in one file.

Written as schema 11 in a ``collection.anki2``, which every Anki of the last ten years reads.
genanki supplies the tables and the shape of notes and models; what it gets wrong is done here: ids,
guids and times are the bank's, decks start with no reviews of today, the collection says which
scheduler it has, and nothing is left behind on the disk.
"""

import errno
import json
import os
import sqlite3
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from drillbank.anki.content import RETIRED, AnkiCard, AnkiNote, Schedule, anki_notes
from drillbank.anki.deck_names import deck_names
from drillbank.anki.errors import (
    IsAFolderError,
    NoSuchFolderError,
    NotAPackageNameError,
    PackageNotWrittenError,
)
from drillbank.anki.images import DeckImages, Image
from drillbank.anki.note_types import (
    LAST_CHANGED,
    AuthorNamed,
    NoteTypeSpec,
    note_type,
    note_types,
    stable_id,
)
from drillbank.bank.values import ExportDeck
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs, note_of

SUFFIX = ".apkg"

_SECOND = 1000
_LATEX_PRE = "\\documentclass{article}\n\\begin{document}\n"
_LATEX_POST = "\\end{document}"


@dataclass(frozen=True, slots=True)
class MissingImage:
    """An image that words stand for."""

    note: NoteUid
    path: str
    """As the deck has it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds."""

    notes: int
    """In Anki's count, where each card of some kinds is a note of its own."""

    cards: int
    decks: Mapping[Slug, str]
    """The name each deck goes by in Anki, to be kept for the next export."""

    left_out: tuple[Uid, ...]
    """Cards that have no place in Anki: their gap or facet is no longer one of the note's."""

    missing_images: tuple[MissingImage, ...]
    """What no file could be read for; those of retired notes are not missed."""


@dataclass(frozen=True, slots=True)
class _Content:
    """All that goes into the collection."""

    types: tuple[NoteTypeSpec, ...]
    decks: tuple[tuple[str, tuple[AnkiNote, ...]], ...]
    """Each name in Anki with its notes."""

    @property
    def notes(self) -> Iterator[AnkiNote]:
        """Those of all decks."""
        return (note for _, notes in self.decks for note in notes)


def write_package(
    path: Path,
    decks: Sequence[ExportDeck],
    now: UtcMs,
    *,
    taken: Iterable[str] = (),
    types: Mapping[str, NoteTypeSpec] | None = None,
) -> Written:
    """Writes the decks to ``path``; the same decks and ``now`` give the same bytes.

    Args:
        path: the file to write; one already there is replaced once the new one is whole.
        decks: what to write, retired notes among it.
        now: when the package is made.
        taken: names in Anki of decks of the bank that are not among these.
        types: the note types by kind; None for those of the kinds this program knows.

    Raises:
        UsageError: ``path`` cannot be the name of a package.
        PackageNotWrittenError: the disk refused it.
    """
    with _explained(path):
        _check_path(path)
    names = deck_names(decks, taken)
    content = _content(decks, names, note_types() if types is None else types, now)
    collection = _collection(content, now)
    with _explained(path), _replacing(path) as file:
        _zip(file, {"collection.anki2": collection, **_media(content.notes)})
    cards = [card for note in content.notes for card in note.cards]
    placed = {card.uid for card in cards}
    known = (card.uid for deck in decks for note in deck.notes for card in note.cards)
    return Written(
        notes=sum(1 for _ in content.notes),
        cards=len(cards),
        decks=names,
        left_out=tuple(uid for uid in known if uid not in placed),
        missing_images=_missing(content.notes),
    )


def _content(
    decks: Sequence[ExportDeck],
    names: Mapping[Slug, str],
    types: Mapping[str, NoteTypeSpec],
    now: UtcMs,
) -> _Content:
    known = dict(types)
    schedules: Mapping[Uid, Schedule] = {}
    filled = []
    for deck in decks:
        notes: list[AnkiNote] = []
        images = DeckImages(Path(deck.path).parent, now)
        for note in deck.notes:
            if note.kind not in known:
                # A kind that only an older drillbank had: each card is shown as it is.
                known[note.kind] = note_type(note.kind, AuthorNamed())
            notes.extend(anki_notes(note, known[note.kind], schedules, images))
        filled.append((names[deck.slug], tuple(notes)))
    return _Content(tuple(known.values()), tuple(filled))


def _media(notes: Iterable[AnkiNote]) -> dict[str, bytes]:
    """The members that hold the images, and the map that tells their names."""
    images: dict[str, Image] = {image.name: image for note in notes for image in note.images}
    names = {str(number): name for number, name in enumerate(images)}
    contents = {number: images[name].content for number, name in names.items()}
    return {"media": json.dumps(names).encode(), **contents}


def _missing(notes: Iterable[AnkiNote]) -> tuple[MissingImage, ...]:
    missing = {
        MissingImage(note_of(note.cards[0].uid), path): None
        for note in notes
        if RETIRED not in note.tags
        for path in note.missing_images
    }
    return tuple(missing)


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise IsAFolderError(path)
    if path.suffix.lower() != SUFFIX:
        raise NotAPackageNameError(path)
    if not path.parent.is_dir():
        raise NoSuchFolderError(path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Says in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        raise PackageNotWrittenError(path, _reason(error)) from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file beside ``path`` that takes its place if all goes well, and else is gone."""
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{uuid.uuid4().hex}{SUFFIX}")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "its folder is read-only"
        case _:
            return (error.strerror or str(error)).lower()


def _zip(file: BinaryIO, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w") as package:
        for name, content in members.items():
            # Its own date would make two exports of the same decks differ.
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            package.writestr(member, content, zipfile.ZIP_DEFLATED)


def _collection(content: _Content, now: UtcMs) -> bytes:
    # In memory: genanki's own way leaves a temporary file of the same size at each export.
    with closing(sqlite3.connect(":memory:")) as database:
        cursor = database.cursor()
        cursor.executescript(APKG_SCHEMA)
        cursor.executescript(APKG_COL)
        _describe(cursor, content, now)
        models = {spec.id: _model(spec) for spec in content.types}
        homed = [(note, _deck_id(name)) for name, notes in content.decks for note in notes]
        # New cards come in this order; what is retired comes last, if ever.
        homed.sort(key=lambda pair: RETIRED in pair[0].tags)
        for place, (note, deck_id) in enumerate(homed, start=1):
            _write_note(cursor, note, models[note.type.id], deck_id, place)
        database.commit()
        return database.serialize()


def _describe(cursor: sqlite3.Cursor, content: _Content, now: UtcMs) -> None:
    """The collection's one row: genanki's defaults, and what they lack."""
    conf, decks = (
        json.loads(text) for text in cursor.execute("SELECT conf, decks FROM col").fetchone()
    )
    # Without schedVer Anki takes the package for its first scheduler's and changes ratings.
    conf |= {"schedVer": 2, "sched2021": True, "rollover": 4, "creationOffset": 0}
    conf["curModel"] = content.types[0].id if content.types else None
    decks |= {str(_deck_id(name)): _deck(name) for name, _ in content.decks}
    models = {str(spec.id): _model_json(spec) for spec in content.types}
    cursor.execute(
        "UPDATE col SET mod = ?, scm = ?, conf = ?, decks = ?, models = ?",
        (now, LAST_CHANGED, _json(conf), _json(decks), _json(models)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _deck_id(name: str) -> int:
    """Anki goes by the name and gives the deck an id of its own."""
    return stable_id("deck", name)


def _deck(name: str) -> dict[str, Any]:
    # genanki counts two cards as learnt on day 163; Anki would show them on that day.
    none_today = {key: [0, 0] for key in ("lrnToday", "newToday", "revToday", "timeToday")}
    deck: dict[str, Any] = genanki.Deck(_deck_id(name), name).to_json()
    return deck | none_today | {"mod": LAST_CHANGED // _SECOND}


def _model(spec: NoteTypeSpec) -> Any:  # noqa: ANN401 - genanki has no types
    return genanki.Model(
        model_id=spec.id,
        name=spec.name,
        fields=[{"name": field.name, "id": field.id} for field in spec.fields],
        templates=[
            {"name": card.name, "id": card.id, "qfmt": card.front, "afmt": card.back}
            for card in spec.templates
        ],
        css=spec.css,
        model_type=genanki.Model.CLOZE if spec.is_cloze else genanki.Model.FRONT_BACK,
        latex_pre=_LATEX_PRE,
        latex_post=_LATEX_POST,
    )


def _model_json(spec: NoteTypeSpec) -> dict[str, Any]:
    model: dict[str, Any] = _model(spec).to_json(spec.changed_at // _SECOND, None)
    return model


class _Note(genanki.Note):  # type: ignore[misc] # genanki has no types
    """A note whose cards are told to it."""

    cards: Any = ()

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Does nothing: all our HTML is escaped, and the check is quadratic in ``<``."""


class _Card(genanki.Card):  # type: ignore[misc] # genanki has no types
    """A card that may have been learnt already."""

    def __init__(self, card: AnkiCard) -> None:
        super().__init__(card.ord)
        self.schedule = card.schedule

    def write_to_db(  # noqa: PLR0917 - genanki calls it, by position
        self,
        cursor: sqlite3.Cursor,
        timestamp: float,
        deck_id: int,
        note_id: int,
        id_gen: Iterator[int],
        due: int = 0,
    ) -> None:
        has = self.schedule
        place = due if has.due is None else has.due
        row = (next(id_gen), note_id, deck_id, self.ord, int(timestamp), -1, has.type, has.queue)
        learnt = (place, has.ivl, has.factor, has.reps, has.lapses, has.left)
        cursor.execute(
            f"INSERT INTO cards VALUES({','.join('?' * 18)})", (*row, *learnt, 0, 0, 0, has.data)
        )


def _write_note(
    cursor: sqlite3.Cursor,
    note: AnkiNote,
    model: Any,  # noqa: ANN401 - genanki has no types
    deck_id: int,
    place: int,
) -> None:
    row = _Note(model=model, fields=list(note.fields), guid=note.guid, tags=note.tags, due=place)
    row.cards = [_Card(card) for card in note.cards]
    ids = iter([note.id, *(card.id for card in note.cards)])
    row.write_to_db(cursor, note.changed_at // _SECOND, deck_id, ids)
