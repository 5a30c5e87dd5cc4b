"""Call detail records in tables with column names."""

from datetime import UTC, datetime

import pytest

from unsung.intake.source import CallRecord, ContactRecord, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, records

NINE = datetime(2025, 10, 1, 9, 0, tzinfo=UTC)


def call_in(header: str, row: str) -> CallRecord:
    [call] = [r for r in records(TABLE, piece("cdr.csv", f"{header}\n{row}\n")) if isinstance(r, CallRecord)]
    return call


@pytest.mark.parametrize(
    ("header", "row", "queued", "answered", "abandoned", "talk"),
    [
        ("id,start,wait,talk", "1,2025-10-01 09:00,18,232", 18, True, False, 232),
        ("id,start,wait,talk", "1,2025-10-01 09:00,0:18,3:52", 18, True, False, 232),
        ("id,start,duration,billsec", "1,2025-10-01 09:00,250,232", 18, True, False, 232),
        ("id,start,duration,billsec", "1,2025-10-01 09:00,65,0", 65, False, True, 0),
        ("id,start,answer", "1,2025-10-01 09:00:00,2025-10-01 09:00:18", 18, True, False, None),
        ("id,start,duration,disposition", "1,2025-10-01 09:00,65,NO ANSWER", 65, False, True, None),
        ("id,start,duration,hangup_cause", "1,2025-10-01 09:00,65,19", 65, False, True, None),
        ("id,start,duration,hangup_cause", "1,2025-10-01 09:00,65,ORIGINATOR_CANCEL", 65, False, True, None),
        ("id,start,duration,hangup_cause", "1,2025-10-01 09:00,65,16", None, None, None, None),
        ("id,start,duration,billsec,disposition", "1,2025-10-01 09:00,9,0,ANSWERED", 9, False, True, 0),
    ],
)  # fmt: skip
def test_a_call_tells_what_its_columns_tell(
    header: str, row: str, queued: int | None, answered: bool | None, abandoned: bool | None, talk: int | None
) -> None:
    call = call_in(header, row)

    assert (call.queued_s, call.answered, call.abandoned, call.talk_s) == (queued, answered, abandoned, talk)


@pytest.mark.parametrize("cause", ["34", "NORMAL_CIRCUIT_CONGESTION"])
def test_a_call_that_never_arrived_was_given_up_by_nobody(cause: str) -> None:
    call = call_in("id,start,duration,billsec,hangup_cause", f"1,2025-10-01 09:00,0,0,{cause}")

    assert (call.answered, call.abandoned) == (False, None)


def test_hold_after_work_and_transfer_are_taken_over() -> None:
    call = call_in("id,start,talk,hold time,wrap up,transferred", "1,2025-10-01 09:00,60,20,0:45,2")

    assert (call.hold_s, call.after_s, call.transferred) == (20, 45, True)


def test_a_further_leg_of_a_call_is_no_contact_of_its_own() -> None:
    rows = "1.1,1.1,2025-10-01 09:00,60,020\n1.2,1.1,2025-10-01 09:01,30,201\n"
    content = "uniqueid,linkedid,start,billsec,src\n" + rows

    first, call, leg = records(TABLE, piece("cdr.csv", content))

    assert isinstance(first, ContactRecord)
    assert isinstance(call, CallRecord)
    assert isinstance(leg, CallRecord)
    assert (first.external_id, call.contact, leg.contact) == ("1.1", "1.1", "1.1")


def test_a_call_the_desk_made_was_not_started_by_a_customer() -> None:
    content = "id,start,billsec,direction\n1,2025-10-01 09:00,60,Outbound\n2,2025-10-01 09:00,60,Inbound\n"

    contacts = [
        r for r in records(TABLE, piece("cdr.csv", content), Reading()) if isinstance(r, ContactRecord)
    ]

    assert [contact.started_by for contact in contacts] == ["desk", "customer"]


def test_rows_without_an_id_are_told_apart_by_what_they_say() -> None:
    content = "start,billsec,src\n2025-10-01 09:00,60,020\n2025-10-01 09:00,60,021\n2025-10-01 09:00,60,020\n"

    calls, again = (
        [r for r in records(TABLE, piece("cdr.csv", content)) if isinstance(r, CallRecord)] for _ in range(2)
    )

    assert calls == again
    assert len({call.external_id for call in calls}) == 3
    assert calls[2].external_id == f"{calls[0].external_id}/2"
    assert calls[0].at == NINE
