"""``docs/library.md``: the decks that come with the program, in the order of the path."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from drillbank.authoring.cards import Note, Place
from drillbank.authoring.compile import compile_decks
from drillbank.authoring.decks import Deck
from drillbank.authoring.library_file import path_through
from drillbank.authoring.lint.words import words_in
from drillbank.authoring.shipped import shipped_folder
from scripts.docs_tables import MarkError

HEAD = """\
# Library

<!-- Written by scripts/docs from the decks. Changes here are overwritten. -->

The decks that come with drillbank, in the order in which their new cards come; each name leads to
the deck's lesson. Words are those of the lesson and of all that the cards ask and answer, to the
nearest hundred. Every model answer is told by one [invented engineer](world.md).
"""

LINES: Mapping[str, str] = {
    "stories": "How a story is banked, and ten of them, with every figure that others cite.",
    "tailoring-stories": "One story for several roles and levels; reading a job description.",
    "layered-answers": "A first layer of 90 seconds, its hooks, and the layers behind them.",
    "signals-by-level": "What one question is scored on from L5 to L8, and a self-test.",
    "leading-without-authority": "Moving people who may refuse.",
    "hard-decisions": "Frame, options, weigh, decide; with odds said beforehand, and one wrong.",
    "consensus": "An agreement that holds, and when to disagree and commit.",
    "trade-offs": "Five axes, what decides them, the cost that was accepted; and debt.",
    "design-decisions": "Decisions whose costs compound over years, told as stories.",
    "ambiguity": "Four kinds of not knowing, and a cheap probe for each.",
    "staff-loop": "Levels, rounds, and what each round scores.",
    "staff-coding-style": "Small functions, dashed off and then written as a staff engineer would.",
    "staff-system-design": "Five moves from scope to roll-out, four levels down, the vague prompt.",
    "cross-functional": "The partner team's side of a disagreement.",
    "ic-leadership": "Mentoring, hiring, writing, the free quarter, a mind changed.",
    "project-deep-dive": "One project, asked why down to the floor.",
    "staff-or-manager": "Two tracks, and how to find out which one is yours.",
    "post-mortems": "Ten loops to judge: eight that failed, and two bets that paid.",
}
"""What each deck teaches."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted of a deck."""

    notes: int
    cards: int
    prompts: int
    words: int

    def __add__(self, other: "Row") -> "Row":
        """Both together."""
        pairs = zip(self.numbers, other.numbers, strict=True)
        return Row(*(one + another for one, another in pairs))

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """As they stand in the table."""
        return self.notes, self.cards, self.prompts, self.words


def library_page() -> str:
    """The whole page.

    Raises:
        MarkError: a deck has no line here or is on no path, or a line is of no deck.
    """
    shipped = compile_decks([shipped_folder().path])
    decks = {str(deck.slug): deck for deck in shipped.decks}
    places = path_through(shipped.libraries) or ()
    for named in (LINES.keys(), {place.deck for place in places}):
        for slug in sorted(decks.keys() ^ named):
            raise MarkError(f"LINES in scripts/docs_library.py or the path misplaces '{slug}'")
    return "\n".join((HEAD, *_table(decks, places))) + "\n"


def _table(decks: Mapping[str, Deck], places: Iterable[Place]) -> Iterator[str]:
    yield "| deck | | notes | cards | prompts | words |"
    yield "|---|---|--:|--:|--:|--:|"
    total = Row(0, 0, 0, 0)
    for group, members in groupby(places, key=lambda place: place.group):
        yield f"| **{group}** | | | | | |"
        for place in members:
            deck = decks[place.deck]
            row = _row(deck)
            total += row
            link = f"[{deck.title}](../decks/{place.deck}.md)"
            yield f"| {link} | {LINES[place.deck]} | {_cells(row)} |"
    yield f"| **{len(decks)} decks** | | {_cells(total)} |"


def _cells(row: Row) -> str:
    return " | ".join(f"{number:,}" for number in row.numbers)


def _row(deck: Deck) -> Row:
    notes = [note for note in deck.notes if note.retired is None]
    prompts = sum(note.kind == "prompt" for note in notes)
    lesson = Path(deck.lesson).read_text(encoding="utf-8") if deck.lesson else ""
    words = len(words_in(lesson)) + sum(map(_words, notes))
    return Row(len(notes), sum(len(note.cards) for note in notes), prompts, round(words, -2))


def _words(note: Note) -> int:
    """Of everything that its cards say, each text once."""
    said = {
        text
        for card in note.cards
        for text in (card.face.question, card.face.answer, *(p.text for p in card.face.points))
    }
    return sum(len(words_in(text)) for text in said)
