"""The Markdown of cards, drawn by Rich in the user's own sixteen colours.

Rich's headings are centred, its images are emoji and its code has a background of its own; on a
card they are a bold line, a word and a margin.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from markdown_it.token import Token
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import (
    CodeBlock,
    Heading,
    ListItem,
    Markdown,
    MarkdownElement,
    TableElement,
)
from rich.padding import Padding
from rich.segment import Segment
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from drillbank.tui.simple_prose import CODE
from drillbank.tui.spoken import PARSER, image_name

STYLES = Theme(
    {
        "markdown.code": CODE,
        "markdown.code_block": "none",
        "markdown.block_quote": "dim",
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.h4": "bold dim",
        "markdown.hr": "dim",
        "markdown.item.bullet": "dim",
        "markdown.item.number": "dim",
        "markdown.link": "underline",
        "markdown.link_url": "dim",
        "markdown.table.border": "dim",
        "markdown.table.header": "bold",
    }
)

_CODE_MARGIN = (0, 0, 0, 2)
_INDENT = (0, 0, 0, 2)

_TALLEST = 3
"""Lines a row of a table may take on the average."""

_HEAD_LINES = 2
"""The header and the line under it."""


class _Heading(Heading):
    LEVEL_ALIGN: ClassVar = dict.fromkeys(Heading.LEVEL_ALIGN, "left")


class _Code(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = Syntax(
            str(self.text).rstrip(),
            self.lexer_name,
            theme="ansi_dark",
            word_wrap=True,
            background_color="default",
        )
        yield Padding(code, _CODE_MARGIN)


class _Item(ListItem):
    """Numbers with the dot that a reader expects."""

    def render_number(
        self, console: Console, options: ConsoleOptions, number: int, last_number: int
    ) -> RenderResult:
        width = len(f" {last_number}. ")
        inside = options.update(width=options.max_width - width)
        style = console.get_style("markdown.item.number")
        mark = f"{number}. ".rjust(width)
        for line in console.render_lines(self.elements, inside, style=self.style):
            yield Segment(mark, style)
            yield from line
            yield Segment.line()
            mark = " " * width


class _Table(TableElement):
    """A header underlined, nothing else ruled; a table too wide for its room is told stacked."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                table.box, table.show_edge, table.pad_edge = box.SIMPLE_HEAD, False, False
                if not self._fits(table, console, options):
                    yield from self._stacked()
                    return
            yield table

    def _fits(self, table: Table, console: Console, options: ConsoleOptions) -> bool:
        """Whether every word stays whole, and rows are no towers."""
        lines = console.render_lines(table, options, pad=False)
        drawn = "\n".join("".join(part.text for part in line) for line in lines).split()
        words = " ".join(cell.plain for row in (self._heads(), *self._rows()) for cell in row)
        tall = len(lines) - _HEAD_LINES > _TALLEST * max(1, len(self._rows()))
        return set(words.split()) <= set(drawn) and not tall

    def _heads(self) -> list[Text]:
        row = self.header.row if self.header else None
        return [cell.content for cell in row.cells] if row else []

    def _rows(self) -> list[list[Text]]:
        rows = self.body.rows if self.body else []
        return [[cell.content for cell in row.cells] for row in rows]

    def _stacked(self) -> Iterator[RenderableType]:
        """``Header: value`` lines, those behind the first of a row indented."""
        heads = self._heads()
        if not self._rows():
            yield Text("; ").join(heads)
        for at, row in enumerate(self._rows()):
            if at:
                yield Text()
            first, *others = map(_told, heads, row)
            yield first
            yield from (Padding(cell, _INDENT) for cell in others)


def _told(head: Text, cell: Text) -> Text:
    return Text.assemble((head.plain, "bold"), ": ", cell) if head.plain else cell


class CardMarkdown(Markdown):
    """The text of a card; with ``gaps``, what stands in square brackets stands out."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "list_item_open": _Item,
        "table_open": _Table,
    }

    def __init__(self, markup: str, *, gaps: bool = False) -> None:
        super().__init__(markup, hyperlinks=False)
        self.parsed = PARSER.parse(markup)
        for token in self.parsed:
            if token.children:
                token.children = list(_drawn(token.children, gaps=gaps))


def _drawn(tokens: Iterable[Token], *, gaps: bool) -> Iterator[Token]:
    """The inline tokens with words for each image and, if asked, each gap made strong."""
    for token in tokens:
        if token.type == "image":
            yield from _in_words(token, gaps=gaps)
        elif gaps and token.type == "text":
            yield from _with_gaps(token.content)
        else:
            yield token


def _in_words(image: Token, *, gaps: bool) -> Iterator[Token]:
    """``[image loop.png: what it shows]``, in the place where it stood; no gap but in its words."""
    yield _text(f"[{image_name(image)}")
    if image.children:
        yield _text(": ")
        yield from _drawn(image.children, gaps=gaps)
    yield _text("]")


def _with_gaps(text: str) -> Iterator[Token]:
    """Running text with each ``[…]`` made strong."""
    before, bracket, rest = text.partition("[")
    while bracket:
        inside, closed, after = rest.partition("]")
        if not closed:
            before += bracket + rest
            break
        yield _text(before)
        yield Token("strong_open", "strong", 1)
        yield _text(f"[{inside}]")
        yield Token("strong_close", "strong", -1)
        before, bracket, rest = after.partition("[")
    yield _text(before)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
