"""What editors and git are told of decks: settings, merged into what is there."""

import json
import re
from pathlib import Path
from typing import Any

from drillbank.base.errors import DrillbankError

SCHEMA_FILE = ".drillbank/deck.schema.json"
SETTINGS_FILE = ".vscode/settings.json"
ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = ("*.yaml diff=drillbank", "*.yml diff=drillbank")

XFUNCNAME = "git config diff.drillbank.xfuncname '^[[:space:]]*-[[:space:]]+(id:.*)$'"
"""Makes git name the note in the headers of a diff."""

_INDENT = re.compile(r"^( +|\t)\"", re.MULTILINE)


class CannotMergeError(DrillbankError):
    """Settings that are no plain JSON are their owner's to change."""

    def __init__(self, path: Path, wanted: dict[str, Any]) -> None:
        super().__init__(
            f"{path} is not plain JSON (it may hold comments), so it was left as it is. "
            f"Add this to it: {json.dumps(wanted)[1:-1]}"
        )


def with_schema(path: Path, settings: str | None, folder: str) -> str:
    """VS Code's settings with the schema for the decks in ``folder``; all else stays.

    Raises:
        CannotMergeError: they cannot be read.
    """
    globs = [f"{folder}/**/*.yaml", f"{folder}/**/*.yml"]
    wanted: dict[str, Any] = {"yaml.schemas": {f"./{SCHEMA_FILE}": globs}}
    try:
        merged = json.loads(settings) if settings and settings.strip() else {}
        schemas = merged.setdefault("yaml.schemas", {})
        schemas.update(wanted["yaml.schemas"])
    except (ValueError, AttributeError) as error:
        raise CannotMergeError(path, wanted) from error
    indent = _INDENT.search(settings or "")
    return json.dumps(merged, indent=indent[1] if indent else 2, ensure_ascii=False) + "\n"


def with_attributes(attributes: str | None) -> str:
    """Git's attributes with the lines for decks; lines there stay."""
    text = attributes or ""
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in missing)
