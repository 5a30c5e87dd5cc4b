"""A week beside the twelve before: counted by channel, its usual range, and its reasons."""

from datetime import date, timedelta

from unsung.measures.tests.desk import contact, desk, tally
from unsung.measures.weeks import WeekCount, monday_of, week

MONDAY = date(2025, 10, 20)


def opened(weeks_before: int, times: int, channel: str = "mail", **known: object) -> list[dict[str, object]]:
    day = MONDAY - timedelta(weeks=weeks_before)
    return [contact(f"{day + timedelta(days=n % 7)} 10:00", channel, **known) for n in range(times)]


def test_a_week_is_counted_from_monday_to_sunday_beside_the_middle_half_of_those_before() -> None:
    rows = [*opened(0, 9), *(row for n, times in enumerate(range(2, 10), 1) for row in opened(n, times))]
    (mail,) = week(desk(contacts=rows), MONDAY, "UTC").channels
    # 2 to 9 in eight weeks: the quartiles of eight numbers in a row lie at 3.75 and 7.25.
    assert mail == WeekCount("mail", 9, 3.75, 7.25, date(2025, 10, 26))


def test_of_five_earlier_weeks_no_range_is_called_usual() -> None:
    rows = [row for n in range(6) for row in opened(n, 3, "call")]
    assert week(desk(contacts=rows), MONDAY, "UTC").channels == (
        WeekCount("call", 3, last=date(2025, 10, 22)),
    )


def test_a_channel_that_fell_silent_is_told_with_what_was_usual() -> None:
    rows = [row for n in range(1, 8) for row in opened(n, 4, "chat")]
    assert week(desk(contacts=rows), MONDAY, "UTC").channels == (
        WeekCount("chat", 0, 4, 4, date(2025, 10, 16)),
    )


def test_what_a_source_only_counted_counts_and_what_is_no_contact_does_not() -> None:
    rows = opened(0, 5, "call") + opened(0, 4, "mail", standing="spam")
    counted = [tally("2025-10-21 09:00", 7, "call")]
    assert week(desk(contacts=rows, tallies=counted), MONDAY, "UTC").channels == (
        WeekCount("call", 12, last=date(2025, 10, 24)),
    )


def test_reasons_are_the_most_frequent_categories_beside_the_week_before() -> None:
    rows = [
        *opened(0, 5, category="Renewal letter"),
        *opened(0, 2, category="Lost card"),
        *opened(1, 3, category="Lost card"),
        *opened(0, 8),
    ]
    found = week(desk(contacts=rows), MONDAY, "UTC", reasons=2).reasons
    assert found == (("Renewal letter", 5, 0), ("Lost card", 2, 3))


def test_the_monday_of_a_sunday_is_six_days_before_it() -> None:
    assert monday_of(date(2025, 10, 26)) == MONDAY == monday_of(MONDAY)
