"""Any sequence of edits to the source: no review is lost, and none is given to another card."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count

import pytest
from helpers_bank import (
    DAY,
    KINDS,
    START,
    THOROUGH,
    card,
    cards_of,
    grade_for,
    library,
    only,
    opened,
    place_for_a_bank,
    rows_of,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from drillbank.authoring.cards import Note
from drillbank.bank.compiled import Compiled, CompiledDeck
from drillbank.bank.hot import open_hot
from drillbank.bank.plan import Plan
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import CardRecord
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs
from drillbank.memory.events import Event, EventId, Forgotten, Graded, Restarted
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset, Presets
from drillbank.memory.rating import Rating
from drillbank.memory.replay import live, replay

PRESETS = Presets(
    by_deck={Slug("two"): Preset(weights=tuple(weight * 1.2 for weight in DEFAULT_WEIGHTS))}
)
ROOTS = {"one": "/decks", "two": "/decks", "usb": "/usb"}
IDS = tuple("abcdef")
FACETS = ("", "x", "y")

tokens = count(1)


@dataclass
class Facet:
    """A card as its author thinks of it."""

    name: str
    token: int = field(default_factory=lambda: next(tokens))
    """Which fact it is, whatever its name and text."""

    words: int = field(default_factory=lambda: next(tokens))
    """Which words it is told in; other words are nothing like them."""

    clauses: int = 0
    was: list[str] = field(default_factory=list)
    unsure: bool = False
    """Renamed without a word: the bank may take it for a new card."""

    def text(self, side: str) -> str:
        return " ".join(
            [f"{side}{self.words}w{i}" for i in range(8)] + [f"c{i}" for i in range(self.clauses)]
        )


@dataclass
class Entry:
    """A note as its author thinks of it."""

    id: str
    deck: str
    facets: list[Facet]
    kind: str = "q"
    was: list[str] = field(default_factory=list)
    """Note uids."""

    forgotten: list[str] = field(default_factory=list)
    """What should stand in ``was`` and does not, yet."""

    retired: bool = False
    restart: int = 0
    broken: bool = False
    merged: set[int] = field(default_factory=set)
    """The facts of notes that its ``was`` names, though they were others."""

    @property
    def uid(self) -> NoteUid:
        return NoteUid(f"{self.deck}/{self.id}")

    def card_uid(self, facet: Facet) -> Uid:
        return _card_uid(self.uid, facet.name)

    def compiled(self) -> Note:
        cards = []
        for facet in self.facets:
            own = self.card_uid(facet)
            names = (facet.name, *facet.was)
            was = [_card_uid(old, name) for old in (self.uid, *self.was) for name in names]
            former = dict.fromkeys(uid for uid in was if uid != own)
            cards.append(card(own, facet.text("q"), facet.text("a"), former))
        return Note(
            self.uid,
            Slug(self.kind),
            cards[0].face.question,
            tuple(cards),
            line=1,
            retired="enough" if self.retired else None,
            restart=self.restart,
        )


def _card_uid(note: str, facet: str) -> Uid:
    return Uid(f"{note}#{facet}" if facet else note)


@dataclass
class Before:
    """What the bank held before a compile."""

    cards: dict[Uid, CardRecord]
    counted: dict[int, tuple[Uid, set[EventId]]]
    """Of each fact whose card was living: its uid, and the grades that counted."""


def counted_of(log: list[Event]) -> set[EventId]:
    """The grades since the last reset."""
    found: set[EventId] = set()
    for event in live(log):
        if isinstance(event, Forgotten | Restarted):
            found = set()
        if isinstance(event, Graded) and not event.cram:
            found.add(event.stamp.id)
    return found


which = st.integers(0, 30)


class Edits(RuleBasedStateMachine):
    """An author, a learner, and a bank between them."""

    kind = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        location = self.stack.enter_context(place_for_a_bank(self.kind))
        self.bank = opened(location, presets=PRESETS)
        self.now = START
        self.entries: list[Entry] = []
        self.deleted: list[Entry] = []
        self.sound = dict.fromkeys(ROOTS, True)
        self.there = dict.fromkeys(ROOTS, True)
        self.readable = dict.fromkeys(ROOTS, True)
        self.away = False
        self.reviews: dict[EventId, int] = {}
        self.allowed: dict[int, set[int]] = {}
        self.token_at: dict[Uid, int] = {}
        """The fact that each living card of the bank was compiled from."""

    def teardown(self) -> None:
        self.bank.close()
        self.stack.close()

    # What is where

    def log(self, uid: Uid) -> list[Event]:
        with self.bank.reading() as session:
            return list(SqlReader(session, PRESETS).log(uid))

    def is_read(self, deck: str) -> bool:
        root_is_there = ROOTS[deck] != "/usb" or not self.away
        return root_is_there and self.there[deck] and self.readable[deck]

    def is_seen(self, entry: Entry) -> bool:
        return self.is_read(entry.deck) and not entry.broken

    def compiled_deck(self, deck: str) -> CompiledDeck:
        entries = [one for one in self.entries if one.deck == deck]
        broken = any(entry.broken for entry in entries)
        return CompiledDeck(
            slug=Slug(deck),
            title=deck,
            path=f"{ROOTS[deck]}/{deck}.yaml",
            root=ROOTS[deck],
            lesson=None,
            notes=tuple(entry.compiled() for entry in entries if not entry.broken),
            sound=self.sound[deck] and not broken,
        )

    def library(self) -> Compiled:
        roots = ["/decks"] if self.away else ["/decks", "/usb"]
        decks = [self.compiled_deck(deck) for deck in ROOTS if self.is_read(deck)]
        usable = [deck for deck in decks if deck.sound or deck.notes]
        broken = [deck.path for deck in decks if not (deck.sound or deck.notes)] + [
            f"{ROOTS[deck]}/{deck}.yaml"
            for deck in ROOTS
            if self.there[deck] and not self.readable[deck] and ROOTS[deck] in roots
        ]
        return library(*usable, roots=roots, broken=broken)

    def may_be(self, uid: NoteUid, entry: Entry) -> bool:
        """Whether no living card of the bank or the source has that name for something else."""
        if any(other.uid == uid for other in self.entries if other is not entry):
            return False
        mine = {facet.token for facet in entry.facets}
        return all(
            token in mine for at, token in self.token_at.items() if at.partition("#")[0] == uid
        )

    def some(self, number: int) -> Entry:
        return self.entries[number % len(self.entries)]

    # Compiling, and what must then be so

    def before(self) -> Before:
        cards = cards_of(self.bank)
        counted = {
            token: (uid, counted_of(self.log(uid)))
            for uid, token in self.token_at.items()
            if uid in cards and not cards[uid].retired
        }
        return Before(cards, counted)

    def compile(self, compiled: Compiled | None = None) -> None:
        whole = compiled is None
        compiled = compiled or self.library()
        before = self.before()
        self.now = UtcMs(self.now + 1000)
        planned = self.bank.plan(compiled)
        plan = self.bank.compile(compiled, self.now)
        assert plan == planned
        self.is_settled(compiled)
        self.forget_what_was_unsure(compiled, before, whole=whole)

    def is_settled(self, compiled: Compiled) -> None:
        rows = rows_of(self.bank)
        self.now = UtcMs(self.now + 1000)
        again = self.bank.compile(compiled, self.now)
        assert rows_of(self.bank) == rows
        assert _nothing(again)

    def forget_what_was_unsure(self, compiled: Compiled, before: Before, *, whole: bool) -> None:
        cards = cards_of(self.bank)
        seen = {deck.slug for deck in compiled.decks}
        compiled_now = [one for one in self.entries if one.deck in seen and not one.broken]
        closed = {deck.slug for deck in compiled.decks if deck.sound} if whole else set()
        self.token_at = {
            uid: token
            for uid, token in self.token_at.items()
            if uid in cards and not cards[uid].retired
        }
        self.token_at |= {
            entry.card_uid(facet): facet.token for entry in compiled_now for facet in entry.facets
        }
        self.check_living(cards, compiled_now, closed)
        self.check_reviews(cards)
        quiet = whole and all(map(self.is_read, ROOTS))
        quiet = quiet and all(self.compiled_deck(deck).sound for deck in ROOTS)
        for entry in compiled_now:
            for facet in entry.facets:
                self.check_kept(entry, facet, before, quiet=quiet)
                facet.unsure = False
        self.check_readers(cards)

    def check_living(
        self, cards: dict[Uid, CardRecord], compiled_now: list[Entry], closed: set[Slug]
    ) -> None:
        wanted = {one.card_uid(facet): one.retired for one in compiled_now for facet in one.facets}
        for uid, retired in wanted.items():
            assert cards[uid].retired == retired
            assert cards[uid].available
        for uid, record in cards.items():
            assert not uid.startswith("~")
            assert not uid.partition("/")[2].startswith("~")
            if "~" in uid or (record.deck in closed and uid not in wanted):
                assert record.retired, uid

    def check_reviews(self, cards: dict[Uid, CardRecord]) -> None:
        found: list[EventId] = []
        for uid, record in cards.items():
            log = self.log(uid)
            assert record.memory == replay(log, PRESETS.of(record.deck))
            found += [event.stamp.id for event in log if isinstance(event, Graded)]
            if not record.retired and uid in self.token_at:
                token = self.token_at[uid]
                facts = {self.reviews[grade] for grade in counted_of(log)}
                assert facts <= self.allowed.get(token, {token}), uid
        assert sorted(found) == sorted(self.reviews)

    def check_kept(self, entry: Entry, facet: Facet, before: Before, *, quiet: bool) -> None:
        """Whoever can be recognised keeps what counted."""
        uid, counted = before.counted.get(facet.token, (None, set()))
        now = entry.card_uid(facet)
        restarted = entry.restart > (before.cards[uid].memory.restart if uid else 0)
        if uid is None or restarted or facet.unsure or not (quiet or uid == now):
            return
        young = before.cards.get(now)
        if now != uid and young is not None and not young.retired and young.memory.live_reviews:
            # It was reviewed under its new name while the old one could not be read.
            return
        assert counted <= counted_of(self.log(now)), (uid, now)

    def check_readers(self, cards: dict[Uid, CardRecord]) -> None:
        path = self.bank.location.path
        if path is None:
            return
        hot = open_hot(path, PRESETS, 1.0)
        assert hot is not None
        with self.bank.reading() as session:
            sql = SqlReader(session, PRESETS)
            assert hot.decks() == sql.decks()
            assert hot.contents() == sql.contents()
            assert hot.problems() == sql.problems()
            assert {uid: hot.card(uid) for uid in cards} == cards
        hot.close()

    # What an author does

    @initialize()
    def begin(self) -> None:
        self.entries = [
            Entry("a", "one", [Facet("")]),
            Entry("b", "one", [Facet("x"), Facet("y")]),
            Entry("a", "two", [Facet("x")]),
            Entry("c", "usb", [Facet("")]),
        ]
        self.compile()
        for number in range(4):
            self.review(number, number, Rating.GOOD)

    @rule()
    def compile_all(self) -> None:
        self.compile()

    @rule(deck=st.sampled_from(sorted(ROOTS)))
    def compile_one_file(self, deck: str) -> None:
        one = self.compiled_deck(deck)
        if self.is_read(deck) and (one.sound or one.notes):
            self.compile(only(one))

    @rule(deck=st.sampled_from(sorted(ROOTS)), name=st.sampled_from(IDS), facets=st.integers(1, 3))
    def write(self, deck: str, name: str, facets: int) -> None:
        entry = Entry(name, deck, [Facet(FACETS[number]) for number in range(facets)])
        if self.may_be(entry.uid, entry):
            self.was_no_more(entry.uid)
            self.entries.append(entry)

    def was_no_more(self, uid: NoteUid) -> None:
        """An author is told to take out a ``was`` that names a living note."""
        for entry in self.entries:
            entry.was = [old for old in entry.was if old != uid]
            entry.forgotten = [old for old in entry.forgotten if old != uid]

    @precondition(lambda self: self.entries)
    @rule(number=which, card=which)
    def edit(self, number: int, card: int) -> None:
        facets = self.some(number).facets
        facets[card % len(facets)].clauses += 1

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def reorder(self, number: int) -> None:
        self.entries.append(self.entries.pop(number % len(self.entries)))

    @precondition(lambda self: self.entries)
    @rule(number=which, card=which)
    def rewrite(self, number: int, card: int) -> None:
        """In other words, under the same name: still the same card."""
        entry = self.some(number)
        if not self.is_seen(entry) or entry.retired:
            return
        self.compile()
        facet = entry.facets[card % len(entry.facets)]
        facet.words = next(tokens)
        self.compile()

    @precondition(lambda self: self.entries)
    @rule(number=which, other=which)
    def swap(self, number: int, other: int) -> None:
        """Without ``was``, two notes that swap their names have swapped their texts."""
        one, two = self.some(number), self.some(other)
        if one is two or not (self.is_seen(one) and self.is_seen(two)):
            return
        self.compile()
        if one.retired or two.retired:
            return
        a, b = one.facets[0], two.facets[0]
        (a.words, a.clauses), (b.words, b.clauses) = (b.words, b.clauses), (a.words, a.clauses)
        self.compile()

    @precondition(lambda self: self.entries)
    @rule(
        number=which,
        deck=st.sampled_from(sorted(ROOTS)),
        name=st.sampled_from(IDS),
        how=st.sampled_from(["was", "was", "silently"]),
    )
    def rename(self, number: int, deck: str, name: str, how: str) -> None:
        entry = self.some(number)
        old, new = entry.uid, NoteUid(f"{deck}/{name}")
        if old == new or not self.may_be(new, entry):
            return
        self.was_no_more(new)
        entry.deck, entry.id = deck, name
        if how == "was":
            entry.was.insert(0, old)
        else:
            entry.forgotten.insert(0, old)
            for facet in entry.facets:
                facet.unsure = True
                # All that the bank is told of it is the names of the others.
                self.allow(facet, entry.merged)

    def allow(self, facet: Facet, tokens: set[int]) -> None:
        mine = self.allowed.setdefault(facet.token, {facet.token})
        for token in tokens:
            mine |= self.allowed.get(token, {token})

    @precondition(lambda self: any(entry.forgotten for entry in self.entries))
    @rule(number=which)
    def write_was_later(self, number: int) -> None:
        late = [entry for entry in self.entries if entry.forgotten]
        entry = late[number % len(late)]
        claimed = {old for other in self.entries for old in other.was}
        living = {other.uid for other in self.entries}
        entry.was += [old for old in entry.forgotten if old not in claimed | living]
        entry.forgotten = []

    @precondition(lambda self: self.entries)
    @rule(number=which, card=which, name=st.sampled_from(FACETS), how=st.booleans())
    def rename_card(self, number: int, card: int, name: str, *, how: bool) -> None:
        entry = self.some(number)
        facet = entry.facets[card % len(entry.facets)]
        uid = _card_uid(entry.uid, name)
        taken = [other.name for other in entry.facets] + [
            former for other in entry.facets for former in other.was
        ]
        if name in taken or self.token_at.get(uid, facet.token) != facet.token:
            return
        if how:
            facet.was.insert(0, facet.name)
        else:
            facet.unsure = True
        facet.name = name

    @precondition(lambda self: self.entries)
    @rule(number=which, name=st.sampled_from(FACETS))
    def add_card(self, number: int, name: str) -> None:
        entry = self.some(number)
        uid = _card_uid(entry.uid, name)
        taken = [other.name for other in entry.facets] + [
            former for other in entry.facets for former in other.was
        ]
        if name not in taken and uid not in self.token_at:
            entry.facets.append(Facet(name))

    @precondition(lambda self: any(len(entry.facets) > 1 for entry in self.entries))
    @rule(number=which, name=st.sampled_from([None, *IDS]))
    def split(self, number: int, name: str | None) -> None:
        """A card leaves its note, for good or for a note of its own."""
        many = [entry for entry in self.entries if len(entry.facets) > 1]
        entry = many[number % len(many)]
        facet = entry.facets.pop()
        if name is None:
            return
        facet.unsure, facet.was = True, []
        alone = Entry(name, entry.deck, [facet])
        if self.may_be(alone.uid, alone):
            self.was_no_more(alone.uid)
            self.entries.append(alone)

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def delete(self, number: int) -> None:
        self.deleted.append(self.entries.pop(number % len(self.entries)))

    @precondition(lambda self: self.deleted)
    @rule(number=which)
    def bring_back(self, number: int) -> None:
        entry = self.deleted[number % len(self.deleted)]
        here = {facet.token for other in self.entries for facet in other.facets}
        claimed = {old for other in self.entries for old in other.was}
        if not self.may_be(entry.uid, entry) or here & {facet.token for facet in entry.facets}:
            return
        entry.was = [old for old in entry.was if old not in claimed]
        entry.was = [old for old in entry.was if old not in {one.uid for one in self.entries}]
        self.was_no_more(entry.uid)
        self.deleted.remove(entry)
        self.entries.append(entry)

    @precondition(lambda self: len(self.entries) > 1)
    @rule(number=which, other=which)
    def merge(self, number: int, other: int) -> None:
        one, gone = self.some(number), self.some(other)
        if one is gone or not (self.is_seen(one) and self.is_seen(gone)):
            return
        self.compile()
        cards = cards_of(self.bank)
        self.entries.remove(gone)
        one.was.append(gone.uid)
        one.merged |= gone.merged | {theirs.token for theirs in gone.facets}
        for facet in one.facets:
            if not cards[one.card_uid(facet)].memory.live_reviews:
                self.allow(facet, {theirs.token for theirs in gone.facets})
        self.compile()

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def change_kind(self, number: int) -> None:
        """Its cards begin anew."""
        entry = self.some(number)
        if not self.is_seen(entry):
            return
        self.compile()
        entry.kind = "term" if entry.kind == "q" else "q"
        for facet in entry.facets:
            facet.token = next(tokens)
        self.compile()

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def restart(self, number: int) -> None:
        entry = self.some(number)
        entry.restart += 1
        if self.is_seen(entry):
            self.compile()
            for facet in entry.facets:
                assert not counted_of(self.log(entry.card_uid(facet)))

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def retire(self, number: int) -> None:
        entry = self.some(number)
        entry.retired = not entry.retired

    @precondition(lambda self: self.entries)
    @rule(number=which)
    def break_or_mend(self, number: int) -> None:
        entry = self.some(number)
        entry.broken = not entry.broken

    @rule(deck=st.sampled_from(sorted(ROOTS)), what=st.sampled_from(["sound", "there", "readable"]))
    def spoil_or_mend_a_file(self, deck: str, what: str) -> None:
        state: dict[str, bool] = getattr(self, what)
        state[deck] = not state[deck]

    @rule()
    def unplug_or_plug(self) -> None:
        self.away = not self.away

    @rule(back=st.integers(-3, 40))
    def time_passes(self, back: int) -> None:
        self.now = UtcMs(self.now + back * DAY)

    # What a learner does

    @rule(number=which, card=which, rating=st.sampled_from(Rating))
    def review(self, number: int, card: int, rating: Rating) -> None:
        cards = cards_of(self.bank)
        living = [uid for uid in self.token_at if uid in cards and not cards[uid].retired]
        if not living:
            return
        uid = living[(number + card) % len(living)]
        self.now = UtcMs(self.now + 1000)
        with self.bank.change(self.now) as change:
            event = change.grade(grade_for(self.bank, cards[uid], self.now, rating))
        self.reviews[event] = self.token_at[uid]


def _nothing(plan: Plan) -> bool:
    return not (plan.retired or plan.displaced or plan.displaced_notes) and not any(
        change.is_new
        or change.renamed
        or change.moved
        or change.returned
        or change.edited
        or change.dropped
        or any(card.fresh or card.edited or card.renamed for card in change.cards)
        for change in plan.notes
    )


@pytest.mark.parametrize("kind", KINDS)
def test_any_edits_keep_every_review_where_it_belongs(kind: str) -> None:
    machine = type("EditsOn", (Edits,), {"kind": kind})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15 * THOROUGH,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
