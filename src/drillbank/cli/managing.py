"""What a person does to cards from the command line: one change of the bank a command.

A name none of whose cards the deed fits is refused, and nothing is changed; of a note's cards,
those it does not fit are left as they are, and told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drillbank.bank.change import Change
from drillbank.bank.reader import Reader
from drillbank.bank.values import CardRecord
from drillbank.base.errors import DrillbankError
from drillbank.base.prose import counted
from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.cli.names import cards_named
from drillbank.cli.workplace import Workplace
from drillbank.memory.state import New
from drillbank.memory.study_day import iso_of


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to cards."""

    done: str
    """What is said of cards it was done to, before their names."""

    unfit: Callable[[CardRecord], str | None]
    """Why it is not to be done to a card, as ``is new``; None where it is."""

    write: Callable[[Change, Sequence[Uid]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it."""

    cards: tuple[CardRecord, ...]
    """The cards it was done to, as they are now."""

    left: tuple[str, ...]
    """A sentence for each card it did not fit."""


class UnfitError(DrillbankError):
    """There was nothing to be done to the cards named."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(f"{' '.join(reasons)} Nothing was changed.")


def today_of(place: Workplace) -> StudyDay:
    """The study day on which a change made now is logged."""
    return place.calendar.day_of(_now(place))


def _now(place: Workplace) -> UtcMs:
    with place.reader() as reader:
        return UtcMs(max(place.clock.now(), reader.last_at() + 1))


def carry_out(place: Workplace, names: Sequence[str], deed: Deed) -> Outcome:
    """Does it to the cards that are named, in one change.

    Raises:
        UsageError: a name fits no card, or several.
        UnfitError: a name fits only cards that it is not to be done to.
        BankError: the bank cannot be read or written.
    """
    with place.reader() as reader:
        chosen, left = _chosen(reader, names, deed)
    now = _now(place)
    bank = place.open_bank()
    try:
        with bank.change(now) as change:
            deed.write(change, chosen)
    finally:
        bank.close()
    with place.reader() as reader:
        return Outcome(tuple(reader.card(uid) for uid in chosen), left)


def _chosen(
    reader: Reader, names: Sequence[str], deed: Deed
) -> tuple[tuple[Uid, ...], tuple[str, ...]]:
    chosen: dict[Uid, None] = {}
    left: dict[str, None] = {}
    refused: dict[str, None] = {}
    for name in names:
        why = {uid: deed.unfit(reader.card(uid)) for uid in cards_named(name, reader.uids)}
        fitting = [uid for uid, reason in why.items() if reason is None]
        reasons = [f"{uid} {reason}." for uid, reason in why.items() if reason is not None]
        chosen |= dict.fromkeys(fitting)
        if fitting:
            left |= dict.fromkeys(reasons)
        else:
            refused |= dict.fromkeys(reasons)
    if refused:
        raise UnfitError(tuple(refused))
    return tuple(chosen), tuple(left)


def told(deed: Deed, uids: Sequence[Uid]) -> Iterable[str]:
    """What was done, in a sentence or a short list."""
    if len(uids) == 1:
        yield f"{deed.done}: {uids[0]}."
        return
    yield f"{deed.done}, {counted(len(uids), 'card')}:"
    yield from (f"  {uid}" for uid in uids)


SUSPEND = Deed(
    "Suspended",
    lambda card: "is suspended already" if card.memory.suspended else None,
    lambda change, uids: change.suspend(uids),
)

UNSUSPEND = Deed(
    "Asked again",
    lambda card: None if card.memory.suspended else "is not suspended",
    lambda change, uids: change.resume(uids),
)

FORGET = Deed(
    "Made new",
    lambda card: "is new already" if isinstance(card.memory.state, New) else None,
    lambda change, uids: change.forget(uids),
)


def bury(today: StudyDay) -> Deed:
    """Not to be asked before tomorrow."""
    return Deed(
        "Buried until tomorrow",
        lambda card: "is buried already" if card.memory.is_buried(today) else None,
        lambda change, uids: change.bury(uids, StudyDay(today + 1)),
    )


def unbury(today: StudyDay) -> Deed:
    """To be asked today after all."""
    return Deed(
        "No longer buried",
        lambda card: None if card.memory.is_buried(today) else "is not buried",
        lambda change, uids: change.bury(uids, today),
    )


def flag(number: int) -> Deed:
    """Marked 1-7; 0 takes the mark away."""
    if not number:
        return Deed(
            "No flag any more",
            lambda card: None if card.memory.flag else "has no flag",
            lambda change, uids: change.flag(uids, 0),
        )
    return Deed(
        f"Flag {number}",
        lambda card: f"has flag {number} already" if card.memory.flag == number else None,
        lambda change, uids: change.flag(uids, number),
    )


def set_due(day: StudyDay, today: StudyDay) -> Deed:
    """To be asked on a day; memory stays."""
    when = "today" if day <= today else f"on {iso_of(day)}"
    return Deed(
        f"Due {when}",
        lambda card: "is new and has no due day yet" if _is_new(card) else None,
        lambda change, uids: change.set_due(uids, day),
    )


def _is_new(card: CardRecord) -> bool:
    return isinstance(card.memory.state, New)
