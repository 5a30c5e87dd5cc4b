"""Rows of conversations whose times contradict one another."""

from datetime import UTC, datetime

import pytest

from unsung.intake.source import EventRecord, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

HEADER = "id,channel,opened_at,first_reply_at,resolved_at,reopened_at\n"


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ("2025-10-01 08:59,,", "first_reply_at"),
        (",2025-10-01 08:59,", "resolved_at"),
        (",2025-10-01 09:30,2025-10-01 08:59", "reopened_at"),
    ],
)
def test_what_lies_before_the_opening_puts_the_row_aside(times: str, field: str) -> None:
    content = f"{HEADER}7,mail,2025-10-01 09:00,{times}\n8,mail,2025-10-01 09:00,,,\n"

    first, second = reads(TABLE, piece("rows.csv", content), Reading("Europe/London"))

    [problem] = problems([first])
    assert problem.what == (
        f"rows.csv, line 2, field {field}: 1 October 2025 08:59:00 lies before the conversation was opened "
        "(opened_at, 1 October 2025 09:00:00)."
    )
    assert problem.means == "The row was put aside; the others were taken."
    assert problem.do.startswith("Correct whichever is wrong")
    assert first.records == ()
    assert second.records != ()


def test_a_mapping_of_ones_own_is_held_to_the_same_and_named_by_its_columns() -> None:
    mapping: dict[str, object] = {
        "name": "ours",
        "row": "contact",
        "columns": {"id": "Nr", "opened_at": "Beginn", "resolved_at": "Ende"},
    }
    content = "Nr,Beginn,Ende\n7,2025-10-02 09:00,2025-10-01 09:00\n"

    [problem] = problems(reads(TABLE, piece("rows.csv", content), Reading(mapping=mapping)))

    assert "field Ende: 1 October 2025 09:00:00 lies before" in problem.what
    assert "(Beginn, 2 October 2025 09:00:00)" in problem.what


@pytest.mark.parametrize("resolved", ["2025-10-01 09:00:00", "2025-10-01 09:00:00.700"])
def test_what_was_settled_in_the_second_it_was_opened_is_taken(resolved: str) -> None:
    content = f"{HEADER}7,mail,2025-10-01 09:00:00.700,,{resolved},\n"

    states = [r.state for r in records(TABLE, piece("rows.csv", content)) if isinstance(r, EventRecord)]

    assert states == ["open", "settled"]


def test_a_change_noted_before_the_opening_stays_in_an_event_log() -> None:
    content = (
        "number,incident_state,sys_mod_count,opened_at,sys_updated_at,resolved_at\n"
        "I1,New,0,1/10/2025 09:00,1/10/2025 08:59,1/10/2025 08:00\n"
    )

    events = [r for r in records(TABLE, piece("log.csv", content)) if isinstance(r, EventRecord)]

    assert [event.at for event in events] == [datetime(2025, 10, 1, 8, 59, tzinfo=UTC)]


def test_a_day_without_a_time_settles_nothing_on_the_day_of_the_opening() -> None:
    content = f"{HEADER}7,mail,2025-10-01 09:00,,2025-10-01,\n8,mail,2025-10-01 09:00,,2025-10-02,\n"

    first, second = reads(TABLE, piece("rows.csv", content), Reading("Europe/London"))

    assert problems([first, second]) == []
    assert [r for r in first.records if isinstance(r, EventRecord)] == []
    assert [r.state for r in second.records if isinstance(r, EventRecord)] == ["open", "settled"]
