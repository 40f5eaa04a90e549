"""Today at a glance, as text that fits 60 columns and as a JSON object."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from drillbank.base.prose import counted
from drillbank.base.words import Slug, StudyDay
from drillbank.cli.output import table
from drillbank.memory.study_day import iso_of
from drillbank.review.day import Counts

FORECAST_DAYS = 14

_TITLE = 34
"""Columns of a deck's title."""

_CELL = 4
"""Columns of a day in the forecast."""

_BARS = "▁▂▃▄▅▆▇█"
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Today:
    """What is known of a study day."""

    day: StudyDay
    total: Counts
    by_deck: Mapping[Slug, Counts]
    titles: Mapping[Slug, str]
    """Of every deck, those with nothing left too."""

    minutes: float
    """That what is left is likely to take."""

    streak: int
    """Study days running."""

    forecast: tuple[int, ...]
    """Cards that fall due on each day after this one, by their state now."""

    next: str
    """What to type, or to do, next."""

    @property
    def done(self) -> bool:
        """Whether there are decks, and nothing of them is left."""
        return bool(self.titles) and not self.total.all


def today_lines(today: Today) -> Iterator[str]:
    """The glance, line by line."""
    date_ = _date(today.day)
    paragraphs = (
        [f"{date_:%A} {date_.day} {date_:%B %Y}"],
        list(_decks(today)),
        [_pace(today)] if today.total.all or today.streak else [],
        list(forecast_lines(today.forecast, today.day)) if any(today.forecast) else [],
        [f"{'For more' if today.done else 'Next'}: {today.next}"],
    )
    for at, lines in enumerate(filter(None, paragraphs)):
        if at:
            yield ""
        yield from lines


def _decks(today: Today) -> Iterator[str]:
    if not today.total.all:
        yield "  Nothing is left today." if today.titles else "  There are no decks yet."
        return
    rows = [("", "new", "learning", "due")]
    for deck, count in today.by_deck.items():
        rows.append((_cut(today.titles.get(deck, deck)), *_numbers(count)))
    rows.append(("together", *_numbers(today.total)))
    yield from (f"  {line}" for line in table(rows, right=frozenset({1, 2, 3})))


def _pace(today: Today) -> str:
    told = []
    if today.total.all:
        told.append(f"About {counted(max(1, round(today.minutes)), 'minute')}.")
    if today.streak:
        told.append(f"{counted(today.streak, 'study day')} running.")
    return " ".join(told)


def forecast_lines(counts: Sequence[int], today: StudyDay) -> Iterator[str]:
    """Weekdays over bars over the number of cards, from tomorrow on; at least one is not 0."""
    most = max(counts)
    days = [_date(StudyDay(today + ahead)) for ahead in range(1, len(counts) + 1)]
    reviews = counted(sum(counts), "review")
    yield f"The next {len(counts)} days, {reviews} as things stand:"
    yield _row(f"{day:%a}" for day in days)
    yield _row(_BARS[ceil(len(_BARS) * n / most) - 1] * (_CELL - 1) if n else "" for n in counts)
    yield _row(str(n) if n < _THOUSAND else f"{n // _THOUSAND}k" for n in counts)


def _row(cells: Iterator[str]) -> str:
    return "".join(cell.rjust(_CELL) for cell in cells).rstrip()


def today_object(today: Today) -> dict[str, object]:
    """The same for programs."""
    return {
        "day": iso_of(today.day),
        **count_object(today.total),
        "decks": {deck: count_object(count) for deck, count in today.by_deck.items()},
        "minutes": round(today.minutes, 1),
        "streak": today.streak,
        "forecast": {
            iso_of(StudyDay(today.day + ahead)): cards
            for ahead, cards in enumerate(today.forecast, start=1)
        },
        "next": today.next,
    }


def count_object(count: Counts) -> dict[str, int]:
    """The counts by name."""
    return {"new": count.new, "learning": count.learning, "due": count.due}


def _numbers(count: Counts) -> tuple[str, str, str]:
    return str(count.new), str(count.learning), str(count.due)


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def _date(day: StudyDay) -> date:
    return date.fromordinal(day)
