"""A card as Rich draws it: question, answer, rubric.

Each piece is a value, so that the screen draws again only what has changed, and fits itself to
whatever width it is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.styled import Styled
from rich.table import Table
from rich.text import Text

from drillbank.authoring.cards import Point
from drillbank.base.prose import counted, in_words
from drillbank.memory.rating import Rating
from drillbank.review.rubric import HARD_LIMIT, Suggestion
from drillbank.review.table import Answered, Asking, OnTable, Shown, Speaking
from drillbank.tui.piece import Piece
from drillbank.tui.simple_prose import simple_prose
from drillbank.tui.words import clock

RATING_STYLES = {
    Rating.AGAIN: "red",
    Rating.HARD: "yellow",
    Rating.GOOD: "green",
    Rating.EASY: "cyan",
}
"""The colours only repeat the words."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The Markdown of a card; shown as it was written if it cannot be drawn."""

    markdown: str
    gaps: bool = False

    def drawn(self) -> RenderableType:
        """What Rich draws."""
        # Loads Pygments too, which the first question can do without as a rule.
        from drillbank.tui.markdown import CardMarkdown  # noqa: PLC0415

        return CardMarkdown(self.markdown, gaps=self.gaps)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Rich's way to ask."""
        simple = simple_prose(self.markdown)
        if simple is not None:
            for at, paragraph in enumerate(simple):
                if at:
                    yield Text()
                yield paragraph
            return
        from drillbank.tui.markdown import STYLES  # noqa: PLC0415 - see above

        try:
            with console.use_theme(STYLES):
                # All of it before the first piece of it: half a card is worse than its source.
                lines = console.render_lines(self.drawn(), options, pad=False)
        except Exception:  # noqa: BLE001 - whatever a card does to the renderer, the session goes on
            yield Text(self.markdown)
            yield Text("(shown as written: it could not be drawn)", style="dim")
            return
        for line in _trimmed(lines):
            yield from line
            yield Segment.line()


def load_markdown() -> None:
    """Loads what drawing Markdown needs."""
    import drillbank.tui.markdown  # noqa: F401, PLC0415


def _trimmed(lines: list[list[Segment]]) -> list[list[Segment]]:
    """Without the blank lines Rich puts around lists and tables."""
    full = [at for at, line in enumerate(lines) if any(part.text.strip() for part in line)]
    return lines[full[0] : full[-1] + 1] if full else []


@dataclass(frozen=True, slots=True)
class Question(Piece):
    """What is asked."""

    shown: Shown
    hinted: bool = False

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Prose(self.shown.question, gaps=self.shown.record.kind == "cloze")
        if self.hinted and self.shown.record.face.hint:
            yield Text()
            yield Text("Hint", style="bold dim")
            yield Prose(self.shown.record.face.hint)


def question(table: OnTable) -> Question:
    """The question as it stands in a phase."""
    hinted = isinstance(table, Asking | Speaking) and table.hinted
    return Question(table.shown, hinted=hinted)


@dataclass(frozen=True, slots=True)
class Answer(Piece):
    """What was to be said."""

    shown: Shown

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        face = self.shown.record.face
        yield Text()
        yield Prose(face.answer)
        if face.why:
            yield Text()
            yield Text("Why", style="bold dim")
            yield Prose(face.why)


@dataclass(frozen=True, slots=True)
class Revealed(Piece):
    """The line between question and answer, and how long was spoken."""

    speaking_ms: int | None
    limit_s: int | None

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield Text("─ " * (width // 2), style="dim", no_wrap=True)
        if self.speaking_ms is not None:
            yield Text()
            yield _spoken_for(self.speaking_ms / 1000, self.limit_s)


@dataclass(frozen=True, slots=True)
class Certainty(Piece):
    """How sure are you, asked while the answer is still unseen."""

    seconds: float
    limit_s: int | None

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield _spoken_for(self.seconds, self.limit_s)
        yield Text()
        yield Text("How sure are you that nothing important is missing?", "bold")
        yield Text("1 a guess   2 fairly sure   3 certain", "dim")


def _spoken_for(seconds: float, limit_s: int | None) -> Text:
    said = Text("You spoke ").append(clock(seconds), "bold")
    if limit_s is None:
        return said.append(".")
    said.append(f" of {clock(limit_s)}")
    if seconds <= limit_s:
        return said.append(", in time.")
    style = "red" if seconds > HARD_LIMIT * limit_s else "yellow"
    return said.append(", ").append(f"{clock(seconds - limit_s)} over", style).append(".")


@dataclass(frozen=True, slots=True)
class Source(Piece):
    """Where the card stands in the decks, and how often it was seen."""

    shown: Shown

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield Text(_provenance(self.shown), style="dim")


def _provenance(shown: Shown) -> str:
    record = shown.record
    memory = record.memory
    parts = [record.place]
    parts.append(f"seen {_times(memory.reps)}" if memory.reps else "new")
    if memory.lapses:
        parts.append(f"failed {_times(memory.lapses)}")
    if record.face.see:
        # A deck's own lesson goes without saying.
        parts.append(f"see {record.face.see.removeprefix(f'{PurePath(record.path).stem}.md')}")
    return " · ".join(parts)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


@dataclass(frozen=True, slots=True)
class Rubric(Piece):
    """The points, ticked one by one, and the rating they speak for."""

    points: tuple[Point, ...]
    judged: tuple[bool | None, ...]
    marker: int
    suggestion: Suggestion | None
    missed_before: tuple[Point, ...] = ()
    """Of these points, those missed last time."""

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield self.above(len(self.points))
        yield Text()
        yield self._verdict()
        if self.missed_before:
            yield Text()
            yield self._last_time()

    def above(self, index: int) -> Group:
        """The heading and the points before ``index``."""
        head = Text("Did you …?", "bold")
        if any(point.must for point in self.points):
            head.append("   ! must be made", "dim not bold")
        rows = Table.grid(padding=(0, 1))
        for column in range(4):
            rows.add_column(no_wrap=column < 3)  # noqa: PLR2004 - the last is the text
        group = None
        for at, point in enumerate(self.points[:index]):
            if point.group != group and point.group:
                rows.add_row("", Text(""), "", Text(in_words(point.group), "dim"))
            group = point.group
            rows.add_row(*self._row(at))
        return Group(Text(), head, rows)

    def _row(self, at: int) -> tuple[RenderableType, ...]:
        point = self.points[at]
        here = at == self.marker
        box = {None: "[ ]", True: "[y]", False: "[n]"}[self.judged[at]]
        style = {None: "", True: "green", False: "red"}[self.judged[at]]
        return (
            Text("▸" if here else " ", "bold"),
            Text(box, style),
            Text("!" if point.must else " ", "bold"),
            Styled(Prose(point.text), "bold" if here else ""),
        )

    def _last_time(self) -> Group:
        """The points missed last time, and what became of them."""
        rows = Table.grid(padding=(0, 1))
        rows.add_column(no_wrap=True)
        rows.add_column()
        for point, made in zip(self.points, self.judged, strict=True):
            if point in self.missed_before:
                became = Text("made now", "green") if made else Text("missed again", "red")
                rows.add_row(became, Prose(point.text))
        return Group(Text("Missed last time", "bold dim"), rows)

    def _verdict(self) -> RenderableType:
        made, missed = self.judged.count(True), self.judged.count(False)
        if self.suggestion is None:
            left = counted(len(self.points) - made - missed, "point")
            return Text(f"{made} made, {missed} missed, {left} left", style="dim")
        rating = self.suggestion.rating
        said = Table.grid(padding=(0, 3))
        said.add_column(no_wrap=True)
        name = Text("→ ").append(rating.name.capitalize(), f"bold {RATING_STYLES[rating]}")
        said.add_row(name, Prose(self.suggestion.reason))
        return said


def rubric(answered: Answered) -> Rubric:
    """The rubric as it stands."""
    return Rubric(
        points=answered.shown.points,
        judged=answered.judged,
        marker=answered.marker,
        suggestion=answered.suggestion,
        missed_before=answered.missed_last_time,
    )


@dataclass(frozen=True, slots=True)
class Afterwards(Piece):
    """What belongs to a card once it has been judged: follow-up questions and traps."""

    markdown: str

    def lines(self, _width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        yield Text()
        yield Prose(self.markdown)


def lines_of(piece: RenderableType, console: Console, width: int) -> int:
    """How many lines a piece takes at a width."""
    options = console.options.update(width=width, height=None)
    return len(console.render_lines(piece, options, pad=False))
