"""Counts beside the figures: every day, every hour of the week, categories, kinds, the months before."""

from datetime import date

import pytest

from unsung.measures.breakdowns import (
    Counted,
    Day,
    by_category,
    by_day,
    by_hour_of_week,
    by_kind,
    csat_history,
    history,
    xmr_of_volume,
)
from unsung.measures.statistics.charts import xmr
from unsung.measures.sums import Sums
from unsung.measures.tests.desk import asked, contact, desk, rating, s, tally


def test_every_day_is_there_also_the_empty_and_the_closed_ones() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-01 10:00", working_day=1),
            contact("2025-10-01 11:00", working_day=1),
            contact("2025-10-04 11:00", working_day=0),
            contact("2025-10-01 10:00", standing="auto", working_day=1),
        ],
        tallies=[tally("2025-10-31 10:00", 5)],
    )
    days = by_day(Sums(tables, asked()))
    assert [day.on for day in days] == asked().period.days
    assert days[0] == Day(date(2025, 10, 1), 2, True)
    assert days[3] == Day(date(2025, 10, 4), 1, False)
    assert days[7] == Day(date(2025, 10, 8), 0, True)  # a Wednesday, as the first was
    assert days[11] == Day(date(2025, 10, 12), 0, False)  # a Sunday, on which nothing ever came
    assert days[30].n == 5
    unknown = by_day(Sums(tables, asked(hours=None)))
    assert {day.working for day in unknown} == {None}


def test_the_largest_category_comes_first_and_those_without_are_counted_apart() -> None:
    tables = desk(
        contacts=[
            *(contact("2025-10-02 10:00", category="claims") for _ in range(2)),
            *(contact("2025-10-02 10:00", category="billing") for _ in range(2)),
            *(contact("2025-10-02 10:00", category="letters") for _ in range(3)),
            contact("2025-10-02 10:00"),
            contact("2025-10-02 10:00", category="claims", standing="spam"),
            contact("2025-09-02 10:00", category="claims"),
            contact("2025-09-02 10:00", category="gone"),
        ],
        tallies=[tally("2025-10-02 10:00", 4)],
    )
    found = by_category(Sums(tables, asked()))
    assert found.rows == [
        Counted("letters", 3, 0),
        Counted("billing", 2, 0),
        Counted("claims", 2, 1),
        Counted("gone", 0, 1),
    ]
    assert (found.unknown, found.before_known) == (5, True)
    late = by_category(Sums(tables, asked(data_from_s=s("2025-09-02 10:00"))))
    assert (late.rows[0], late.before_known) == (Counted("letters", 3, None), False)
    assert [row.label for row in late.rows] == ["letters", "billing", "claims"]


def test_kinds_of_customers_are_counted_the_same_way() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00", customer_kind="broker"), contact("2025-10-02 10:00")])
    found = by_kind(Sums(tables, asked()))
    assert (found.rows, found.unknown, found.before_known) == ([Counted("broker", 1, 0)], 1, False)


def test_hours_of_the_week_run_from_monday_at_midnight() -> None:
    tables = desk(
        contacts=[contact("2025-10-06 00:00"), contact("2025-10-13 00:59"), contact("2025-11-03 00:00")],
        tallies=[tally("2025-10-05 23:55", 7)],
    )
    hours = by_hour_of_week(tables, asked())
    assert (hours[0][0], hours[6][23]) == (2, 7)
    assert sum(map(sum, hours)) == 9
    assert [len(row) for row in hours] == [24] * 7


def test_history_goes_back_only_as_far_as_the_records_cover_whole_months() -> None:
    tables = desk(
        contacts=[contact(f"2025-{month:02}-15 10:00") for month in (7, 8, 9, 9, 10, 10, 10, 11)],
        tallies=[tally("2025-08-15 10:00", 10)],
    )
    told = history(Sums(tables, asked()))
    assert [(period.label, n) for period, n in told] == [("2025-08", 11), ("2025-09", 2), ("2025-10", 3)]
    assert [n for _, n in history(Sums(tables, asked()), months=2)] == [2, 3]


def test_satisfaction_by_month_counts_fours_and_fives_of_the_answers() -> None:
    tables = desk(
        ratings=[
            rating("2025-09-15 10:00", 4),
            rating("2025-09-15 10:00", 3),
            rating("2025-09-15 10:00", None),
            rating("2025-10-15 10:00", 5),
            rating("2025-10-15 10:00", 5, latest=0),
        ]
    )
    told = csat_history(tables, asked())
    assert [(period.label, x, n) for period, x, n in told] == [
        ("2025-08", 0, 0),
        ("2025-09", 1, 2),
        ("2025-10", 1, 1),
    ]


def test_months_of_which_nothing_is_on_record_have_no_say_in_the_usual_range() -> None:
    volumes = {2: 28, 3: 62, 5: 62, 6: 60, 7: 31, 9: 90, 10: 310}
    tables = desk(
        contacts=[contact(f"2025-{month:02}-15 10:00") for month, n in volumes.items() for _ in range(n)]
    )
    sums = Sums(tables, asked(data_from_s=s("2025-02-01"), hours=None))
    assert [rate for _, rate in xmr_of_volume(sums).months] == pytest.approx([1, 2, 2, 2, 1, 3, 10])
    assert [(period.start.month, n) for period, n in history(sums)] == list(volumes.items())


def test_the_usual_range_comes_from_the_months_before() -> None:
    volumes = {2: 28, 3: 62, 4: 30, 5: 62, 6: 60, 7: 31, 8: 62, 9: 90, 10: 310}
    tables = desk(
        contacts=[contact(f"2025-{month:02}-15 10:00") for month, n in volumes.items() for _ in range(n)]
    )
    usual = xmr_of_volume(Sums(tables, asked(data_from_s=s("2025-02-01"), hours=None)))
    rates = [rate for _, rate in usual.months]
    assert rates == pytest.approx([1, 2, 1, 2, 2, 1, 2, 3, 10])
    assert usual.chart == xmr(rates[:-1])
    assert usual.chart is not None
    assert usual.chart.upper < 10
