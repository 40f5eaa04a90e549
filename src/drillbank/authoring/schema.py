"""The JSON Schema of a deck, made from the models, for editors to complete and underline by.

``oneOf`` by head key, every branch closed; an optional key may be absent and never empty; text may
look like a number or a truth value, since an editor types what the loader does not.
"""

from typing import Any

from pydantic import BaseModel, TypeAdapter

from drillbank.authoring.header import Header
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind, NoteModel
from drillbank.authoring.kinds.fields import TEXT_SCHEMA

DRAFT = "http://json-schema.org/draft-07/schema#"
_REF = "#/$defs/{model}"
_QUICK_KEY = r"(\s|\?$)"

Schema = dict[str, Any]


def deck_schema() -> Schema:
    """The schema of a whole deck file."""
    definitions: Schema = {}
    header = _of(Header, definitions)
    branches = [_branch(kind, definitions) for kind in KINDS]
    definitions["Quick"] = _quick(definitions)
    branches.append({"$ref": "#/$defs/Quick"})
    header["properties"]["notes"] = {
        "description": "The notes; the key that starts one tells its kind.",
        "type": "array",
        "items": {"oneOf": branches, "defaultSnippets": _snippets()},
    }
    return {
        "$schema": DRAFT,
        "title": "A drillbank deck",
        **{key: value for key, value in header.items() if key not in {"title", "$defs"}},
        "required": ["notes"],
        "$defs": definitions,
    }


def _branch(kind: Kind[Any], definitions: Schema) -> Schema:
    name = kind.model.__name__
    schema = _of(kind.model, definitions)
    schema["title"] = str(kind.head)
    example = _plain_snippet(kind.snippet)
    schema["markdownDescription"] = f"{schema.get('description', '')}\n```yaml\n{example}\n```"
    schema["defaultSnippets"] = [_snippet(kind)]
    definitions[name] = schema
    return {"$ref": f"#/$defs/{name}"}


def _of(model: type[BaseModel], definitions: Schema) -> Schema:
    """The cleaned schema of a model; the definitions it needs are added to ``definitions``."""
    schema: Schema = TypeAdapter(model).json_schema(ref_template=_REF)
    for name, needed in schema.pop("$defs", {}).items():
        definitions.setdefault(name, _clean(needed))
    cleaned: Schema = _clean(schema)
    return cleaned


def _clean(schema: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    """Without null branches, defaults that say nothing, and titles made from field names."""
    if isinstance(schema, list):
        return [_clean(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    cleaned = {key: _clean(value) for key, value in schema.items() if not _is_noise(key, value)}
    if "properties" in schema:
        cleaned["properties"] = {
            name: _clean(field) for name, field in schema["properties"].items()
        }
    if "patternProperties" in schema:
        cleaned.setdefault("additionalProperties", False)  # a name that is no slug is refused
    branches = [branch for branch in cleaned.get("anyOf", []) if branch != {"type": "null"}]
    if len(branches) == 1 and branches != cleaned["anyOf"]:
        del cleaned["anyOf"]
        cleaned = {**branches[0], **cleaned}
    return cleaned


def _is_noise(key: str, value: object) -> bool:
    if key == "title":
        return isinstance(value, str)
    return key == "default" and value in (None, "", 0, [], {})


def _quick(definitions: Schema) -> Schema:
    """``Question?: Answer``: a key with a blank, or that ends in ``?``, and the common keys."""
    common = _of(NoteModel, definitions)
    keys = common["properties"]
    return {
        "title": "question?: answer",
        "description": "The quick form: a question and its answer on one line.",
        "type": "object",
        "properties": keys,
        "patternProperties": {_QUICK_KEY: TEXT_SCHEMA},
        "additionalProperties": False,
        "minProperties": 1,
        "not": {"anyOf": [{"required": [str(kind.head)]} for kind in KINDS]},
    }


def _snippets() -> list[Schema]:
    return [_snippet(kind) for kind in KINDS]


def _snippet(kind: Kind[Any]) -> Schema:
    """Inserted behind a dash: the lines after the first line up with it."""
    return {
        "label": str(kind.head),
        "description": kind.model.__doc__ or "",
        "bodyText": kind.snippet,
    }


def _plain_snippet(snippet: str) -> str:
    """The snippet as an example: ``${1:text}`` gives ``text``."""
    parts = snippet.split("${")
    return parts[0] + "".join(part.partition(":")[2].replace("}", "", 1) for part in parts[1:])
