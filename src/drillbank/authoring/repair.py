"""Fixes for values that YAML cannot read as they stand: quotes around what the author typed.

A fix is offered only if the text, once edited, parses further than before.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from drillbank.authoring.diagnostics import Edit, Fix, Safety

_LINE = re.compile(
    r"(?P<lead>[ \t]*(?P<dash>-[ \t]+)?)"
    r"(?:(?P<key>[\w][\w /-]*|\"[^\"\n]+\"|'[^'\n]+'):(?:[ \t]+|(?=[\r\n]|$)))?"
    r"(?P<value>[^\r\n]*)"
)

KEY_WITHOUT_SPACE = r"(?:[\w-]+|[\w-]+(?: [\w-]+){1,3}(?<!\d)):(?=[^ \t\r\n:/])"
"""A key, of four words at most, and its colon with text directly behind it; no time of day."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind the key, or the dash, on one line."""

    start: int
    end: int
    text: str
    key: str | None
    quick: bool
    """Whether the key may be a question in the quick form, whose end nobody can tell."""


def value_on_line(text: str, at: int) -> Value:
    """The value on the line that holds offset ``at``."""
    line_start = text.rfind("\n", 0, at) + 1
    match = _LINE.match(text, line_start)
    if match is None:  # the pattern matches every line, if need be with an empty value
        return Value(at, at, "", None, quick=False)
    start = match.start("value")
    value = match["value"].rstrip()
    key = match["key"]
    quick = bool(match["dash"]) and key is not None and " " in key
    return Value(start, start + len(value), value, key, quick)


def quoted(text: str) -> str:
    """A YAML scalar on one line that reads back as ``text``."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


IsBetter = Callable[[str], bool]
"""Whether a text, as edited, parses further than it did."""

Mend = Callable[[str, int, IsBetter], Fix | None]
"""A way of mending a text near an offset; None if it would not help."""


def quote_value(text: str, at: int, is_better: IsBetter) -> Fix | None:
    """Quotes the value on the line of ``at``."""
    value = value_on_line(text, at)
    if not value.text or value.quick or (value.key is None and ": " in value.text):
        return None
    inside, safety = _meant(value.text)
    edit = Edit(value.start, value.end, quoted(inside))
    return _if_better("put the value in quotes", text, edit, safety, is_better)


def insert_space(text: str, at: int, is_better: IsBetter) -> Fix | None:
    """Puts a space behind the colon at ``at``."""
    edit = Edit(at + 1, at + 1, " ")
    return _if_better("insert the space", text, edit, Safety.SAFE, is_better)


def expand_tabs(text: str, at: int, is_better: IsBetter) -> Fix | None:
    """Replaces the indentation of the line of ``at`` by the line above's, else by blanks."""
    start = text.rfind("\n", 0, at) + 1
    indentation = re.compile(r"[ \t]*").match(text, start)
    end = indentation.end() if indentation else at
    above = _indent_above(text, start)
    tabs = text[start:end]
    expanded = (len(tabs.expandtabs(size)) for size in (2, 4, 8))
    widths = [*above, *expanded, len(tabs.replace("\t", ""))]
    for width in dict.fromkeys(widths):
        safety = Safety.SAFE if width in above else Safety.SUGGESTED
        edit = Edit(start, end, " " * width)
        fix = _if_better("indent with spaces", text, edit, safety, is_better)
        if fix:
            return fix
    return None


def _indent_above(text: str, line_start: int) -> list[int]:
    """Where the keys of the line above stand, behind its dash if it has one."""
    above = text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start]
    lead = re.match(r" *(?:- +)?(?=[^\s#-])", above)
    return [lead.end()] if lead else []


def _if_better(
    title: str, text: str, edit: Edit, safety: Safety, is_better: IsBetter
) -> Fix | None:
    edited = text[: edit.start] + edit.text + text[edit.end :]
    return Fix(title, (edit,), safety) if is_better(edited) else None


def _meant(value: str) -> tuple[str, Safety]:
    """The text the author had in mind, and whether there can be a doubt."""
    if value[0] not in "\"'":
        return value, Safety.SUGGESTED if " #" in value or value[0] in "[{" else Safety.SAFE
    inside = value[1:]
    if value[0] in inside:
        inside = inside.removesuffix(value[0])
        # 'don't' and "say "no"" are quoted as a whole; "this" or "that" is two quoted words.
        if value[0] in inside and not _SPOILT[value[0]].search(inside):
            return value, Safety.SUGGESTED
        if not value.endswith(value[0]):
            return value, Safety.SUGGESTED
    return inside, Safety.SUGGESTED


_SPOILT = {
    "'": re.compile(r"^[^']*(?:(?<=\s)'|'(?=\w))"),
    '"': re.compile(r'^[^"]*(?:(?<=\s)"|"(?=\w))'),
}
"""The first quote inside: does it stand where an apostrophe or an opening quote does?"""
