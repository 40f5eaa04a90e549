"""The user's ``config.toml``: read once, checked whole, every mistake named by its key."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from drillbank.authoring.lint.thresholds import Settings, Thresholds
from drillbank.base.errors import DrillbankError
from drillbank.base.words import Slug
from drillbank.memory.preset import Preset, Presets, ReviewOrder
from drillbank.memory.preset_check import problems

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEP = re.compile(r"([1-9][0-9]*)([smhd])")


class ConfigError(DrillbankError):
    """The configuration cannot be followed."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{path} cannot be followed:\n{lines}")


@dataclass(frozen=True, slots=True)
class Day:
    """``[day]``: what belongs to a study day as a whole."""

    rollover: int = 4
    """The hour of the wall clock at which a study day begins; 0-23."""

    new: int = 10
    """New cards a study day over all decks."""

    new_told: int = 1
    """How many of them may be told aloud."""

    order: ReviewOrder = ReviewOrder.SHUFFLED

    free: frozenset[int] = frozenset()
    """Weekdays that do not end a streak, Monday being 0; not all seven."""


@dataclass(frozen=True, slots=True)
class Review:
    """``[review]``: how a session goes."""

    rest_after: float = 30
    """Minutes after which a break is offered; 0 offers none."""

    leech: int = 6
    """So many lapses make a card a leech, which is named; 0 names none."""

    confidence: bool = False
    """Whether it asks, after an answer given aloud, how sure the learner is of it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """``[keys]``: the user's own keys of a review.  The face knows which actions there are."""

    by_action: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by the name of what they do."""

    vi_rate: bool = False
    """Whether h, j, k and l rate too."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the user may set."""

    day: Day = Day()
    review: Review = Review()
    keys: Keys = field(default_factory=Keys)
    presets: Presets = field(default_factory=Presets)
    folders: tuple[Path, ...] = ()
    """``[library] folders``: more folders to read decks from."""

    shipped: bool = True
    """``[library] shipped``: whether to read the decks that come with the program."""

    lint: Settings = field(default_factory=Settings)
    """``[lint]``: codes to ``ignore`` in every deck, and thresholds by name."""


def read_config(path: Path) -> Config:
    """The configuration at ``path``; the defaults where there is no such file.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or sets something it cannot.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(path, [str(problem)]) from problem
    import tomllib  # noqa: PLC0415 - only where something is set

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(path, [str(problem)]) from problem
    reader = _Reader(path.parent)
    config = reader.config(tables)
    if reader.problems:
        raise ConfigError(path, reader.problems)
    return config


class _Reader:
    """Reads the tables and keeps every problem."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problems: list[str] = []

    def config(self, tables: Mapping[str, Any]) -> Config:
        day = self.fields(tables, "day", _DAY)
        review = self.fields(tables, "review", _REVIEW)
        library = self.fields(tables, "library", _LIBRARY)
        lint = self.fields(tables, "lint", _LINT)
        self.known(tables, ("day", "library", "keys", "lint", "preset", "review"), "")
        return Config(
            day=replace(Day(), **day),
            review=replace(Review(), **review),
            keys=self.keys(tables.get("keys", {})),
            presets=self.presets(tables.get("preset", {})),
            folders=tuple(self.home / path for path in library.get("folders", ())),
            shipped=library.get("shipped", True),
            lint=Settings(ignore=lint.pop("ignore", frozenset()), limits=Thresholds(**lint)),
        )

    def keys(self, table: object) -> Keys:
        if not isinstance(table, dict):
            self.problems.append("keys: write it as a table, [keys]")
            return Keys()
        by_action: dict[str, tuple[str, ...]] = {}
        for name in table.keys() - {"vi_rate"}:
            listed = table[name] if isinstance(table[name], list) else [table[name]]
            if listed and all(isinstance(key, str) for key in listed):
                by_action[name] = tuple(listed)
            else:
                self.problems.append(f'keys.{name}: a key such as "z", or a list of them')
        try:
            vi_rate = _switch(table.get("vi_rate", False))
        except ValueError as problem:
            self.problems.append(f"keys.vi_rate: {problem}, not {table['vi_rate']!r}")
            vi_rate = False
        return Keys(by_action, vi_rate)

    def presets(self, tables: object) -> Presets:
        if not isinstance(tables, dict):
            self.problems.append("preset: write it as tables, [preset.default] or [preset.NAME]")
            return Presets()
        default = replace(Preset(), **self.fields(tables, "default", _PRESET, "preset."))
        by_deck: dict[Slug, Preset] = {}
        for name in tables:
            if name == "default":
                continue
            fields = self.fields(tables, name, {**_PRESET, "decks": _slugs}, "preset.")
            decks = fields.pop("decks", ())
            if not decks:
                self.problems.append(f'preset.{name}: name its decks, decks = ["…"]')
            for deck in decks:
                if deck in by_deck:
                    self.problems.append(f"preset.{name}.decks: {deck} has a preset already")
                by_deck[deck] = replace(default, name=name, **fields)
        for preset in dict.fromkeys((default, *by_deck.values())):
            self.problems += [f"preset.{preset.name}: {text}" for text in problems(preset)]
        return Presets(default, by_deck)

    def fields(
        self,
        tables: Mapping[str, Any],
        name: str,
        checks: Mapping[str, Callable[[object], Any]],
        prefix: str = "",
    ) -> dict[str, Any]:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            self.problems.append(f"{prefix}{name}: write it as a table, [{prefix}{name}]")
            return {}
        self.known(table, tuple(checks), f"{prefix}{name}.")
        fields = {}
        for key in table.keys() & checks.keys():
            try:
                fields[key] = checks[key](table[key])
            except ValueError as problem:
                self.problems.append(f"{prefix}{name}.{key}: {problem}, not {table[key]!r}")
        return fields

    def known(self, table: Mapping[str, Any], names: tuple[str, ...], prefix: str) -> None:
        for key in table:
            if key not in names:
                import difflib  # noqa: PLC0415 - only where a key is wrong

                near = difflib.get_close_matches(key, names, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(names)}"
                self.problems.append(f"{prefix}{key}: no such setting; {hint}")


def _whole(least: int, most: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"a whole number from {least:,} to {most:,}")
        return value

    return check


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number")  # noqa: TRY004 - every wrong value is reported alike
    return float(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004 - every wrong value is reported alike
    return value


def _steps(value: object) -> tuple[int, ...]:
    steps = [_STEP.fullmatch(str(step)) for step in _list(value)]
    seconds = tuple(int(step[1]) * _UNITS[step[2]] for step in steps if step)
    if len(seconds) < len(steps):
        raise ValueError('a list of steps such as ["1m", "10m", "1d"]')
    return seconds


def _weights(value: object) -> tuple[float, ...]:
    return tuple(_number(weight) for weight in _list(value))


def _slugs(value: object) -> tuple[Slug, ...]:
    return tuple(Slug(str(slug)) for slug in _list(value))


def _paths(value: object) -> tuple[Path, ...]:
    return tuple(Path(str(path)).expanduser() for path in _list(value))


def _codes(value: object) -> frozenset[str]:
    from drillbank.authoring.diagnostics import Code  # noqa: PLC0415 - rarely set

    codes = frozenset(str(code).upper() for code in _list(value))
    if not codes <= {code for code in Code if code.is_advice}:
        raise ValueError('a list of codes of advice such as ["W315"]')
    return codes


def _positive(value: object) -> float:
    number = _number(value)
    if number <= 0:
        raise ValueError("a number above 0")
    return number


def _minutes(value: object) -> float:
    number = _number(value)
    if not 0 <= number <= 24 * 60:
        raise ValueError("minutes, from 0 to 1440")
    return number


def _weekdays(value: object) -> frozenset[int]:
    named = [str(name).lower() for name in _list(value)]
    if not set(named) < set(_WEEKDAYS):
        raise ValueError('a list of weekdays such as ["saturday", "sunday"], not all seven')
    return frozenset(_WEEKDAYS.index(name) for name in named)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a list")  # noqa: TRY004 - every wrong value is reported alike
    return value


def _order(value: object) -> ReviewOrder:
    try:
        return ReviewOrder(str(value))
    except ValueError:
        raise ValueError("one of " + ", ".join(ReviewOrder)) from None


_DAY: dict[str, Callable[[object], Any]] = {
    "rollover": _whole(0, 23),
    "new": _whole(0, 9_999),
    "new_told": _whole(0, 9_999),
    "order": _order,
    "free": _weekdays,
}
_REVIEW: dict[str, Callable[[object], Any]] = {
    "confidence": _switch,
    "leech": _whole(0, 99),
    "rest_after": _minutes,
}
_LIBRARY: dict[str, Callable[[object], Any]] = {"folders": _paths, "shipped": _switch}
_LINT: dict[str, Callable[[object], Any]] = {
    "ignore": _codes,
    **{
        threshold.name: _whole(1, 100_000) if threshold.type is int else _positive
        for threshold in fields(Thresholds)
    },
}
_PRESET: dict[str, Callable[[object], Any]] = {
    "retention": _number,
    "learning_steps": _steps,
    "relearning_steps": _steps,
    "new_per_day": _whole(0, 9_999),
    "maximum_interval": _whole(1, 36_500),
    "fuzz": _switch,
    "weights": _weights,
}
