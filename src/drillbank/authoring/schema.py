"""The JSON Schema of a deck, made from the models, for editors to complete and underline by.

``oneOf`` by head key, every branch closed; an optional key may be absent and never empty; text may
look like a number or a truth value, since an editor types what the loader does not.
"""

from typing import Any

from drillbank.authoring.header import Header
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.kinds.fields import TEXT_SCHEMA
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.schema_shapes import Schema, schema_of
from drillbank.authoring.schema_snippets import example, snippet

DRAFT = "http://json-schema.org/draft-07/schema#"
_QUICK_KEY = r"(\s|\?$)"


def deck_schema() -> Schema:
    """The schema of a whole deck file."""
    header = schema_of(Header)
    header["properties"]["notes"] = {
        "description": "The notes; the key that starts one tells its kind.",
        "type": "array",
        "items": _note(),
    }
    return {
        "$schema": DRAFT,
        **header,
        "title": "A drillbank deck",
        "required": ["notes"],
        "$defs": {kind.model.__name__: _kind(kind) for kind in KINDS} | {"Begun": _begun()},
    }


def _note() -> Schema:
    """Any note.  Of branches that fit a broken note equally well, an editor takes the first."""
    kinds = sorted(KINDS, key=_heads_elsewhere, reverse=True)
    names = [*(kind.model.__name__ for kind in kinds), "Begun"]
    heads = ", ".join(str(kind.head) for kind in KINDS)
    return {
        "title": "note",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names],
        "if": {"propertyNames": {"enum": list(NoteModel.model_fields)}},
        "then": {
            "type": "object",
            "required": ["q"],
            "errorMessage": f"This note has no question. Begin it with one of: {heads}.",
            "defaultSnippets": [snippet(kind) for kind in KINDS],
        },
    }


def _heads_elsewhere(kind: Kind[Any]) -> bool:
    """Whether the key that tells this kind is a plain key of another, as ``story`` is."""
    return any(kind.head in other.model.model_fields for other in KINDS if other is not kind)


def _kind(kind: Kind[Any]) -> Schema:
    schema = schema_of(kind.model)
    description = schema.get("description", "")
    return {
        **schema,
        "title": str(kind.head),
        "markdownDescription": f"{description}\n```yaml\n{example(kind)}\n```",
    }


def _begun() -> Schema:
    """A note without a head: ``Question?: Answer``, or one that is being begun.

    It binds no type, so that an editor takes what is still empty for such a note, and offers the
    kinds rather than every key of every kind.
    """
    return {
        "title": "question?: answer",
        "description": "The quick form: a question and its answer on one line.",
        "properties": schema_of(NoteModel)["properties"],
        "patternProperties": {_QUICK_KEY: TEXT_SCHEMA},
        "additionalProperties": False,
    }
