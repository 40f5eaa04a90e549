"""A compile's plan as the author reads it: what went first, unchanged notes only counted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from drillbank.authoring.scan import SHIPPED
from drillbank.bank.compiled import Compiled
from drillbank.bank.plan import NoteChange, Plan, StoredCard, StoredNote
from drillbank.base.prose import counted
from drillbank.base.words import NoteUid, Slug, deck_of, facet_of, note_of
from drillbank.cli.output import shown_path

_WIDTH = 28


def plan_lines(plan: Plan, compiled: Compiled, *, dry_run: bool) -> Iterator[str]:
    """A block a deck that changes, then one line of counts."""
    paths = {deck.slug: shown_path(deck.path) for deck in compiled.decks}
    shipped = {deck.slug for deck in compiled.decks if deck.root == SHIPPED}
    decks = sorted(
        {deck_of(note.note.uid) for note in plan.notes}
        | {deck_of(old.uid) for old in plan.retired}
        | {deck_of(old.uid) for old in plan.displaced}
    )
    changes: dict[Slug, list[NoteChange]] = defaultdict(list)
    for change in plan.notes:
        changes[deck_of(change.note.uid)].append(change)
    for deck in decks:
        lines = list(
            _deck(plan, changes[deck], deck, paths.get(deck, deck), shipped=deck in shipped)
        )
        if lines:
            yield deck
            yield from lines
    yield _counts(plan) + ("      nothing written (dry run)" if dry_run else "")
    if any(change.alike and change.alike.old.reviews for change in plan.notes):
        yield "`drillbank compile --fix` writes each 'was:' that is asked for."


def _deck(
    plan: Plan, changes: Sequence[NoteChange], deck: Slug, path: str, *, shipped: bool
) -> Iterator[str]:
    """The lines of one deck; of a shipped one that is wholly new, its author wants no list."""
    for old in plan.retired:
        if deck_of(old.uid) == deck:
            yield _line("-", "retired", _id(old.uid), _kept(old))
    for uid, cards in _displaced(plan):
        if deck_of(uid) == deck:
            yield _line("-", "set aside", _id(uid), _why_aside(cards))
    for change in changes:
        if change.alike is not None:
            old = change.alike.old
            names = f"{_id(old.uid)} → {_id(change.note.uid)}"
            yield _line("?", "renamed", names, f"alike ({change.alike.score:.2f})")
            kept = counted(old.reviews, "review") if old.reviews else "history"
            yield (
                f"      to keep its {kept}, write at {path}:{change.note.line}   "
                f"was: {_was(old, deck)}"
            )
    if shipped and len(changes) > 1 and all(change.is_new for change in changes):
        made = sum(len(change.note.cards) for change in changes)
        yield _line("+", "new", counted(len(changes), "note"), counted(made, "card"))
        return
    for change in changes:
        yield from _change(change)


def _displaced(plan: Plan) -> list[tuple[NoteUid, list[StoredCard]]]:
    """The cards that leave their name to an elder one, by the note they were of."""
    cards = sorted(plan.displaced, key=lambda card: card.uid)
    return [(uid, list(of)) for uid, of in groupby(cards, key=lambda card: note_of(card.uid))]


def _why_aside(cards: list[StoredCard]) -> str:
    reviews = sum(card.reviews for card in cards)
    kept = f"{counted(reviews, 'review')} kept" if reviews else "never reviewed"
    return f"{counted(len(cards), 'card')}, {kept}; gives up its name"


def _was(old: StoredNote, deck: Slug) -> str:
    return _id(old.uid) if deck_of(old.uid) == deck else old.uid


def _change(change: NoteChange) -> Iterator[str]:
    note, stored = change.note, change.stored
    name = _id(note.uid)
    if stored is None:
        facets = ", ".join(facet for card in note.cards if (facet := facet_of(card.uid)))
        cards = counted(len(note.cards), "card")
        yield _line("+", "new", name, f"{cards}: {facets}" if facets else cards)
        return
    if change.moved:
        yield _line(">", "moved", f"{stored.uid} → {note.uid}", "history kept")
    elif change.renamed:
        yield _line(">", "renamed", f"{_id(stored.uid)} → {name}", "history kept")
    if _returns(change):
        yield _line("+", "returned", name, _kept(stored))
    elif note.retired is not None and not stored.retired:
        yield _line("-", "retired", name, _kept(stored))
    elif change.edited and (what := _what(change)):
        yield _line("~", "edited", name, what)


def _what(change: NoteChange) -> str:
    """What an edit changed; of a note with a new name nothing where it is all that is new."""
    edited = sum(card.edited for card in change.cards)
    fresh = sum(card.stored is None for card in change.cards)
    parts = [f"{edited} of {counted(len(change.cards), 'card')}"] if edited else []
    parts += [f"{counted(fresh, 'card')} more"] if fresh else []
    parts += [f"{counted(len(change.dropped), 'card')} retired"] if change.dropped else []
    beside = "" if change.moved or change.renamed else "what stands beside the cards"
    return ", ".join(parts) or beside


def _counts(plan: Plan) -> str:
    notes = plan.notes
    renamed = sum(change.renamed for change in notes)
    counts = {
        "retired": len(plan.retired) + sum(_retires(change) for change in notes),
        "set aside": len(_displaced(plan)),
        "renamed?": sum(change.alike is not None for change in notes),
        "renamed": renamed,
        "moved": sum(change.moved for change in notes),
        "returned": sum(map(_returns, notes)),
        "edited": sum(change.edited and not _said(change) for change in notes),
        "new": sum(change.is_new for change in notes),
    }
    unchanged = sum(not (change.is_new or change.edited or _said(change)) for change in notes)
    parts = [f"{number} {what}" for what, number in counts.items() if number]
    return " · ".join([*parts, f"{unchanged} unchanged"])


def _returns(change: NoteChange) -> bool:
    """Whether it is back as it was called: under another name it was renamed, and that is said."""
    return change.returned and not (change.renamed or change.moved)


def _said(change: NoteChange) -> bool:
    return change.moved or change.renamed or change.returned or _retires(change)


def _retires(change: NoteChange) -> bool:
    stored = change.stored
    return stored is not None and change.note.retired is not None and not stored.retired


def _line(mark: str, what: str, name: str, more: str) -> str:
    return f"  {mark} {what:<9} {name:<{_WIDTH}}  {more}"


def _kept(old: StoredNote) -> str:
    cards = counted(len(old.cards), "card")
    return f"{cards}, {counted(old.reviews, 'review')} kept" if old.reviews else cards


def _id(uid: str) -> str:
    return uid.partition("/")[2]
