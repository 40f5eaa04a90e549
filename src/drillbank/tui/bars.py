"""The lines above and below a card, each fitted to the width it is given.

Where room is short, words are dropped in an order that keeps what is needed now: a line is chosen
from variants, widest first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Answered
from drillbank.tui.actions import ACTIONS, Act, Action, in_footer, keys_of, spelled
from drillbank.tui.piece import Piece
from drillbank.tui.render import RATING_STYLES
from drillbank.tui.words import Pile, Rest, interval, pile, position, table_of

_BAR = 20
"""Cells of the progress bar."""

_CELL = 17
"""Columns of one rating where there is room."""


def _ends(start: Text, end: Text, width: int) -> Text:
    """One line with its ends at the margins."""
    gap = width - start.cell_len - end.cell_len
    return Text.assemble(start, " " * max(0, gap), end, no_wrap=True, overflow="ellipsis")


def _widest(variants: Sequence[tuple[Text, Text]], width: int) -> Text:
    """The first pair that fits with a space between; else the last, its start shortened."""
    for start, end in variants:
        if start.cell_len + end.cell_len < width:
            return _ends(start, end, width)
    start, end = variants[-1]
    start = start.copy()
    start.truncate(max(0, width - end.cell_len - 1), overflow="ellipsis")
    return _ends(start, end, width)


@dataclass(frozen=True, slots=True)
class Header(Piece):
    """Deck, what is left, how far one is, and the time."""

    deck: str
    kind: str | None
    left: tuple[int, int, int]
    """New, in steps, due."""

    current: Pile
    position: tuple[int, int]
    rest: int
    """About how many minutes the rest takes."""

    time: str
    """The clock, or what is waited for."""

    flag: int = 0
    """The card's; 0 for none."""

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        deck = Text.assemble(" ", (self.deck, "bold"))
        kind = Text.assemble(deck, (f" · {self.kind}", "dim")) if self.kind else deck
        if self.flag:
            deck, kind = (Text.assemble(start, f" · flag {self.flag}") for start in (deck, kind))
        number, of = self.position
        place = Text(f"{number}/{of}")
        time = Text.assemble(place, "  ", (self.time, "bold")) if self.time else place
        time = Text.assemble(time, " ")
        rest = Text.assemble((f"~{self.rest} min", "dim"), "  ")
        bar = Text.assemble(self._progress(), " ", time)
        words = Text.assemble("   ", self._counts(("new", "learn", "due"), " ", "   "))
        letters = Text.assemble("  ", self._counts(("n", "l", "d"), "", " "))
        yield _widest(
            [
                (Text.assemble(kind, words), Text.assemble(rest, bar)),
                (Text.assemble(deck, words), Text.assemble(rest, bar)),
                (Text.assemble(deck, letters), Text.assemble(rest, bar)),
                (Text.assemble(deck, letters), Text.assemble(rest, time)),
                (Text.assemble(deck, letters), time),
                (deck, time),
            ],
            width,
        )

    def _progress(self) -> Text:
        number, of = self.position
        filled = round(_BAR * (number - 1) / of) if of else 0
        return Text.assemble("━" * filled, ("─" * (_BAR - filled), "dim"))

    def _counts(self, names: tuple[str, str, str], space: str, gap: str) -> Text:
        parts = []
        for which, number, name in zip(Pile, self.left, names, strict=True):
            here = which is self.current
            style = "bold" if here else "dim"
            parts.append(Text(f"{'▸' if here else ''}{number}{space}{name}", style))
        return Text(gap).join(parts)


def header(session: Session, time: str, rest: Rest | None = None) -> Header | None:
    """The header of the card on the table; ``rest`` if it has been counted already."""
    table = table_of(session)
    if table is None:
        return None
    record = table.shown.record
    rest = rest or Rest.of(session)
    kind = "speak" if table.shown.spoken else record.kind
    if session.terms.cram:
        kind = "cram"
    return Header(
        deck=record.deck,
        kind=None if kind == "q" else kind,
        left=rest.left,
        current=pile(session, table.shown),
        position=position(session),
        rest=rest.minutes,
        time=time,
        flag=record.memory.flag,
    )


@dataclass(frozen=True, slots=True)
class Title(Piece):
    """The header where there is no card."""

    title: str
    time: str

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        start = Text.assemble(" ", (self.title, "bold"))
        yield _ends(start, Text(f"{self.time} "), width)


@dataclass(frozen=True, slots=True)
class RatingBar(Piece):
    """The four grades and when each would show the card again."""

    intervals: tuple[str, str, str, str]
    default: Rating | None
    """In brackets and reversed; None while points are open."""

    takes: str = "SPACE"
    """The key that takes it."""

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        takes = f"{self.takes} = {self.default.name.capitalize()} " if self.default else ""
        spaced = Text.assemble("  ", *(_centred(cell) for cell in self._cells()))
        close = Text.assemble(" ", Text(" ").join(self._cells()))
        short = Text.assemble(" ", Text(" ").join(self._numbers()))
        nothing, told = Text(), Text(takes, "dim")
        yield _widest(
            [(spaced, told), (spaced, nothing), (close, nothing), (short, told), (short, nothing)],
            width,
        )

    def _cells(self) -> list[Text]:
        return [
            self._button(
                rating,
                Text.assemble(
                    f"{rating.value} ",
                    (rating.name.capitalize(), RATING_STYLES[rating]),
                    f" {wait}" if wait else "",
                ),
            )
            for rating, wait in zip(Rating, self.intervals, strict=True)
        ]

    def _numbers(self) -> list[Text]:
        return [self._button(rating, Text(str(rating.value))) for rating in Rating]

    def _button(self, rating: Rating, inside: Text) -> Text:
        if rating is not self.default:
            return Text.assemble(" ", inside, " ")
        button = Text.assemble("[", inside, "]")
        button.stylize(f"bold reverse {RATING_STYLES[rating]}")
        return button


def _centred(cell: Text) -> Text:
    room = max(1, _CELL - cell.cell_len)
    return Text.assemble(" " * (room // 2), cell, " " * (room - room // 2))


def rating_bar(session: Session, actions: Sequence[Action] = ACTIONS) -> RatingBar | None:
    """The grades of the answer on the table."""
    table = table_of(session)
    if not isinstance(table, Answered):
        return None
    takes = keys_of(Act.ACCEPT, actions)
    if session.terms.cram:
        return RatingBar(("", "", "", ""), table.default, takes)
    again, hard, good, easy = (interval(table.outcomes.of(one).interval) for one in Rating)
    return RatingBar((again, hard, good, easy), table.default, takes)


@dataclass(frozen=True, slots=True)
class Footer(Piece):
    """What the keys do here."""

    first: tuple[tuple[str, str], ...]
    """Key and label of what comes next."""

    others: tuple[tuple[str, str], ...]
    last: tuple[tuple[str, str], ...]
    """Always shown."""

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        shown = len(self.others)
        variants = []
        for many in range(shown, -1, -1):
            others = self.others[:many]
            if self.first:
                variants.append((_keys(self.first), _keys((*others, *self.last))))
            else:
                variants.append((_keys(others), _keys(self.last)))
        if self.first:
            # What comes next is worth more than the words for what can always be done.
            variants.append((_keys(self.first), _keys([(key, "") for key, _ in self.last])))
        yield _widest(variants, width)


def _keys(pairs: Sequence[tuple[str, str]]) -> Text:
    parts = [Text.assemble((key, "bold"), (f" {label}".rstrip(), "dim")) for key, label in pairs]
    return Text.assemble(" ", Text("  ").join(parts), " ")


def footer(session: Session, actions: Sequence[Action] = ACTIONS) -> Footer:
    """The footer of a session."""
    last = {Act.KEYS, Act.QUIT}
    named = [
        (one.act in last, one.first, (spelled(one.keys[0]), one.label or ""))
        for one in in_footer(session, actions)
    ]
    return Footer(
        first=tuple(pair for _, first, pair in named if first),
        others=tuple(pair for is_last, first, pair in named if not first and not is_last),
        last=tuple(pair for is_last, _, pair in named if is_last),
    )


@dataclass(frozen=True, slots=True)
class Divider(Piece):
    """The line above the keys; where the card does not fit, it says which part is seen."""

    first: int = 0
    last: int = 0
    of: int = 0
    """Lines, counted from 1; all 0 where the card fits."""

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        if not self.of:
            yield Text("─" * width, "dim", no_wrap=True)
            return
        said = f" lines {self.first}-{self.last} of {self.of} "
        yield Text.assemble(
            ("─" * (width - len(said) - 2), "dim"), said, ("──", "dim"), no_wrap=True
        )
