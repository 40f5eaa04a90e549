"""The lessons beside the decks: which headings they have, and whether a ``see`` finds one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drillbank.authoring.diagnostics import Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.images import outside

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*")
_SETEXT_RANK = {"=": 1, "-": 2}
_LEAST_RANK = 6
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[-*+>|#]|\d+[.)])|[ \t]*$|(?: {4}|\t)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(_{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_TAGS = re.compile(r"<[^>]+>")
_ANCHOR = re.compile(r"<a\s[^>]*?(?:id|name)\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_DROPPED = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a ``see`` leads nowhere."""

    code: Code
    message: str
    help: str


@dataclass(slots=True)
class Lessons:
    """Reads each lesson once."""

    _anchors: dict[Path, tuple[str, ...] | None] = field(default_factory=dict)
    _found: dict[tuple[str, str], str | Missing] = field(default_factory=dict)
    """By the deck and what it says."""

    def resolve(self, see: str, deck: Path, lesson: Path | None) -> str | Missing:
        """A ``see`` as ``file.md#heading`` relative to the deck, or why there is no such place.

        A web address is taken as it is.  ``lesson`` is the same in all calls for a deck.
        """
        asked = (str(deck), see)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._resolved(see, deck, lesson)
        return found

    def _resolved(self, see: str, deck: Path, lesson: Path | None) -> str | Missing:
        if re.match(r"https?://", see):
            return see
        name, hash_, heading = see.partition("#")
        if not name and lesson is None:
            return Missing(
                Code.NO_SUCH_FILE,
                "there is no lesson beside this deck",
                f"write the lesson as {deck.stem}.md, or name it with 'lesson:' at the top",
            )
        fault = outside(name, deck.parent) if name else None
        if fault:
            return Missing(*fault)
        path = deck.parent / name if name else lesson
        anchors = self._of(path) if path else None
        if path is None or anchors is None:
            return self._no_file(see, name, deck, lesson)
        if hash_ and heading not in anchors:
            return _no_heading(heading, path, anchors)
        shown = name or _relative(path, deck)
        return f"{shown}#{heading}" if hash_ else shown

    def _no_file(self, see: str, name: str, deck: Path, lesson: Path | None) -> Missing:
        headings = (self._of(lesson) or ()) if lesson else ()
        beside = sorted(path.name for path in deck.parent.glob("*.md"))
        near = did_you_mean(name, beside)
        if see in headings:
            help_ = f'a heading of the lesson is written "#{see}", in quotes'
        elif near:
            help_ = f"did you mean '{near}'?"
        else:
            help_ = "write the path of a Markdown file, relative to the deck"
        return Missing(Code.NO_SUCH_FILE, f"there is no file '{name}' beside this deck", help_)

    def _of(self, path: Path) -> tuple[str, ...] | None:
        if path not in self._anchors:
            try:
                text = path.read_text(encoding="utf-8-sig", errors="replace")
            except (OSError, ValueError):
                self._anchors[path] = None
            else:
                self._anchors[path] = anchors_of(text)
        return self._anchors[path]


def _relative(path: Path, deck: Path) -> str:
    try:
        return path.relative_to(deck.parent).as_posix()
    except ValueError:
        return path.as_posix()


def _no_heading(heading: str, path: Path, anchors: tuple[str, ...]) -> Missing:
    near = did_you_mean(heading, anchors) or next(
        (anchor for anchor in anchors if heading and heading in anchor), None
    )
    return Missing(
        Code.NO_SUCH_HEADING,
        f"{path.name} has no heading '#{heading}'",
        f"did you mean '#{near}'?" if near else _listing(anchors),
    )


def _listing(anchors: tuple[str, ...]) -> str:
    most = 8
    listed = ", ".join(f"#{anchor}" for anchor in anchors[:most])
    more = ", …" if len(anchors) > most else ""
    return f"it has: {listed}{more}" if anchors else "it has no headings at all"


def anchors_of(markdown: str) -> tuple[str, ...]:
    """The anchors of a lesson in order: GitHub's slugs of its headings, and ``<a id=…>``."""
    return tuple(anchor for anchor, _ in _anchored(_lines_of(markdown)))


def section_of(markdown: str, anchor: str) -> str | None:
    """What stands under an anchor, its heading first, up to the next heading of its rank.

    None where the lesson has no such anchor.
    """
    lines = _lines_of(markdown)
    texts = _outside_code(lines)
    at = next((line.at for found, line in _anchored(lines) if found == anchor), None)
    if at is None:
        return None
    headings = [line for line in texts if line.rank]
    # An <a id=…> on its own stands for the heading right below it, else for what is left of the
    # section that it is in.
    below = next((line for line in texts if line.at >= at and _says_something(line)), None)
    before = [line for line in headings if line.at <= at]
    rank = below.rank if below and below.rank else before[-1].rank if before else _LEAST_RANK
    begun = below.at if below and below.rank else at
    end = next((line.at for line in headings if line.at > begun and line.rank <= rank), len(lines))
    return "\n".join(lines[at:end]).strip("\n")


def heading_slug(heading: str) -> str:
    """The anchor GitHub gives to a heading's text."""
    text = _TAGS.sub("", _LINK.sub(r"\1", heading.strip()))
    text = _EMPHASIS.sub(r"\2", text)
    return _DROPPED.sub("", text.lower()).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line outside code."""

    at: int
    text: str
    """Without the marks of a heading."""

    rank: int
    """1-6 for a heading, 0 for any other line."""


def _anchored(lines: Sequence[str]) -> list[tuple[str, _Line]]:
    """Every anchor, and the line that has it."""
    seen: Counter[str] = Counter()
    anchors: list[tuple[str, _Line]] = []
    for line in _outside_code(lines):
        if line.rank:
            slug = heading_slug(line.text)
            anchors.append((f"{slug}-{seen[slug]}" if seen[slug] else slug, line))
            seen[slug] += 1
        anchors.extend((anchor, line) for anchor in _ANCHOR.findall(line.text))
    return anchors


def _says_something(line: _Line) -> bool:
    return bool(line.rank or _TAGS.sub("", line.text).strip())


def _lines_of(markdown: str) -> list[str]:
    return _without_front_matter(markdown.replace("\r\n", "\n").split("\n"))


def _outside_code(lines: Sequence[str]) -> list[_Line]:
    found: list[_Line] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark:
            fence = mark[1]
        elif atx := _ATX.fullmatch(line):
            found.append(_Line(index, atx[2] or "", len(atx[1])))
        elif not _NO_PARAGRAPH.match(line) and index + 1 < len(lines):
            under = _SETEXT.fullmatch(lines[index + 1])
            found.append(_Line(index, line, _SETEXT_RANK[under[1][0]] if under else 0))
        else:
            found.append(_Line(index, line, 0))
    return found


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines[0].rstrip() != "---":
        return lines
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    return lines if end is None else lines[end + 1 :]
