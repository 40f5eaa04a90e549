"""``review``: the daily session."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.base.errors import UsageError
from drillbank.cli.options import Bank, DeckNames, Decks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drillbank.cli.workplace import Workplace
    from drillbank.review.bench import Bench
    from drillbank.review.day import Choice
    from drillbank.review.desk import Desk
    from drillbank.review.terms import Terms
    from drillbank.review.workshop import Workshop
    from drillbank.tui.actions import Action


def review(
    deck: DeckNames = None,
    *,
    tag: Annotated[
        str | None, typer.Option("--tag", metavar="TAG", help="Only cards with this tag.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after N answers.")
    ] = None,
    new: Annotated[
        int | None,
        typer.Option("--new", min=0, metavar="N", help="N new cards now, whatever the day allows."),
    ] = None,
    ahead: Annotated[
        int, typer.Option("--ahead", min=0, metavar="N", help="Also what is due in N days.")
    ] = 0,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", min=1, metavar="M", help="What gains most in M minutes."),
    ] = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="Drill all cards, due or not; schedules nothing.")
    ] = False,
    missed: Annotated[
        bool, typer.Option("--missed", help="Drill what you failed today; schedules nothing.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and pipes.")
    ] = False,
    bank: Bank = None,
    decks: Decks = None,
) -> None:
    """Drill what is due today."""
    from drillbank.cli.prepare import bring_up_to_date, notices  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415
    from drillbank.review.terms import Terms  # noqa: PLC0415
    from drillbank.tui.terminal import Front, Refusal, facts_of_this, front_for  # noqa: PLC0415

    front = front_for(facts_of_this(), plain=plain)
    if isinstance(front, Refusal):
        raise UsageError(front.sentence)
    place = workplace(bank, decks or ())
    actions = _actions(place)
    bring_up_to_date(place)
    if cram and (minutes or ahead or new is not None):
        raise UsageError("--cram drills all cards; --minutes, --ahead and --new do not go with it.")
    if missed and (minutes or ahead or new is not None):
        raise UsageError("--missed drills what was failed; no --minutes, --ahead or --new with it.")
    cram = cram or missed
    choice = replace(
        _choice(place, deck or [], tag, new, ahead), minutes=minutes, cram=cram, missed=missed
    )
    with place.reader() as reader:
        told = notices(place, reader)
    desk = _desk(place, choice)
    habits = place.config.review
    terms = Terms(limit, minutes, cram, habits.rest_after or None, habits.confidence)
    try:
        run = _plain if front is Front.PLAIN else _screen
        code = run(desk, told, terms, actions)
    finally:
        desk.close()
    raise typer.Exit(code)


def _choice(
    place: "Workplace", deck: list[str], tag: str | None, new: int | None, ahead: int
) -> "Choice":
    from drillbank.bank.decode import Selection  # noqa: PLC0415
    from drillbank.cli.names import choose_decks  # noqa: PLC0415
    from drillbank.memory.queue import Limits  # noqa: PLC0415
    from drillbank.review.day import Choice  # noqa: PLC0415

    decks = None
    if deck:
        with place.reader() as reader:
            decks = choose_decks(deck, (one.slug for one in reader.decks()))
    day = place.config.day
    return Choice(Selection(decks, tag), Limits(day.new, new, day.new_told), day.order, ahead)


def _desk(place: "Workplace", choice: "Choice") -> "Desk":
    from drillbank.review.desk import Desk  # noqa: PLC0415

    def bench() -> "Bench":
        from drillbank.review.bench import Bench  # noqa: PLC0415 - only for code
        from drillbank.review.drafts import Drafts  # noqa: PLC0415 - only for code
        from drillbank.review.written import Written  # noqa: PLC0415 - only for code

        return Bench(Written(Drafts(place.home / "drafts")), place.trust)

    def workshop() -> "Workshop":
        from drillbank.cli.note_workshop import NoteWorkshop  # noqa: PLC0415 - loads pydantic

        return NoteWorkshop(place)

    return Desk(
        read=place.reader,
        open_bank=place.open_bank,
        clock=place.clock,
        calendar=place.calendar,
        presets=place.config.presets,
        choice=choice,
        leech=place.config.review.leech,
        workshop=workshop,
        bench=bench,
    )


def _actions(place: "Workplace") -> "Sequence[Action]":
    """What can be done, with the user's keys."""
    from drillbank.tui.actions import ACTIONS  # noqa: PLC0415

    keys = place.config.keys
    if not keys.by_action and not keys.vi_rate:
        return ACTIONS
    from drillbank.config import ConfigError  # noqa: PLC0415
    from drillbank.tui.keymap import keymap  # noqa: PLC0415 - only where it is wanted

    own = keymap(keys)
    if own.problems:
        raise ConfigError(place.config_path, own.problems)
    return own.actions


def _screen(desk: "Desk", notices: list[str], terms: "Terms", actions: "Sequence[Action]") -> int:
    from drillbank.tui.app import run_screen  # noqa: PLC0415 - loads Textual

    return run_screen(desk, terms=terms, notices=notices, actions=actions).exit_code


def _plain(desk: "Desk", notices: list[str], terms: "Terms", actions: "Sequence[Action]") -> int:
    from drillbank.tui.plain import Plain  # noqa: PLC0415
    from drillbank.tui.stdio import StandardLines, ending_on_signals  # noqa: PLC0415

    lines = StandardLines()
    for notice in notices:
        lines.write(notice)
    with ending_on_signals() as ended:
        Plain(desk, lines, actions).run(terms)
    return ended.exit_code
