"""The ways a bank can fail a person, each with its own sentence."""

from pathlib import Path

from drillbank.base.errors import BankError, DrillbankError
from drillbank.base.words import Uid


class BankBusyError(BankError):
    """Another process held the bank for longer than we wait."""

    def __init__(self, where: str, waited_s: float) -> None:
        super().__init__(
            f"Another process is writing to the bank {where}; waited {waited_s:g} s. "
            "Nothing was changed. Close the other drillbank, or try again."
        )


class NotABankError(BankError):
    """The file is something else."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} is not a drillbank bank. Name another with --bank, "
            "or move this file away to start an empty bank there."
        )


class BankDamagedError(BankError):
    """SQLite finds the file inconsistent."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The bank {where} is damaged and was left as it is. "
            "Put back a copy from the backups folder (`drillbank where` prints it)."
        )


class BankTooNewError(BankError):
    """The bank was written by a later version of the program."""

    def __init__(self, where: str, found: str, known: str) -> None:
        super().__init__(
            f"The bank {where} was written by a newer drillbank (schema {found}, this one knows "
            f"{known}). Update drillbank; the bank was not touched."
        )


class BankReadOnlyError(BankError):
    """The bank, or its folder, cannot be written."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The bank {where} cannot be written: the file or its folder is read-only. "
            "Give yourself write permission, or name another with --bank."
        )


class BankUnreachableError(BankError):
    """The bank cannot be opened at all."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"The bank {where} cannot be opened: {reason}.")


class DiskFullError(BankError):
    """There was no room to commit."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The disk is full: the last change was not written to the bank {where}. "
            "Everything before it is safe. Free some space and try again."
        )


class CardChangedError(DrillbankError):
    """Another session changed the card between its showing and its grade."""

    def __init__(self, uid: Uid) -> None:
        super().__init__(f"{uid} was changed by another session; this grade was not taken.")


class UnknownCardError(DrillbankError):
    """No card goes by that name."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"No card {uid!r} in the bank. `drillbank cards` lists them.")


class NothingToUndoError(DrillbankError):
    """The log holds no live change that can be undone."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo.")


class BackupFailedError(BankError):
    """The copy that precedes a migration could not be made."""

    def __init__(self, where: str, target: Path, reason: str) -> None:
        super().__init__(
            f"The bank {where} needs an upgrade, and the copy that comes first could not be "
            f"written to {target}: {reason}. The bank was not touched."
        )
