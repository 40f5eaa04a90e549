"""Pydantic's JSON Schema, made such that an editor points at the exact key.

Where a value may be a text, a list or a mapping, an editor holds it against each in turn and may
complain of the wrong one.  Written as one schema, each rule binds only values of its own type.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

Schema = dict[str, Any]

_UNIONS = ("anyOf", "oneOf")
_SCALARS = ("string", "number", "integer", "boolean")


def schema_of(model: type[BaseModel]) -> Schema:
    """The model's schema, whole in itself: the parts it needs stand where they are used."""
    schema: Schema = TypeAdapter(model).json_schema()
    return _shaped(schema, schema.pop("$defs", {}))


def _shaped(schema: Schema, parts: Mapping[str, Schema]) -> Schema:
    schema = _resolved(schema, parts)
    branches = [_shaped(branch, parts) for branch in _branches(schema, parts)]
    dropped = _UNIONS if branches else ()
    shaped = {
        key: _shaped_rule(key, rule, parts)
        for key, rule in schema.items()
        if key not in dropped and not _is_noise(key, rule)
    }
    if "patternProperties" in shaped:
        shaped.setdefault("additionalProperties", False)  # a name that is no slug is refused
    if "required" in shaped:
        shaped["title"] = ", ".join(shaped["required"])  # what an editor that fills it in inserts
    return {**_united(branches), **shaped} if branches else shaped


def _shaped_rule(key: str, rule: Any, parts: Mapping[str, Schema]) -> Any:  # noqa: ANN401 - any JSON
    if key in {"properties", "patternProperties"}:
        return {name: _shaped(value, parts) for name, value in rule.items()}
    if key in {"items", "additionalProperties"} and isinstance(rule, dict):
        return _shaped(rule, parts)
    return rule


def _resolved(schema: Schema, parts: Mapping[str, Schema]) -> Schema:
    """With what it refers to; its own description goes before that of the part."""
    if "$ref" not in schema:
        return schema
    own = {key: rule for key, rule in schema.items() if key != "$ref"}
    return {**parts[schema["$ref"].rpartition("/")[2]], **own}


def _is_noise(key: str, rule: object) -> bool:
    """Titles made from field names, and defaults that say nothing."""
    return key == "title" or (key == "default" and rule in (None, "", 0, [], {}))


def _branches(schema: Schema, parts: Mapping[str, Schema]) -> Iterator[Schema]:
    """What a value of no one type may be.  Null is left out: a key may be absent, never empty."""
    if "type" in schema:
        return
    for union in _UNIONS:
        for branch in schema.get(union, []):
            resolved = _resolved(branch, parts)
            if resolved.get("type") != "null":
                yield from list(_branches(resolved, parts)) or [resolved]


def _united(branches: list[Schema]) -> Schema:
    """One schema for all branches.

    What binds lists and mappings stands apart, behind ``else``: an editor that inserts the key
    leaves room for a text, and offers the keys of a mapping on the next line.
    """
    if len(branches) == 1:
        return branches[0]
    rules = [_without_type(branch) for branch in branches]
    mappings = [rule for rule, branch in zip(rules, branches, strict=True) if _is_mapping(branch)]
    several = {"anyOf": mappings} if len(mappings) > 1 else {}
    united = [rule for rule in rules if not (several and rule in mappings)]
    nested = {key: rule for each in united for key, rule in each.items()} | several
    return {
        "type": list(dict.fromkeys(name for branch in branches for name in _types(branch))),
        "if": {"type": list(_SCALARS)},
        "else": nested,
    }


def _types(branch: Schema) -> list[str]:
    named = branch["type"]
    return [named] if isinstance(named, str) else named


def _is_mapping(branch: Schema) -> bool:
    return "object" in _types(branch)


def _without_type(branch: Schema) -> Schema:
    """What binds the branch; it says no more of what it is than the key that holds it."""
    return {key: rule for key, rule in branch.items() if key not in {"type", "description"}}
