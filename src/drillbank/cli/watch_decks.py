"""Showing the note under change while decks are written."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from drillbank.authoring.cards import Note
from drillbank.authoring.render_text import render_text
from drillbank.authoring.watch import Seen, watch
from drillbank.cli.mend import deck_files
from drillbank.cli.output import say, shown_path
from drillbank.cli.workplace import Workplace

EVERY_S = 0.3


def follow(place: Workplace, paths: Sequence[Path], pause: Callable[[], bool]) -> None:
    """Prints what changes until the pause says to stop.

    Raises:
        UsageError: a path named is not there.
    """

    def files() -> list[Path]:
        decks = deck_files(place, [path for path in paths if path.exists()] if paths else ())
        return [*decks, *(deck.with_suffix(".md") for deck in decks)]

    deck_files(place, paths)
    changes = watch(files, pause, place.config.lint)
    say(f"Watching {', '.join(map(shown_path, paths)) or 'your decks'}; Ctrl-C ends it.")
    sys.stdout.flush()
    for seen in changes:
        for line in seen_lines(seen):
            say(line)
        sys.stdout.flush()


def wait() -> bool:
    """Waits a moment; watching goes on until it is interrupted."""
    time.sleep(EVERY_S)
    return True


def seen_lines(seen: Seen) -> Iterator[str]:
    """Both sides of the note's cards, then its problems."""
    yield ""
    if seen.note is None:
        yield shown_path(seen.path)
    else:
        yield f"{shown_path(seen.path)}:{seen.note.line}  {seen.note.uid}"
        yield from _sides(seen.note)
    yield ""
    yield render_text(seen.problems).rstrip("\n") if seen.problems else "no problems"


def _sides(note: Note) -> Iterator[str]:
    for card in note.cards:
        yield ""
        facet = card.uid.partition("#")[2]
        if facet:
            yield f"  #{facet}"
        yield from (f"    {line}".rstrip() for line in card.face.question.split("\n"))
        yield "    ---"
        yield from (f"    {line}".rstrip() for line in card.face.answer.split("\n"))
        yield from (f"      - {point.text}" for point in card.face.points)
