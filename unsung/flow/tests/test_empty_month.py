"""A month without records: what is said of it is true, and what is advised can be done."""

import pytest

from unsung.flow.printing import _empty
from unsung.ground.periods import parse_month
from unsung.measures.tests.desk import s


@pytest.mark.parametrize(
    ("month", "first", "last", "means", "do"),
    [
        ("2025-09", "2025-08-02", "2025-10-30", "with none of this month", "a month on record"),
        ("2025-12", "2025-08-02", "2025-10-30", "from 2025-08 to 2025-10 (UTC).", "a month on record"),
        ("2025-12", "2025-10-02", "2025-10-30", "are all of 2025-10 (UTC).", "that month"),
    ],
)
def test_a_month_without_records_is_told_where_they_lie(
    month: str, first: str, last: str, means: str, do: str
) -> None:
    told = _empty(parse_month(month, "UTC"), (s(f"{first} 10:00"), s(f"{last} 10:00")), "UTC")
    assert means in told.means
    assert do in told.do
