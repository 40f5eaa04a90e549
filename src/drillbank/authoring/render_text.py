"""Diagnostics as a person reads them: the line, a caret under it, what to write instead."""

from collections import Counter
from collections.abc import Sequence

from drillbank.authoring.cells import cells
from drillbank.authoring.diagnostics import Diagnostic, Label, Level, Safety, in_file_order
from drillbank.authoring.source import Span
from drillbank.base.paths import shown_path
from drillbank.base.prose import counted


def render_text(diagnostics: Sequence[Diagnostic]) -> str:
    """All problems in file order and a closing count; empty for no problems.

    Paths are told from the present folder.  Carets are placed by terminal cells, the printed column
    counts characters.
    """
    if not diagnostics:
        return ""
    blocks = [_block(diagnostic) for diagnostic in in_file_order(diagnostics)]
    return "\n\n".join([*blocks, _count(diagnostics)]) + "\n"


def _block(diagnostic: Diagnostic) -> str:
    lines = [f"{diagnostic.level}[{diagnostic.code}]: {diagnostic.message}"]
    places = [(diagnostic.span, ""), *((label.span, label.message) for label in _shown(diagnostic))]
    gutter = max(len(str(span.begins.line)) for span, _ in places)
    source = diagnostic.span.source
    for index, (span, message) in enumerate(places):
        if index == 0 or span.source != source:
            source = span.source
            arrow = ":::" if index else "-->"
            aside = f"  {message}" if message and not source.text else ""
            lines.append(f"{' ' * gutter}{arrow} {_place(span)}{aside}")
        lines.extend(_frame(span, message, gutter))
    if diagnostic.help:
        fix = diagnostic.fix
        mark = "     [fix available]" if fix and fix.safety is Safety.SAFE else ""
        lines.append(f"{' ' * gutter}  = help: {diagnostic.help}{mark}")
    return "\n".join(lines)


def _shown(diagnostic: Diagnostic) -> list[Label]:
    return sorted(
        diagnostic.labels, key=lambda label: (str(label.span.source.path), label.span.start)
    )


def _place(span: Span) -> str:
    path = shown_path(span.source.path)
    if not span.source.text:
        return path
    return f"{path}:{span.begins.line}:{span.begins.column}"


def _frame(span: Span, message: str, gutter: int) -> list[str]:
    """The first line that a span covers, and a caret line under it."""
    if not span.source.text:
        return []
    begins, ends = span.begins, span.ends
    line = span.source.line(begins.line)
    first = begins.column - 1
    last = ends.column - 1 if ends.line == begins.line else len(line)
    before = _drawn(line[:first])
    carets = "^" * max(1, cells(_drawn(line[first:last])))
    return [
        f" {begins.line:>{gutter}} | {_drawn(line)}".rstrip(),
        f" {' ' * gutter} | {' ' * cells(before)}{carets} {message}".rstrip(),
    ]


def _drawn(text: str) -> str:
    """Tabs as four blanks, other control characters as a visible mark: a frame moves no cursor."""
    text = text.replace("\t", "    ")
    return "".join(
        c if c.isprintable() or c == "\u200d" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _count(diagnostics: Sequence[Diagnostic]) -> str:
    levels = Counter(diagnostic.level for diagnostic in diagnostics)
    counts = [counted(levels[level], level) for level in Level if levels[level]]
    files = len({diagnostic.span.source.path for diagnostic in diagnostics})
    return f"{', '.join(counts)} in {counted(files, 'file')}"
