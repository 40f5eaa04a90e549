"""What a person is told when something expected fails.

Each failure is its own class, built from facts, that writes its own sentence.  They are caught
once, at the edge of the command line, and turned into the sentence and an exit code.
"""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the command contract; 128 + n means ended by signal n."""

    FINE = 0
    INPUT_ERRORS = 1
    USAGE = 2
    BANK = 3


class DrillbankError(Exception):
    """A failure whose text is a sentence for the user: what, where, what to do."""

    exit_code: Exit = Exit.INPUT_ERRORS


class UsageError(DrillbankError):
    """The command was given something it cannot take."""

    exit_code = Exit.USAGE


class BankError(DrillbankError):
    """The bank cannot be used: missing, foreign, too new, locked, or its disk is full."""

    exit_code = Exit.BANK
