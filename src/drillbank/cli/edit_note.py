"""Editing the note of a card where it is written."""

from pathlib import Path

from drillbank.authoring.one_note import count_of, index_of, line_of, problems_of
from drillbank.authoring.render_text import render_text
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, read
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import CardRecord
from drillbank.base.errors import DrillbankError
from drillbank.base.words import deck_of, note_of
from drillbank.cli import editor
from drillbank.cli.names import choose, choose_card
from drillbank.cli.output import say, shown_path, warn
from drillbank.cli.own_decks import library, owned
from drillbank.cli.prepare import bring_up_to_date
from drillbank.cli.workplace import Workplace


class NoSourceError(DrillbankError):
    """The card's file cannot be read."""

    def __init__(self, path: Path, told: str) -> None:
        super().__init__(f"{path} cannot be edited: {told}.")


def edit_note(place: Workplace, name: str) -> bool:
    """Opens the note's lines in the editor; whether the note is sound afterwards.

    Raises:
        UsageError: no card, or several notes, have such a name.
        DrillbankError: the file cannot be read, copied or written, or the editor fails.
    """
    bring_up_to_date(place)
    card = _chosen(place, name)
    note = note_of(card.uid)
    found = library(place).get(deck_of(card.uid))
    path = owned(place, found) if found else Path(card.path)
    before = _read(path)
    index = index_of(before, note.partition("/")[2], card.line)
    editor.edit(path, card.line if index is None else line_of(before, index))
    after = _read(path)
    if after.text == before.text:
        say("Nothing was changed.")
        return True
    if index is None or count_of(after) < count_of(before):
        say(f"{shown_path(path)} changed; `drillbank check {shown_path(path)}` checks all of it.")
        return True
    now = index_of(after, note.partition("/")[2], 0)
    problems = place.unsilenced(problems_of(after, index if now is None else now))
    if problems:
        warn(render_text(problems).rstrip("\n"))
    else:
        say(f"{note}: no problems")
    return not any(problem.is_error for problem in problems)


def _chosen(place: Workplace, name: str) -> CardRecord:
    """A card of the note named; a note's own name will do."""
    bank = place.open_bank()
    try:
        with bank.reading() as session:
            cards = {card.uid: card for card in SqlReader(session, place.config.presets).cards()}
    finally:
        bank.close()
    if "#" in name or name in cards:
        return cards[choose_card(name, cards)]
    first = {note_of(uid): card for uid, card in reversed(cards.items())}
    return first[choose(name, first, "card", "`drillbank cards`")]


def _read(path: Path) -> Source:
    source = read(path)
    if isinstance(source, Unreadable):
        raise NoSourceError(path, source.problem.message)
    return source
