"""Putting the schema where editors find it."""

import json
from pathlib import Path

from drillbank.authoring.editor_files import (
    ATTRIBUTES_FILE,
    SCHEMA_FILE,
    SETTINGS_FILE,
    XFUNCNAME,
    with_attributes,
    with_schema,
)
from drillbank.authoring.schema import deck_schema
from drillbank.authoring.splice import CannotWriteError, create_file, write_file
from drillbank.cli.output import say, shown_path


def install(decks: Path) -> None:
    """Writes the schema and what points to it beside a folder of decks; says what it wrote.

    Raises:
        DrillbankError: a file cannot be written, or its settings cannot be merged.
    """
    root = decks.absolute().parent
    _say(put_schema(decks))
    attributes = root / ATTRIBUTES_FILE
    _say(_put(attributes, with_attributes(_text(attributes))))
    say("For the note's id in the headers of git's diffs, run once in the repository:")
    say(f"  {XFUNCNAME}")
    settings = root / SETTINGS_FILE
    _say(_put(settings, with_schema(settings, _text(settings), decks.absolute().name)))


def put_schema(decks: Path) -> Path | None:
    """Writes the schema where the first line of a deck looks for it.

    Returns:
        Where it was written; None if it was there.

    Raises:
        DrillbankError: it cannot be written.
    """
    schema = json.dumps(deck_schema(), ensure_ascii=False, indent=2) + "\n"
    return _put(decks.absolute().parent / SCHEMA_FILE, schema)


def _say(written: Path | None) -> None:
    if written is not None:
        say(f"wrote {shown_path(written)}")


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CannotWriteError(path, "what it holds cannot be read") from error


def _put(path: Path, text: str) -> Path | None:
    """Writes a file that does not hold the text yet."""
    if _text(path) == text:
        return None
    data = text.encode()
    if path.exists():
        write_file(path, data)
    else:
        create_file(path, data)
    return path
