"""Decks and their files, brought up to a compile."""

from collections.abc import Iterable
from itertools import takewhile

from sqlalchemy import select

from drillbank.authoring.cards import Place
from drillbank.authoring.scan import SHIPPED, Scan
from drillbank.bank.change import Change
from drillbank.bank.compiled import Compiled, CompiledDeck
from drillbank.bank.schema import COMPILER
from drillbank.bank.tables import DeckRow, SettingRow, SourceRow
from drillbank.base.paths import path_text
from drillbank.base.words import Slug


class DeckSync:
    """Decks and files, being written."""

    def __init__(self, change: Change, compiled: Compiled) -> None:
        self._session = change.session
        self._compiled = compiled
        found = self._session.execute(select(DeckRow)).scalars()
        self._rows = {Slug(row.slug): row for row in found}

    def write(self) -> dict[Slug, int]:
        """Brings decks and files up to the source; returns the ids of the decks compiled."""
        for deck in self._compiled.decks:
            self._deck(deck)
        if self._compiled.scan is not None:
            for row in self._rows.values():
                row.available = self._is_there(row, self._compiled.scan)
            self._sources()
        if self._compiled.path is not None:
            self._places(self._compiled.path)
        self._session.flush()
        return {deck.slug: self._rows[deck.slug].id or 0 for deck in self._compiled.decks}

    def _places(self, path: Iterable[Place]) -> None:
        """The user's own decks that no path names come before the first shipped one on it."""
        named = {place.deck: place.group for place in path if place.deck in self._rows}
        shipped = {slug for slug, row in self._rows.items() if row.root == SHIPPED}
        own = sorted(self._rows.keys() - named.keys() - shipped)
        before = list(takewhile(lambda slug: slug not in shipped, named))
        order = dict.fromkeys((*before, *own, *named))
        for row in self._rows.values():
            row.place = row.group_title = None
        for number, slug in enumerate(order, start=1):
            row = self._rows[slug]
            row.place, row.group_title = number, named.get(slug)

    def _is_there(self, row: DeckRow, scan: Scan) -> bool:
        seen = row.root in scan.roots and not scan.hides(row.path)
        return seen or any(deck.slug == row.slug for deck in self._compiled.decks)

    def _deck(self, deck: CompiledDeck) -> None:
        row = self._rows.get(deck.slug)
        if row is None:
            row = DeckRow(slug=deck.slug, title="", path="", root="", lesson=None, weights="")
            self._rows[deck.slug] = row
            self._session.add(row)
        # A file compiled by its name does not leave the folder that it was found under.
        if self._compiled.scan is not None or row.path != deck.path:
            row.root = deck.root
        row.title, row.path, row.lesson, row.available = deck.title, deck.path, deck.lesson, True

    def _sources(self) -> None:
        if self._compiled.scan is None:
            return
        problems = {problem.path: problem for problem in self._compiled.problems}
        rows = {row.path: row for row in self._session.execute(select(SourceRow)).scalars()}
        for file in self._compiled.scan.files:
            path = path_text(file.path)
            problem = problems.get(path)
            row = rows.pop(path, None) or SourceRow(
                path=path, root="", mtime_ns=0, size=0, problems=0, first_problem=None
            )
            row.root, row.mtime_ns, row.size = file.root, file.mtime_ns, file.size
            row.problems = problem.errors if problem else 0
            row.first_problem = problem.first if problem else None
            self._session.add(row)
        for row in rows.values():
            self._session.delete(row)
        self._session.merge(SettingRow(key="compiler", value=COMPILER))
