"""The commands that look: today, due, decks, cards, show, where."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.prose import counted
from drillbank.cli.options import Bank, CardName, Decks, Json
from drillbank.cli.output import say, say_json, shown_path, table, warn

if TYPE_CHECKING:
    from drillbank.bank.reader import Reader
    from drillbank.bank.values import CardRecord
    from drillbank.base.clock import Clock
    from drillbank.cli.workplace import Workplace
    from drillbank.memory.queue import Queue
    from drillbank.memory.state import State
    from drillbank.review.day import Counts


def version() -> None:
    """Prints the version."""
    from drillbank import __version__  # noqa: PLC0415

    say(f"drillbank {__version__}")


def _current(bank: str | None, decks: list[str] | None) -> "Workplace":
    from drillbank.cli.prepare import bring_up_to_date  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    bring_up_to_date(place)
    return place


def _queue(place: "Workplace", reader: "Reader") -> "Queue":
    from drillbank.memory.queue import Limits  # noqa: PLC0415
    from drillbank.review.day import Choice, queue_of  # noqa: PLC0415

    day = place.config.day
    choice = Choice(limits=Limits(day.new), order=day.order)
    today = place.calendar.day_of(place.clock.now())
    return queue_of(reader, choice, place.config.presets, today)


def today(bank: str | None, decks: list[str] | None) -> None:
    """Today at a glance."""
    from drillbank.cli.prepare import notices  # noqa: PLC0415
    from drillbank.review.day import counts, counts_by_deck  # noqa: PLC0415
    from drillbank.review.habit import minutes, streak, tempo  # noqa: PLC0415

    place = _current(bank, decks)
    day = place.calendar.day_of(place.clock.now())
    with place.reader() as reader:
        queue = _queue(place, reader)
        expected = minutes(queue, tempo(reader, day))
        running = streak(reader, day)
        titles = {deck.slug: deck.title for deck in reader.decks()}
        told = notices(place, reader)
    say(f"{date.fromordinal(day):%A} {date.fromordinal(day).day} {date.fromordinal(day):%B %Y}")
    say()
    rows = [("", "new", "learning", "due")]
    rows += [
        (titles.get(deck, deck), *_numbers(count)) for deck, count in counts_by_deck(queue).items()
    ]
    if len(rows) > 1:
        rows.append(("together", *_numbers(counts(queue))))
        for line in table(rows, right=frozenset({1, 2, 3})):
            say(f"  {line}")
    else:
        say("  Nothing is left today." if titles else "  There are no decks yet.")
    say()
    if queue.main or queue.steps:
        say(f"About {counted(max(1, round(expected)), 'minute')}.{_running(running)}")
    elif running:
        say(_running(running).strip())
    say(_advice(place, queue, any_decks=bool(titles)))
    for notice in told:
        warn(f"! {notice}")


def _running(days: int) -> str:
    return f" {counted(days, 'day')} running." if days else ""


def _numbers(count: "Counts") -> tuple[str, str, str]:
    return str(count.new), str(count.learning), str(count.due)


def _advice(place: "Workplace", queue: "Queue", *, any_decks: bool) -> str:
    if queue.main or queue.steps:
        return "Next: drillbank review"
    if any_decks:
        return "Next: drillbank cards state:review shows what is due when."
    return f"Put a deck into {shown_path(place.user_decks)}; docs/authoring.md shows how."


def due(*, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """Count what is left today, for a prompt or a status bar."""
    from drillbank.review.day import counts, counts_by_deck  # noqa: PLC0415

    place = _current(bank, decks)
    with place.reader() as reader:
        queue = _queue(place, reader)
    total = counts(queue)
    if not as_json:
        say(f"{total.new} new, {total.learning} learning, {total.due} due")
        return
    say_json(
        {
            **_count_object(total),
            "decks": {deck: _count_object(n) for deck, n in counts_by_deck(queue).items()},
        }
    )


def _count_object(count: "Counts") -> dict[str, int]:
    return {"new": count.new, "learning": count.learning, "due": count.due}


def decks(*, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """List the decks, where they are, and how far they are learned."""
    place = _current(bank, decks)
    with place.reader() as reader:
        records = reader.decks()
    if as_json:
        say_json(
            [
                {
                    "slug": deck.slug,
                    "title": deck.title,
                    "path": deck.path,
                    "shipped": deck.root == "shipped",
                    "available": deck.available,
                    "notes": deck.notes,
                    "cards": deck.cards,
                    "learned": deck.learned,
                }
                for deck in records
            ]
        )
        return
    if not records:
        say(f"There are no decks. Put one into {shown_path(place.user_decks)}.")
        return
    rows = [("deck", "notes", "cards", "begun", "where")]
    rows += [
        (
            deck.slug,
            str(deck.notes),
            str(deck.cards),
            str(deck.learned),
            _where(deck.root, deck.path, available=deck.available),
        )
        for deck in records
    ]
    for line in table(rows, right=frozenset({1, 2, 3})):
        say(line)


def _where(root: str, path: str, *, available: bool) -> str:
    if not available:
        return f"{shown_path(path)} (away)"
    return "shipped" if root == "shipped" else shown_path(path)


def cards(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]…", help="deck:, tag:, kind:, state:, or text."),
    ] = None,
    *,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """List cards, all or those that fit a query."""
    from drillbank.bank.queries import SqlReader  # noqa: PLC0415
    from drillbank.bank.search import find  # noqa: PLC0415

    place = _current(bank, decks)
    opened = place.open_bank()
    try:
        with opened.reading() as session:
            everything = SqlReader(session, place.config.presets).cards(
                retired="state:retired" in (query or ())
            )
    finally:
        opened.close()
    found = find(everything, query or ())
    if as_json:
        say_json([_card_object(card, place.clock) for card in found])
        return
    if not found:
        say("No card fits." if everything else "There are no cards yet.")
        return
    for line in table(
        [("card", "state", "due"), *(_card_row(card, place.clock) for card in found)]
    ):
        say(line)


def _card_row(card: "CardRecord", clock: "Clock") -> tuple[str, str, str]:
    state = "suspended" if card.memory.suspended else _phase(card.memory.state)
    return card.uid, state, _due(card.memory.state, clock) or "-"


def _phase(state: "State") -> str:
    from drillbank.memory.parts import phase_of  # noqa: PLC0415

    return phase_of(state).value


def _due(state: "State", clock: "Clock") -> str | None:
    from drillbank.memory.state import DueOn, New  # noqa: PLC0415

    if isinstance(state, New):
        return None
    if isinstance(state.due, DueOn):
        return date.fromordinal(state.due.day).isoformat()
    return clock.local(state.due.at).isoformat(timespec="seconds")


def _card_object(card: "CardRecord", clock: "Clock") -> dict[str, object]:
    from drillbank.memory.state import New  # noqa: PLC0415

    state = card.memory.state
    memory = None if isinstance(state, New) else state.memory
    return {
        "uid": card.uid,
        "deck": card.deck,
        "note": card.uid.partition("/")[2].partition("#")[0],
        "kind": card.kind,
        "state": _phase(state),
        "due": _due(state, clock),
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "reps": card.memory.reps,
        "lapses": card.memory.lapses,
        "suspended": card.memory.suspended,
        "front": card.face.question,
        "back": card.face.answer,
        "tags": list(card.tags),
    }


def show(
    card: CardName,
    *,
    as_json: Json = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Show one card: both sides, what is remembered of it, its history."""
    from drillbank.bank.queries import SqlReader  # noqa: PLC0415
    from drillbank.cli.names import choose_card  # noqa: PLC0415
    from drillbank.cli.show_text import card_lines, history_objects  # noqa: PLC0415

    place = _current(bank, decks)
    opened = place.open_bank()
    try:
        with opened.reading() as session:
            reader = SqlReader(session, place.config.presets)
            everything = {record.uid: record for record in reader.cards(retired=True)}
            record = everything[choose_card(card, everything)]
            log = reader.log(record.uid)
    finally:
        opened.close()
    if as_json:
        say_json({**_card_object(record, place.clock), "log": history_objects(log, place.clock)})
        return
    _say_all(card_lines(record, log, place.clock, _due(record.memory.state, place.clock)))


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def where(*, as_json: Json = False, bank: Bank = None, decks: Decks = None) -> None:
    """Print where everything is kept."""
    from drillbank.authoring.shipped import shipped_folder  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415

    place = workplace(bank, decks or ())
    paths = {
        "home": str(place.home),
        "bank": str(place.location),
        "config": str(place.config_path),
        "decks": str(place.user_decks),
        "backups": str(place.backups),
        "log": str(place.home / "log"),
        "library": str(shipped_folder().path),
    }
    if as_json:
        say_json(paths)
        return
    _say_all(table(list(paths.items())))
