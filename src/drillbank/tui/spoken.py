"""Markdown as lines to be read aloud: said, not drawn."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
"""Cards hold no HTML: ``List<int>`` means what it says."""


def spoken(markdown: str) -> list[str]:
    """The text of a card, a line a paragraph, item or row; nothing is wrapped.

    Tables become ``Header: value; …``, code stands between ``code python:`` and ``end of code``.
    """
    return list(_blocks(PARSER.parse(markdown)))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    marks: list[str] = []
    numbers: list[int] = []
    for at, token in enumerate(tokens):
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                numbers.append(0)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open":
                marks.append(_mark(numbers))
            case "list_item_close":
                marks.clear()
            case "inline" if not _in_table(tokens, at):
                yield "".join(marks) + _inline(token)
                marks.clear()
            case "fence" | "code_block":
                yield from _code(token)
            case "table_open":
                yield from _table(tokens[at:])
            case _:
                pass


def _mark(numbers: list[int]) -> str:
    if not numbers[-1]:
        return "- "
    numbers[-1] += 1
    return f"{numbers[-1] - 1}. "


def _code(token: Token) -> Iterator[str]:
    language = token.info.split()[0] if token.info.split() else ""
    yield f"code {language}".strip() + ":"
    yield from token.content.rstrip("\n").split("\n")
    yield "end of code"


def _in_table(tokens: list[Token], at: int) -> bool:
    return tokens[at - 1].type in ("th_open", "td_open")


def _table(tokens: list[Token]) -> Iterator[str]:
    header: list[str] = []
    row: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "table_close":
            return
        if token.type == "inline":
            row.append(_inline(token))
        elif token.type == "tr_close":
            if header:
                yield "; ".join(f"{head}: {cell}" for head, cell in zip(header, row, strict=False))
            else:
                header = row
            row = []
        elif token.type == "tr_open" and at:
            row = []


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(image_words(child))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def image_words(token: Token) -> str:
    """The words that stand for an image: its file and what it shows."""
    name = str(token.attrGet("src") or "").rstrip("/").rpartition("/")[2]
    return f"image {name}: {token.content}" if token.content else f"image {name}"
