r"""Gaps in a text: ``{{answer}}``, ``{{1::answer}}``, ``{{c1::answer::hint}}``.

What stands in a code span or fence, or behind a backslash (``\{{``), is no gap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

BLANK = "[…]"
"""What stands for the gap that is asked; one with a hint shows ``[hint]``.

Brackets and an ellipsis survive Markdown next to letters, need no colour, and can be spoken.
"""

HIGHEST = 999

_TEXTS_KEPT = 1024
"""How many texts are remembered with their gaps: those of a deck are asked for several times."""

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_NUMBER = re.compile(r"c?(\d+)::")
_ONE_COLON = re.compile(r"c\d+:(?!:)")


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap, with the offsets of its braces in the text."""

    start: int
    end: int
    answer: str
    hint: str | None
    number: int | None
    """What the author wrote; None if nothing."""


@dataclass(frozen=True, slots=True)
class BadGap:
    """Braces that make no gap."""

    start: int
    end: int
    message: str
    help: str


@lru_cache(maxsize=_TEXTS_KEPT)
def gaps_in(text: str) -> tuple[Gap | BadGap, ...]:
    """Every gap of the text, sound or not, in order."""
    return tuple(_scan(text))


def numbered(gaps: Sequence[Gap]) -> tuple[tuple[int, Gap], ...]:
    """The gaps with their numbers: those without one get the lowest that are free, in order."""
    taken = {gap.number for gap in gaps}
    free = (number for number in range(1, HIGHEST + len(gaps) + 1) if number not in taken)
    return tuple((next(free) if gap.number is None else gap.number, gap) for gap in gaps)


def shown(text: str, gaps: Sequence[tuple[int, Gap]], asked: int | None) -> str:
    """The text with the gaps numbered ``asked`` hidden and all others filled in."""
    parts: list[str] = []
    done = 0
    for number, gap in gaps:
        parts.append(_unescaped(text[done : gap.start]))
        hidden = f"[{gap.hint}]" if gap.hint else BLANK
        parts.append(hidden if number == asked else gap.answer)
        done = gap.end
    return "".join([*parts, _unescaped(text[done:])])


def _unescaped(text: str) -> str:
    r"""``\{{`` as the two braces it stands for; code is left alone."""
    parts: list[str] = []
    done = 0
    for start, end in code_in(text):
        parts.extend((text[done:start].replace("\\{{", "{{"), text[start:end]))
        done = end
    return "".join([*parts, text[done:].replace("\\{{", "{{")])


def _scan(text: str) -> Iterator[Gap | BadGap]:
    code = code_in(text)
    at = _next_open(text, 0, code)
    while at >= 0:
        end = _close(text, at + 2, code)
        if end is None:
            yield BadGap(
                at,
                at + 2,
                "this gap is not closed",
                r"close it with '}}'; if no gap is meant, write '\{{' or put it in backticks",
            )
            end = at + 2
        else:
            yield _gap(text, at, end, code)
        at = _next_open(text, end, code)


def _next_open(text: str, start: int, code: Sequence[tuple[int, int]]) -> int:
    at = text.find("{{", start)
    while at >= 0:
        inside = next((end for begin, end in code if begin <= at < end), None)
        if inside is None and not (at and text[at - 1] == "\\"):
            return at
        at = text.find("{{", inside if inside is not None else at + 2)
    return -1


def _close(text: str, start: int, code: Sequence[tuple[int, int]]) -> int | None:
    """The end of the braces that close a gap opened before ``start``.

    Braces inside, as in ``$x^{2}$``, are taken in pairs; if they do not pair, the first ``}}``
    ends it.
    """
    first = text.find("}}", start)
    if not code and first >= 0 and text.find("{", start, first) < 0:
        return first + 2
    depth, at = 0, start
    while at < len(text):
        span_end = next((end for begin, end in code if begin == at), None)
        if span_end is not None:
            at = span_end
            continue
        if text[at] == "{":
            depth += 1
        elif text[at] == "}" and depth:
            depth -= 1
        elif text.startswith("}}", at):
            return at + 2
        at += 1
    return first + 2 if first >= 0 else None


def _gap(text: str, start: int, end: int, code: Sequence[tuple[int, int]]) -> Gap | BadGap:
    inside = start + 2
    number: int | None = None
    match = _NUMBER.match(text, inside, end)
    if match:
        number, inside = int(match[1]), match.end()
    nested = _next_open(text[: end - 2], inside, code)
    answer, hint = _parts(text, inside, end - 2, code)
    if nested >= 0:
        return BadGap(
            nested,
            nested + 2,
            "a gap cannot stand inside another",
            "write the two gaps one after the other",
        )
    if _ONE_COLON.match(text, inside, end):
        return BadGap(start, end, "the number of a gap ends in '::'", "write '{{c1::answer}}'")
    if number is not None and not 1 <= number <= HIGHEST:
        return BadGap(start, end, f"gaps are numbered 1 to {HIGHEST}", "give it another number")
    if not answer.strip():
        return BadGap(start, end, "this gap hides nothing", "write '{{answer}}' or '{{1::answer}}'")
    return Gap(start, end, answer, hint, number)


def _parts(
    text: str, start: int, end: int, code: Sequence[tuple[int, int]]
) -> tuple[str, str | None]:
    """The answer and, behind the last ``::`` outside code, the hint."""
    at = text.rfind("::", start, end)
    while at >= 0 and any(begin <= at < stop for begin, stop in code):
        at = text.rfind("::", start, at)
    if at < 0:
        return text[start:end], None
    return text[start:at], text[at + 2 : end].strip() or None


def code_in(text: str) -> list[tuple[int, int]]:
    """The stretches of the text that are code: fences, and what equal runs of backticks enclose."""
    if "`" not in text and "~~~" not in text:
        return []
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*_fences(text), (len(text), len(text))]:
        found.extend(_spans(text, at, start))
        if start < end:
            found.append((start, end))
        at = end
    return found


def _fences(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            # Backticks behind an opening run of backticks make it a code span, not a fence.
            if fence["fence"][0] == "~" or "`" not in fence[0].strip().lstrip("`"):
                opened = fence
        elif fence[0].strip() == fence["fence"] and fence["fence"].startswith(opened["fence"]):
            yield opened.start(), fence.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while opened := _TICKS.search(text, at, end):
        at = opened.end()
        if opened.start() > start and text[opened.start() - 1] == "\\":
            continue
        closing = next(
            (ticks for ticks in _TICKS.finditer(text, at, end) if ticks[0] == opened[0]), None
        )
        if closing:
            yield opened.start(), closing.end()
            at = closing.end()
