"""What is to be done: today at a glance, and ``due`` for a prompt or a status bar."""

from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.options import Bank, Decks, Json
from drillbank.cli.output import say, say_json, shown_path, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drillbank.bank.reader import Reader
    from drillbank.base.words import Slug
    from drillbank.cli.workplace import Workplace
    from drillbank.memory.queue import Queue
    from drillbank.review.day import Counts


def today(bank: str | None, decks: list[str] | None, *, as_json: bool = False) -> None:
    """Today at a glance."""
    from drillbank.cli.prepare import notices, up_to_date  # noqa: PLC0415
    from drillbank.cli.today_text import (  # noqa: PLC0415
        FORECAST_DAYS,
        Today,
        today_lines,
        today_object,
    )
    from drillbank.review.day import counts, counts_by_deck  # noqa: PLC0415
    from drillbank.review.habit import minutes, streak, tempo  # noqa: PLC0415

    place = up_to_date(bank, decks)
    day = place.calendar.day_of(place.clock.now())
    with place.reader() as reader:
        queue = _queue(place, reader)
        titles = {deck.slug: deck.title for deck in reader.decks()}
        glance = Today(
            day=day,
            total=counts(queue),
            by_deck=_along(titles, counts_by_deck(queue)),
            titles=titles,
            minutes=minutes(queue, tempo(reader, day)),
            streak=streak(reader, day, place.config.day.free),
            forecast=reader.forecast(day, FORECAST_DAYS),
            next=_advice(place, queue, any_decks=bool(titles)),
        )
        told = notices(place, reader)
    if as_json:
        say_json(today_object(glance))
    else:
        for line in today_lines(glance):
            say(line)
    for notice in told:
        warn(f"! {notice}")


def due(
    *,
    as_json: Json = False,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="A line a deck: its name, new, learning, due, tabs between."),
    ] = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Count what is left today, for a prompt or a status bar."""
    from drillbank.cli.prepare import up_to_date  # noqa: PLC0415
    from drillbank.cli.today_text import count_object  # noqa: PLC0415
    from drillbank.review.day import counts, counts_by_deck  # noqa: PLC0415

    place = up_to_date(bank, decks)
    with place.reader() as reader:
        queue = _queue(place, reader)
    total, by_deck = counts(queue), counts_by_deck(queue)
    if as_json:
        each = {deck: count_object(count) for deck, count in by_deck.items()}
        say_json({**count_object(total), "decks": each})
    elif plain:
        for deck, count in by_deck.items():
            say(f"{deck}\t{count.new}\t{count.learning}\t{count.due}")
    else:
        say(f"{total.new} new, {total.learning} learning, {total.due} due")


def _queue(place: "Workplace", reader: "Reader") -> "Queue":
    from drillbank.memory.queue import Limits  # noqa: PLC0415
    from drillbank.review.day import Choice, queue_of  # noqa: PLC0415

    day = place.config.day
    choice = Choice(limits=Limits(day.new), order=day.order)
    today = place.calendar.day_of(place.clock.now())
    return queue_of(reader, choice, place.config.presets, today)


def _along(path: "Iterable[Slug]", counts: "Mapping[Slug, Counts]") -> "Mapping[Slug, Counts]":
    """The decks with something to do, in the order of the path."""
    return {deck: counts[deck] for deck in path if deck in counts}


def _advice(place: "Workplace", queue: "Queue", *, any_decks: bool) -> str:
    if queue.main or queue.steps:
        return "drillbank review"
    if any_decks:
        return "drillbank review --ahead 3, --new 5 or --cram"
    return f"put a deck into {shown_path(place.user_decks)}; docs/authoring.md shows how."
