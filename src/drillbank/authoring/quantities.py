"""Whether two texts give the same figure, however each of them writes it.

A fact is written once, as briefly as it can be; a text that cites it is written to be spoken.  So
``41,000,000`` and ``41 million``, ``340 ms`` and ``340 milliseconds``, ``6`` and ``six`` are one
figure, and the unit may stand in the sentence around it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import pairwise

_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)|(?P<clock>\b\d{1,2}:\d{2}\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)|(?P<sign>[€$£¥%‰]|[^\W\d_]+"
    r"(?:['’][^\W\d_]+)*)|(?P<to>(?<=\d)\s?[-–—]\s?(?=[\d€$£¥]))|(?P<minus>(?<![^\s(€$£¥])[-−](?=\d))"  # noqa: RUF001
)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: Decimal(value) for value, word in enumerate(_SMALL.split())} | {
    word: Decimal(10 * tens) for tens, word in enumerate(_TENS.split(), 2)
}
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
}
_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?")
_SIGNS = {"euro": "€", "eur": "€", "dollar": "$", "usd": "$", "yen": "¥", "jpy": "¥", "gbp": "£"}
_UNITS = {
    "percent": "%",
    "millisecond": "ms",
    "sec": "second",
    "s": "second",
    "min": "minute",
    "h": "hour",
    "kilobyte": "kb",
    "megabyte": "mb",
    "gigabyte": "gb",
    "terabyte": "tb",
}
_SHORTEST_PLURAL = 4
_DAYS = 31
_EARLIEST_YEAR = 1000
_TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class _Date:
    day: Decimal
    month: str
    year: Decimal | None = None

    def is_said_by(self, other: object) -> bool:
        """Whether the other is the same day, its year perhaps left to the sentence around it."""
        return other in (self, replace(self, year=None))


@dataclass(frozen=True, slots=True)
class _Clock:
    time: str


_Part = str | Decimal | _Date | _Clock


def says(text: str, figure: str) -> bool:
    """Whether ``text`` gives ``figure``.

    It may leave out words, such as a unit or a weekday, and a date's year; it may add nothing.
    Always False where ``figure`` has no number in it: words have but one spelling.
    """
    said, meant = _parts(text), _parts(figure)
    if not any(not isinstance(part, str) for part in meant):
        return False
    left = iter(said)
    part = next(left, None)
    for wanted in meant:
        if part is not None and _same(wanted, part):
            part = next(left, None)
        elif not isinstance(wanted, str):
            return False
    return part is None


def numbers_in(text: str) -> frozenset[str]:
    """Every number, day (without its year) and time of day in a text, each in one spelling."""
    found: set[str] = set()
    for part in _parts(text):
        match part:
            case Decimal():
                found.add(f"{part.normalize():f}")
            case _Date():
                found.add(f"{part.day} {part.month}")
            case _Clock():
                found.add(part.time)
    return frozenset(found)


def _same(wanted: _Part, part: _Part) -> bool:
    return wanted.is_said_by(part) if isinstance(wanted, _Date) else wanted == part


def _parts(text: str) -> tuple[_Part, ...]:
    """Words, signs, numbers and days, each in its one form."""
    with localcontext() as context:
        context.clear_traps()  # A number too large is infinite, not an error of ours.
        return tuple(_dated(list(_signed(list(_counted(_tokens(text)))))))


def _tokens(text: str) -> Iterator[_Part]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("per cent", "percent")
    minus = False
    for found in _TOKEN.finditer(plain):
        word = found[0]
        match found.lastgroup:
            case "iso":
                year, month, day = map(int, word.split("-"))
                yield from (Decimal(day), _MONTHS[(month - 1) % 12], Decimal(year))
            case "clock":
                yield _Clock(word.removeprefix("0"))
            case "number":
                yield Decimal(f"{'-' if minus else ''}{word.replace(',', '')}")
            case "to":
                yield "to"
            case "sign":
                yield _WORDS.get(word, _word(word))
        minus = found.lastgroup == "minus"


def _word(word: str) -> str:
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    single = word[:-1] if plural else word
    return _UNITS.get(single, _SIGNS.get(single, single))


def _counted(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Numbers of several words become one: ``twenty one``, ``6.4 billion``."""
    number: Decimal | None = None
    for part in parts:
        if isinstance(part, Decimal):
            if number is not None and _is_tens(number) and 0 < part < _TEN:
                number += part
                continue
            if number is not None:
                yield number
            number = part
        elif isinstance(part, str) and part in _SCALES:
            number = _SCALES[part] * (1 if number is None else number)
        else:
            if number is not None:
                yield number
            number = None
            yield part
    if number is not None:
        yield number


def _is_tens(number: Decimal) -> bool:
    return number in _WORDS.values() and number >= 2 * _TEN


def _signed(parts: Sequence[_Part]) -> Iterator[_Part]:
    """A currency stands before its amount."""
    before = set(_SIGNS.values())
    skip = False
    for part, after in pairwise([*parts, ""]):
        if skip:
            skip = False
        elif isinstance(part, Decimal) and after in before:
            skip = True
            yield from (after, part)
        else:
            yield part


def _dated(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Days of a month become one; a weekday before them says nothing more."""
    place = 0
    while place < len(parts):
        date = _date(parts[place : place + 3])
        if date is None and _is_weekday(parts[place]) and _date(parts[place + 1 : place + 4]):
            place += 1
            continue
        yield date or parts[place]
        place += (3 if date.year is not None else 2) if date else 1


def _is_weekday(part: _Part) -> bool:
    return isinstance(part, str) and _WEEKDAY.fullmatch(part) is not None


def _date(parts: Sequence[_Part]) -> _Date | None:
    """``14 May 2024``, ``May 14``; None if the parts begin no such day."""
    match parts:
        case [Decimal() as day, str() as month, *rest] | [str() as month, Decimal() as day, *rest]:
            name = _SHORT_MONTHS.get(month, month)
        case _:
            return None
    if name not in _MONTHS or not 0 < day <= _DAYS or day % 1:
        return None
    year = rest[0] if rest and isinstance(rest[0], Decimal) and rest[0] >= _EARLIEST_YEAR else None
    return _Date(day, name, year)
