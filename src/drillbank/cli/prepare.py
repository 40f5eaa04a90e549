"""Compiling what changed before a command looks at the bank."""

from drillbank.bank.reader import Reader
from drillbank.base.prose import counted
from drillbank.cli.output import shown_path
from drillbank.cli.workplace import Workplace, workplace


def up_to_date(bank: str | None, decks: list[str] | None) -> Workplace:
    """The place that the options name, its bank brought up to date.

    Raises:
        BankError: the bank cannot be opened or written.
        ConfigError: the settings cannot be followed.
    """
    place = workplace(bank, decks or ())
    bring_up_to_date(place)
    return place


def bring_up_to_date(place: Workplace) -> None:
    """Compiles the library into the bank unless the bank holds it as it is.

    Broken notes never stop this: sound ones compile, the rest keep what they had.

    Raises:
        BankError: the bank cannot be opened or written.
        ConfigError: the settings cannot be followed.
    """
    found = place.scan()
    if place.is_current(found):
        return
    from drillbank.bank.library import compile_library  # noqa: PLC0415 - loads pydantic

    compiled, _ = compile_library(found)
    bank = place.open_bank()
    try:
        bank.compile(compiled, place.clock.now())
    finally:
        bank.close()


def notices(place: Workplace, reader: Reader) -> list[str]:
    """What a person should know about the library before drilling, a line each."""
    lines = [
        f"{shown_path(problem.path)} has {counted(problem.errors, 'error')}, the first at "
        f"{problem.first}. `drillbank check` shows all; sound notes are asked, and of the others "
        "what they were before."
        for problem in reader.problems()
    ]
    away = (
        f"The folder {shown_path(folder)} cannot be read; its cards wait for it."
        for folder in place.scan().away
    )
    return [*lines, *away]
