"""A deck's text as a tree, whatever is wrong with it.

The whole file is parsed at once; only if that fails is every note parsed on its own lines, so that
one bad note never hides another.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from drillbank.authoring.boundaries import Bounded, bounded
from drillbank.authoring.diagnostics import Code, Diagnostic, Fix
from drillbank.authoring.lost_text import lost_text
from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text
from drillbank.authoring.outline import Chunk, blank, outline
from drillbank.authoring.repair import quote_value, value_on_line
from drillbank.authoring.source import Source, Span
from drillbank.authoring.syntax import explain
from drillbank.authoring.tree import Broken, Tree, read_tree

_MOST_PER_NOTE = 20
"""Syntax errors told of one note; each is looked for with the ones before it taken out."""

_LEVELS_ABOVE_A_LIST = 1
"""Of the list of notes: it stands in the deck's mapping."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a deck."""

    header: Mapping
    """The keys at the top, ``notes`` left out."""

    notes: tuple[Node, ...]
    """The notes that parse, in file order."""

    problems: tuple[Diagnostic, ...]
    has_notes_key: bool
    """Whether there is a ``notes:`` at all."""

    unread: int
    """How many notes do not parse, or stand in a conflict (which is counted as one)."""


def load(source: Source, *, pure: bool = False) -> Loaded:
    """Reads a deck; never raises, whatever the text.  ``pure`` asks for the slow parser."""
    bounds = bounded(source)
    with _no_garbage_collection():
        tree = read_tree(source, bounds.text, pure=pure)
        if isinstance(tree, Tree):
            loaded = _whole(source, tree)
        else:
            loaded = _note_by_note(source, bounds.text, tree, pure=pure)
    problems = tuple(_with_quotes(p, source, bounds.text) for p in loaded.problems)
    return _settled(source, bounds, replace(loaded, problems=problems))


def _with_quotes(problem: Diagnostic, source: Source, text: str) -> Diagnostic:
    """Offers quotes for a value that begins with a mark YAML obeys and decks refuse."""
    start = problem.span.start
    if problem.code is Code.KEY_NOT_TEXT:
        start -= 1  # the key stands behind the brace that makes it one
    elif problem.code not in {Code.ALIAS, Code.TAG}:
        return problem
    if value_on_line(text, start).start != start:
        return problem
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)]

    def is_better(edited: str) -> bool:
        tree = read_tree(source, edited)
        return isinstance(tree, Tree) and not tree.problems

    fix = quote_value(line, start - first, is_better)
    return replace(problem, fix=fix.moved(first)) if fix else problem


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A tree has no cycles, and looking for some costs more than building it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _whole(source: Source, tree: Tree) -> Loaded:
    if tree.root is None or (isinstance(tree.root, Text) and tree.root.is_absent):
        return Loaded(Mapping((), 0, 0), (), tree.problems, has_notes_key=False, unread=0)
    if not isinstance(tree.root, Mapping):
        problem = _not_a_deck(source, tree.root)
        nothing = Mapping((), 0, 0)
        return Loaded(nothing, (), (*tree.problems, problem), has_notes_key=False, unread=1)
    root = tree.root
    entry = root.entry("notes")
    header = Mapping(tuple(e for e in root.entries if e is not entry), root.start, root.end)
    notes, problems = _items(source, entry)
    return Loaded(
        header, notes, (*tree.problems, *problems), has_notes_key=entry is not None, unread=0
    )


def _items(source: Source, entry: Entry | None) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    if entry is None or (isinstance(entry.value, Text) and entry.value.is_absent):
        return (), ()
    if isinstance(entry.value, List):
        return entry.value.items, ()
    problem = Diagnostic(
        Code.WRONG_SHAPE,
        Span(source, entry.key.start, entry.key.end),
        "'notes' must be a list",
        "start each note with '- ' below 'notes:'",
    )
    return (), (problem,)


def _not_a_deck(source: Source, root: Node) -> Diagnostic:
    end = source.text.find("\n", root.start)
    return Diagnostic(
        Code.NOT_A_DECK,
        Span(source, root.start, min(root.end, end) if end >= 0 else root.end),
        "this is not a deck: the notes must stand under 'notes:'",
        "write 'notes:' on a line of its own and indent the notes below it",
    )


def _note_by_note(source: Source, text: str, whole: Broken, *, pure: bool) -> Loaded:
    lines = outline(text)
    header = _part(source, lines.header, 0, pure=pure)
    loaded = _whole(source, header.tree)
    problems = [*header.problems, *loaded.problems]
    notes: list[Node] = []
    unread = 0
    for chunk in lines.chunks:
        if not chunk.in_line:
            problems.append(_dash_problem(source, chunk))
            unread += 1
            continue
        lines_of_it = text[chunk.start : chunk.end]
        part = _part(source, lines_of_it, chunk.start, above=_LEVELS_ABOVE_A_LIST, pure=pure)
        problems.extend((*part.problems, *part.tree.problems))
        notes.extend(_items_of(part.tree))
        unread += bool(part.problems)
    if not problems:
        problems.append(explain(source, text, 0, whole))
    found = loaded.has_notes_key or bool(lines.chunks)
    return Loaded(loaded.header, tuple(notes), tuple(problems), found, unread)


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of the file: its tree, or what keeps it from having one."""

    tree: Tree
    problems: tuple[Diagnostic, ...]


def _part(source: Source, text: str, base: int, *, above: int = 0, pure: bool) -> _Part:
    problems: list[Diagnostic] = []
    while len(problems) < _MOST_PER_NOTE:
        tree = read_tree(source, text, base, above=above, pure=pure)
        if isinstance(tree, Tree):
            return _Part(Tree(None) if problems else tree, tuple(problems))
        problem = explain(source, text, base, tree)
        problems.append(problem)
        if problem.fix is None or problem.code is Code.TAB:
            break
        text = _taken_out(text, problem.fix.moved(-base))
    return _Part(Tree(None), tuple(problems))


def _taken_out(text: str, fix: Fix) -> str:
    """The text without the mistake; blanked, not mended, so that offsets stay the file's.

    A space is put in over what stood there; a letter behind it keeps the rest of a one-letter word
    from being read as the start of the value.
    """
    for edit in fix.edits:
        end = max(edit.end, edit.start + 1)
        if edit.start == edit.end and text[end : end + 1] in {" ", "\t"}:
            text = f"{text[: edit.start]} x{text[end + 1 :]}"
        else:
            text = text[: edit.start] + blank(text[edit.start : end]) + text[end:]
    return text


def _items_of(tree: Tree) -> tuple[Node, ...]:
    if isinstance(tree.root, List):
        return tree.root.items
    return () if tree.root is None else (tree.root,)


def _dash_problem(source: Source, chunk: Chunk) -> Diagnostic:
    return Diagnostic(
        Code.OUT_OF_LINE,
        Span(source, chunk.dash, chunk.dash + 1),
        "this note does not stand in line with the others",
        "give its '-' the same indent as theirs, and its keys two more",
    )


def _settled(source: Source, bounds: Bounded, loaded: Loaded) -> Loaded:
    """Adds what is told of the whole file, and leaves out what conflicts make worthless."""

    def touches(start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in bounds.unsettled)

    notes = tuple(note for note in loaded.notes if not touches(note.start, note.end))
    problems = [p for p in loaded.problems if not touches(p.span.start, p.span.end)]
    problems.extend(lost_text(source, (loaded.header, *notes)))
    return Loaded(
        loaded.header,
        notes,
        (*bounds.problems, *problems),
        loaded.has_notes_key,
        loaded.unread + len(loaded.notes) - len(notes) + len(bounds.unsettled),
    )
