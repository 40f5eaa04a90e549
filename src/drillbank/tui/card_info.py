"""What ``i`` tells of a card: on the screen as a table and a curve, in lines as sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from drillbank.base.clock import Clock
from drillbank.base.paths import shown_path
from drillbank.base.prose import counted
from drillbank.base.words import StudyDay
from drillbank.memory.parts import phase_of
from drillbank.memory.state import Due, DueAt, DueOn, New
from drillbank.review.card_facts import CardFacts, PastAnswer
from drillbank.tui.curve_plot import plot
from drillbank.tui.piece import Piece
from drillbank.tui.render import RATING_STYLES
from drillbank.tui.words import interval, took

_SHOWN = 20
"""Answers that are listed; the earlier ones are counted."""

_CURVE_ROWS = 5
_CURVE_COLUMNS = 60
_AXIS = 8
"""Columns at the left of the curve."""

_LEAST_DAYS = 4
_AHEAD = (0, 7, 30, 90)
"""Days for which the lines tell the chance of recall."""

_WIDE = 50
"""Columns from which an answer's line also tells how long it took."""

Heads = tuple[str, str, str, str, str]
_HEADS: Heads = ("date", "rating", "took", "predicted", "next")


@dataclass(frozen=True, slots=True)
class CardInfo(Piece):
    """A card's facts on the screen."""

    facts: CardFacts
    clock: Clock

    def lines(self, width: int) -> Iterator[RenderableType]:
        """See ``Piece``."""
        rows = Table.grid(padding=(0, 2))
        rows.add_column(no_wrap=True, style="dim")
        rows.add_column(overflow="fold")
        for name, told in _told(self.facts, self.clock):
            rows.add_row(name, Text(told))
        yield rows
        if self.facts.answers:
            yield Text()
            yield self._history(width)
            if more := _earlier(self.facts):
                yield Text(more, "dim")
        if self.facts.weak:
            yield Text()
            yield Text("points missed", "bold")
            for line in _weak(self.facts):
                yield Text(f"  {line}")
        if self.facts.recall(0) is not None:
            yield Text()
            yield Text("forgetting curve", "bold")
            yield from _curve(self.facts, width)

    def _history(self, width: int) -> Table:
        shown = [at for at in range(len(_HEADS)) if width >= _WIDE or _HEADS[at] != "took"]
        table = Table.grid(padding=(0, 2))
        for at in shown:
            table.add_column(justify="left" if at < 2 else "right", no_wrap=True)  # noqa: PLR2004 - numbers come third
        table.add_row(*(Text(_HEADS[at], "bold") for at in shown))
        for answer in self.facts.answers[:_SHOWN]:
            cells = _cells(answer, self.clock)
            styles = {1: RATING_STYLES[answer.rating]}
            table.add_row(*(Text(cells[at], styles.get(at, "")) for at in shown))
        return table


def info_lines(facts: CardFacts, clock: Clock) -> Iterator[str]:
    """A card's facts, said line by line."""
    for name, told in _told(facts, clock):
        yield f"{name.capitalize()}: {told}"
    for answer in facts.answers[:_SHOWN]:
        when, rating, time, predicted, following = _cells(answer, clock)
        parts = [f"{when} {rating}", time]
        parts += [f"predicted {predicted}"] if predicted else []
        parts += [f"next after {following}"] if following else []
        yield ", ".join(parts)
    if more := _earlier(facts):
        yield more
    for line in _weak(facts):
        yield f"Point missed {line}"
    if ahead := _recall_ahead(facts):
        yield ahead


def _told(facts: CardFacts, clock: Clock) -> Iterator[tuple[str, str]]:
    """What is told of any card: a name, and what there is to say."""
    record, memory = facts.record, facts.record.memory
    state = memory.state
    yield "card", f"{record.uid} ({record.kind})"
    yield "source", f"{shown_path(record.path)}:{record.line}"
    if record.tags:
        yield "tags", ", ".join(record.tags)
    yield "state", ", ".join(_standing(facts))
    if not isinstance(state, New):
        yield "due", _due(state.due, facts.today, clock)
        # FSRS's word for it, and what it means.
        yield "stability", f"{state.memory.stability:.1f} days until recall falls to 90 %"
        yield "difficulty", f"{state.memory.difficulty:.1f} of 10"
        recall = facts.recall(facts.elapsed or 0)
        yield "recall", f"{_percent(recall)} predicted for today"
    if facts.answers:
        lapses = f", {counted(memory.lapses, 'lapse')}" if memory.lapses else ""
        took_s = took(facts.took_ms / 1000)
        yield "answers", f"{memory.reps}{lapses}, {took_s} in all"


def _standing(facts: CardFacts) -> Iterator[str]:
    memory = facts.record.memory
    yield phase_of(memory.state).value
    if memory.flag:
        yield f"flag {memory.flag}"
    if memory.suspended:
        yield "suspended"
    if memory.buried_until is not None and memory.buried_until > facts.today:
        yield f"buried until {_date(memory.buried_until)}"


def _due(due: Due, today: StudyDay, clock: Clock) -> str:
    if isinstance(due, DueAt):
        return f"at {clock.local(due.at):%H:%M}"
    days = due.day - today
    if not days:
        return "today"
    if days < 0:
        return f"{_date(due.day)}, {counted(-days, 'day')} ago"
    return f"{_date(due.day)}, in {counted(days, 'day')}"


def _cells(answer: PastAnswer, clock: Clock) -> Heads:
    local = clock.local(answer.at)
    following = "cram"
    if isinstance(answer.due, DueAt):
        following = interval(timedelta(milliseconds=max(0, answer.due.at - answer.at)))
    elif isinstance(answer.due, DueOn):
        following = interval(timedelta(days=answer.due.day - answer.day))
    return (
        local.date().isoformat(),
        answer.rating.name.capitalize(),
        took(answer.took_ms / 1000),
        _percent(answer.predicted) if answer.predicted is not None else "",
        following,
    )


def _earlier(facts: CardFacts) -> str | None:
    more = len(facts.answers) - _SHOWN
    return f"and {counted(more, 'earlier answer')}" if more > 0 else None


def _weak(facts: CardFacts) -> Iterator[str]:
    for point in facts.weak:
        yield f"{point.missed} of {point.judged}: {point.text}"


def _recall_ahead(facts: CardFacts) -> str | None:
    if facts.elapsed is None:
        return None
    at = facts.elapsed
    said = (
        f"{_percent(facts.recall(at + days))} {f'in {days} days' if days else 'today'}"
        for days in _AHEAD
    )
    return f"Forgetting curve: {', '.join(said)}."


def _percent(chance: float | None) -> str:
    return "" if chance is None else f"{chance:.0%}".replace("%", " %")


def _date(day: StudyDay) -> str:
    return date.fromordinal(day).isoformat()


def _curve(facts: CardFacts, width: int) -> Iterator[Text]:
    """The curve from the last answer on, today and the due day marked below it."""
    state = facts.record.memory.state
    if isinstance(state, New) or facts.elapsed is None:
        return
    marks = {"▲": ("today", facts.elapsed)}
    if isinstance(state.due, DueOn) and state.due.day > facts.today:
        marks["┴"] = ("due", state.due.day - state.last_day)
    days = max(_LEAST_DAYS, *(round(1.25 * at) for _, at in marks.values()))
    least = floor(10 * min(0.8, facts.recall(days) or 0)) / 10
    columns = min(_CURVE_COLUMNS, max(1, width - _AXIS))
    rows = list(plot(lambda x: facts.recall(x * days) or 0, least, columns, _CURVE_ROWS))
    for at, row in enumerate(rows):
        share = 1 - (1 - least) * at / (len(rows) - 1)
        labelled = at in {0, len(rows) // 2, len(rows) - 1}
        yield Text(f"{_percent(share) if labelled else '':>6} {'┤' if labelled else '│'}{row}")
    axis = ["─"] * columns
    for mark, (_, at) in marks.items():
        axis[round(at / days * (columns - 1))] = mark
    yield Text(f"{'':7}└{''.join(axis)}")
    last = counted(days, "day")
    yield Text(f"{'':8}0{last:>{max(1, columns - 1)}}", "dim")
    told = (f"{mark} {name} {_percent(facts.recall(at))}" for mark, (name, at) in marks.items())
    yield Text(f"{'':8}{'   '.join(told)}", "dim")
