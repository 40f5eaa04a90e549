"""What is to be done: today at a glance, and ``due`` for a prompt or a status bar."""

from datetime import date
from typing import TYPE_CHECKING

from drillbank.base.prose import counted
from drillbank.cli.options import Bank, Decks, Json
from drillbank.cli.output import say, say_json, shown_path, table, warn

if TYPE_CHECKING:
    from drillbank.bank.reader import Reader
    from drillbank.cli.workplace import Workplace
    from drillbank.memory.queue import Queue
    from drillbank.review.day import Counts


def _current(bank: str | None, decks: list[str] | None) -> "Workplace":
    from drillbank.cli.prepare import up_to_date  # noqa: PLC0415

    return up_to_date(bank, decks)


def _queue(place: "Workplace", reader: "Reader") -> "Queue":
    from drillbank.memory.queue import Limits  # noqa: PLC0415
    from drillbank.review.day import Choice, queue_of  # noqa: PLC0415

    day = place.config.day
    choice = Choice(limits=Limits(day.new, new_told=day.new_told), order=day.order)
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
