"""Asterisk's Master.csv: legs, calls, and who began them."""

import csv
import io
from datetime import UTC, datetime

import pytest

from unsung.ground.problems import Problem
from unsung.intake.source import CallRecord, ContactRecord, Party, Reading, Record
from unsung.intake.sources.calls import CALLS
from unsung.intake.tables.asterisk import BASE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

OPENED = datetime(2025, 10, 1, 8, 1, 12, tzinfo=UTC)


def line(uniqueid: str = "1759305672.1", more: tuple[str, ...] = ("",), /, **said: str) -> str:
    """A line of an answered call, changed as said, with a uniqueid and the fields that follow it."""
    usual = {
        "src": "02079460011", "dst": "600", "dcontext": "from-trunk", "clid": '"Mo" <02079460011>',
        "channel": "SIP/trunk-1", "dstchannel": "SIP/201-2", "lastapp": "Queue", "lastdata": "claims",
        "start": "2025-10-01 08:01:12", "answer": "2025-10-01 08:01:30", "end": "2025-10-01 08:05:22",
        "duration": "250", "billsec": "232", "disposition": "ANSWERED", "amaflags": "DOCUMENTATION",
    }  # fmt: skip
    out = io.StringIO()
    fields = [{**usual, **said}.get(name, "") for name in BASE]
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([*fields, *([uniqueid] if uniqueid else []), *more])
    return out.getvalue()


def read(*lines: str, zone: str = "UTC") -> list[Record]:
    return records(CALLS, piece("Master.csv", "".join(lines)), Reading(zone))


def test_an_answered_call_is_a_contact_and_its_course() -> None:
    contact, call = read(line("1759305672.1", ("category=Claims;kind=member",)))

    assert contact == ContactRecord(
        "1759305672.1", "call", OPENED, Party("02079460011", "Mo", "member"), category="Claims", repeated=True
    )
    assert isinstance(call, CallRecord)
    assert (call.contact, call.at, call.queued_s, call.talk_s) == ("1759305672.1", OPENED, 18, 232)
    assert (call.answered, call.abandoned, call.transferred) == (True, False, False)


UNANSWERED = {"answer": "", "billsec": "0"}


@pytest.mark.parametrize(
    ("said", "answered", "abandoned", "queued"),
    [
        ({**UNANSWERED, "disposition": "NO ANSWER"}, False, True, 250),
        ({**UNANSWERED, "disposition": "BUSY"}, False, True, 250),
        ({**UNANSWERED, "disposition": "FAILED"}, False, None, 250),
        ({**UNANSWERED, "disposition": "ANSWERED"}, False, True, 250),
    ],
)
def test_a_call_that_nobody_talked_in_was_not_answered(
    said: dict[str, str], answered: bool, abandoned: bool | None, queued: int
) -> None:
    [_, call] = read(line(**said))

    assert isinstance(call, CallRecord)
    assert (call.answered, call.abandoned, call.queued_s) == (answered, abandoned, queued)


@pytest.mark.parametrize("said", [{"lastapp": "Transferred Call"}, {"dcontext": "from-trunk-xfer"}])
def test_a_transfer_is_told_by_what_ran_last(said: dict[str, str]) -> None:
    [_, call] = read(line(**said))

    assert isinstance(call, CallRecord)
    assert call.transferred is True


def test_the_lines_of_one_call_are_one_contact_whichever_is_read_first() -> None:
    rang = line(dstchannel="SIP/201-2", end="2025-10-01 08:01:27", disposition="NO ANSWER", **UNANSWERED)
    took = line(dstchannel="SIP/202-3", start="2025-10-01 08:01:27", answer="2025-10-01 08:01:33")

    one, other = read(rang, took), read(took, rang)

    assert {r for r in one if isinstance(r, ContactRecord)} == {
        r for r in other if isinstance(r, ContactRecord)
    }
    assert len({r for r in one if isinstance(r, ContactRecord)}) == 1
    calls = {call for call in one if isinstance(call, CallRecord)}
    assert calls == {call for call in other if isinstance(call, CallRecord)}
    assert sorted((call.queued_s, call.answered) for call in calls if call.queued_s) == [
        (6, True),
        (15, False),
    ]


def test_a_leg_under_another_calls_id_is_no_new_contact() -> None:
    newer = ("", "", "1759305672.1")
    found = read(
        line("1759305672.1", (*newer, "41")),
        line("1759305700.5", (*newer, "42"), src="201", dcontext="from-internal-xfer"),
    )

    assert [type(record) for record in found] == [ContactRecord, CallRecord, CallRecord]
    assert {r.contact for r in found if isinstance(r, CallRecord)} == {"1759305672.1"}
    assert {r.external_id for r in found if isinstance(r, CallRecord)} == {
        "1759305672.1/41",
        "1759305700.5/42",
    }


@pytest.mark.parametrize(
    ("said", "started_by", "customer"),
    [
        ({"src": "201", "dst": "02079460014", "dcontext": "from-internal"}, "desk", "02079460014"),
        ({"src": "201", "dst": "203", "dcontext": "default", "lastapp": "Dial"}, "desk", None),
        ({"src": "305", "dst": "600", "dcontext": "from-internal"}, "customer", "305"),
        ({"src": "anonymous", "clid": '"Anonymous" <anonymous>'}, "customer", None),
        ({"src": "118", "dcontext": "from-pstn", "clid": "118"}, "customer", "118"),
    ],
)
def test_who_began_the_call_is_told_by_context_and_number(
    said: dict[str, str], started_by: str, customer: str | None
) -> None:
    contact = read(line(**said))[0]

    assert isinstance(contact, ContactRecord)
    assert contact.started_by == started_by
    assert (contact.customer.key if contact.customer else None) == customer


@pytest.mark.parametrize("fields", [16, 17, 18, 20, 21])
def test_every_setting_of_the_exchange_is_read(fields: int) -> None:
    more = {16: ("", ()), 17: ("1759305672.1", ()), 18: ("1759305672.1", ("",))}
    newer = {
        20: ("1759305672.1", ("", "1759305672.1", "7")),
        21: ("1759305672.1", ("", "", "1759305672.1", "7")),
    }

    contact, call = read(line(*{**more, **newer}[fields]))

    assert isinstance(contact, ContactRecord)
    assert isinstance(call, CallRecord)
    assert contact.opened_at == OPENED
    assert call.contact == contact.external_id


def test_a_setting_changed_half_way_through_the_file_loses_nothing() -> None:
    found = read(line(), line(), line("1759305900.9", ()), line("1759305999.9", ("", "1759305999.9", "3")))

    assert len(found) == 8


def test_times_are_local_and_a_wrong_zone_is_noticed() -> None:
    reading = Reading("Europe/Berlin")

    contact, call = records(CALLS, piece("Master.csv", line()), reading)

    assert isinstance(contact, ContactRecord)
    assert isinstance(call, CallRecord)
    assert contact.opened_at == OPENED
    assert call.at == datetime(2025, 10, 1, 6, 1, 12, tzinfo=UTC)
    assert reading.notes == [
        "The times in Master.csv, read as in Europe/Berlin, lie 2 hours before what its unique ids say; "
        "check the zone given with --tz."
    ]


def test_a_line_cut_off_or_with_a_broken_time_is_put_aside() -> None:
    content = (
        line() + line(answer="25 o'clock") + '"","020","600","from-trunk","""cut\n' + line("1759309999.2")
    )

    found = reads(CALLS, piece("Master.csv", content))

    assert [problem.what for problem in problems(found)] == [
        "Master.csv, line 2, field answer: “25 o'clock” could not be read as a date.",
        "Master.csv, line 3: it has not the fields of a call record.",
    ]
    assert found[3].problem is None


def test_what_holds_no_call_records_is_refused() -> None:
    with pytest.raises(Problem, match="holds no call records"):
        CALLS.prepare(piece("Master.csv", "a,b\n1,2\n"), Reading())


@pytest.mark.parametrize(("coded", "said"), [("utf-8", 0), ("cp1252", 1)])
def test_an_encoding_that_is_a_guess_is_called_one(coded: str, said: int) -> None:
    reading = Reading()
    records(CALLS, piece("Master.csv", line(clid='"Müller" <02079460011>').encode(coded)), reading)
    assert sum("Master.csv is in CP1252 is a guess" in note for note in reading.notes) == said
