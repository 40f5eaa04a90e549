"""The parser's complaints in the author's words, on the line where the mistake was made.

libyaml and PyYAML's own parser word them differently; each rule knows both.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.nodes import Text
from drillbank.authoring.repair import (
    KEY_WITHOUT_SPACE,
    Mend,
    expand_tabs,
    insert_space,
    quote_value,
    value_on_line,
)
from drillbank.authoring.source import Source, Span
from drillbank.authoring.tree import DEEPEST, TOO_DEEP, Broken, Tree, read_tree

_QUOTE_IT = "put the value in quotes, or move it to the next line after '|'"
_QUOTES = {"'", '"'}
_CLOSING = {"[": "]", "{": "}"}
_OBEYED = {"*", "&", "!"}
_KEY_WITHOUT_SPACE = re.compile(rf"[ \t]*(?:-[ \t]+)?{KEY_WITHOUT_SPACE}")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class _Said:
    """What to tell the author; offsets are the stretch's."""

    code: Code
    start: int
    end: int
    message: str
    help: str
    mend: Mend | None = None
    """How the text might be mended."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """The parser's complaint and the lines around it."""

    text: str
    broken: Broken

    @property
    def at(self) -> int:
        return min(self.broken.at, len(self.text))

    @property
    def opened_at(self) -> int:
        """Where the construct that went wrong began, if the parser says so."""
        return self.at if self.broken.context_at is None else self.broken.context_at

    def says(self, *words: str) -> bool:
        said = f"{self.broken.context} / {self.broken.problem}"
        return any(word in said for word in words)

    def character(self, at: int) -> str:
        return self.text[at : at + 1]

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        line = self.text[at : end if end >= 0 else len(self.text)]
        return at + len(line.rstrip())

    def first_character(self, at: int) -> int:
        """Where the text of the line begins, behind its indentation."""
        match = _INDENT.match(self.text, self.line_start(at))
        return match.end() if match else at

    def missing_space(self, at: int) -> int | None:
        """Where the line lacks a space: the offset behind its ``key:``; None if it does not."""
        match = _KEY_WITHOUT_SPACE.match(self.text, self.line_start(at))
        return match.end() if match else None

    def last_over_lines(self) -> Text | None:
        """The scalar read last, if it swallowed line ends on its way to the complaint."""
        last = self.broken.last
        if last is None or "\n" not in self.text[last.start : last.end]:
            return None
        return None if "\n" in self.text[last.end : self.at] else last

    def last_on_line(self) -> Text | None:
        """The scalar read last, if it stands on the line of the complaint."""
        last = self.broken.last
        if last is None or "\n" in self.text[last.start : self.at]:
            return None
        return last


def explain(source: Source, text: str, base: int, broken: Broken) -> Diagnostic:
    """The diagnostic for a stretch of whole lines that does not parse, with a fix if one is cheap.

    ``text`` stands at offset ``base`` of the source, which may hold more (what was refused before
    is blanked out here).
    """
    scene = _Scene(text, broken.moved(-base))
    said = next(said for rule in _RULES if (said := rule(scene)) is not None)
    start, end = (base + min(at, len(text)) for at in (said.start, said.end))
    fix = None
    if said.mend:
        fix = said.mend(text, said.start, lambda edited: _is_better(edited, source, scene.broken))
    return Diagnostic(
        said.code,
        Span(source, start, end),
        said.message,
        said.help,
        fix=fix.moved(base) if fix else None,
    )


def _is_better(edited: str, source: Source, before: Broken) -> bool:
    """Whether an edited stretch parses, or at least to a later line than it did."""
    now = read_tree(source, edited)
    if isinstance(now, Tree):
        return not now.problems
    return edited.count("\n", 0, now.at) > edited.count("\n", 0, before.at)


def _too_deep(scene: _Scene) -> _Said | None:
    if not scene.says(TOO_DEEP):
        return None
    return _Said(
        Code.NESTED_TOO_DEEP,
        scene.at,
        scene.at + 1,
        f"this is nested more than {DEEPEST} levels deep",
        "no note needs that; check the brackets and the indentation",
    )


def _tab(scene: _Scene) -> _Said | None:
    start, end = scene.line_start(scene.at), scene.first_character(scene.at)
    indentation = scene.text[start:end]
    if "\t" not in indentation:
        return None
    first = start + indentation.index("\t")
    return _Said(
        Code.TAB,
        first,
        max(end, first + 1),
        "a tab in the indentation",
        "indent with spaces; YAML refuses tabs there",
        expand_tabs,
    )


def _escape(scene: _Scene) -> _Said | None:
    at = scene.text.rfind("\\", scene.opened_at, scene.at + 1)
    if at < 0 or not scene.says("quoted scalar") or not scene.says("escape", "decimal", "Unicode"):
        return None
    return _Said(
        Code.ESCAPE,
        at,
        at + 2,
        f"inside double quotes, '{scene.text[at : at + 2]}' is not something YAML knows",
        "use single quotes, where a backslash is just a backslash",
        quote_value,
    )


def _open_quote(scene: _Scene) -> _Said | None:
    if scene.says("quoted scalar"):
        start = scene.opened_at
    elif (last := scene.last_over_lines()) and last.style in _QUOTES:
        start = last.start
    else:
        return None
    return _Said(
        Code.QUOTE_NOT_CLOSED,
        start,
        scene.line_end(start),
        f"the quote {scene.character(start)} that opens here is not closed on its line",
        "close it, or move the text to the next line after '|', where quotes need no care",
        quote_value,
    )


def _after_quote(scene: _Scene) -> _Said | None:
    last = scene.last_on_line()
    if not last or last.style not in _QUOTES or not scene.says("expected", "cannot start"):
        return None
    if scene.says("cannot start") and scene.text[last.end : scene.at].strip():
        return None  # something stands in between, such as a comma
    return _Said(
        Code.TEXT_AFTER_QUOTE,
        scene.at,
        max(scene.line_end(scene.at), scene.at + 1),
        "there is text after the closing quote",
        "put quotes around the whole value, or move it to the next line after '|'",
        quote_value,
    )


def _reserved(scene: _Scene) -> _Said | None:
    if not scene.says("cannot start any token", "alias", "anchor", "tag", "directive"):
        return None
    at = scene.opened_at
    value = value_on_line(scene.text, at)
    if value.start < at and value.text[:1] in _OBEYED:  # and what follows it is no YAML either
        at = value.start
    return _starts_with(at, scene.character(at))


def _mark_at_start(scene: _Scene) -> _Said | None:
    """``{{gap}} and text``, ``[ref] and text``, ``*I* and text``: prose that starts like YAML."""
    value = value_on_line(scene.text, scene.opened_at if scene.says("flow") else scene.at)
    bracket = value.text[:1]
    if bracket in _OBEYED and scene.says("expected"):
        return _starts_with(value.start, bracket)
    if not bracket or bracket not in _CLOSING or not scene.says("expected", "flow", "mapping"):
        return None
    shown = "{{" if value.text.startswith("{{") else bracket
    if shown == bracket and (scene.says("flow") or _CLOSING[bracket] not in value.text):
        return None
    return _starts_with(value.start, shown)


def _starts_with(at: int, mark: str) -> _Said:
    return _Said(
        Code.RESERVED_CHARACTER,
        at,
        at + len(mark),
        f"an unquoted value cannot start with {_shown(mark)}",
        _QUOTE_IT,
        quote_value,
    )


def _bracket(scene: _Scene) -> _Said | None:
    if not scene.says("flow"):
        return None
    at = scene.opened_at
    bracket = scene.character(at)
    closing = _CLOSING.get(bracket, "]")
    if closing in scene.text[at : scene.line_end(at)]:
        message = f"YAML cannot read what stands between '{bracket}' and '{closing}'"
        help_ = "put quotes around each text inside that holds any of  : , ? # [ ] { }"
    else:
        message = f"the '{bracket}' that opens here is not closed"
        help_ = f"close it with '{closing}', or put the value in quotes if it is text"
    return _Said(Code.BRACKET, at, at + 1, message, help_)


def _block_mark(scene: _Scene) -> _Said | None:
    if not scene.says("block scalar"):
        return None
    return _Said(
        Code.BLOCK_MARK,
        scene.at,
        max(scene.line_end(scene.at), scene.at + 1),
        "nothing but a comment may follow the mark that opens a block of text",
        "put the text on the lines below, indented; if it begins with that sign, quote it",
    )


def _swallowed(scene: _Scene) -> _Said | None:
    """A value that ran on over the next line, because of its indent or a missing space."""
    last = scene.last_over_lines()
    if not last or not scene.says("mapping values"):
        return None
    behind = scene.missing_space(last.start)
    if behind and last.start < behind:
        return _no_space(behind)
    return _Said(
        Code.OUT_OF_LINE,
        scene.first_character(scene.at),
        scene.line_end(scene.at),
        "this line is indented further than the keys above: YAML takes it for more of their text",
        "line it up with the other keys; if it is text, start the value with '|' on the line above",
    )


def _no_space(behind: int) -> _Said:
    return _Said(
        Code.NO_SPACE_AFTER_COLON,
        behind - 1,
        behind,
        "there is no space after this ':'",
        "write a space between the key and its value",
        insert_space,
    )


def _colon(scene: _Scene) -> _Said | None:
    if not scene.says("mapping values"):
        return None
    return _Said(
        Code.COLON_IN_VALUE,
        scene.at,
        scene.at + 1,
        "a ': ' inside an unquoted value",
        _QUOTE_IT,
        quote_value,
    )


def _dash(scene: _Scene) -> _Said | None:
    if not scene.says("sequence entries"):
        return None
    return _Said(
        Code.DASH_IN_VALUE,
        scene.at,
        scene.at + 1,
        "a list cannot start on the line of its key",
        "put each '- item' on a line of its own below, or the value in quotes if it is text",
        quote_value,
    )


def _lone_word(scene: _Scene) -> _Said | None:
    """A key without the space behind its colon, and so no key."""
    if not scene.says("could not find expected ':'"):
        return None
    behind = scene.missing_space(scene.opened_at)
    return _no_space(behind) if behind else None


def _no_key(scene: _Scene) -> _Said | None:
    if not scene.says("could not find expected ':'"):
        return None
    at = scene.opened_at
    return _Said(
        Code.OUT_OF_LINE,
        scene.first_character(at),
        scene.line_end(at),
        "this line has no key",
        "if it is more of the text above, start that value with '|' and indent every line of it",
    )


def _misplaced(scene: _Scene) -> _Said | None:
    if not scene.says("expected", "block"):
        return None
    start = scene.first_character(scene.at)
    end = max(scene.line_end(start), start + 1)
    return _Said(
        Code.OUT_OF_LINE,
        start,
        end,
        "this line is not lined up with the ones it belongs to",
        "give all keys of a note the same indent, and all dashes of a list",
    )


def _anything_else(scene: _Scene) -> _Said:
    words = scene.broken.problem or scene.broken.context or "the text is not YAML"
    return _Said(
        Code.OTHER_SYNTAX,
        scene.at,
        scene.at + 1,
        f"YAML cannot read on from here ({words})",
        "compare the line with those that compile; a value with special signs needs quotes",
        quote_value,
    )


def _shown(character: str) -> str:
    return '"\'"' if character == "'" else f"'{character}'"


_RULES: tuple[Callable[[_Scene], _Said | None], ...] = (
    _too_deep,
    _tab,
    _escape,
    _open_quote,
    _after_quote,
    _swallowed,
    _lone_word,
    _mark_at_start,
    _bracket,
    _block_mark,
    _colon,
    _dash,
    _no_key,
    _reserved,
    _misplaced,
    _anything_else,
)
"""The first that answers is right; the last always does."""
