"""Markdown as lines to be read aloud: said, not drawn."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from drillbank.authoring.gaps import BLANK

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
"""Cards hold no HTML: ``List<int>`` means what it says."""

_GAP = re.compile(r"\[(?P<hint>[^\[\]]+)\]")
_NO_HINT = BLANK.strip("[]")


def spoken(markdown: str, *, gaps: bool = False) -> list[str]:
    """The text of a card, a line a paragraph, item or row; nothing is wrapped.

    Tables become ``Header: value; …``, code stands between ``code python:`` and ``end of code``.

    Args:
        markdown: the text.
        gaps: whether what stands in square brackets is a gap, said as ``blank``.
    """
    return list(_blocks(PARSER.parse(markdown), gaps=gaps))


def _blocks(tokens: list[Token], *, gaps: bool) -> Iterator[str]:
    lead: list[str] = []
    lists: list[int | None] = []
    for at, token in enumerate(tokens):
        _open_or_close(token, lead, lists)
        if token.type == "inline" and not _in_table(tokens, at):
            yield "".join(lead) + _inline(token, gaps=gaps)
            lead.clear()
        elif token.type in ("fence", "code_block"):
            yield from _code(token)
        elif token.type == "table_open":
            yield from _table(tokens[at:])


def _open_or_close(token: Token, lead: list[str], lists: list[int | None]) -> None:
    """Keeps count of lists and quotations.

    Args:
        token: the next one.
        lead: what stands before the next line: marks of items, a quotation.
        lists: for each open list the number of its next item; None for bullets.
    """
    match token.type:
        case "ordered_list_open":
            start = token.attrGet("start")
            lists.append(1 if start is None else int(start))
        case "bullet_list_open":
            lists.append(None)
        case "ordered_list_close" | "bullet_list_close":
            lists.pop()
        case "list_item_open":
            lead.append(_mark(lists, inside=bool(lead)))
        case "blockquote_open":
            lead.append("quote: ")
        case "list_item_close" | "blockquote_close":
            lead.clear()
        case _:
            pass


def _mark(lists: list[int | None], *, inside: bool) -> str:
    """The mark of the next item, indented by its depth unless it stands behind another mark."""
    indent = "" if inside else "  " * (len(lists) - 1)
    number = lists[-1]
    if number is None:
        return f"{indent}- "
    lists[-1] = number + 1
    return f"{indent}{number}. "


def _code(token: Token) -> Iterator[str]:
    language = token.info.split()[0] if token.info.split() else ""
    yield f"code {language}".strip() + ":"
    yield from token.content.rstrip("\n").split("\n")
    yield "end of code"


def _in_table(tokens: list[Token], at: int) -> bool:
    return tokens[at - 1].type in ("th_open", "td_open")


def _table(tokens: list[Token]) -> Iterator[str]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token))
        elif token.type == "table_close":
            break
    header, *body = rows
    if not body:
        yield "; ".join(header)
    for row in body:
        yield "; ".join(
            f"{head}: {cell}" if head else cell for head, cell in zip(header, row, strict=False)
        )


def _inline(token: Token, *, gaps: bool = False) -> str:
    parts = []
    for child in token.children or ():
        if child.type == "text" and gaps:
            parts.append(_GAP.sub(_blank, child.content))
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            words = _inline(child, gaps=gaps)
            parts.append(f"{image_name(child)}: {words}" if words else image_name(child))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _blank(gap: re.Match[str]) -> str:
    hint = gap["hint"]
    return "blank" if hint == _NO_HINT else f"blank ({hint})"


def image_name(token: Token) -> str:
    """What an image is called; its words come after it."""
    # The parser has made %20 of a blank, and %C3%BC of an umlaut.
    name = unquote(str(token.attrGet("src") or "").rpartition("/")[2])
    return f"image {''.join(c if c.isprintable() else '?' for c in name)}"
