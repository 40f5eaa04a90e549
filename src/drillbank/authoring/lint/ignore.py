"""``# drillbank: ignore W312``: comments that silence advice, on a note or on a whole deck."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.lint.base import CheckedDeck
from drillbank.authoring.loader import load
from drillbank.authoring.marks import texts_of
from drillbank.authoring.nodes import Node
from drillbank.authoring.source import Source, Span

_COMMENT = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*drillbank:[ \t]*(?P<words>[^\r\n]*?)[ \t]*(?=\r?$)",
    re.MULTILINE,
)
_WORDS = re.compile(r"ignore\b[ \t]*(?P<codes>.*)")
_CODE = re.compile(r"[^\s,]+")
_NOTES_KEY = re.compile(r"^notes[ \t]*:", re.MULTILINE)
_COMMENT_LINE = re.compile(r"[ \t]*#")

_BETWEEN_DECKS = frozenset({Code.SAME_QUESTION, Code.NEAR_DUPLICATE, Code.LONE_TAG})
"""Needs another deck to be found, and so may be idle where only some decks are checked."""

_ABOUT_IGNORES = frozenset({Code.BAD_IGNORE, Code.IDLE_IGNORE})


@dataclass(slots=True)
class Silence:
    """One code that a comment names."""

    code: Code
    source: Source
    named: tuple[int, int]
    """Where the code stands in the comment."""

    scope: tuple[int, int]
    """What it silences: places in the file; empty for a comment that belongs to nothing."""

    whole_deck: bool
    files: frozenset[Path]
    """The deck's; of a whole deck also its lesson's."""

    used: bool = field(default=False)

    def covers(self, problem: Diagnostic) -> bool:
        """Whether a problem, or the other place it is about, lies in the scope."""
        if problem.code is not self.code:
            return False
        places = (problem.span, *(label.span for label in problem.labels))
        return any(
            place.source.path in self.files
            and (self.whole_deck or self.scope[0] <= place.start < self.scope[1])
            for place in places
        )


def silences_of(deck: CheckedDeck) -> tuple[list[Silence], list[Diagnostic]]:
    """What a deck's comments silence, and those of them that name no code."""
    silences: list[Silence] = []
    problems: list[Diagnostic] = []
    for comment in _comments(deck):
        scope, whole_deck = _scope(deck, comment.start())
        files = {deck.source.path, *((deck.lesson,) if whole_deck and deck.lesson else ())}
        codes = _codes_in(comment)
        if not codes:
            problems.append(_not_understood(deck.source, comment.span()))
        for found in codes:
            code = _known(found[0])
            if code:
                place = found.span()
                silences.append(
                    Silence(code, deck.source, place, scope, whole_deck, frozenset(files))
                )
            else:
                problems.append(_unknown(deck.source, found))
    return silences, problems


def unsilenced(problems: Iterable[Diagnostic], ignore: Container[str] = ()) -> list[Diagnostic]:
    """The compiler's problems but for its advice that a comment or a setting silences.

    ``ignore`` are the codes that the user's settings name.
    """
    listed = [problem for problem in problems if problem.code not in ignore]
    sources = {p.span.source.path: p.span.source for p in listed if p.code.is_advice}
    silences: list[Silence] = []
    for source in sources.values():
        loaded = load(source)
        deck = CheckedDeck(source, None, loaded.header, loaded.notes, (), sound=True)
        silences += silences_of(deck)[0]
    return silenced(listed, silences)


def _codes_in(comment: re.Match[str]) -> list[re.Match[str]]:
    asked = _WORDS.fullmatch(comment.string, comment.start("words"), comment.end("words"))
    return list(_CODE.finditer(comment.string, *asked.span("codes"))) if asked else []


def silenced(problems: Iterable[Diagnostic], silences: Sequence[Silence]) -> list[Diagnostic]:
    """The problems that no comment silences; comments that silence one are marked as used."""
    by_code: dict[Code, list[Silence]] = {}
    for silence in silences:
        by_code.setdefault(silence.code, []).append(silence)
    kept: list[Diagnostic] = []
    for problem in problems:
        covering = [s for s in by_code.get(problem.code, ()) if s.covers(problem)]
        for silence in covering:
            silence.used = True
        if not covering:
            kept.append(problem)
    return kept


def idle(
    silences: Iterable[Silence],
    looked_at: Sequence[tuple[int, int]],
    *,
    sound: bool,
    whole_library: bool,
) -> Iterator[Diagnostic]:
    """A note for each code of a deck that silences nothing where its rule has looked.

    ``looked_at`` are the places of the notes that rules have looked at; ``sound`` is the deck.
    """
    for silence in silences:
        if silence.used or silence.code in _ABOUT_IGNORES:
            continue
        if silence.code in _BETWEEN_DECKS and not whole_library:
            continue
        misplaced = not silence.whole_deck and silence.scope[0] == silence.scope[1]
        looked = silence.whole_deck or any(
            silence.scope[0] <= end and start < silence.scope[1] for start, end in looked_at
        )
        if misplaced or (looked and sound):
            yield Diagnostic(
                Code.IDLE_IGNORE,
                Span(silence.source, *silence.named),
                f"{silence.code} is not found here, so this silences nothing",
                "write it on the line above the note, or at the top of the file for the whole deck"
                if misplaced
                else "delete it",
            )


def _comments(deck: CheckedDeck) -> Iterator[re.Match[str]]:
    """Comments to us: what looks like one inside a text is part of the text."""
    text = deck.source.text
    if "drillbank:" not in text:
        return
    inside = sorted((t.start, t.end) for node in (deck.header, *deck.nodes) for t in texts_of(node))
    starts = [start for start, _ in inside]
    for found in _COMMENT.finditer(text):
        index = bisect_right(starts, found.start()) - 1
        if index < 0 or found.start() >= inside[index][1]:
            yield found


def _scope(deck: CheckedDeck, at: int) -> tuple[tuple[int, int], bool]:
    """The note that a comment stands in or directly above; above ``notes:``, the whole deck."""
    source = deck.source
    notes = _NOTES_KEY.search(source.text)
    if notes is None or at < notes.start():
        return (0, len(source.text)), True
    line = source.position(at).line
    for node in deck.nodes:
        first = _first_line(source, node)
        last = source.position(max(node.start, node.end - 1)).line
        if first <= line <= last or _directly_above(source, line, first):
            end = source.text.find("\n", node.end)
            return (source.line_start(first), len(source.text) if end < 0 else end + 1), False
    return (0, 0), False


def _first_line(source: Source, node: Node) -> int:
    """The line of the note's dash."""
    line = source.position(node.start).line
    above = source.line(line - 1).strip() if line > 1 else ""
    return line - 1 if above.partition("#")[0].strip() == "-" else line


def _directly_above(source: Source, line: int, first: int) -> bool:
    return line < first and all(
        _COMMENT_LINE.match(source.line(between)) for between in range(line, first)
    )


def _known(word: str) -> Code | None:
    try:
        code = Code(word.upper())
    except ValueError:
        return None
    return code if code.is_advice else None


def _unknown(source: Source, found: re.Match[str]) -> Diagnostic:
    word = found[0].upper()
    if word in set(Code):
        message, help_ = f"{word} is an error, and errors cannot be ignored", "mend what it tells"
    else:
        near = did_you_mean(word, (code for code in Code if code.is_advice))
        message = f"there is no advice called '{found[0]}'"
        help_ = f"did you mean {near}?" if near else "write the code as 'check' shows it: W312"
    return Diagnostic(Code.BAD_IGNORE, Span(source, *found.span()), message, help_)


def _not_understood(source: Source, place: tuple[int, int]) -> Diagnostic:
    return Diagnostic(
        Code.BAD_IGNORE,
        Span(source, *place),
        "this comment is addressed to drillbank, and says nothing it knows",
        "write '# drillbank: ignore W312', with one code or several",
    )
