"""Study days at any instant, in zones that change their clocks in every way."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from drillbank.base.clock import ms_of, utc_of
from drillbank.base.words import UtcMs
from drillbank.memory.study_day import Calendar, day_from, iso_of

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # goes forward by half an hour
    "Asia/Kolkata",
    "UTC",
    "America/St_Johns",  # until 2011, went back from 0:01 to 23:01
    "America/Havana",  # goes back from 1:00 to 0:00
    "Asia/Beirut",  # goes forward at midnight
    "Africa/Casablanca",  # winter time in Ramadan
)
FIRST = datetime(2005, 1, 1, tzinfo=UTC)
LAST = datetime(2035, 1, 1, tzinfo=UTC)
HOUR = 3_600_000


@cache
def changes(name: str) -> tuple[UtcMs, ...]:
    """The days on which the zone's clocks change."""
    zone, step = ZoneInfo(name), timedelta(days=1)
    days = [FIRST + step * index for index in range((LAST - FIRST).days)]
    return tuple(
        ms_of(day)
        for day in days
        if day.astimezone(zone).utcoffset() != (day + step).astimezone(zone).utcoffset()
    )


@st.composite
def calendars_and_instants(draw: st.DrawFn) -> tuple[Calendar, UtcMs]:
    """Any rollover from midnight to six, any instant, mostly on a day the clocks change."""
    name = draw(st.sampled_from(ZONES))
    anywhere = st.integers(ms_of(FIRST), ms_of(LAST))
    of_zone = changes(name)
    if of_zone:
        near = st.builds(
            lambda change, hours, ms: change + hours * HOUR + ms,
            st.sampled_from(of_zone),
            st.integers(-30, 54),
            st.sampled_from([0, -1, 1, 1_799_999, 1_800_000]) | st.integers(0, HOUR),
        )
        anywhere = near | anywhere
    return Calendar(ZoneInfo(name), draw(st.integers(0, 6))), UtcMs(draw(anywhere))


@given(calendars_and_instants())
@example((Calendar(ZoneInfo("America/St_Johns"), 0), UtcMs(1289097030000)))
@settings(deadline=None, max_examples=600)
def test_the_next_day_begins_at_the_rollover_and_not_before(case: tuple[Calendar, UtcMs]) -> None:
    calendar, instant = case
    day, rollover = calendar.day_of(instant), calendar.rollover_after(instant)
    assert rollover > instant
    assert calendar.day_of(rollover) == day + 1
    assert calendar.day_of(UtcMs(rollover - 1)) == day
    assert calendar.start_of(day) <= instant
    assert calendar.moment(instant).rollover_at == rollover


@given(calendars_and_instants(), st.integers(0, 72 * HOUR))
@settings(deadline=None, max_examples=300)
def test_days_never_run_backwards(case: tuple[Calendar, UtcMs], later: int) -> None:
    calendar, instant = case
    assert calendar.day_of(instant) <= calendar.day_of(UtcMs(instant + later))


@given(calendars_and_instants())
@settings(deadline=None, max_examples=300)
def test_a_day_is_the_wall_clocks_date_less_the_rollover(case: tuple[Calendar, UtcMs]) -> None:
    calendar, instant = case
    wall = utc_of(instant).astimezone(calendar.zone)
    date = (wall.replace(tzinfo=None) - timedelta(hours=calendar.rollover)).date()
    day = iso_of(calendar.day_of(instant))
    # The one exception: an hour read for the second time stays in the day it already began.
    assert day == date.isoformat() or (wall.fold and day > date.isoformat())


@given(calendars_and_instants())
@settings(deadline=None, max_examples=200)
def test_the_offset_leads_from_utc_to_the_wall_clock(case: tuple[Calendar, UtcMs]) -> None:
    calendar, instant = case
    offset = timedelta(minutes=calendar.offset_min(instant))
    assert (utc_of(instant) + offset).replace(tzinfo=None) == utc_of(instant).astimezone(
        calendar.zone
    ).replace(tzinfo=None)


@given(st.dates())
def test_dates_are_read_as_they_are_written(date: date) -> None:
    assert iso_of(day_from(date.isoformat())) == date.isoformat()
