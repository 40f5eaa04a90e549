"""The small complete notes that an editor inserts, made from the kinds' own snippets."""

from typing import Any

from drillbank.authoring.kinds.base import Kind

Schema = dict[str, Any]


def snippet(kind: Kind[Any]) -> Schema:
    """What an editor inserts for a kind: keys and values, which it lines up behind a dash too."""
    return {
        "label": str(kind.head),
        "description": kind.model.__doc__ or "",
        "body": _mapping(kind.snippet.split("\n")),
    }


def example(kind: Kind[Any]) -> str:
    """The snippet as YAML: ``${1:text}`` gives ``text``."""
    parts = kind.snippet.split("${")
    return parts[0] + "".join(part.partition(":")[2].replace("}", "", 1) for part in parts[1:])


def _mapping(lines: list[str]) -> Schema:
    """The lines of a mapping in blocks; what is not a mapping stays as it is written."""
    mapping: Schema = {}
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        key, _, value = f"{lines[start]} ".partition(": ")
        below = [line.removeprefix("  ") for line in lines[start + 1 : end]]
        # Four blanks: more than any key of the note, whether its first stands behind a dash or not.
        mapping[key] = "\n    ".join([value.rstrip(), *below]) if value else _mapping(below)
    return mapping
