"""The user's folders, settings, clock and bank, found from options and environment."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.authoring.scan import Folder, Scan, scan, user_folder
from drillbank.authoring.shipped import shipped_folder
from drillbank.bank.location import Location, locate
from drillbank.base.clock import Clock, clock_from
from drillbank.config import Config, read_config
from drillbank.memory.study_day import Calendar

if TYPE_CHECKING:
    from drillbank.authoring.diagnostics import Diagnostic
    from drillbank.bank.bank import Bank
    from drillbank.bank.glance import Glance
    from drillbank.bank.hot import HotReader
    from drillbank.bank.reader import Reader
    from drillbank.review.trust import Trust

WAIT_S = 5.0
"""How long a busy bank is waited for."""


@dataclass(frozen=True)
class Workplace:
    """Where one run of the program works."""

    home: Path
    location: Location
    extra: tuple[Path, ...]
    """Folders of ``--decks`` or ``DRILLBANK_DECKS``."""

    clock: Clock

    @property
    def config_path(self) -> Path:
        """The user's settings."""
        return self.home / "config.toml"

    @property
    def backups(self) -> Path:
        """Where copies of the bank go."""
        return self.home / "backups"

    @property
    def user_decks(self) -> Path:
        """The user's own decks."""
        return self.home / "decks"

    @property
    def trust(self) -> "Trust":
        """Whose tests may be run."""
        from drillbank.review.trust import Trust  # noqa: PLC0415 - seldom asked

        return Trust(self.home / "trust.json", shipped_folder().path)

    @cached_property
    def config(self) -> Config:
        """The settings.

        Raises:
            ConfigError: they cannot be followed.
        """
        return read_config(self.config_path)

    @cached_property
    def calendar(self) -> Calendar:
        """Tells study days."""
        return Calendar(self.clock.zone, self.config.day.rollover)

    @cached_property
    def folders(self) -> tuple[Folder, ...]:
        """Every folder decks are read from, the shipped one last.

        The user's own need not exist; folders that were named must, or they count as away.
        """
        own = (self.user_decks,) if self.user_decks.is_dir() else ()
        named = (*own, *self.config.folders, *self.extra)
        shipped = (shipped_folder(),) if self.config.shipped else ()
        return (*(user_folder(path) for path in dict.fromkeys(named)), *shipped)

    def scan(self) -> Scan:
        """The decks and lessons that are there now."""
        return scan(self.folders)

    def open_bank(self) -> "Bank":
        """The bank, made or stepped up where needed.

        Raises:
            BankError: it cannot be opened.
        """
        import secrets  # noqa: PLC0415 - only for a bank that is written

        from drillbank.bank.bank import open_bank  # noqa: PLC0415 - loads SQLAlchemy

        return open_bank(
            self.location,
            calendar=self.calendar,
            presets=self.config.presets,
            backups=self.backups,
            device=secrets.token_hex(4),
            wait_s=WAIT_S,
        )

    @contextmanager
    def quick_reader(self) -> Iterator["HotReader | None"]:
        """Answers from the bank without SQLAlchemy; None where there is no bank that allows it.

        Raises:
            BankError: it cannot be read.
        """
        from drillbank.bank.hot import open_hot  # noqa: PLC0415 - not for a check

        path = self.location.path
        hot = open_hot(path, self.config.presets, WAIT_S) if path is not None else None
        try:
            yield hot
        finally:
            if hot is not None:
                hot.close()

    @contextmanager
    def reader(self) -> Iterator["Reader"]:
        """Answers from the bank, made if need be, by the quick way where there is one.

        Raises:
            BankError: it cannot be read.
        """
        with self.quick_reader() as hot:
            if hot is not None:
                yield hot
                return
        from drillbank.bank.queries import SqlReader  # noqa: PLC0415 - loads SQLAlchemy

        bank = self.open_bank()
        try:
            with bank.reading() as session:
                yield SqlReader(session, self.config.presets)
        finally:
            bank.close()

    def is_current(self, found: Scan) -> bool:
        """Whether the bank holds what the decks say."""
        with self.glance(found) as current:
            return current is not None

    @contextmanager
    def glance(self, found: Scan) -> Iterator["Glance | None"]:
        """The bank, if it holds what the decks say and can be read without SQLAlchemy; else None.

        Raises:
            BankError: it cannot be read.
        """
        from drillbank.bank.glance import is_current, open_glance  # noqa: PLC0415 - not for a check

        path = self.location.path
        glance = open_glance(path, WAIT_S) if path is not None else None
        if glance is None:
            yield None
            return
        try:
            yield glance if is_current(glance.contents(), found, self.config.presets) else None
        finally:
            glance.close()

    def unsilenced(self, problems: "Sequence[Diagnostic]") -> "list[Diagnostic]":
        """A compile's problems but for advice that its author, or the settings, silence."""
        if not problems:
            return []
        from drillbank.authoring.lint.ignore import unsilenced  # noqa: PLC0415 - loads pydantic

        return unsilenced(problems, self.config.lint.ignore)


def workplace(
    bank: str | None = None,
    decks: Sequence[str] = (),
    environment: Mapping[str, str] = os.environ,
) -> Workplace:
    """The place that options and environment name, options first.

    Raises:
        UsageError: ``DRILLBANK_NOW`` is not a time.
    """
    home = home_folder(environment)
    name = bank or environment.get("DRILLBANK_BANK") or str(home / "bank.db")
    folders = decks or environment.get("DRILLBANK_DECKS", "").split(os.pathsep)
    return Workplace(
        home=home,
        location=locate(name),
        extra=tuple(Path(folder) for folder in folders if folder),
        clock=clock_from(environment),
    )


def home_folder(environment: Mapping[str, str]) -> Path:
    """``DRILLBANK_HOME``, or the folder the platform keeps a user's data in."""
    named = environment.get("DRILLBANK_HOME")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no home is named

    return user_data_path("drillbank", appauthor=False)
