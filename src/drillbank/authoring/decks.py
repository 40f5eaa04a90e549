"""One deck: from its file to notes and diagnostics."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from drillbank.authoring.cards import Note
from drillbank.authoring.diagnostics import Code, Diagnostic, about_file, in_file_order
from drillbank.authoring.header import Header
from drillbank.authoring.identity import check_ids, check_was
from drillbank.authoring.images import outside
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.links import Links
from drillbank.authoring.loader import Loaded, load
from drillbank.authoring.nodes import Mapping, Node
from drillbank.authoring.notes import DeckFacts, ReadNote, has_misspelt_key, read_note
from drillbank.authoring.slugs import slugify
from drillbank.authoring.source import Source, Span
from drillbank.authoring.source_file import Unreadable, read
from drillbank.authoring.validate import validate
from drillbank.base.words import NoteUid, Slug, uid_of


class Form(NamedTuple):
    """A note as it was written."""

    kind: Kind[Any]
    node: Mapping
    """The quick form written out."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the author of a deck wrote, to be held beside what became of it."""

    source: Source
    header: Mapping
    nodes: tuple[Node, ...]
    """Every note that parses, sound or not, in file order."""

    forms: AnyMapping[NoteUid, Form]
    """Of the sound notes."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as far as it compiled."""

    slug: Slug
    title: str
    path: Path
    """As given by the caller."""

    lesson: Path | None
    """The Markdown file beside it, if there is one."""

    notes: tuple[Note, ...]
    """The sound ones, in file order."""

    sound: bool
    """Whether the file has no error; only then does a note's absence mean that it is gone."""

    diagnostics: tuple[Diagnostic, ...]
    """In file order."""

    broken: frozenset[NoteUid] = frozenset()
    """Notes that are sound in themselves, and left out since what they name is not there."""

    links: Links = field(default=Links(), repr=False)
    """What its notes are called and what they name; ``resolve`` follows it."""

    written: Written | None = field(default=None, repr=False, compare=False)
    """None where it was not to be kept, or could not be read."""


def read_decks(paths: Iterable[Path]) -> list[Deck]:
    """Every deck of these files, in their order."""
    lessons = Lessons()
    return [read_deck(path, lessons) for path in paths]


def read_deck(path: Path, lessons: Lessons | None = None, *, keep_written: bool = False) -> Deck:
    """Reads and checks the deck in a file; never raises for what the file holds.

    ``lessons`` remembers headings over several decks.  What was written is kept only if asked for,
    since it takes more memory than all else.
    """
    source = read(path)
    if isinstance(source, Unreadable):
        slug = slugify(path.stem) or Slug("unreadable")
        return Deck(slug, path.stem, path, None, (), sound=False, diagnostics=(source.problem,))
    deck = compile_deck(source, lessons or Lessons())
    return deck if keep_written else replace(deck, written=None)


def compile_deck(source: Source, lessons: Lessons) -> Deck:
    """Checks a deck whose text is at hand."""
    loaded = load(source)
    header, problems = _header(loaded, source)
    slug, slug_problems = _slug(header, source)
    lesson, lesson_problems = _lesson(header, loaded.header, source)
    facts = DeckFacts(source, slug, header.tags, header.shared(), lesson, lessons)
    read_notes = [read_note(node, facts) for node in loaded.notes]
    taken = check_ids(read_notes, source)
    spoilt = _spoilt(loaded)
    notes = _sound(read_notes, {*taken, *spoilt})
    found = [
        *loaded.problems,
        *(problems if loaded.has_notes_key else _about_notes(problems)),
        *slug_problems,
        *lesson_problems,
        *_news(read_notes, loaded, source),
        *taken.values(),
        *check_was(read_notes, slug, source),
        *_emptiness(loaded, source, has_typo=bool(_about_notes(problems))),
    ]
    return Deck(
        slug=slug,
        title=header.title or source.path.stem.replace("-", " ").capitalize(),
        path=source.path,
        lesson=lesson,
        notes=notes,
        sound=not any(problem.is_error for problem in found),
        diagnostics=in_file_order(_attributed(found, read_notes, loaded, slug)),
        links=_links(read_notes, spoilt, loaded),
        written=Written(source, loaded.header, loaded.notes, _forms(read_notes)),
    )


def _forms(notes: list[ReadNote]) -> dict[NoteUid, Form]:
    return {
        read.note.uid: Form(read.kind, read.mapping)
        for read in notes
        if read.note and read.kind and read.mapping
    }


def _spoilt(loaded: Loaded) -> set[int]:
    """The positions of the notes in which the loader found an error."""
    broken_at = sorted(p.span.start for p in loaded.problems if p.is_error)
    return {
        index
        for index, node in enumerate(loaded.notes)
        if bisect_left(broken_at, node.start) < bisect_right(broken_at, node.end)
    }


def _sound(notes: list[ReadNote], unusable: set[int]) -> tuple[Note, ...]:
    """The notes without an error."""
    return tuple(
        read.note
        for index, read in enumerate(notes)
        if read.note is not None and index not in unusable
    )


def _links(notes: list[ReadNote], spoilt: set[int], loaded: Loaded) -> Links:
    return Links(
        named=tuple(read.named for read in notes if read.named),
        links=tuple(
            link for index, read in enumerate(notes) if index not in spoilt for link in read.links
        ),
        whole=not loaded.unread and all(map(_has_its_name, notes)),
    )


def _has_its_name(read: ReadNote) -> bool:
    """Whether the note goes by the name its author meant; a misspelt key may have been ``id``."""
    return read.named is not None and not (read.provisional and has_misspelt_key(read.problems))


def _attributed(
    problems: list[Diagnostic], notes: list[ReadNote], loaded: Loaded, deck: Slug
) -> Iterator[Diagnostic]:
    """The problems, each with the uid of the note it stands in, where that is known."""
    starts = [node.start for node in loaded.notes]
    for problem in problems:
        at = problem.span.start
        index = bisect_right(starts, at) - 1
        inside = index >= 0 and problem.span.source.text and at <= loaded.notes[index].end
        named = notes[index].id if inside else None
        if problem.note_uid is None and named:
            yield replace(problem, note_uid=uid_of(deck, named))
        else:
            yield problem


def _news(notes: list[ReadNote], loaded: Loaded, source: Source) -> list[Diagnostic]:
    """The notes' problems, without those that only follow from one the loader told on the line."""
    told = {source.position(p.span.start).line for p in loaded.problems if p.is_error}
    return [
        problem
        for note in notes
        for problem in note.problems
        if problem.span.begins.line not in told
    ]


def _header(loaded: Loaded, source: Source) -> tuple[Header, tuple[Diagnostic, ...]]:
    header, problems = validate(Header, loaded.header, source, what="a deck", also_known=("notes",))
    if header is None:
        # What is sound in it must still reach the notes: `deck` and `defaults` above all.
        good = [e for e in loaded.header.entries if not _is_named(e.key.value, problems, loaded)]
        rest = Mapping(tuple(good), loaded.header.start, loaded.header.end)
        header, _ = validate(Header, rest, source, what="a deck")
    return header or Header(), problems


def _is_named(key: str, problems: tuple[Diagnostic, ...], loaded: Loaded) -> bool:
    """Whether a problem lies within the entry of this key."""
    entry = loaded.header.entry(key)
    return entry is not None and any(
        entry.key.start <= p.span.start <= max(entry.value.end, entry.key.end) for p in problems
    )


def _slug(header: Header, source: Source) -> tuple[Slug, tuple[Diagnostic, ...]]:
    if header.deck:
        return Slug(header.deck), ()
    slug = slugify(source.path.stem)
    if slug:
        return slug, ()
    problem = about_file(
        Code.BAD_DECK_SLUG,
        source.path,
        "no id can be made from this file's name: it holds no Latin letter or digit",
        "write 'deck: some-short-name' at the top of it",
    )
    return Slug("unnamed"), (problem,)


def _lesson(
    header: Header, node: Mapping, source: Source
) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    if header.lesson is None:
        beside = source.path.with_suffix(".md")
        return (beside if beside.is_file() else None), ()
    named = source.path.parent / header.lesson
    fault = outside(header.lesson, source.path.parent)
    if fault is None and named.is_file():
        return named, ()
    code, message, help_ = fault or (
        Code.NO_SUCH_FILE,
        f"there is no lesson '{header.lesson}' beside this deck",
        "write the path of a Markdown file, relative to the deck",
    )
    value = node.get("lesson") or node
    return None, (Diagnostic(code, Span(source, value.start, value.end), message, help_),)


def _about_notes(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Of what is wrong with the header: a misspelt ``notes``.  A file without one is no deck."""
    return tuple(p for p in problems if p.fix and any(e.text == "notes" for e in p.fix.edits))


def _emptiness(loaded: Loaded, source: Source, *, has_typo: bool) -> tuple[Diagnostic, ...]:
    if loaded.notes or loaded.unread or any(p.is_error for p in loaded.problems):
        return ()
    if loaded.header.entries and not loaded.has_notes_key:
        if has_typo:
            return ()
        first = loaded.header.entries[0].key
        return (
            Diagnostic(
                Code.NOT_A_DECK,
                Span(source, first.start, first.end),
                "this is not a deck: it has no 'notes:'",
                "write 'notes:' and the notes below it, or move the file out of the decks folder",
            ),
        )
    return (
        about_file(
            Code.EMPTY_DECK,
            source.path,
            "this deck has no notes yet",
            "write one below 'notes:', such as '  - What is it?: The answer.'",
        ),
    )
