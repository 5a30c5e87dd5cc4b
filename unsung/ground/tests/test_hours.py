"""Opening hours and business time, against a slow count of minutes by the local wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsung.ground.hours import (
    HoursVersion,
    OpenClock,
    OpeningHours,
    Windows,
    calendar_seconds,
    holidays_of,
    instant,
    parse_hours,
)
from unsung.ground.problems import Problem

SPLIT = parse_hours("Mon-Fri 09:00-12:30,13:30-17:00")


def at(text: str, zone: str = "Europe/Rome", fold: int = 0) -> int:
    return instant(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold))


def clock(week: dict[int, Windows] | str, first: str, last: str, zone: str = "Europe/Rome") -> OpenClock:
    version = HoursVersion(parse_hours(week) if isinstance(week, str) else week)
    return OpenClock(OpeningHours(zone, (version,)), date.fromisoformat(first), date.fromisoformat(last))


def hours_between(open_clock: OpenClock, start: int, end: int) -> float:
    return int(open_clock.business_seconds(start, end)) / 3600


def test_lunch_is_not_business_time() -> None:
    week = clock(SPLIT, "2026-03-02", "2026-03-07")
    assert hours_between(week, at("2026-03-02T12:00"), at("2026-03-02T14:00")) == 1.0


def test_a_clock_change_inside_a_window_counts_real_hours() -> None:
    nights = clock("Sat 22:00-06:00", "2026-03-27", "2026-03-31")
    assert hours_between(nights, at("2026-03-28T12:00"), at("2026-03-30T00:00")) == 7.0
    nights = clock("Sat 22:00-06:00", "2026-10-23", "2026-10-27")
    assert hours_between(nights, at("2026-10-24T12:00"), at("2026-10-26T00:00")) == 9.0


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_desk_that_never_closes_is_open_as_long_as_the_day_lasts(day: str, length: int) -> None:
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    always = clock("24/7", day, after)
    assert hours_between(always, always.first_s, always.last_s) == length
    assert len(always.starts) == 1


def test_a_whole_year_without_closing_has_no_gap_at_midnight() -> None:
    always = clock("Mon-Sun 00:00-00:00", "2026-01-01", "2027-01-01")
    assert hours_between(always, always.first_s, always.last_s) == 8760
    assert len(always.starts) == 1


def test_a_window_that_begins_in_the_skipped_hour_opens_when_the_clocks_have_jumped() -> None:
    early = clock("Sun 02:30-04:00", "2026-03-29", "2026-03-30")
    assert list(early.starts) == [at("2026-03-29T03:00")]
    assert hours_between(early, early.first_s, early.last_s) == 1.0


def test_a_night_that_began_before_the_first_date_runs_on_into_it() -> None:
    nights = clock("Sat 22:00-06:00", "2026-06-07", "2026-06-08")
    assert hours_between(nights, at("2026-06-07T00:00"), at("2026-06-07T12:00")) == 6.0


def test_an_exception_replaces_the_day_and_goes_before_a_holiday() -> None:
    version = HoursVersion(
        SPLIT,
        exceptions={
            date(2026, 4, 2): (("09:00", "11:00"),),
            date(2026, 4, 3): (),
            date(2026, 4, 6): (("10:00", "12:00"),),
        },
        holidays=frozenset({date(2026, 4, 6), date(2026, 4, 7)}),
    )
    easter = OpenClock(OpeningHours("Europe/Rome", (version,)), date(2026, 4, 1), date(2026, 4, 9))
    days = [
        hours_between(easter, at(f"2026-04-0{day}T00:00"), at(f"2026-04-0{day}T23:59")) for day in range(1, 9)
    ]
    assert days == [7, 2, 0, 0, 0, 2, 0, 7]


def test_each_version_rules_from_its_date_and_the_earliest_before_it_too() -> None:
    hours = OpeningHours(
        "Europe/London",
        (
            HoursVersion(parse_hours("Mon-Fri 10:00-14:00"), valid_from=date(2026, 3, 4)),
            HoursVersion(parse_hours("Mon-Fri 09:00-17:00"), valid_from=date(2026, 1, 1)),
        ),
    )
    week = OpenClock(hours, date(2025, 12, 29), date(2026, 3, 7))
    lengths = [
        hours_between(week, at(f"{day}T00:00", "Europe/London"), at(f"{day}T23:00", "Europe/London"))
        for day in ("2025-12-29", "2026-03-03", "2026-03-04")
    ]
    assert lengths == [8, 8, 4]


def test_windows_that_overlap_are_counted_once() -> None:
    twice = clock("Mon 09:00-12:00,11:00-13:00; Mon 13:00-14:00", "2026-03-02", "2026-03-03")
    assert hours_between(twice, twice.first_s, twice.last_s) == 5.0
    assert len(twice.starts) == 1


def test_open_is_from_the_first_second_to_the_last_but_one() -> None:
    monday = clock(SPLIT, "2026-03-02", "2026-03-03")
    edges = [
        at("2026-03-02T09:00") - 1,
        at("2026-03-02T09:00"),
        at("2026-03-02T12:30") - 1,
        at("2026-03-02T12:30"),
    ]
    assert monday.is_open(edges).tolist() == [False, True, True, False]


def test_working_days_are_the_dates_on_which_a_window_starts() -> None:
    hours = OpeningHours("Europe/Rome", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00; Sat 22:00-06:00")),))
    found = hours.open_days(date(2026, 3, 1), date(2026, 3, 9))
    assert [day.day for day in found] == [2, 3, 4, 5, 6, 7]


def test_a_desk_closed_all_the_while_has_no_open_second() -> None:
    shut = clock("Mon 09:00-17:00", "2026-03-03", "2026-03-05")
    assert int(shut.business_seconds(shut.first_s, shut.last_s)) == 0
    assert not shut.is_open(shut.first_s)


def test_an_instant_outside_the_dates_is_refused_not_counted_as_closed() -> None:
    monday = clock(SPLIT, "2026-03-02", "2026-03-03")
    with pytest.raises(ValueError, match="instants must lie"):
        monday.business_seconds(monday.first_s - 1, monday.last_s)


def test_many_instants_are_counted_at_once_to_the_second() -> None:
    year = clock(SPLIT, "2026-01-01", "2027-01-01")
    starts = np.arange(year.first_s, year.last_s - 900_000, 3_601, dtype=np.int64)
    ends = starts + 777_777
    independent = np.zeros(len(starts), dtype=np.int64)
    for opens, closes in zip(year.starts, year.ends, strict=True):
        independent += np.maximum(0, np.minimum(ends, closes) - np.maximum(starts, opens))
    assert (year.business_seconds(starts, ends) == independent).all()


def test_elapsed_time_is_the_difference_of_instants_not_of_wall_clocks() -> None:
    rome = ZoneInfo("Europe/Rome")
    start, end = datetime(2026, 3, 27, 17, 30, tzinfo=rome), datetime(2026, 3, 30, 9, 45, tzinfo=rome)
    assert (end - start).total_seconds() / 60 == 3855
    assert calendar_seconds(start, end) / 60 == 3795


def test_a_moment_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="no zone"):
        instant(datetime(2026, 3, 2, 9, 0))


def test_a_week_is_read_from_one_line() -> None:
    assert parse_hours("Mon-Tue 9:00-12:30, 13:30-17:00; Sat,sun 22:00 – 24:00") == {
        0: (("09:00", "12:30"), ("13:30", "17:00")),
        1: (("09:00", "12:30"), ("13:30", "17:00")),
        5: (("22:00", "00:00"),),
        6: (("22:00", "00:00"),),
    }
    assert sorted(parse_hours("Sat-Mon 10:00-12:00")) == [0, 5, 6]


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Mon-Fri 09:00-17:00; Xyz 10:00-13:00", "“Xyz” is not a day of the week"),
        ("Mon 09:00-25:00", "“25:00” is not a time of day"),
        ("Mon 9-17", "“9” is not a time of day"),
        ("Mon 09:00", "“09:00” is not a time from and a time to"),
        ("Mon", "“” is not a time from and a time to"),
        (" ; ", "are empty"),
    ],
)
def test_hours_that_cannot_be_read_name_the_bad_piece(text: str, bad: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_hours(text)
    assert bad in caught.value.what
    assert "Mon-Fri 09:00" in caught.value.do


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(Problem, match="“Europe/Rom”"):
        OpeningHours("Europe/Rom", (HoursVersion(SPLIT),))


def test_holidays_know_countries_and_their_regions() -> None:
    assert date(2026, 4, 6) in holidays_of("IT", [2026])
    assert date(2026, 1, 6) in holidays_of("DE-BY", [2026])
    assert date(2026, 1, 6) not in holidays_of("de", [2026])


@pytest.mark.parametrize("code", ["XX", "DE-QQ", ""])
def test_an_unknown_holiday_calendar_is_named(code: str) -> None:
    with pytest.raises(Problem) as caught:
        holidays_of(code, [2026])
    assert f"“{code}”" in caught.value.what


ZONES = ("Europe/Rome", "America/Santiago", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
TIMES = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")
WEEKS = st.dictionaries(
    st.integers(0, 6), st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=3).map(tuple), max_size=7
)


def wall_says_open(week: dict[int, Windows], local: datetime) -> bool:
    now = f"{local:%H:%M}"
    today, yesterday = local.weekday(), (local.weekday() - 1) % 7
    return any(start <= now and (now < end or end <= start) for start, end in week.get(today, ())) or any(
        end <= start and now < end for start, end in week.get(yesterday, ())
    )


@settings(max_examples=25)
@given(
    week=WEEKS,
    zone=st.sampled_from(ZONES),
    around=st.sampled_from(
        ["2026-03-29", "2026-10-25", "2026-04-05", "2026-09-06", "2026-11-01", "2026-07-01"]
    ),
    start=st.integers(0, 3 * 1440 - 1),
    length=st.integers(0, 1440),
)
def test_business_time_is_what_counting_minutes_by_the_wall_clock_gives(
    week: dict[int, Windows], zone: str, around: str, start: int, length: int
) -> None:
    middle = date.fromisoformat(around)
    open_clock = OpenClock(
        OpeningHours(zone, (HoursVersion(week),)), middle - timedelta(days=2), middle + timedelta(days=3)
    )
    first = open_clock.first_s + start * 60
    minutes = sum(
        wall_says_open(week, datetime.fromtimestamp(first + 60 * minute, UTC).astimezone(ZoneInfo(zone)))
        for minute in range(length)
    )
    assert int(open_clock.business_seconds(first, first + 60 * length)) == 60 * minutes
