"""Periods: months by name, their ends, and what is no month."""

from datetime import date

import pytest

from unsung.ground.periods import Period, month_of, parse_month
from unsung.ground.problems import Problem


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "0001-01", "9999-12", "10000-01", "October", "2025-1", ""]
)
def test_what_is_no_month_is_named(text: str) -> None:
    with pytest.raises(Problem, match="is not a month"):
        parse_month(text)


@pytest.mark.parametrize("text", ["0002-01", "0987-06", "2016-02", "9998-12"])
def test_every_other_month_is_called_as_it_was_asked_for_and_has_one_before_and_after(text: str) -> None:
    month = parse_month(text)
    assert month.label == text
    assert month.before().end == month.start
    assert month_of(month.end).before() == month


def test_a_stretch_of_days_has_as_long_a_one_before_it() -> None:
    stretch = Period(date(2025, 10, 6), date(2025, 10, 13))
    assert stretch.label == "2025-10-06 to 2025-10-13"
    assert stretch.before() == Period(date(2025, 9, 29), date(2025, 10, 6))


def test_a_month_is_as_long_as_its_clocks_make_it() -> None:
    october = parse_month("2025-10", "Europe/London")
    assert october.end_s - october.start_s == (31 * 24 + 1) * 3600
