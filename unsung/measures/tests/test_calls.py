"""Calls and chats: answered in the promised time, given up, minutes of work in a call."""

from typing import Any

import pytest
from scipy import stats

from unsung.measures.calls import ABANDONMENT_MEASURE, AHT_MEASURE, SERVICE_LEVEL_MEASURE
from unsung.measures.tests.desk import Row, asked, contact, desk, figures, of_channel, s


def call(queued_s: int | None, answered: int = 1, **known: Any) -> Row:
    """A call on 2 October, answered or given up after so many seconds in the queue."""
    ends = {"answered": answered, "abandoned": 1 - answered}
    return contact("2025-10-02 10:00", "call", queued_s=queued_s, **ends | known)


def test_a_call_given_up_is_one_not_answered_in_time() -> None:
    calls = [call(20)] * 70 + [call(3, answered=0)] * 10 + [call(21)] * 20
    numbered = [row | {"contact": place} for place, row in enumerate(calls)]
    tables = desk(contacts=[*numbered, contact("2025-10-02 10:00", "call")])
    share = figures(SERVICE_LEVEL_MEASURE, tables)["service_level.call"]
    assert (share.value, share.n, share.tier) == (0.7, 100, "publish")
    assert "Promised within 20 seconds." in share.method
    assert (of_channel(share, "call").value, of_channel(share, "chat").value) == (0.7, None)
    slower = asked(promised_s={"call": 30, "chat": 120})
    assert figures(SERVICE_LEVEL_MEASURE, tables, slower)["service_level.call"].value == 0.9


def test_chats_count_from_the_customers_first_line_to_a_human_reply() -> None:
    begun = s("2025-10-02 10:00")
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", "chat", asked_s=begun, first_reply_s=120),
            contact("2025-10-02 10:00", "chat", asked_s=begun, first_reply_s=121),
            contact("2025-10-02 10:00", "chat", asked_s=begun),
            contact("2025-10-02 10:00", "chat"),
            contact("2025-10-31 23:59", "chat", asked_s=s("2025-10-31 23:59")),  # too young to judge
        ]
    )
    share = figures(SERVICE_LEVEL_MEASURE, tables, asked(data_to_s=s("2025-11-01 00:00")))[
        "service_level.chat"
    ]
    assert share.value == pytest.approx(1 / 3)
    assert share.n == 3


def test_short_abandons_are_left_out_and_said() -> None:
    tables = desk(
        contacts=[
            *(call(4, answered=0) for _ in range(2)),
            *(call(5, answered=0) for _ in range(3)),
            call(None, answered=0),
            *(call(9) for _ in range(16)),
        ]
    )
    share = figures(ABANDONMENT_MEASURE, tables)["abandonment_rate"]
    assert (share.value, share.n) == (0.2, 20)
    assert "2 given up in under 5 seconds are left out." in share.method


def test_days_that_vary_widen_the_interval() -> None:
    good = [call(1) | {"contact": n} for n in range(50)]
    bad = [contact("2025-10-03 10:00", "call", queued_s=60, answered=1, abandoned=0) for _ in range(50)]
    share = figures(SERVICE_LEVEL_MEASURE, desk(contacts=good + bad))["service_level.call"]
    assert share.value == 0.5
    assert share.interval is not None
    assert share.interval[0] is not None
    assert share.interval[0] < 0.2  # 0.40 were the two days alike
    assert share.tier == "publish"


def test_without_call_records_there_is_no_figure() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00")])
    assert (
        figures(ABANDONMENT_MEASURE, tables)["abandonment_rate"].why_null
        == "The records tell of no single calls."
    )
    bare = desk(contacts=[contact("2025-10-02 10:00", "call")])
    assert figures(AHT_MEASURE, bare)["aht"].why_null == "The records tell of no single calls."
    thin = desk(contacts=[call(9)])
    assert figures(AHT_MEASURE, thin)["aht"].why_null == "The call records do not say how long they took."


def test_work_in_a_call_is_talk_hold_and_what_comes_after() -> None:
    seconds = [100 + 7 * n for n in range(40)]
    tables = desk(
        contacts=[
            *(call(1, talk_s=talk, hold_s=20, after_s=30 if n else None) for n, talk in enumerate(seconds)),
            call(1, answered=0, talk_s=9),
        ]
    )
    mean = figures(AHT_MEASURE, tables)["aht"]
    work = [talk + 20 + (30 if n else 0) for n, talk in enumerate(seconds)]
    assert mean.value == pytest.approx(sum(work) / 40)
    assert (mean.n, mean.tier) == (40, "publish")
    limits = stats.t.interval(0.95, 39, sum(work) / 40, stats.sem(work))
    assert mean.interval == pytest.approx(limits)
    assert "work after the call is known for 39 of 40; the rest counts as none." in mean.method


def test_no_time_of_work_is_said_to_lie_below_zero() -> None:
    talks = [10, 20, 3_000]
    calls = [contact("2025-10-02 10:00", "call", answered=1, talk_s=talk) for talk in talks]
    found = figures(AHT_MEASURE, desk(contacts=calls))["aht"]
    assert found.interval is not None
    assert found.interval[0] == 0
