"""Waiting for a person: the first reply, the next ones, who still waits, and replies in closed time."""

from collections.abc import Sequence
from typing import Any

import pytest

from unsung.measures.statistics.proportions import wilson
from unsung.measures.tests.desk import (
    DAY,
    HOUR,
    MINUTE,
    Row,
    asked,
    contact,
    desk,
    figures,
    message,
    of_channel,
    s,
    tally,
)
from unsung.measures.waiting import (
    ANSWERED_OUTSIDE_HOURS_MEASURE,
    FIRST_RESPONSE_TIME_MEASURE,
    NEXT_RESPONSE_TIME_MEASURE,
)


def test_a_first_reply_is_timed_by_the_calendar_and_in_opening_hours() -> None:
    waits = [(10, 10), (20, 20), (30, 30), (40, 40), (50, 50), (60, 60), (900, 70)]
    tables = desk(
        contacts=[
            contact(
                "2025-10-02 10:00",
                asked_s=1,
                first_reply_s=calendar * MINUTE,
                first_reply_business_s=business * MINUTE,
            )
            for calendar, business in waits
        ]
    )
    found = figures(FIRST_RESPONSE_TIME_MEASURE, tables)
    median = found["first_response_time.calendar.median"]
    assert median.value == 40 * MINUTE
    assert (median.n, median.tier) == (7, "publish")
    assert list(median.interval or ()) == [10 * MINUTE, 900 * MINUTE]  # ranks 1 and 7 of 7
    p90 = found["first_response_time.calendar.p90"]
    assert p90.value == pytest.approx((60 + 0.4 * 840) * MINUTE)
    assert list(p90.interval or ()) == [40 * MINUTE, None]
    assert p90.tier == "counts_only"
    assert "An interval needs 36. The cases, sorted, in seconds: 600, 1200, 1800," in p90.method
    assert found["first_response_time.business.p90"].value == pytest.approx(64 * MINUTE)


def test_under_six_replies_only_cases_may_be_shown() -> None:
    tables = desk(
        contacts=[
            *(contact("2025-10-02 10:00", asked_s=1, first_reply_s=60) for _ in range(4)),
            *(contact("2025-10-02 10:00", "form", asked_s=1, first_reply_s=60) for _ in range(5)),
            *(contact("2025-10-02 10:00", "chat", asked_s=1, first_reply_s=60) for _ in range(6)),
        ]
    )
    median = figures(FIRST_RESPONSE_TIME_MEASURE, tables)["first_response_time.calendar.median"]
    few, more = of_channel(median, "form"), of_channel(median, "chat")
    assert (few.tier, few.interval, few.statement) == ("counts_only", (None, None), None)
    assert "The cases, sorted, in seconds: 60, 60, 60, 60, 60." in few.method
    assert (more.tier, more.interval) == ("publish", (60, 60))


def test_without_hours_there_is_no_business_time() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00", asked_s=1, first_reply_s=60)])
    found = figures(FIRST_RESPONSE_TIME_MEASURE, tables, asked(hours=None))
    business = found["first_response_time.business.median"]
    assert (business.value, business.why_null) == (None, "No opening hours are known.")
    assert of_channel(business, "mail").why_null == "No opening hours are known."
    assert found["first_response_time.calendar.median"].value == 60


def test_every_figure_of_the_first_reply_is_of_the_conversations_that_customers_began() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 09:00", asked_s=1, first_reply_s=20 * MINUTE),
            contact("2025-10-02 09:00", started_by="desk", asked_s=1, first_reply_s=MINUTE),
            contact("2025-10-02 09:00", started_by="desk", asked_s=1, unanswered_since_s=1),
            contact("2025-10-02 09:00", started_by="machine", asked_s=1, first_reply_s=99 * MINUTE),
            contact("2025-10-02 09:00", standing="auto", asked_s=1, first_reply_s=0),
        ]
    )
    found = figures(FIRST_RESPONSE_TIME_MEASURE, tables)
    median, answered = (found[f"first_response_time.{one}"] for one in ("calendar.median", "answered"))
    assert (median.value, median.n) == (20 * MINUTE, 1)
    assert (answered.value, answered.n) == (1, 1)
    assert found["first_response_time.unanswered"].value == 0


def test_who_still_waits_is_counted_beside_and_who_was_served_at_once_too() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", asked_s=1, unanswered_since_s=1),
            contact("2025-10-02 10:00", asked_s=1, unanswered_since_s=1, settled_s=9),  # needed no answer
            contact("2025-10-02 10:00", asked_s=1, first_reply_s=60, unanswered_since_s=9),
            contact("2025-10-02 10:00", "call", on_the_spot=1),
            contact("2025-10-02 10:00", "walkin", on_the_spot=1),
            contact("2025-10-02 10:00", "call", on_the_spot=0),
        ]
    )
    found = figures(FIRST_RESPONSE_TIME_MEASURE, tables)
    assert found["first_response_time.unanswered"].value == 1
    assert found["first_response_time.on_the_spot"].value == 2
    median = found["first_response_time.calendar.median"]
    assert (median.n, median.value) == (2, 60)  # who needed no answer is not waited for
    assert of_channel(median, "walkin").why_null == "Walk-ins are answered on the spot."
    assert of_channel(median, "call").why_null == (
        "A person answered 1 of 2 calls on the spot; no other has a reply on record."
    )
    assert of_channel(median, "form").why_null == "The records hold no forms of the period."


def test_one_visit_does_not_make_a_desk_of_mails_one_that_answers_on_the_spot() -> None:
    mails = [contact("2025-10-02 10:00"), contact("2025-10-03 10:00")]
    visit = contact("2025-10-02 10:00", "walkin", on_the_spot=1)
    told = {
        why: figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows))["first_response_time.calendar.median"]
        for why, rows in (
            ("Conversations are answered on the spot.", [visit]),
            ("The records hold no messages of conversations.", [*mails, visit]),
        )
    }
    assert {figure.why_null for figure in told.values()} == set(told)


def test_who_still_waits_is_never_more_than_the_conversations_counted() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", asked_s=1, unanswered_since_s=1),
            contact("2025-10-02 10:00", started_by="desk", asked_s=1, unanswered_since_s=1),
            contact("2025-10-02 10:00", started_by="machine", asked_s=1, unanswered_since_s=1),
            contact("2025-10-02 10:00", standing="spam", asked_s=1, unanswered_since_s=1),
        ]
    )
    unanswered = figures(FIRST_RESPONSE_TIME_MEASURE, tables)["first_response_time.unanswered"]
    assert (unanswered.value, of_channel(unanswered, "mail").value) == (1, 1)
    assert unanswered.cases is not None
    assert "started by a customer" in unanswered.cases.where


def asked_of(month: str, replies: Sequence[int | None], **known: Any) -> list[Row]:
    """A mail for each of these, written on the third at ten and answered after so many seconds, or never."""
    at = s(f"{month}-03 10:00")
    return [
        contact(
            f"{month}-03 10:00",
            asked_s=at,
            first_reply_s=wait,
            first_reply_business_s=wait,
            unanswered_since_s=at if wait is None else None,
            **known,
        )
        for wait in replies
    ]


def test_whom_nobody_answered_stays_in_the_time_to_the_first_reply() -> None:
    rows = asked_of("2025-10", [60] * 30 + [None] * 70)
    found = figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows))
    median = found["first_response_time.calendar.median"]
    assert (median.value, median.n, median.tier) == (None, 100, "not_had")
    assert median.why_null == "Not reached yet: 30 of 100 had a reply."
    share = found["first_response_time.answered"]
    assert (share.value, share.n, share.interval) == (0.3, 100, wilson(30, 100))
    assert found["first_response_time.unanswered"].value == 70


def test_a_desk_that_stops_answering_does_not_look_quicker() -> None:
    # Six of ten answered at once and four never: half had a reply within a minute, nine in ten not yet.
    rows = asked_of("2025-09", [600] * 100) + asked_of("2025-10", [60] * 60 + [None] * 40)
    found = figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows))
    assert found["first_response_time.calendar.median"].value == 60
    assert found["first_response_time.calendar.p90"].value is None
    share = found["first_response_time.answered"]
    assert share.previous is not None
    assert (share.value, share.previous.value, share.statement) == (0.6, 1, "changed")


def test_who_waits_is_followed_in_opening_hours_as_well() -> None:
    # From Friday at ten to Monday at ten: three days by the calendar, eight open hours.
    rows = asked_of("2025-10", [600] * 5 + [None] * 5 + [9 * HOUR] * 5)
    question = asked(data_to_s=s("2025-10-06 10:00"))
    found = figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows), question)
    # By the desk's clock the five left the ranks before the nine hours were over: all the rest had it.
    assert found["first_response_time.business.p90"].value == 9 * HOUR
    assert found["first_response_time.calendar.p90"].value is None


def test_who_wrote_less_than_a_week_before_the_end_is_not_judged_yet() -> None:
    rows = asked_of("2025-10", [60, None, 8 * DAY])
    question = asked(data_to_s=s("2025-10-10 09:59"))
    share = figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows), question)[
        "first_response_time.answered"
    ]
    assert share.why_null == "None of the conversations is 7 days old yet."
    later = figures(FIRST_RESPONSE_TIME_MEASURE, desk(contacts=rows))["first_response_time.answered"]
    assert later.value == pytest.approx(1 / 3)


def test_records_without_messages_say_so() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00", "form", has_states=1)])
    found = figures(FIRST_RESPONSE_TIME_MEASURE, tables)
    why = "The records hold no messages of conversations."
    assert found["first_response_time.calendar.median"].why_null == why
    assert found["first_response_time.unanswered"].why_null == why


def test_what_is_only_counted_is_said_to_be_and_not_to_be_none() -> None:
    found = figures(FIRST_RESPONSE_TIME_MEASURE, desk(tallies=[tally("2025-10-02 10:00", 40)]))
    median = found["first_response_time.calendar.median"]
    assert median.why_null == "The records only count conversations, so no more is known of them."
    assert of_channel(median, "mail").why_null == "The records hold no mails of the period."


def test_a_longer_wait_than_the_month_before_is_a_change() -> None:
    tables = desk(
        contacts=[
            contact(f"2025-{month}-02 10:00", asked_s=1, first_reply_s=wait * MINUTE)
            for month, first in (("09", 10), ("10", 90))
            for wait in range(first, first + 30)
        ]
    )
    median = figures(FIRST_RESPONSE_TIME_MEASURE, tables)["first_response_time.calendar.median"]
    assert median.previous is not None
    assert (median.value, median.previous.value) == (104.5 * MINUTE, 24.5 * MINUTE)
    assert (median.statement, median.change) == ("changed", 80 * MINUTE)


def test_a_next_reply_is_one_after_the_first_in_the_month_it_was_sent() -> None:
    tables = desk(
        contacts=[contact("2025-10-01 10:00")],
        messages=[
            message("2025-10-01 10:40", answers_s=40 * MINUTE, answers_business_s=40, first_reply=1),
            message("2025-10-01 11:30", answers_s=30 * MINUTE, answers_business_s=30),
            message("2025-10-01 11:31"),  # ends no wait
            message("2025-10-01 11:32", "machine", answers_s=5),
            message("2025-10-01 11:33", public=0, answers_s=5),
            message("2025-10-01 11:34", standing="auto", answers_s=5),
            message("2025-09-30 23:59", answers_s=50 * MINUTE),
        ],
    )
    found = figures(NEXT_RESPONSE_TIME_MEASURE, tables)
    median = found["next_response_time.calendar.median"]
    assert (median.value, median.n) == (30 * MINUTE, 1)
    assert median.previous is not None
    assert median.previous.value == 50 * MINUTE
    assert found["next_response_time.business.median"].value == 30
    assert median.cases is not None
    assert (median.cases.table, median.cases.count) == ("Messages", 1)


def test_replies_in_closed_time_are_counted_where_hours_are_known() -> None:
    tables = desk(
        contacts=[contact("2025-10-01 10:00"), contact("2025-10-01 10:00", "chat")],
        messages=[
            message("2025-10-04 10:00", outside_hours=1),
            message("2025-10-06 10:00", outside_hours=0),
            message("2025-10-05 10:00", "customer", outside_hours=1),
            message("2025-10-05 10:00", outside_hours=1, public=0),
            message("2025-10-06 10:00", channel="chat", outside_hours=0),
        ],
    )
    count = figures(ANSWERED_OUTSIDE_HOURS_MEASURE, tables)["answered_outside_hours"]
    assert (count.value, of_channel(count, "chat").value, of_channel(count, "call").value) == (1, 0, None)
    unknown = figures(ANSWERED_OUTSIDE_HOURS_MEASURE, tables, asked(hours=None))
    assert unknown["answered_outside_hours"].why_null == "No opening hours are known."
