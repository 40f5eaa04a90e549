"""What ``review`` does.  It knows nothing of the command line, which takes a while to load."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drillbank.base.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drillbank.cli.workplace import Workplace
    from drillbank.review.bench import Bench
    from drillbank.review.day import Choice
    from drillbank.review.desk import Desk
    from drillbank.review.terms import Terms
    from drillbank.review.workshop import Workshop
    from drillbank.tui.actions import Action


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; see the options of ``review``."""

    names: tuple[str, ...] = ()
    """Decks, or beginnings of their names; none means all."""

    tag: str | None = None
    limit: int | None = None
    new: int | None = None
    ahead: int = 0
    minutes: float | None = None
    cram: bool = False
    missed: bool = False
    plain: bool = False
    bank: str | None = None
    folders: tuple[str, ...] = ()
    """More folders to read decks from."""

    @property
    def touches_nothing(self) -> bool:
        """Whether it schedules nothing."""
        return self.cram or self.missed


def drill(wanted: Wanted) -> int:
    """A session; its exit code.

    Raises:
        DrillbankError: what was asked for does not go together, or cannot be had.
    """
    from drillbank.cli.prepare import bring_up_to_date, notices  # noqa: PLC0415
    from drillbank.cli.workplace import workplace  # noqa: PLC0415
    from drillbank.review.terms import Terms  # noqa: PLC0415
    from drillbank.tui.terminal import Front, Refusal, facts_of_this, front_for  # noqa: PLC0415

    front = front_for(facts_of_this(), plain=wanted.plain)
    if isinstance(front, Refusal):
        raise UsageError(front.sentence)
    _check(wanted)
    place = workplace(wanted.bank, wanted.folders)
    actions = _actions(place)
    bring_up_to_date(place)
    choice = _choice(place, wanted)
    with place.reader() as reader:
        told = notices(place, reader)
    desk = _desk(place, choice)
    habits = place.config.review
    terms = Terms(
        limit=wanted.limit,
        minutes=wanted.minutes,
        cram=wanted.touches_nothing,
        rest_after=habits.rest_after or None,
        confidence=habits.confidence,
    )
    try:
        run = _plain if front is Front.PLAIN else _screen
        return run(desk, told, terms, actions)
    finally:
        desk.close()


def _check(wanted: Wanted) -> None:
    """Refuses options that contradict each other."""
    if not (wanted.minutes or wanted.ahead or wanted.new is not None):
        return
    if wanted.cram:
        raise UsageError("--cram drills all cards; --minutes, --ahead and --new do not go with it.")
    if wanted.missed:
        raise UsageError("--missed drills what was failed; no --minutes, --ahead or --new with it.")


def _choice(place: "Workplace", wanted: Wanted) -> "Choice":
    from drillbank.bank.decode import Selection  # noqa: PLC0415
    from drillbank.cli.names import choose_decks  # noqa: PLC0415
    from drillbank.memory.queue import Limits  # noqa: PLC0415
    from drillbank.review.day import Choice  # noqa: PLC0415

    decks = None
    if wanted.names:
        with place.reader() as reader:
            decks = choose_decks(wanted.names, (one.slug for one in reader.decks()))
    day = place.config.day
    return Choice(
        Selection(decks, wanted.tag),
        Limits(day.new, wanted.new, day.new_told),
        day.order,
        wanted.ahead,
        minutes=wanted.minutes,
        cram=wanted.touches_nothing,
        missed=wanted.missed,
    )


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

    with ending_on_signals() as ending:
        lines = StandardLines(ending)
        for notice in notices:
            lines.write(notice)
        Plain(desk, lines, actions).run(terms)
    return ending.exit_code
