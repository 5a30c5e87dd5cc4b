"""Promises kept on the phone, as each rule counts those who left."""

from datetime import date

import pytest

from unsung.ground.hours import HoursVersion, OpenClock, OpeningHours, parse_hours
from unsung.measures.statistics.answering import (
    AbandonRule,
    Queue,
    abandonment,
    answered_outside_hours,
    handling_seconds,
    service_level,
)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("negative", (70, 120)),
        ("positive", (80, 120)),
        ("ignore", (70, 110)),
        ("answered_only", (70, 90)),
        ("short_excluded", (70, 116)),
    ],
)
def test_one_day_of_calls_gives_five_service_levels(rule: AbandonRule, kept: tuple[int, int]) -> None:
    day = Queue(
        answered_within=70, answered_late=20, abandoned_within=10, abandoned_late=20, short_abandoned=4
    )
    assert service_level(day, rule) == kept


def test_those_who_left_break_the_promise_unless_another_rule_is_asked_for() -> None:
    assert service_level(Queue(0, 0, 7)) == (0, 7)


def test_who_left_at_once_is_neither_offered_nor_lost() -> None:
    assert abandonment(offered=100, abandoned=12, short_abandoned=5) == (7, 95)


def test_no_contact_handled_has_no_handling_time() -> None:
    assert handling_seconds(0, 0, 0, 0) is None


def test_a_reply_in_closed_time_is_counted_once_whatever_the_zone() -> None:
    hours = OpeningHours("Asia/Tokyo", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00")),))
    clock = OpenClock(hours, date(2026, 3, 2), date(2026, 3, 4))
    nine, five = clock.first_s + 9 * 3_600, clock.first_s + 17 * 3_600
    assert answered_outside_hours(clock, [nine - 1, nine, five - 1, five]) == 2
