"""Adding a note: from the command line, or from what is written in the user's editor."""

import os
import tempfile
from pathlib import Path

from drillbank.authoring.append import Appended, appended, only_added, question_note
from drillbank.authoring.kinds import BY_HEAD
from drillbank.authoring.render_text import render_text
from drillbank.authoring.slugs import slugify
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, read
from drillbank.authoring.splice import rewrite
from drillbank.authoring.templates import is_left_empty, note_text, with_problems, without_remarks
from drillbank.base.errors import DrillbankError
from drillbank.base.words import Slug
from drillbank.cli import editor
from drillbank.cli.output import say, shown_path, warn
from drillbank.cli.workplace import Workplace


class NotAddedError(DrillbankError):
    """What was typed is no sound note."""

    def __init__(self, path: Path, told: str, what_to_do: str) -> None:
        advice = what_to_do[:1].upper() + what_to_do[1:]
        super().__init__(f"Nothing was added to {shown_path(path)}: {told}. {advice}")


def add_question(
    place: Workplace, path: Path, question: str, answer: str, note_id: str | None
) -> None:
    """Adds a ``q`` note.

    Raises:
        NotAddedError: it would not be sound.
        DrillbankError: the deck cannot be read or written.
    """
    before = _read(path)
    added = appended(before, question_note(question, answer, note_id))
    errors = [problem for problem in added.problems if problem.is_error]
    if errors:
        first = errors[0]
        what_to_do = "Name it yourself with --id." if not note_id else f"{first.help or ''}."
        raise NotAddedError(path, first.message, what_to_do)
    _write(place, before, added)


def add_from_editor(place: Workplace, path: Path) -> None:
    """Adds what the user writes; the editor opens again, with the problems, until it is sound.

    Raises:
        NotAddedError: it was left as it was, problems and all, or the editor failed; what was
            written is kept in a file.
        DrillbankError: the deck cannot be read or written, or there is no editor.
    """
    handle, name = tempfile.mkstemp(prefix="drillbank-note-", suffix=".yaml")
    os.close(handle)
    draft = Path(name)
    draft.write_text(note_text(slugify(path.stem) or Slug("deck"), tuple(BY_HEAD)), "utf-8")
    refused: str | None = None
    while True:
        _edit(draft, path)
        typed = without_remarks(draft.read_text(encoding="utf-8"))
        if is_left_empty(typed):
            draft.unlink()
            say("Nothing was added.")
            return
        before = _read(path)
        added = appended(before, typed)
        errors = [problem for problem in added.problems if problem.is_error]
        if not errors:
            _write(place, before, added)
            draft.unlink()
            return
        if typed == refused:
            raise NotAddedError(path, errors[0].message, f"What you wrote is kept in {draft}.")
        refused = typed
        draft.write_text(with_problems(typed, added.problems), encoding="utf-8")


def _edit(draft: Path, path: Path) -> None:
    try:
        editor.edit(draft, _first_line(draft))
    except editor.EditorError as problem:
        if is_left_empty(without_remarks(draft.read_text(encoding="utf-8"))):
            draft.unlink()
            raise
        kept = f"What you wrote is kept in {draft}."
        raise NotAddedError(path, f"the editor {problem.why}", kept) from problem


def _first_line(draft: Path) -> int:
    """Where the first line stands that is no remark."""
    lines = draft.read_text(encoding="utf-8").split("\n")
    return next((at for at, line in enumerate(lines, 1) if not line.startswith("#")), 1)


def _read(path: Path) -> Source:
    source = read(path)
    if isinstance(source, Unreadable):
        raise NotAddedError(path, source.problem.message, f"{source.problem.help or ''}.")
    return source


def _write(place: Workplace, before: Source, added: Appended) -> None:
    def objection(after: Source) -> str | None:
        return only_added(before, after)

    rewrite(before, added.source, objection)
    say(f"added {', '.join(added.ids)}  {shown_path(before.path)}:{added.line}")
    if problems := place.unsilenced(added.problems):
        warn(render_text(problems).rstrip("\n"))
