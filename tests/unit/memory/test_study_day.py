"""Study days: a date of the wall clock that begins at the rollover hour."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from drillbank.base.clock import ms_of, utc_of
from drillbank.base.errors import UsageError
from drillbank.base.words import UtcMs
from drillbank.memory.study_day import Calendar, Moment, day_from, iso_of

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))


def at(text: str) -> UtcMs:
    return ms_of(datetime.fromisoformat(text))


def day(calendar: Calendar, text: str) -> str:
    return iso_of(calendar.day_of(at(text)))


def rollover_after(calendar: Calendar, text: str) -> datetime:
    return utc_of(calendar.rollover_after(at(text)))


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-21T03:59:59.999+01:00", "2026-11-20"),
        ("2026-11-21T04:00:00+01:00", "2026-11-21"),
        ("2026-11-21T23:59:59+01:00", "2026-11-21"),
        ("2026-11-22T00:30:00+01:00", "2026-11-21"),
    ],
)
def test_a_late_evening_belongs_to_the_day_before(instant: str, expected: str) -> None:
    assert day(BERLIN, instant) == expected


def test_the_day_is_told_by_the_zones_wall_clock() -> None:
    instant = "2026-11-21T20:00:00+00:00"
    assert day(Calendar(ZoneInfo("America/New_York")), instant) == "2026-11-21"
    assert day(Calendar(ZoneInfo("Asia/Kolkata")), instant) == "2026-11-21"
    assert day(Calendar(ZoneInfo("Australia/Lord_Howe")), instant) == "2026-11-22"


@pytest.mark.parametrize("rollover", [0, 4, 23])
def test_any_hour_of_the_clock_may_begin_the_day(rollover: int) -> None:
    calendar = Calendar(UTC, rollover)
    begins = datetime(2026, 11, 21, rollover, tzinfo=UTC)
    assert iso_of(calendar.day_of(ms_of(begins))) == "2026-11-21"
    assert iso_of(calendar.day_of(UtcMs(ms_of(begins) - 1))) == "2026-11-20"


@pytest.mark.parametrize("rollover", [-1, 24])
def test_an_hour_the_clock_does_not_have_is_refused(rollover: int) -> None:
    with pytest.raises(UsageError, match=f"from 0 to 23, not at {rollover}"):
        Calendar(UTC, rollover)


@pytest.mark.parametrize(
    ("evening", "begins"),
    [
        ("2026-03-28T20:00+01:00", "2026-03-29T02:00+00:00"),  # 23 hours
        ("2026-10-24T20:00+02:00", "2026-10-25T03:00+00:00"),  # 25 hours
        ("2026-11-21T20:00+01:00", "2026-11-22T03:00+00:00"),
    ],
)
def test_the_rollover_stays_at_four_by_the_wall_clock(evening: str, begins: str) -> None:
    assert rollover_after(BERLIN, evening) == datetime.fromisoformat(begins)


def test_at_the_rollover_itself_the_next_one_is_a_day_away() -> None:
    assert rollover_after(BERLIN, "2026-11-21T04:00+01:00") == datetime(2026, 11, 22, 3, tzinfo=UTC)


def test_a_rollover_the_clocks_jump_over_is_the_instant_of_the_jump() -> None:
    # 2:00 is read as 3:00 on that morning.
    calendar = Calendar(ZoneInfo("Europe/Berlin"), 2)
    begins = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert rollover_after(calendar, "2026-03-28T20:00+01:00") == begins
    assert iso_of(calendar.day_of(ms_of(begins))) == "2026-03-29"
    assert iso_of(calendar.day_of(UtcMs(ms_of(begins) - 1))) == "2026-03-28"


def test_a_rollover_read_twice_counts_the_first_time() -> None:
    # 2:00-3:00 is read in summer time, then in winter time.
    calendar = Calendar(ZoneInfo("Europe/Berlin"), 2)
    assert day(calendar, "2026-10-25T01:59:59+02:00") == "2026-10-24"
    assert day(calendar, "2026-10-25T02:00:00+02:00") == "2026-10-25"
    assert day(calendar, "2026-10-25T02:00:00+01:00") == "2026-10-25"
    assert rollover_after(calendar, "2026-10-24T20:00+02:00") == datetime(
        2026, 10, 25, 0, tzinfo=UTC
    )


def test_a_day_does_not_come_back_when_clocks_go_back_over_its_rollover() -> None:
    # In Newfoundland of 2010, one minute past midnight was followed by 23:01 the evening before.
    calendar = Calendar(ZoneInfo("America/St_Johns"), 0)
    assert day(calendar, "2010-11-06T23:59:59-02:30") == "2010-11-06"
    assert day(calendar, "2010-11-07T00:00:30-02:30") == "2010-11-07"
    assert day(calendar, "2010-11-06T23:30:00-03:30") == "2010-11-07"
    assert rollover_after(calendar, "2010-11-06T23:30:00-03:30") == datetime(
        2010, 11, 8, 3, 30, tzinfo=UTC
    )


def test_a_date_that_a_zone_skipped_has_a_study_day_only_before_the_rollover() -> None:
    # After 29 December 2011, Samoa had the 31st.
    last_evening = "2011-12-29T20:00-10:00"
    jump = datetime(2011, 12, 30, 10, tzinfo=UTC)
    at_four = Calendar(ZoneInfo("Pacific/Apia"))
    assert rollover_after(at_four, last_evening) == jump
    assert iso_of(at_four.day_of(ms_of(jump))) == "2011-12-30"
    at_midnight = Calendar(ZoneInfo("Pacific/Apia"), 0)
    assert rollover_after(at_midnight, last_evening) == jump
    assert iso_of(at_midnight.day_of(ms_of(jump))) == "2011-12-31"


def test_a_moment_is_the_instant_its_day_and_its_rollover() -> None:
    now = at("2026-11-21T08:00+01:00")
    assert BERLIN.moment(now) == Moment(now, day_from("2026-11-21"), at("2026-11-22T04:00+01:00"))


@pytest.mark.parametrize(
    ("zone", "instant", "minutes"),
    [
        ("Europe/Berlin", "2026-07-01T12:00Z", 120),
        ("Europe/Berlin", "2026-12-01T12:00Z", 60),
        ("America/New_York", "2026-12-01T12:00Z", -300),
        ("Asia/Kolkata", "2026-12-01T12:00Z", 330),
        ("UTC", "2026-12-01T12:00Z", 0),
    ],
)
def test_the_offset_is_in_minutes_east(zone: str, instant: str, minutes: int) -> None:
    assert Calendar(ZoneInfo(zone)).offset_min(at(instant)) == minutes


def test_days_are_written_as_dates_and_read_back() -> None:
    assert iso_of(day_from("2026-02-28")) == "2026-02-28"
    assert day_from("2026-03-01") - day_from("2026-02-28") == 1
    with pytest.raises(ValueError, match="day is out of range"):
        day_from("2026-02-30")


IN_THE_MACHINES_ZONE = """
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from drillbank.base.clock import ms_of
from drillbank.memory.study_day import Calendar

jumps = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
changes = [ms_of(jump) for jump in jumps]
hours = range(-30 * 3_600_000, 31 * 3_600_000, 1_800_000)
instants = [change + hour - before for change in changes for hour in hours for before in (0, 1)]
for rollover in (0, 2, 3, 4):
    machine, named = Calendar(None, rollover), Calendar(ZoneInfo("Europe/Berlin"), rollover)
    for instant in instants:
        assert machine.moment(instant) == named.moment(instant), (rollover, instant)
        assert machine.offset_min(instant) == named.offset_min(instant), instant
print("same")
"""


def test_no_zone_is_the_machines_own_with_its_daylight_saving() -> None:
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", IN_THE_MACHINES_ZONE],
        env={"TZ": "Europe/Berlin", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("same\n", "")
