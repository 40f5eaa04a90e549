"""Lines that no deck may hold and that YAML would misread: conflict markers, document marks."""

import re
from dataclasses import dataclass

from drillbank.authoring.diagnostics import Code, Diagnostic, Edit, Fix, Label, Safety
from drillbank.authoring.outline import blank, outline
from drillbank.authoring.source import Source, Span

# Text inside a note is indented, so at the start of a line these are never the author's text.
_MARKERS = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)[^\n]*", re.MULTILINE)
_DOCUMENT = re.compile(r"^(---|\.\.\.)(?=[ \t\r\n]|$)", re.MULTILINE)
_CONTENT = re.compile(r"^(?![ \t]*(?:#|\r?$))(?=[^\n])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A text fit for the parser: what was refused is blanked out, offsets stay the file's."""

    text: str
    problems: tuple[Diagnostic, ...] = ()
    unsettled: tuple[tuple[int, int], ...] = ()
    """Where conflicts stand: a note that touches one is neither used nor complained about."""


def bounded(source: Source) -> Bounded:
    """Refuses conflict markers and second documents, and takes them out of the way."""
    text = source.text
    conflicts = _conflicts(source)
    problems = [problem for problem, _ in conflicts]
    unsettled = tuple(_with_its_notes(source.text, place) for _, place in conflicts)
    for start, end in unsettled:
        text = text[:start] + blank(text[start:end]) + text[end:]
    for mark in _document_marks(text):
        problems.append(_second_document(source, mark.start()))
        text = text[: mark.start()] + blank(mark[0]) + text[mark.end() :]
    return Bounded(text, tuple(problems), unsettled)


def _conflicts(source: Source) -> list[tuple[Diagnostic, tuple[int, int]]]:
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return []
    found: list[tuple[Diagnostic, tuple[int, int]]] = []
    group: list[re.Match[str]] = []
    for marker in _MARKERS.finditer(source.text):
        if marker[1] == "<<<<<<<" and group:
            found.append(_conflict(source, group))
            group = []
        if not group and marker[1] == "=======":
            continue  # a row of equals signs alone is no conflict
        group.append(marker)
        if marker[1] == ">>>>>>>":
            found.append(_conflict(source, group))
            group = []
    return [*found, _conflict(source, group)] if group else found


def _conflict(source: Source, markers: list[re.Match[str]]) -> tuple[Diagnostic, tuple[int, int]]:
    first, *others = markers
    last = markers[-1]
    problem = Diagnostic(
        Code.GIT_CONFLICT,
        Span(source, first.start(), first.start() + 7),
        "git left a conflict here that nobody has settled",
        "keep the lines you want and delete the marker lines",
        tuple(Label(Span(source, other.start(), other.start() + 7), "") for other in others),
    )
    return problem, (first.start(), last.end())


def _with_its_notes(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The conflict, with the lines of a note that stand before or behind it.

    Git leaves out of a conflict what both sides say: of two notes added, the last key perhaps.
    """
    start, end = place
    chunks = outline(text).chunks
    touched = [chunk for chunk in chunks if start < chunk.start < end]
    begun = next((chunk for chunk in chunks if chunk.start <= start < chunk.end), None)
    first_note = touched[0].start if touched else end
    if begun and _CONTENT.search(_MARKERS.sub("", text[start:first_note])):
        touched.insert(0, begun)
    if not touched:
        return place
    return min(start, touched[0].start), max(end, touched[-1].end)


def _document_marks(text: str) -> list[re.Match[str]]:
    """The marks with content on both sides; before the first content a ``---`` is harmless."""
    if "\n---" not in text and "\n..." not in text:
        return []
    content = _CONTENT.search(text)
    while content and _is_prelude(text, content.start()):
        next_line = text.find("\n", content.start()) + 1
        content = _CONTENT.search(text, next_line or len(text))
    if not content:
        return []
    marks = list(_DOCUMENT.finditer(text, content.start()))
    return [mark for mark in marks if mark[1] == "---" or _CONTENT.search(text, mark.end())]


def _is_prelude(text: str, at: int) -> bool:
    return text[at] == "%" or _DOCUMENT.match(text, at) is not None


def _second_document(source: Source, at: int) -> Diagnostic:
    return Diagnostic(
        Code.SECOND_DOCUMENT,
        Span(source, at, at + 3),
        "a deck is one document, and a second one would start here",
        f"remove the '{source.text[at : at + 3]}' line",
        fix=Fix("remove the mark", (Edit(at, at + 3, ""),), Safety.SUGGESTED),
    )
