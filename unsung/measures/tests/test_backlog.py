"""What waits at the end of a month: open at that moment, its age since it was first opened."""

from typing import Any

from unsung.measures.asked import Span
from unsung.measures.backlog import BACKLOG_MEASURE
from unsung.measures.breakdowns import waiting_cases
from unsung.measures.cases import waiting
from unsung.measures.tests.desk import (
    DAY,
    Row,
    asked,
    contact,
    desk,
    episode,
    figures,
    of_channel,
    s,
    settled,
)


def opened(number: int, at: str, end: str | None, **known: Any) -> tuple[Row, Row]:
    """A conversation open from `at` until `end`, and its one episode."""
    after = None if end is None else s(end) - s(at)
    return settled(at, after, number=number, **known), episode(number, at, end)


def test_what_is_settled_at_the_very_moment_is_still_open_and_what_begins_then_is_not_yet() -> None:
    rows = [
        opened(1, "2025-10-31 00:00", "2025-11-01 00:00"),
        opened(2, "2025-10-31 00:00", "2025-10-31 23:59"),
        opened(3, "2025-11-01 00:00", None),
        opened(4, "2025-08-02 00:00", None),
        opened(5, "2025-10-25 00:00", None),  # seven days old to the second: not older
    ]
    tables = desk(contacts=[row for row, _ in rows], episodes=[row for _, row in rows])
    found = figures(BACKLOG_MEASURE, tables)
    assert found["backlog.open"].value == 3
    assert found["backlog.median_age"].value == 7 * DAY
    assert (found["backlog.older_than_7d"].value, found["backlog.older_than_30d"].value) == (1, 1)
    earlier = found["backlog.open"].previous
    assert earlier is not None
    assert earlier.value == 1
    assert found["backlog.open"].statement is None
    assert "opened before 1 August 2025, where the records begin, are missing" in found["backlog.open"].method


def test_coming_back_does_not_make_a_conversation_young() -> None:
    again = settled("2025-10-01 00:00", DAY, number=7, reopened_s=s("2025-10-30 00:00"))
    tables = desk(
        contacts=[again],
        episodes=[
            episode(7, "2025-10-01 00:00", "2025-10-02 00:00"),
            episode(7, "2025-10-30 00:00", None) | {"number": 2},
        ],
    )
    found = figures(BACKLOG_MEASURE, tables)
    assert (found["backlog.open"].value, found["backlog.median_age"].value) == (1, 31 * DAY)


def test_an_empty_backlog_is_none_waiting_where_states_are_known_and_unknown_where_not() -> None:
    row, past = opened(1, "2025-10-02 10:00", "2025-10-02 12:00")
    tables = desk(contacts=[row, contact("2025-10-02 10:00", "call")], episodes=[past])
    found = figures(BACKLOG_MEASURE, tables)
    waiting = found["backlog.open"]
    assert (waiting.value, of_channel(waiting, "mail").value) == (0, 0)
    assert of_channel(waiting, "call").why_null == "The records do not say when calls were settled."
    assert found["backlog.median_age"].why_null == "Nothing was waiting."


def test_records_that_end_early_are_counted_where_they_end() -> None:
    rows = [opened(1, "2025-10-12 00:00", None), opened(2, "2025-10-13 00:00", "2025-10-13 12:00")]
    tables = desk(contacts=[row for row, _ in rows], episodes=[row for _, row in rows])
    found = figures(BACKLOG_MEASURE, tables, asked(data_to_s=s("2025-10-14 00:00") - 1))
    assert (found["backlog.open"].value, found["backlog.median_age"].value) == (1, 2 * DAY)
    assert "Counted on 13 October 2025, where the records end." in found["backlog.open"].method


def test_what_a_source_that_ended_left_open_is_counted_where_it_ended() -> None:
    rows = [opened(1, "2025-10-12 00:00", None), opened(2, "2025-10-12 00:00", None, source="other")]
    tables = desk(contacts=[row for row, _ in rows], episodes=[row for _, row in rows])
    spans = (
        Span("desk", "mail", s("2025-08-01"), s("2025-08-01"), s("2025-10-20"), s("2025-10-20") - 1),
        Span("other", "mail", s("2025-08-01"), s("2025-08-01"), s("2025-11-20"), s("2025-11-20")),
    )
    question = asked(data_to_s=s("2025-11-20"), spans=spans)
    found = figures(BACKLOG_MEASURE, tables, question)
    assert (found["backlog.open"].value, found["backlog.median_age"].value) == (2, 14 * DAY)  # of 8 and 20
    assert "Counted on 19 October 2025, where the records end." in found["backlog.open"].method
    assert [row["age_s"] for row in waiting(tables, question)] == [8 * DAY, 20 * DAY]


def test_the_oldest_open_conversations_come_first_with_what_they_are_about() -> None:
    rows = [
        opened(1, "2025-10-12 00:00", None, category="claims"),
        opened(2, "2025-09-12 00:00", None),
        opened(3, "2025-08-12 00:00", "2025-10-31 00:00"),
        opened(4, "2025-08-13 00:00", None, standing="spam"),
    ]
    tables = desk(contacts=[row for row, _ in rows], episodes=[row for _, row in rows])
    assert [(case.contact, case.category, case.channel) for case in waiting_cases(tables, asked())] == [
        (2, "", "mail"),
        (1, "claims", "mail"),
    ]
    assert [case.external_id for case in waiting_cases(tables, asked(), limit=1)] == ["X2"]
