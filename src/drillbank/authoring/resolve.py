"""Follows what notes name beside themselves, over all decks that are compiled together.

Silence where something could not be seen: of a name that may be in a file that is broken, or in a
deck beside these that is not compiled with them, nothing is said.  A story is missed only where
some story is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from drillbank.authoring.decks import Deck
from drillbank.authoring.diagnostics import (
    Code,
    Diagnostic,
    Edit,
    Fix,
    Label,
    Safety,
    in_file_order,
)
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.facts_file import NAME, FactsFiles
from drillbank.authoring.links import After, Cites, Fact, Link, Named, Tells
from drillbank.authoring.loops import loops_in
from drillbank.authoring.quantities import says
from drillbank.authoring.scan import files_below, is_deck
from drillbank.base.words import NoteUid

_MOST_LISTED = 8
"""Names in a help; more would hide the problem."""


def resolved(decks: Sequence[Deck], known: Iterable[Deck], files: FactsFiles) -> list[Deck]:
    """The decks, with an error for each name that leads nowhere, and without its note.

    ``known`` are decks compiled elsewhere that these may name, such as the shipped ones.
    """
    library = _Library((*decks, *known), files)
    links = [link for deck in decks for link in deck.links.links if isinstance(link, After)]
    loops = loops_in(links, library.notes)
    done: list[Deck] = []
    for deck in decks:
        problems = [
            problem
            for link in deck.links.links
            for problem in (
                *library.follow(link, deck),
                *(loops.get(link, ()) if isinstance(link, After) else ()),
            )
        ]
        done.append(_with(deck, problems) if problems else deck)
    return done


def _with(deck: Deck, problems: list[Diagnostic]) -> Deck:
    broken = {problem.note_uid for problem in problems}
    return replace(
        deck,
        notes=tuple(note for note in deck.notes if note.uid not in broken),
        sound=False,
        diagnostics=in_file_order((*deck.diagnostics, *problems)),
        broken=frozenset(filter(None, broken)),
    )


@dataclass(slots=True)
class _Library:
    """All notes that may be named."""

    decks: Sequence[Deck]
    files: FactsFiles
    notes: dict[NoteUid, Named] = field(init=False)
    stories: dict[str, list[Named]] = field(init=False)
    """By id without deck."""

    unread: frozenset[str] = field(init=False)
    """Ids without deck of notes whose kind could not be told: they may be stories."""

    formers: dict[NoteUid, NoteUid] = field(init=False)
    _partial: dict[Path, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        every = [named for deck in self.decks for named in deck.links.named]
        self.notes = {named.uid: named for named in reversed(every)}
        self.formers = {was: named.uid for named in every for was in named.was}
        self.unread = frozenset(_id(named.uid) for named in every if named.kind is None)
        self.stories = defaultdict(list)
        for named in every:
            if named.kind == "story":
                self.stories[_id(named.uid)].append(named)

    def follow(self, link: Link, deck: Deck) -> Iterator[Diagnostic]:
        """What is wrong with the link; nothing if it leads somewhere."""
        match link:
            case After():
                yield from self._after(link, deck)
            case Tells():
                if not self._stories(link.name, link):
                    yield from self._unknown_story(link, link.name, deck)
            case Cites():
                yield from self._cited(link, deck)
            case _:
                assert_never(link)

    def _after(self, link: After, deck: Deck) -> Iterator[Diagnostic]:
        if link.uid in self.notes or self._may_be_elsewhere(link.uid, deck):
            return
        slug, _, name = link.uid.partition("/")
        beside = {_id(uid) for uid in self.notes if uid.startswith(f"{slug}/")}
        slugs = {other.slug for other in self.decks}
        near = did_you_mean(name, beside) if beside else did_you_mean(slug, slugs)
        help_ = "name the id of a note of this deck, or 'deck/id' of another"
        if link.uid in self.formers:
            help_ = f"it is called '{_shown(self.formers[link.uid], deck)}' now"
        elif near:
            help_ = (
                f"did you mean '{_shown(f'{slug}/{near}' if beside else f'{near}/{name}', deck)}'?"
            )
        message = f"there is no note '{link.name}'"
        yield Diagnostic(Code.UNKNOWN_NOTE, link.span, message, help_, note_uid=link.note)

    def _stories(self, name: str, link: Link) -> list[Named]:
        """The stories of a name, its own deck's before any other; ``deck/name`` is one deck's."""
        if "/" in name:
            return [found for found in self.stories[_id(name)] if found.uid == name]
        found = self.stories.get(name, [])
        own = [story for story in found if _deck(story.uid) == _deck(link.note)]
        return own or found

    def _unknown_story(self, link: Tells | Cites, name: str, deck: Deck) -> Iterator[Diagnostic]:
        ids = [key for key, stories in self.stories.items() if stories]
        other = self.notes.get(NoteUid(f"{_deck(link.note)}/{name}"))
        if not ids or self._is_partial(deck) or not all(d.links.whole for d in self.decks):
            return
        if name in self.unread:
            return
        near = did_you_mean(name, ids)
        help_ = f"did you mean '{near}'?" if near else f"the stories are: {_listed(sorted(ids))}"
        message = f"there is no story '{name}'"
        if other and other.kind:
            message = f"'{name}' is a '{other.kind}' note, not a story"
        renamed = [new for was, new in self.formers.items() if _id(was) == name]
        if renamed:
            help_ = f"it is called '{_id(renamed[0])}' now"
        yield Diagnostic(Code.UNKNOWN_STORY, link.span, message, help_, note_uid=link.note)

    def _cited(self, link: Cites, deck: Deck) -> Iterator[Diagnostic]:
        story, dot, name = link.name.rpartition(".")
        if not dot:
            yield from self._cited_from_file(link, deck)
            return
        stories = self._stories(story, link)
        if not stories:
            yield from self._unknown_story(link, story, deck)
            return
        facts = [fact for found in stories for key, fact in found.facts if key == name]
        if facts:
            yield from _compared(link, facts)
        elif _have_no_other(stories, self.decks):
            names = [key for found in stories for key, _ in found.facts]
            what = f"the story '{story}' has no fact '{name}'"
            yield _unknown_fact(link, what, name, names, f"{story}.")

    def _cited_from_file(self, link: Cites, deck: Deck) -> Iterator[Diagnostic]:
        file = self.files.of(deck.path)
        if file is None:
            what = f"there is no {NAME} beside this deck, and '{link.name}' names no story"
            yield _unknown_fact(link, what, "", (), "")
        elif link.name in file.facts:
            yield from _compared(link, [file.facts[link.name]])
        elif file.whole:
            what = f"{NAME} has no fact '{link.name}'"
            yield _unknown_fact(link, what, link.name, tuple(file.facts), "")

    def _may_be_elsewhere(self, uid: NoteUid, deck: Deck) -> bool:
        """Whether the note may exist and not have been seen."""
        named = [other for other in self.decks if other.slug == _deck(uid)]
        if named:
            return not all(other.links.whole for other in named)
        return self._is_partial(deck)

    def _is_partial(self, deck: Deck) -> bool:
        """Whether a deck in this one's folder, or below it, is not compiled with it."""
        folder = deck.path.parent
        if folder not in self._partial:
            compiled = {other.path.absolute() for other in self.decks}
            self._partial[folder] = any(
                path.absolute() not in compiled for path in files_below(folder) if is_deck(path)
            )
        return self._partial[folder]


def _compared(link: Cites, facts: Sequence[Fact]) -> Iterator[Diagnostic]:
    """An error if the text says none of the values; however it writes a figure."""
    if any(_says(link.value, fact.value) for fact in facts):
        return
    fix = None
    if link.value_span.text == link.value and len(facts) == 1:
        value = _as_written(facts[0].value, link.value)
        edit = Edit(link.value_span.start, link.value_span.end, value)
        fix = Fix(f"write '{value}'", (edit,), Safety.SUGGESTED)
    yield Diagnostic(
        Code.FACT_DIFFERS,
        link.value_span,
        f"this says '{link.value}', and the fact '{link.name}' is '{facts[0].value}'",
        "make both say the same; a figure may be written otherwise, such as six for 6",
        tuple(Label(fact.span, "the fact") for fact in facts),
        fix,
        link.note,
    )


def _says(text: str, fact: str) -> bool:
    return _plain(text) == _plain(fact) or says(text, fact)


def _as_written(fact: str, text: str) -> str:
    """The fact for the place of a text; where that holds no word, the number alone if it can."""
    if any(letter.isalpha() for letter in text):
        return fact
    return next((word for word in fact.split() if says(word, fact)), fact)


def _plain(value: str) -> str:
    words = " ".join(value.split())
    return words[:1].casefold() + words[1:]


def _unknown_fact(
    link: Cites, what: str, name: str, names: Sequence[str], prefix: str
) -> Diagnostic:
    near = did_you_mean(name, names)
    help_ = "write 'fact:story-id.name' for a fact of a story"
    if near:
        help_ = f"did you mean '{prefix}{near}'?"
    elif names:
        help_ = f"it has: {_listed(names)}"
    return Diagnostic(Code.UNKNOWN_FACT, link.span, what, help_, note_uid=link.note)


def _have_no_other(stories: Sequence[Named], decks: Iterable[Deck]) -> bool:
    """Whether all facts of the stories were seen."""
    slugs = {_deck(story.uid) for story in stories}
    return all(story.all_facts for story in stories) and all(
        deck.links.whole for deck in decks if deck.slug in slugs
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:_MOST_LISTED], *(["…"] if len(names) > _MOST_LISTED else [])])


def _id(uid: str) -> str:
    return uid.rpartition("/")[2]


def _deck(uid: str) -> str:
    return uid.partition("/")[0]


def _shown(uid: str, deck: Deck) -> str:
    """The name as an author of this deck would write it."""
    return _id(uid) if _deck(uid) == deck.slug else uid
