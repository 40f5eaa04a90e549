"""What the author's commands share: which decks are meant, and putting a change into one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.authoring.scan import SHIPPED
from drillbank.base.errors import UsageError
from drillbank.base.words import Slug
from drillbank.cli.diff_text import diff_lines, wants_colour
from drillbank.cli.output import say
from drillbank.cli.workplace import Workplace

if TYPE_CHECKING:
    from drillbank.authoring.source import Source
    from drillbank.bank.plan import Plan

Say = Callable[[str], None]


def deck_files(place: Workplace, paths: Sequence[Path]) -> list[Path]:
    """The deck files named, or below folders named; without any, all decks of the user's own.

    Raises:
        UsageError: one of them is not there.
    """
    from drillbank.authoring.compile import find_decks, is_deck  # noqa: PLC0415 - loads pydantic

    if not paths:
        return [f.path for f in place.scan().files if f.root != SHIPPED and is_deck(f.path)]
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")
        files += find_decks(path).decks if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def fix_files(files: Sequence[Path], tell: Say = say) -> None:
    """Writes every safe fix, the ids of drafts and the numbers of gaps; shows what changed.

    Raises:
        DrillbankError: a file cannot be written.
    """
    from drillbank.authoring.fixes import mended, objection_to  # noqa: PLC0415 - loads pydantic
    from drillbank.authoring.fmt.formatting import named  # noqa: PLC0415
    from drillbank.authoring.lessons import Lessons  # noqa: PLC0415
    from drillbank.authoring.source_file import Unreadable, read  # noqa: PLC0415
    from drillbank.authoring.splice import rewrite  # noqa: PLC0415

    lessons = Lessons()
    for path in files:
        before = read(path)
        if isinstance(before, Unreadable):
            continue
        after = named(mended(before, lessons).source)
        rewrite(before, after, objection_to(before))
        show_change(before, after, tell)


def show_change(before: "Source", after: "Source", tell: Say = say) -> None:
    """The lines that differ, if any do."""
    colour = tell is say and wants_colour()
    for line in diff_lines(before.path, before.text, after.text, colour=colour):
        tell(line)


def write_former_names(plan: "Plan", paths: Mapping[Slug, Path]) -> None:
    """Writes the ``was`` lines that a plan suggests, showing each.

    ``paths`` are the files of the decks, by slug.

    Raises:
        DrillbankError: a file cannot be written.
    """
    from drillbank.authoring.fixes import objection_to  # noqa: PLC0415 - loads pydantic
    from drillbank.authoring.fmt.layout import layout_of  # noqa: PLC0415
    from drillbank.authoring.source_file import Unreadable, read  # noqa: PLC0415
    from drillbank.authoring.splice import splice  # noqa: PLC0415
    from drillbank.authoring.was import was_edit  # noqa: PLC0415

    for change in plan.notes:
        deck, note = map(Slug, change.note.uid.split("/", 1))
        if change.alike is None or deck not in paths:
            continue
        source = read(paths[deck])
        layout = None if isinstance(source, Unreadable) else layout_of(source)
        former = change.alike.old.uid.removeprefix(f"{deck}/")
        edit = was_edit(layout, note, former) if layout else None
        if layout is None or edit is None:
            continue
        after = splice(layout.source, [edit], objection_to(layout.source))
        show_change(layout.source, after)
