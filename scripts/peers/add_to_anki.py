"""Notes into an Anki collection, by Anki's own backend; run by the Python of ``.venv-anki``.

Usage: python scripts/peers/add_to_anki.py prepare PACKAGE COLLECTION NOTES
       python scripts/peers/add_to_anki.py add COLLECTION NOTES
       python scripts/peers/add_to_anki.py add-at-once COLLECTION NOTES

``prepare`` makes a collection with the decks and note types of a package, and a JSON file of its
notes.  ``add`` adds them note by note, as Anki's own window does; ``add-at-once`` in one call,
which is the backend's quickest way, and keeps no way back to a single note.
"""

import json
import sys
from pathlib import Path

from anki.collection import (  # type: ignore[import-not-found] # it is in another venv
    AddNoteRequest,
    Collection,
    ImportAnkiPackageRequest,
)


def prepare(package: str, collection: str, notes: str) -> None:
    """Makes the collection and the file of notes."""
    anki = Collection(collection)
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    found = []
    ids = anki.find_notes("")
    for note_id in ids:
        note = anki.get_note(note_id)
        deck = note.cards()[0].did
        found.append([note.mid, deck, note.fields, note.tags])
    anki.remove_notes(ids)
    Path(notes).write_text(json.dumps(found), encoding="utf-8")
    anki.close()


def add(collection: str, notes: str, *, at_once: bool) -> None:
    """Adds the notes."""
    anki = Collection(collection)
    types = {}
    requests = []
    for type_id, deck, fields, tags in json.loads(Path(notes).read_text(encoding="utf-8")):
        if type_id not in types:
            types[type_id] = anki.models.get(type_id)
        note = anki.new_note(types[type_id])
        note.fields = fields
        note.tags = tags
        requests.append(AddNoteRequest(note, deck))
    if at_once:
        anki.add_notes(requests)
    else:
        for request in requests:
            anki.add_note(request.note, request.deck_id)
    print(anki.card_count())
    anki.close()


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(*sys.argv[2:])
    else:
        add(*sys.argv[2:], at_once=sys.argv[1] == "add-at-once")
