"""From a mapping to a model, every complaint in the author's words and under the right key."""

import re
import types
import typing
from collections.abc import Mapping as AnyMapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drillbank.authoring.diagnostics import Code, Diagnostic, Edit, Fix, Safety
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.nodes import List, Mapping, Node, Text
from drillbank.authoring.repair import KEY_WITHOUT_SPACE, quoted
from drillbank.authoring.shapes import KeyPath, described, follow, named
from drillbank.authoring.source import Source, Span

_COMMENT = re.compile(r"[ \t]*:[ \t]+(?P<comment>#[^\r\n]*[^\s])")

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M],
    node: Mapping,
    source: Source,
    *,
    what: str,
    defaults: AnyMapping[str, object] | None = None,
    also_known: tuple[str, ...] = (),
) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """The model of a mapping, or every reason why there is none.

    ``what`` names the mapping in messages (``a 'q' note``); ``defaults`` fill keys that are absent;
    ``also_known`` are keys that belong here and are read elsewhere.
    """
    empty: list[KeyPath] = []
    fields = _plain(node, (), empty)
    values = {**(defaults or {}), **typing.cast("dict[str, object]", fields)}
    errors: list[ErrorDetails] = []
    valid = None
    try:
        valid = model.model_validate(values)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    if valid is not None and not empty:
        return valid, ()
    judge = _Judge(model, node, source, what, also_known)
    unknown = {tuple(details["loc"]) for details in errors if details["type"] == "extra_forbidden"}
    told = [judge.no_value(path) for path in empty if path not in unknown]
    told.extend(judge.judge(details) for details in errors if not _told_already(details, empty))
    return None, tuple(told)


def _plain(node: Node, path: KeyPath, empty: list[KeyPath]) -> object:
    """Texts, dicts and lists; what has no value is left out and noted."""
    match node:
        case Text():
            # An alias has no text either, and was refused for being one.
            if not node.value.strip() and node.style != "*":
                empty.append(path)
            return node.value
        case List():
            if not node.items:
                empty.append(path)
            return [_one_down(item, path, i, empty) for i, item in enumerate(node.items)]
        case Mapping():
            if path and not node.entries:
                empty.append(path)
            return {
                entry.key.value: _one_down(entry.value, path, entry.key.value, empty)
                for entry in node.entries
            }


def _one_down(node: Node, path: KeyPath, step: str | int, empty: list[KeyPath]) -> object:
    """The same one step further down, where nearly all are texts that say something."""
    if isinstance(node, Text) and node.value and not node.value.isspace():
        return node.value
    return _plain(node, (*path, step), empty)


def _told_already(details: ErrorDetails, empty: list[KeyPath]) -> bool:
    """Whether the value is empty, and that was said; a key that is unknown too is worth a word."""
    if details["type"] == "extra_forbidden":
        return False
    path = tuple(step for step in details["loc"] if not str(step).startswith("#"))
    return any(path[: len(hole)] == hole for hole in empty)


class _Judge:
    """Words and places for the errors of one mapping."""

    def __init__(
        self,
        model: type[BaseModel],
        node: Mapping,
        source: Source,
        what: str,
        also_known: tuple[str, ...],
    ) -> None:
        self._also_known = also_known
        self._model = model
        self._node = node
        self._source = source
        self._what = what

    def no_value(self, path: KeyPath) -> Diagnostic:
        node, entry, _ = follow(self._node, path)
        in_list = isinstance(path[-1], int)
        start, end = (node.start, node.end) if in_list or not entry else _key(entry.key)
        if in_list and start == end:
            start = max(self._source.text.rfind("-", 0, start + 1), 0)
            end = start + 1
        comment = _COMMENT.match(self._source.text, entry.key.end) if entry else None
        if comment and isinstance(node, Text) and not node.style and not in_list:
            return self._commented_out(path, comment)
        return Diagnostic(
            Code.NO_VALUE,
            Span(self._source, start, end),
            f"{named(path)} has no value",
            "write one, or delete the line",
        )

    def _commented_out(self, path: KeyPath, comment: re.Match[str]) -> Diagnostic:
        start, end = comment.span("comment")
        edit = Edit(start, end, quoted(comment["comment"]))
        return Diagnostic(
            Code.NO_VALUE,
            Span(self._source, start, end),
            f"{named(path)} has no value: for YAML, what follows a '#' is a comment",
            "put the value in quotes",
            fix=Fix("put the value in quotes", (edit,), Safety.SUGGESTED),
        )

    def judge(self, details: ErrorDetails) -> Diagnostic:
        sort, path = details["type"], tuple(details["loc"])
        if sort == "missing":
            return self._missing(path)
        if sort == "extra_forbidden":
            return self._unknown(path)
        context = details.get("ctx", {})
        if "help" in context:
            return self._at(Code(sort), path, context["message"], context["help"])
        if sort == "literal_error":
            return self._choice(path, context["expected"])
        if sort == "too_short":
            return self._too_short(path, context["min_length"])
        return self._shape(path, sort)

    def _at(
        self, code: Code, path: KeyPath, message: str, help_: str, fix: Fix | None = None
    ) -> Diagnostic:
        node, entry, _ = follow(self._node, path)
        start, end = node.start, node.end
        if entry and ("[key]" in path or start == end):
            start, end = _key(entry.key)
        return Diagnostic(
            code,
            Span(self._source, start, _first_line(self._source, start, end)),
            message,
            help_,
            fix=fix,
        )

    def _missing(self, path: KeyPath) -> Diagnostic:
        *parents, key = path
        parent, entry, way = follow(self._node, tuple(parents))
        first = parent.entries[0].key if isinstance(parent, Mapping) and parent.entries else None
        place = entry.key if entry else first
        start, end = _key(place) if place else (parent.start, parent.end)
        model = _model_at(self._model, tuple(parents))
        field = model.model_fields.get(str(key)) if model else None
        about = f"  ({field.description})" if field and field.description else ""
        return Diagnostic(
            Code.MISSING_KEY,
            Span(self._source, start, end),
            f"{named(way) if way else self._what} has no '{key}'",
            f"add '{key}: …'{about}",
        )

    def _unknown(self, path: KeyPath) -> Diagnostic:
        node, entry, way = follow(self._node, path)
        key = str(path[-1])
        start, end = _key(entry.key) if entry else (node.start, node.end)
        span = Span(self._source, start, end)
        if self._cut_by_comma(node, start):
            return Diagnostic(
                Code.COMMA_IN_BRACES,
                span,
                f"a comma ends a value inside {{ }}, so YAML takes '{key}' for a key",
                "put the value before it in quotes, comma included",
            )
        model = _model_at(self._model, path[:-1])
        known = tuple(model.model_fields) if model else ()
        if len(way) <= 1:
            known = (*known, *self._also_known)
        near = did_you_mean(key, known)
        where = self._what if len(way) <= 1 else named(way[:-1])
        fix = None
        if near and not self._has(path[:-1], near):
            fix = Fix(f"write '{near}'", (Edit(start, end, near),), Safety.SUGGESTED)
        return Diagnostic(
            Code.UNKNOWN_KEY,
            span,
            f"'{key}' is not a key of {where}",
            f"did you mean '{near}'?" if near else f"it takes: {', '.join(known)}",
            fix=fix,
        )

    def _has(self, parents: KeyPath, key: str) -> bool:
        parent, _, _ = follow(self._node, parents)
        return isinstance(parent, Mapping) and parent.entry(key) is not None

    def _cut_by_comma(self, node: Node, key_start: int) -> bool:
        """Whether the key is what follows a comma in an unquoted text between braces."""
        before = self._source.text[:key_start].rstrip()
        return isinstance(node, Text) and node.is_absent and before.endswith(",")

    def _choice(self, path: KeyPath, expected: str) -> Diagnostic:
        node, _, way = follow(self._node, path)
        value = node.value if isinstance(node, Text) else described(node)
        choices = [word.strip(" '") for part in expected.split(" or ") for word in part.split(",")]
        near = did_you_mean(value, choices)
        return self._at(
            Code.WRONG_VALUE,
            path,
            f"{named(way)} cannot be '{value}'",
            f"did you mean '{near}'?" if near else f"write one of: {', '.join(choices)}",
        )

    def _too_short(self, path: KeyPath, least: int) -> Diagnostic:
        _, _, way = follow(self._node, path)
        return self._at(
            Code.WRONG_VALUE,
            path,
            f"{named(way)} needs at least {least} entries",
            "add another, or make it a plain question",
        )

    def _shape(self, path: KeyPath, sort: str) -> Diagnostic:
        node, _, way = follow(self._node, path)
        lone = _KEY_WITHOUT_SPACE.match(node.value) if isinstance(node, Text) else None
        if lone and isinstance(node, Text) and not node.style and sort in _MAPPINGS:
            return self._no_space(node.start + lone.end() - 1, end=node.end)
        wanted = _WANTED.get(sort, "something else")
        fix = None
        help_ = _HOW.get(sort, "see the example in 'drillbank explain E206'")
        if sort == "string_type" and isinstance(node, Mapping):
            fix = self._quoting(node)
            help_ = "a ': ' makes YAML see a key; put the text in quotes"
        message = f"{named(way)} must be {wanted}, not {described(node)}"
        return self._at(Code.WRONG_SHAPE, path, message, help_, fix)

    def _no_space(self, colon: int, *, end: int) -> Diagnostic:
        """Of lines that YAML takes for one text, because the first is no ``key: value``."""
        edit = Edit(colon + 1, colon + 1, " ")
        alone = "\n" not in self._source.text[colon:end]
        return Diagnostic(
            Code.NO_SPACE_AFTER_COLON,
            Span(self._source, colon, colon + 1),
            "there is no space after this ':'",
            "write a space between the key and its value",
            fix=Fix("insert the space", (edit,), Safety.SUGGESTED) if alone else None,
        )

    def _quoting(self, node: Mapping) -> Fix | None:
        text = self._source.text
        written = text[node.start : node.end]
        if "\n" in written or written.startswith("{") or '"' in written[:1]:
            return None
        edit = Edit(node.start, node.end, quoted(written))
        return Fix("put the text in quotes", (edit,), Safety.SUGGESTED)


_WANTED = {
    "string_type": "text",
    "dict_type": "'name: text' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
    "tuple_type": "a list",
    "int_type": "a number",
}
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_KEY_WITHOUT_SPACE = re.compile(KEY_WITHOUT_SPACE)
_HOW = {
    "string_type": "write one text; more than one line goes below a '|'",
    "dict_type": "give each one a name: '  some-name: the text'",
    "model_type": "write its keys on the lines below, indented",
    "model_attributes_type": "write its keys on the lines below, indented",
    "tuple_type": "write '- item' lines, or [item, item]",
    "int_type": "write digits only",
}


def _key(key: Text) -> tuple[int, int]:
    return key.start, key.end


def _first_line(source: Source, start: int, end: int) -> int:
    """Where the first line of a stretch ends: a frame shows one line."""
    line_end = source.text.find("\n", start, end)
    return end if line_end < 0 else line_end


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that a path of keys leads to; None if it ends elsewhere."""
    kind: Any = model
    for step in path:
        if str(step).startswith("#"):
            kind = _tagged(kind, str(step))
            continue
        kind = _below(kind, step)
    kind = _bare(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _bare(kind: Any) -> Any:  # noqa: ANN401 - types are values here
    """The type without ``Annotated`` and ``| None``."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        others = [arg for arg in typing.get_args(kind) if arg is not type(None)]
        return _bare(others[0]) if len(others) == 1 else kind
    return kind


def _tagged(kind: Any, tag: str) -> Any:  # noqa: ANN401 - types are values here
    for branch in typing.get_args(_bare(kind)):
        marks = typing.get_args(branch)[1:]
        if any(getattr(mark, "tag", None) == tag for mark in marks):
            return branch
    return None


def _below(kind: Any, step: str | int) -> Any:  # noqa: ANN401 - types are values here
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(step))
        return field.annotation if field else None
    if typing.get_origin(kind) is dict:
        return typing.get_args(kind)[1]
    return None
