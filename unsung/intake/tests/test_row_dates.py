"""Dates in the forms people and machines write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.intake.source import ContactRecord, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tables.dates import DateForm, moment, reader
from unsung.intake.tests.reading_rows import piece, problems, reads, records

QUARTER_PAST = datetime(2016, 3, 12, 14, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2016-03-12 14:05",
        "2016-03-12T14:05:00",
        "2016-03-12T14:05:00.000",
        "2016/03/12 14:05",
        "12/3/2016 14:05",
        "12/03/16 2:05 PM",
        "12.03.2016 14:05",
        "12-03-2016 14:05:00",
        "12/3/2016, 2:05:00 p.m.",
        "12 Mar 2016 14:05",
        "12-Mar-2016 14:05",
        "12th March 2016 at 14:05",
        "Mar 12, 2016 2:05 PM",
        "March 12th, 2016, 14:05",
        "Saturday, 12 March 2016 14:05",
        "20160312140500",
        "201603121405",
        "42441.586805555555",
    ],
)
def test_a_date_without_a_zone_is_read(text: str) -> None:
    assert moment(text) == QUARTER_PAST


@pytest.mark.parametrize(
    "text",
    [
        "2016-03-12T14:05:00Z",
        "2016-03-12T15:05:00+01:00",
        "2016-03-12 09:05:00 -0500",
        "2016-03-12 14:05:00 UTC",
        "Sat, 12 Mar 2016 15:05:00 +0100 (CET)",
        "1457791500",
        "1457791500.0",
        "1457791500000",
        "1457791500000000",
    ],
)
def test_a_date_that_tells_its_zone_is_an_instant(text: str) -> None:
    assert reader(DateForm(zone="America/New_York"))(text) == QUARTER_PAST.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "13/13/2016", "2016-02-30", "12 Foo 2016", "7", "25:00", "0001-01-01"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reader(DateForm())(text)


def test_month_first_is_read_where_it_is_asked_for_but_never_between_points() -> None:
    assert moment("3/12/2016 14:05", "month first") == QUARTER_PAST
    assert moment("12.3.2016 14:05", "month first") == QUARTER_PAST


@pytest.mark.parametrize(
    ("text", "utc_hour"),
    [
        ("2025-03-30 01:59", 0),  # an hour before the clocks go forward
        ("2025-03-30 02:30", 1),  # skipped: half past three by the new clock
        ("2025-10-26 02:30", 0),  # twice: taken as the first
        ("2025-10-26 03:30", 2),
    ],
)
def test_times_at_a_clock_change_are_real_instants(text: str, utc_hour: int) -> None:
    assert reader(DateForm(zone="Europe/Berlin"))(text).hour == utc_hour


def test_a_zone_written_by_mistake_can_be_passed_over() -> None:
    at = reader(DateForm(zone="America/New_York", ignore_zone=True))("2003-03-03T07:00:00Z")

    assert at == datetime(2003, 3, 3, 12, 0, tzinfo=UTC)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y %H:%M", "%d %b %Y %I:%M %p"]),
)
def test_a_date_written_day_first_comes_back(at: datetime, pattern: str) -> None:
    minute = at.replace(second=0, microsecond=0)

    assert moment(minute.strftime(pattern)) == minute


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        at = reader(DateForm(zone="Europe/London"))(text)
    except ValueError:
        return
    assert at.tzinfo is UTC


def opened(content: str, reading: Reading) -> list[datetime]:
    return [
        r.opened_at
        for r in records(TABLE, piece("rows.csv", content), reading)
        if isinstance(r, ContactRecord)
    ]


def test_one_date_tells_the_order_for_the_whole_column() -> None:
    reading = Reading()

    assert opened("id,opened\n1,2/3/2025\n2,3/25/2025\n", reading)[0] == datetime(2025, 2, 3, tzinfo=UTC)
    assert "The dates of rows.csv were read month first, going by the dates themselves." in reading.notes


def test_the_telling_date_may_stand_far_down() -> None:
    rows = [f"{n},2/3/2025" for n in range(5000)] + ["5000,3/25/2025"]

    assert opened("id,opened\n" + "\n".join(rows), Reading())[0] == datetime(2025, 2, 3, tzinfo=UTC)


def test_an_order_that_cannot_be_told_is_said_and_read_day_first() -> None:
    reading = Reading()

    assert opened("id,opened\n1,2/3/2025\n2,3/4/2025\n", reading)[0] == datetime(2025, 3, 2, tzinfo=UTC)
    assert any(note.startswith("No date in rows.csv tells the day from the month") for note in reading.notes)


@pytest.mark.parametrize("order", ["month first", "day first"])
def test_dates_that_do_not_tell_are_read_so_that_they_lie_closest_together(order: str) -> None:
    reading = Reading()
    written = [f"3/{day}/2025" if order == "month first" else f"{day}/3/2025" for day in (1, 2, 11, 12)]
    rows = "\n".join(f"{n},{text}" for n, text in enumerate(written))

    assert [at.month for at in opened(f"id,opened\n{rows}\n", reading)] == [3, 3, 3, 3]
    assert f"they were read {order}, since so they lie closest together." in reading.notes[-1]


def test_the_halves_of_an_export_are_read_alike_where_only_one_holds_a_date_that_tells() -> None:
    days = [f"{n},3/{n}/2025" for n in range(1, 25)]

    halves = [opened("id,opened\n" + "\n".join(half), Reading()) for half in (days[:12], days[12:])]

    assert halves[0] + halves[1] == opened("id,opened\n" + "\n".join(days), Reading())


def test_the_mapping_settles_an_order_that_cannot_be_told() -> None:
    mapping: dict[str, object] = {"like": "plain", "dates": "month first"}
    reading = Reading(mapping=mapping)

    assert opened("id,opened\n1,2/3/2025\n", reading) == [datetime(2025, 2, 3, tzinfo=UTC)]


def test_a_mapping_may_give_the_form_of_the_dates() -> None:
    mapping: dict[str, object] = {"like": "plain", "dates": "%d.%m.%Y um %H.%M Uhr"}

    assert opened("id,opened\n1,12.3.2016 um 14.05 Uhr\n", Reading(mapping=mapping)) == [
        QUARTER_PAST.replace(tzinfo=UTC)
    ]


def test_a_row_with_the_month_where_the_day_stands_is_put_aside() -> None:
    content = "id,opened\n1,2/3/2025\n2,25/3/2025\n3,26/3/2025\n4,3/27/2025\n"

    found = reads(TABLE, piece("rows.csv", content))

    assert [problem.what for problem in problems(found)] == [
        "rows.csv, line 5, field opened: “3/27/2025” could not be read as a date (month must be in 1..12)."
    ]
    assert "dates = “…”" in problems(found)[0].do
