"""Asks the real Anki; run by the Python of ``.venv-anki``, never imported by drillbank.

Reads one JSON object from stdin: ``collection`` (a path) and ``steps``, a list of ``{"do": …}``.
Writes a JSON list to stdout: what each step answered.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import (  # type: ignore[import-not-found] # it is in another venv
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

if TYPE_CHECKING:
    from anki.cards import Card  # type: ignore[import-not-found]

Answer = dict[str, Any] | list[Any] | str
Step = dict[str, Any]


def import_package(collection: Collection, step: Step) -> Answer:
    """Imports a package as the dialog does: options not named stay at Anki's default."""
    log = collection.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=step["path"], options=ImportAnkiPackageOptions(**step.get("options", {}))
        )
    ).log
    return {
        "found": log.found_notes,
        "new": len(log.new),
        "updated": len(log.updated),
        "duplicate": len(log.duplicate),
        "conflicting": len(log.conflicting),
        "other": len(log.first_field_match)
        + len(log.missing_notetype)
        + len(log.empty_first_field),
    }


def notes(collection: Collection, _: Step) -> Answer:
    """Every note, its cards drawn by Anki's own renderer."""
    found = []
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        kind = note.note_type() or {}
        found.append(
            {
                "id": note.id,
                "guid": note.guid,
                "type": kind["name"],
                "mod": note.mod,
                "tags": note.tags,
                "fields": dict(note.items()),
                "cards": [drawn(collection, card) for card in note.cards()],
            }
        )
    return found


def drawn(collection: Collection, card: "Card") -> Answer:
    """One card, both sides of it, without the note type's CSS."""
    sides = card.render_output()
    return {
        "id": card.id,
        "ord": card.ord,
        "template": card.template()["name"],
        "deck": collection.decks.name(card.did),
        "type": card.type,
        "queue": card.queue,
        "due": card.due,
        "question": sides.question_text,
        "answer": sides.answer_text,
    }


def note_types(collection: Collection, _: Step) -> Answer:
    """Every note type of the collection, Anki's own among them."""
    return [
        {
            "id": kind["id"],
            "name": kind["name"],
            "type": kind["type"],
            "css": kind["css"],
            "fields": [[field["name"], field.get("id")] for field in kind["flds"]],
            "templates": [[card["name"], card.get("id")] for card in kind["tmpls"]],
        }
        for kind in collection.models.all()
    ]


def decks(collection: Collection, _: Step) -> Answer:
    """Names, and what Anki says is to do today."""
    return [
        {"name": deck.name, "new": node.new_count, "due": node.review_count + node.learn_count}
        for deck in collection.decks.all_names_and_ids()
        if (node := collection.sched.deck_due_tree(deck.id)) is not None
    ]


def check(collection: Collection, _: Step) -> Answer:
    """Tools, Check Database."""
    problems, sound = collection.fix_integrity()
    return {"report": problems, "sound": sound}


def empty_cards(collection: Collection, _: Step) -> Answer:
    """Tools, Empty Cards."""
    return [list(note.card_ids) for note in collection.get_empty_cards().notes]


def media(collection: Collection, _: Step) -> Answer:
    """Every file of the media folder by its name, and what Tools, Check Media says."""
    folder = Path(collection.media.dir())
    checked = collection.media.check()
    return {
        "files": {path.name: path.read_bytes().hex() for path in sorted(folder.iterdir())},
        "missing": list(checked.missing),
        "unused": list(checked.unused),
    }


def edit(collection: Collection, step: Step) -> Answer:
    """A user's own edit of a field."""
    note = collection.get_note(collection.find_notes(step["query"])[0])
    note[step["field"]] = step["value"]
    collection.update_note(note)
    return {}


def delete(collection: Collection, step: Step) -> Answer:
    """A user's own deletion of notes."""
    collection.remove_notes(collection.find_notes(step["query"]))
    return {}


STEPS: dict[str, Callable[[Collection, Step], Answer]] = {
    "import": import_package,
    "notes": notes,
    "note_types": note_types,
    "decks": decks,
    "check": check,
    "media": media,
    "empty_cards": empty_cards,
    "edit": edit,
    "delete": delete,
}


def main() -> None:
    """Carries out the steps on one collection."""
    asked = json.load(sys.stdin)
    collection = Collection(asked["collection"])
    try:
        answers = [STEPS[step["do"]](collection, step) for step in asked["steps"]]
    finally:
        collection.close()
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
