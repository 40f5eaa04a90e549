"""A text as YAML: as plainly as it can be written and still read back."""

import re
from collections.abc import Iterator
from pathlib import Path

from drillbank.authoring.diagnostics import Edit
from drillbank.authoring.lost_text import lost_text
from drillbank.authoring.nodes import Mapping, Text
from drillbank.authoring.repair import quoted
from drillbank.authoring.source import Source
from drillbank.authoring.tree import Tree, read_tree

_BREAK = re.compile("[\r\n\x85\u2028\u2029]")
_ESCAPED = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_AWKWARD = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_REST = re.compile(r"[^\r\n]*")
_BLANKS_BELOW = re.compile(r"[ \t]*(?:(?:[ \t]*\r?\n)*[ \t]+(?=\r?\n|$))?")
_NEXT_COMMENT = re.compile(r"[ \t]*(?:\r?\n[ \t]*)*\r?\n(?P<indent> *)#")
_FLOW_SIGNS = re.compile(r"[?:,#\[\]{}]")


def value_edit(source: Source, old: Text, text: str, *, indent: int, in_flow: bool) -> Edit:
    """Puts ``text`` in the place of a value; nothing else on its lines changes.

    ``indent`` is where the lines of a block would stand: further in than the value's key or dash.
    """
    end = old.end
    if old.style in {"|", ">"}:
        # Blanks at the end of a block, and lines of nothing but blanks, are part of it.
        blanks = _BLANKS_BELOW.match(source.text, end)
        end = blanks.end() if blanks else end
    rest = _REST.match(source.text, end)
    alone = rest is not None and not rest[0].strip()
    end = rest.end() if rest is not None and alone else end
    comment = _NEXT_COMMENT.match(source.text, end)
    swallows = comment is not None and len(comment["indent"]) >= indent
    written = scalar(
        text, indent=indent, in_flow=in_flow, plain=alone or in_flow, block=alone and not swallows
    )
    space = " " if old.is_absent and source.text[old.start - 1 : old.start] not in {" ", ""} else ""
    return Edit(old.start, end, space + with_newlines_of(source, written))


def scalar(
    text: str, *, indent: int, in_flow: bool = False, plain: bool = True, block: bool = True
) -> str:
    """YAML that reads back as ``text``: as it is, in quotes, as a block, or with escapes.

    A block's lines end in line feeds and are indented by ``indent``, which must be more than the
    key's own; inside ``{ }`` and ``[ ]`` (``in_flow``) there are no blocks.
    """
    for written in _ways(text, indent, in_flow=in_flow, plain=plain, block=block):
        if reads_back(written, text, indent, in_flow=in_flow):
            return written
    return _escaped(text)


def _ways(text: str, indent: int, *, in_flow: bool, plain: bool, block: bool) -> Iterator[str]:
    if not _BREAK.search(text):
        if plain and text and not (in_flow and _FLOW_SIGNS.search(text)):
            yield text
        yield quoted(text)
        yield "'" + text.replace("'", "''") + "'"
    elif block and not in_flow:
        yield _block(text, indent)


def _block(text: str, indent: int) -> str:
    lines = text.split("\n")
    return "\n".join(["|", *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        letter = match[0]
        number = ord(letter)
        return _ESCAPED.get(letter) or (f"\\u{number:04X}" if number < 1 << 16 else letter)

    return '"' + re.sub(rf'["\\]|{_AWKWARD.pattern}', escape, text) + '"'


def reads_back(written: str, text: str, indent: int, *, in_flow: bool = False) -> bool:
    """Whether YAML takes ``written``, behind a key, for just this text, nothing lost."""
    if _AWKWARD.search(re.sub("[\t\n]", "", written)):
        return False
    lead = " " * max(indent - 2, 0)
    deck = f"{{k: {written}, z: end}}\n" if in_flow else f"{lead}k: {written}\n{lead}z: end\n"
    source = Source(Path("value.yaml"), deck)
    tree = read_tree(source, deck)
    if not isinstance(tree, Tree) or tree.problems or not isinstance(tree.root, Mapping):
        return False
    value = tree.root.get("k")
    if not isinstance(value, Text) or value.value != text or value.is_absent:
        return False
    return len(tree.root.entries) == len("kz") and not any(lost_text(source, (tree.root,)))


def with_newlines_of(source: Source, text: str) -> str:
    """The text with the line endings that the source has."""
    return text.replace("\n", newline_of(source))


def newline_of(source: Source) -> str:
    """How the source's first line ends; a line feed for a file of one line."""
    first = source.text.find("\n")
    return "\r\n" if first > 0 and source.text[first - 1] == "\r" else "\n"
