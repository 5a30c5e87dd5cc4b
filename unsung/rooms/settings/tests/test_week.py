"""A week of hours: how people write times, how the register keeps them, what they mean."""

import re
from datetime import date

import pytest

from unsung.ground.hours import Windows, parse_hours
from unsung.ground.problems import Problem
from unsung.ledger.queries.desks import Week
from unsung.rooms.settings.week import (
    as_read,
    in_words,
    length,
    meaning,
    open_s,
    rows_of,
    running_into,
    times_of,
    week_in_words,
    week_s,
)

LUNCH: Windows = (("09:00", "12:30"), ("13:30", "17:00"))


@pytest.mark.parametrize(
    "said",
    [
        "09:00-12:30,13:30-17:00",
        "9-12.30, 13:30–17",
        "9 to 12:30 and 13:30 until 17:00",
        "9am-12:30pm; 1:30pm - 5pm",
        "13:30-17:00, 09:00-12:30",
    ],
)
def test_times_are_read_as_people_write_them(said: str) -> None:
    assert times_of(said) == LUNCH


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ("9-12, 12-13", (("09:00", "13:00"),)),
        ("12-13, 9-12, 14-15", (("09:00", "13:00"), ("14:00", "15:00"))),
        ("9-12, 12-22, 22-6", (("09:00", "06:00"),)),
        ("0-12, 12-24", (("00:00", "00:00"),)),
    ],
)
def test_times_that_touch_are_one(said: str, joined: Windows) -> None:
    assert times_of(said) == joined


@pytest.mark.parametrize("said", ["", "  ", "closed", "Closed", "-"])
def test_a_day_left_empty_or_called_closed_is_closed(said: str) -> None:
    assert times_of(said) == ()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("9-5pm-6", "time from"),
        ("noon-17:00", "noon"),
        ("25-26", "25"),
        ("9-12, 11-17", "overlap"),
        ("9-9", "begins and ends at once"),
    ],
)
def test_times_that_cannot_be_read_are_named(said: str, names: str) -> None:
    with pytest.raises(Problem, match=names):
        times_of(said)


def test_what_is_advised_for_one_day_can_be_written_for_one_day() -> None:
    with pytest.raises(Problem) as caught:
        times_of("noon-3pm")
    (advised,) = re.findall("“(.+?)”", caught.value.do)
    assert times_of(advised) == LUNCH


@pytest.mark.parametrize(
    "week",
    [
        "Mon-Fri 09:00-12:30,13:30-17:00",
        "Mon-Fri 09:00-17:00; Sat 10:00-13:00",
        "Mon 09:00-17:00; Wed-Thu 09:00-17:00; Sun 22:00-06:00",
        "Mon-Sun 00:00-24:00",
    ],
)
def test_a_week_stays_the_same_through_the_rows_of_the_form(week: str) -> None:
    assert week_in_words([times_of(row) for row in rows_of(week)]) == week
    parsed = parse_hours(week)
    assert [parsed.get(day, ()) for day in range(7)] == [times_of(row) for row in rows_of(week)]


def test_a_week_closed_throughout_has_no_words_and_no_words_no_rows() -> None:
    assert week_in_words([()] * 7) == ""
    assert rows_of("") == [""] * 7


def test_open_time_is_counted_past_midnight_and_round_the_clock() -> None:
    assert open_s(LUNCH) == 7 * 3600
    assert open_s(times_of("22:00-06:00")) == 8 * 3600
    assert open_s(times_of("all day")) == 24 * 3600
    assert (length(9000), length(8 * 3600), in_words(())) == ("2 h 30", "8 h", "")


def test_open_time_that_two_days_share_counts_once() -> None:
    assert week_s(parse_hours("Mon 22:00-06:00; Tue 05:00-09:00")) == 11 * 3600
    assert week_s(parse_hours("Sun 22:00-06:00; Mon 05:00-09:00")) == 11 * 3600
    assert week_s(parse_hours("Mon 22:00-06:00; Tue 06:00-09:00")) == 11 * 3600
    assert week_s(parse_hours("24/7")) == 7 * 24 * 3600


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ({0: "22-6", 1: "5-9"}, 0),
        ({0: "5-9", 6: "22-6"}, 6),
        ({0: "22-6", 1: "6-9"}, None),
        ({0: "9-24", 1: "0-9"}, None),
        ({0: "0-24", 1: "0-24"}, None),
        ({0: "9-12, 22-6", 1: ""}, None),
    ],
)
def test_times_that_run_into_those_of_the_day_after_are_found(days: dict[int, str], found: int) -> None:
    assert running_into([times_of(days.get(day, "")) for day in range(7)]) == found


def test_what_hours_mean_is_open_time_a_week_and_working_days_a_year() -> None:
    week = Week("Europe/London", ((date(1970, 1, 1), "Mon-Fri 09:00-12:30,13:30-17:30"),), (), "GB-ENG")
    told = meaning(week, date(2026, 1, 5))
    assert str(told) == "Open 37 h 30 a week; 253 working days in 2026, 253 in 2027."


def test_a_day_apart_and_a_change_of_hours_count_from_their_day_on() -> None:
    versions = ((date(1970, 1, 1), "Mon-Fri 09:00-17:00"), (date(2026, 7, 1), "Mon-Sat 09:00-17:00"))
    week = Week("UTC", versions, ((date(2026, 1, 5), ""),), "")
    before, after = meaning(week, date(2026, 6, 30)), meaning(week, date(2026, 7, 1))
    assert before is not None
    assert after is not None
    assert (before.week_s, after.week_s) == (40 * 3600, 48 * 3600)
    assert before.days == after.days == ((2026, 261 + 26 - 1), (2027, 261 + 52))


def test_no_hours_mean_nothing() -> None:
    assert meaning(Week("UTC", (), (), ""), date(2026, 1, 5)) is None
    assert meaning(None, date(2026, 1, 5)) is None


def test_a_page_reads_hours_aloud() -> None:
    assert as_read("Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-13:00") == (
        "Mon to Fri 09:00 to 12:30 and 13:30 to 17:00, Sat 10:00 to 13:00"
    )
