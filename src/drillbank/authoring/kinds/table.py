"""``table``: many small facts of one shape, each cell asked on its own.

A row is a list of cells in the columns' order, or names its columns (for long cells), or is written
long, ``{cells: …, was: old-name}``, to say what its name was.
"""

from collections.abc import Iterator
from itertools import product
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from drillbank.authoring.cards import Card
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Facets, Kind, Named
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import (
    ListedName,
    LongName,
    Part,
    Prose,
    Texts,
    name_of,
    names_of,
)
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.shapes import KeyPath
from drillbank.authoring.slugs import slugify
from drillbank.base.prose import counted
from drillbank.base.words import Slug


def _shape(value: object) -> str:
    if isinstance(value, LongRow):
        return "#long"
    if not isinstance(value, dict):
        return "#cells"
    # A column may itself be called `cells`: then what stands there is text.
    return "#long" if isinstance(value.get("cells"), list | tuple | dict) else "#named"


Cells = Annotated[Texts, Tag("#cells")] | Annotated[dict[str, Prose], Tag("#named")]
"""The cells of a row, in the columns' order or by column."""


class LongRow(Part):
    """A row written long."""

    cells: Annotated[Cells, Discriminator(_shape)] = Field(
        description="The cells, as a list or by column."
    )
    was: Texts = Field(default=(), description="Earlier names of the row, the latest first.")


Row = Annotated[Cells | Annotated[LongRow, Tag("#long")], Discriminator(_shape)]


class Table(NoteModel):
    """A table: many small facts of one shape, each asked by its row and column."""

    table: Prose = Field(description="What the table is of.")
    columns: tuple[ListedName, ...] = Field(
        min_length=1, description="The columns, without the one that names the rows."
    )
    rows: dict[str, Row] = Field(
        min_length=1, description="`name: [cell, …]`, or `name:` with `column: cell` lines below."
    )
    ask: Texts = Field(default=(), description="Only these columns.")


def expand(note: Table, context: Context) -> tuple[Card, ...]:
    """``#row/column`` for every cell of an asked column."""
    columns = _naming_columns(note, context)
    _check_ask(note, context)
    for row in note.rows:
        _check_row(note, row, context)
    asked = [column for column in columns if not note.ask or column in note.ask]
    return tuple(card for row in note.rows for card in _row_cards(note, row, asked, context))


def _row_cards(note: Table, row: str, asked: list[str], context: Context) -> Iterator[Card]:
    written = note.rows[row]
    former = written.was if isinstance(written, LongRow) else ()
    for column, cell in _by_column(note, row):
        name = name_of(column)
        if name in asked:
            facet, *was = product((row, *former), names_of(column))
            yield context.card(
                f"{note.table}\n\n**{row}**: {name}{'' if name.endswith('?') else '?'}",
                cell,
                facet=facet,
                named_at=("rows", row),
                was=tuple(was),
            )


def _cells(note: Table, row: str) -> tuple[str, ...] | dict[str, str]:
    written = note.rows[row]
    return written.cells if isinstance(written, LongRow) else written


def _way(note: Table, row: str) -> KeyPath:
    """From the note to the row's cells."""
    return ("rows", row, "cells") if isinstance(note.rows[row], LongRow) else ("rows", row)


def _by_column(note: Table, row: str) -> Iterator[tuple[str | LongName, str]]:
    cells = _cells(note, row)
    if isinstance(cells, tuple):
        yield from zip(note.columns, cells, strict=False)
        return
    for column in note.columns:
        if name_of(column) in cells:
            yield column, cells[name_of(column)]


def _naming_columns(note: Table, context: Context) -> list[str]:
    """The columns that name cards; one that cannot, or not alone, is reported."""
    naming: list[str] = []
    seen: dict[str, int] = {}
    for index, column in enumerate(map(name_of, note.columns)):
        slug = slugify(column)
        if slug is None:
            context.problem(
                Code.NEEDS_ID,
                ("columns", index),
                f"'{column}' holds no Latin letter or digit, so it cannot name a card",
                "give the column a short Latin name",
            )
        elif seen.setdefault(slug, index) != index:
            context.problem(
                Code.FACETS_COLLIDE,
                ("columns", index),
                f"another column names the same cards, '#…/{slug}'",
                "make the names differ in more than signs and capitals",
                first=(("columns", seen[slug]), "the other one"),
            )
        else:
            naming.append(column)
    return naming


def _check_ask(note: Table, context: Context) -> None:
    columns = [name_of(column) for column in note.columns]
    for index, name in enumerate(note.ask):
        if name not in columns:
            near = did_you_mean(name, columns)
            context.problem(
                Code.UNKNOWN_FACET,
                ("ask", index),
                f"'{name}' is not one of the columns",
                f"did you mean '{near}'?" if near else f"the columns are: {', '.join(columns)}",
            )


def _check_row(note: Table, row: str, context: Context) -> None:
    """Reports a row that does not fit the columns, at its first cell too many or at its name."""
    cells = _cells(note, row)
    if isinstance(cells, dict):
        _check_named(note, row, cells, context)
        return
    width = len(note.columns)
    if len(cells) == width:
        return
    way = _way(note, row)
    told = f"'{row}' has {counted(len(cells), 'cell')}, the table has {counted(width, 'column')}"
    if len(cells) > width:
        help_ = "inside [ ] a comma ends a cell: quote a cell that holds one, or name the columns"
        context.problem(Code.ROW_WIDTH, (*way, width), told, help_)
    else:
        names = ", ".join(map(name_of, note.columns))
        context.problem(Code.ROW_WIDTH, way, told, f"write one for each of: {names}", on_key=True)


def _check_named(note: Table, row: str, cells: dict[str, str], context: Context) -> None:
    columns = [name_of(column) for column in note.columns]
    way = _way(note, row)
    for name in cells:
        if name not in columns:
            near = did_you_mean(name, columns)
            context.problem(
                Code.UNKNOWN_COLUMN,
                (*way, name),
                f"'{name}' is not a column of this table",
                f"did you mean '{near}'?" if near else f"the columns are: {', '.join(columns)}",
                on_key=True,
            )
    missing = [column for column in columns if column not in cells]
    if missing and len(missing) > sum(name not in columns for name in cells):
        context.problem(
            Code.ROW_WIDTH,
            ("rows", row),
            f"'{row}' has no cell for '{missing[0]}'",
            f"add '{missing[0]}: …', with a dash for a cell that is empty",
            on_key=True,
        )


KIND = Kind(
    head=Slug("table"),
    model=Table,
    facets=Facets(named_under=(Named("rows"),)),
    expand=expand,
    snippet=(
        "table: ${1:what it is of}\ncolumns: [${2:first}, ${3:second}]\n"
        "rows:\n  ${4:row}: [${5:cell}, ${6:cell}]"
    ),
)
