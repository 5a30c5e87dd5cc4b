"""How matters ended: time to settled with open cases kept in, settled first time, came back, passed on."""

import pytest

from unsung.measures.asked import Span
from unsung.measures.settling import (
    FCR_MEASURE,
    REOPEN_RATE_MEASURE,
    RESOLUTION_TIME_MEASURE,
    TRANSFER_RATE_MEASURE,
)
from unsung.measures.statistics.proportions import wilson
from unsung.measures.tests.desk import DAY, HOUR, Row, asked, contact, desk, figures, of_channel, s, settled


def test_open_cases_stay_in_the_time_to_settled() -> None:
    done = [settled("2025-10-02 00:00", hours * HOUR) for hours in (2, 3, 5, 8, 13, 20)]
    still_open = [
        settled("2025-10-02 00:00", None),
        settled("2025-10-01 14:00", None),
        settled("2025-10-01 04:00", None),
        settled("2025-10-01 06:00", None),
    ]
    question = asked(data_to_s=s("2025-10-03 06:00"))
    found = figures(RESOLUTION_TIME_MEASURE, desk(contacts=[*done, *still_open]), question)
    median, p90 = found["resolution_time_km.median"], found["resolution_time_km.p90"]
    assert (median.value, median.n, median.tier) == (13 * HOUR, 10, "small_sample")
    assert (p90.value, p90.n, p90.tier) == (None, 10, "not_had")
    assert p90.why_null == "Not reached yet: fewer than 9 in 10 were settled."
    assert "4 of 10 are still open." in median.method


CAME_BACK_ONCE = settled("2025-01-02 10:00", HOUR, reopened_s=s("2025-01-03 10:00"))
"""Long before the periods asked for: its source is one that tells of reopenings."""


def ends(own: str, channel: str = "mail", source: str = "desk") -> Span:
    """A source that tells what became of its conversations up to this moment."""
    return Span(source, channel, s("2025-08-01"), s("2025-08-01"), s(own), s(own))


def test_open_cases_are_followed_to_the_end_of_their_own_source() -> None:
    # The tickets of t: ten a day, settled after 0 to 9 days, known up to the end of October.
    rows = [
        settled(f"2025-10-{day:02} 10:00", days * DAY if day + days < 32 else None)
        for day in range(1, 32)
        for days in range(10)
    ]
    rows.append(CAME_BACK_ONCE)
    own = asked(data_to_s=s("2025-11-20 10:00"), spans=(ends("2025-10-31 10:09"),))
    found = figures(RESOLUTION_TIME_MEASURE, desk(contacts=rows), own)
    alone = figures(RESOLUTION_TIME_MEASURE, desk(contacts=rows), asked(data_to_s=s("2025-10-31 10:09")))
    assert [figure.value for figure in found.values()] == [4 * DAY, 8 * DAY]
    assert [figure.value for figure in found.values()] == [figure.value for figure in alone.values()]
    back = figures(REOPEN_RATE_MEASURE, desk(contacts=rows), own)["reopen_rate"]
    old = sum(
        row["settled_s"] is not None and s("2025-10-01") <= row["settled_s"] <= s("2025-10-17 10:09")
        for row in rows
    )
    assert (back.n, old) == (125, 125)


def test_each_source_ends_by_itself() -> None:
    known: Row = {"customer": "c", "category": "A", "issue_first": 1, "issue_answered": 1}
    rows = [
        contact("2025-10-20 10:00", **known),
        contact("2025-10-20 10:00", **known, source="other"),
        contact("2025-10-20 10:00", "form", **known),
    ]
    spans = ends("2025-10-26"), ends("2025-11-20", source="other"), ends("2025-11-20", "form")
    question = asked(data_to_s=s("2025-11-20"), spans=spans)
    share = figures(FCR_MEASURE, desk(contacts=rows), question)["fcr"]
    assert (share.n, of_channel(share, "mail").n, of_channel(share, "form").n) == (2, 1, 1)
    assert "1 younger than 7 days are left out." in of_channel(share, "mail").method


def test_time_to_settled_needs_states() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00"), settled("2025-10-02 10:00", HOUR, "form")])
    median = figures(RESOLUTION_TIME_MEASURE, tables)["resolution_time_km.median"]
    assert (median.value, median.n) == (HOUR, 1)
    assert of_channel(median, "mail").why_null == "The records do not say when mails were settled."


def test_an_issue_is_settled_first_time_when_nobody_came_back_for_seven_days() -> None:
    known: Row = {"customer": "c", "category": "A", "issue_first": 1, "issue_answered": 1}
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", **known),
            contact("2025-10-02 10:00", **known, again_s=7 * DAY + 1),
            contact("2025-10-02 10:00", **known, again_s=7 * DAY),
            settled("2025-10-02 10:00", DAY, **known, reopened_s=s("2025-10-02 10:00") + 7 * DAY + 1),
            settled("2025-10-02 10:00", DAY, **known, reopened_s=s("2025-10-02 10:00") + 7 * DAY),
            contact("2025-10-02 10:00", **known | {"issue_first": 0}),
            contact("2025-10-02 10:00", **known | {"issue_answered": 0}),  # nobody answered
            contact("2025-10-02 10:00", **known | {"customer": None}),
            contact("2025-10-02 10:00", **known | {"category": None}),
            contact("2025-10-26 10:00", **known),
        ]
    )
    share = figures(FCR_MEASURE, tables, asked(data_to_s=s("2025-11-01 00:00")))["fcr"]
    assert (share.value, share.n, share.tier) == (3 / 5, 5, "counts_only")
    assert share.interval == wilson(3, 5)
    assert "1 younger than 7 days are left out." in share.method


def test_settled_first_time_needs_customer_and_category() -> None:
    known: Row = {"issue_first": 1, "issue_answered": 1}
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", "mail", **known),
            contact("2025-10-02 10:00", "call", **known, customer="c"),
            contact("2025-12-30 10:00", "chat", **known, customer="c", category="A"),
        ]
    )
    share = figures(FCR_MEASURE, tables)["fcr"]
    assert of_channel(share, "mail").why_null == "The records do not say who the customers of mails were."
    assert of_channel(share, "call").why_null == "The records do not say what calls were about."
    assert of_channel(share, "chat").why_null == "The records hold no chats of the period."


def test_who_came_back_is_counted_among_those_settled_in_the_month_whenever_opened() -> None:
    def back(at: str, after: int | None) -> Row:
        settled_s = s(at)
        reopened_s = None if after is None else settled_s + after
        return contact("2025-08-02 10:00", has_states=1, settled_s=settled_s, reopened_s=reopened_s)

    tables = desk(
        contacts=[
            back("2025-10-01 00:00", 14 * DAY),
            back("2025-10-02 10:00", 14 * DAY + 1),
            back("2025-10-03 10:00", None),
            back("2025-10-20 10:00", DAY),  # too young to judge: it would flatter or blame by chance
            back("2025-09-30 23:59", DAY),
            back("2025-11-01 00:00", DAY),
        ]
    )
    share = figures(REOPEN_RATE_MEASURE, tables, asked(data_to_s=s("2025-11-01 00:00")))["reopen_rate"]
    assert share.value == pytest.approx(1 / 3)
    assert share.n == 3
    assert share.previous is not None
    assert (share.previous.value, share.previous.n) == (1, 1)
    assert "1 settled less than 14 days before the records end are left out." in share.method


def test_nothing_old_enough_to_come_back_is_said() -> None:
    tables = desk(contacts=[settled("2025-10-30 10:00", HOUR), CAME_BACK_ONCE])
    share = figures(REOPEN_RATE_MEASURE, tables, asked(data_to_s=s("2025-11-01 00:00")))["reopen_rate"]
    assert share.why_null == "What was settled is less than 14 days old at the end of the records."


def test_of_a_source_that_never_tells_of_a_reopening_nothing_is_said() -> None:
    rows = [settled("2025-10-02 10:00", HOUR), settled("2025-10-02 10:00", HOUR, "chat", source="chats")]
    share = figures(REOPEN_RATE_MEASURE, desk(contacts=[*rows, CAME_BACK_ONCE]))["reopen_rate"]
    assert (share.value, share.n, of_channel(share, "mail").n) == (0, 1, 1)
    assert of_channel(share, "chat").why_null == (
        "The records never tell that chats came back after they were settled."
    )


def test_one_team_beside_every_case_does_not_tell_who_was_passed_on() -> None:
    rows = [contact("2025-10-02 10:00", moves=0) for _ in range(40)]
    share = figures(TRANSFER_RATE_MEASURE, desk(contacts=rows))["transfer_rate"]
    assert (share.value, share.why_null) == (
        None,
        "The records never tell that conversations passed from one team to another.",
    )


def test_passed_on_counts_where_teams_are_known() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", moves=0),
            contact("2025-10-02 10:00", moves=2),
            contact("2025-10-02 10:00"),
            contact("2025-10-02 10:00", "call", answered=1, transferred=1),
            contact("2025-10-02 10:00", "call", answered=0, transferred=0),
        ]
    )
    found = figures(TRANSFER_RATE_MEASURE, tables)
    share = found["transfer_rate"]
    assert share.value == pytest.approx(2 / 3)
    assert (share.n, of_channel(share, "mail").value) == (3, 0.5)
    assert found["transfer_rate.misrouted"].why_null == (
        "The records do not say which conversations had come to the wrong door."
    )
