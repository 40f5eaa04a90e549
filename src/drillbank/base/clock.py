"""Where time comes from.

One clock is made at the command line and passed down; everything else takes instants as values.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from drillbank.base.errors import UsageError
from drillbank.base.words import UtcMs

FROZEN_BY = "DRILLBANK_NOW"
"""The environment variable that freezes the clock: an ISO time with its offset."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ms_of(moment: datetime) -> UtcMs:
    """The instant of an aware ``moment``, cut to whole milliseconds."""
    return UtcMs((moment - EPOCH) // timedelta(milliseconds=1))


def utc_of(instant: UtcMs) -> datetime:
    """The instant as an aware UTC datetime."""
    return EPOCH + timedelta(milliseconds=instant)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time in the user's zone; frozen when ``moment`` is set."""

    moment: datetime | None = None
    """The one instant this clock ever tells; None follows the machine."""

    zone: tzinfo | None = None
    """The zone wall times are told in; None is the machine's own, daylight saving included."""

    def now(self) -> UtcMs:
        """The present instant."""
        return ms_of(self.moment or datetime.now(UTC))  # noqa: TID251 - the one place that asks

    def local(self, instant: UtcMs) -> datetime:
        """The wall-clock time of an instant, aware of its own offset."""
        return utc_of(instant).astimezone(self.zone)


def clock_from(environment: Mapping[str, str] = os.environ) -> Clock:
    """The machine's clock, or the frozen one that ``DRILLBANK_NOW`` asks for.

    Raises:
        UsageError: the variable holds something other than an ISO time with an offset.
    """
    text = environment.get(FROZEN_BY, "")
    if not text:
        return Clock()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(
            f"{FROZEN_BY}={text!r} is not an ISO time with an offset; "
            "write it like 2026-11-21T08:00:00+01:00."
        )
    return Clock(moment, moment.tzinfo)
