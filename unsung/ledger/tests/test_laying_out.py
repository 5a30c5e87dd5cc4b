"""Laying out: facts become the declared tables, month by month, and only changed months are rewritten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ground.problems import Problem
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.models import Delivery
from unsung.ledger.tables import TABLES
from unsung.ledger.warehouse.laying import lay_out

pytestmark = pytest.mark.django_db
HOURS = OpeningHours("Europe/London", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00")),))
MONDAY = datetime(2025, 10, 6, 8, tzinfo=UTC)  # 09:00 in London
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def delivery() -> Delivery:
    return deliveries.begin(source="chats", way="chats", name="chats.jsonl", fingerprint="f")


def contact(name: str, at: datetime, **says: str) -> Draft:
    told = {
        "channel": "chat",
        "standing": "contact",
        "started_by": "customer",
        "customer_key": "osei@x.example",
    }
    return Draft("contact", name, at, {**told, "category": "Claims", **says})


def said(of: str, at: datetime, author: str, public: bool = True) -> Draft:
    says = {"contact_ref": of, "author_kind": author, "public": public}
    return Draft("message", f"{of}:{at.isoformat()}:{author}", at, says)


def seen(of: str, at: datetime, state: str, team: str = "") -> Draft:
    return Draft("event", f"{of}:{at.isoformat()}", at, {"contact_ref": of, "state": state, "team": team})


def rows(folder: Path, table: str, month: str = "*") -> list[dict[str, object]]:
    files = sorted((folder / table).glob(f"month={month}/*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def test_a_conversation_becomes_a_row_with_its_times_in_seconds(tmp_path: Path) -> None:
    evening = MONDAY + 7.5 * HOUR  # 16:30 in London
    record(
        delivery(),
        [
            contact("c1", evening),
            said("c1", evening, "customer"),
            said("c1", evening + timedelta(seconds=1), "machine"),
            said("c1", evening + HOUR, "desk", public=False),
            said("c1", evening + 17 * HOUR, "desk"),
            seen("c1", evening, "open", "Front"),
            seen("c1", evening + 17 * HOUR, "settled", "Claims"),
            seen("c1", evening + 20 * HOUR, "open"),
        ],
    )
    lay_out(tmp_path, "Europe/London", HOURS)
    (row,) = rows(tmp_path, "contacts", "2025-10")
    assert row["first_reply_s"] == 17 * 3600
    assert row["first_reply_business_s"] == 3600  # half an hour on Monday, half an hour on Tuesday
    assert (row["messages_in"], row["messages_out"], row["opened_hour"]) == (1, 1, 16)
    assert (row["reopens"], row["moves"], row["first_team"]) == (1, 1, "Front")
    assert row["finally_settled_s"] is None
    assert [e["number"] for e in rows(tmp_path, "episodes")] == [1, 2]
    (reply,) = [m for m in rows(tmp_path, "messages") if m["answers_s"] is not None]
    assert (reply["answers_business_s"], reply["first_reply"], reply["outside_hours"]) == (3600, 1, 0)


def test_without_hours_business_columns_are_null_and_never_zero(tmp_path: Path) -> None:
    record(
        delivery(), [contact("c1", MONDAY), said("c1", MONDAY, "customer"), said("c1", MONDAY + HOUR, "desk")]
    )
    lay_out(tmp_path, "Europe/London", None)
    (row,) = rows(tmp_path, "contacts")
    assert (row["first_reply_s"], row["first_reply_business_s"], row["working_day"]) == (3600, None, None)


def test_a_month_is_the_desks_own_month(tmp_path: Path) -> None:
    record(delivery(), [contact("late", datetime(2025, 10, 31, 23, 30, tzinfo=UTC))])
    lay_out(tmp_path, "Europe/Berlin", None)
    assert [row["external_id"] for row in rows(tmp_path, "contacts", "2025-11")] == ["late"]


def test_only_the_changed_month_and_those_it_touches_are_written_again(tmp_path: Path) -> None:
    months = [datetime(2025, month, 6, 9, tzinfo=UTC) for month in (1, 2, 3, 4, 5, 6)]
    record(delivery(), [contact(f"c{at.month}", at) for at in months])
    assert lay_out(tmp_path, "UTC", None).months == tuple(f"2025-0{n}" for n in range(1, 7))
    assert lay_out(tmp_path, "UTC", None).months == ()
    record(delivery(), [said("c5", months[4] + HOUR, "customer")])
    assert lay_out(tmp_path, "UTC", None).months == ("2025-04", "2025-05", "2025-06")
    assert [row["messages_in"] for row in rows(tmp_path, "contacts", "2025-05")] == [1]


def test_laid_out_at_once_or_bit_by_bit_the_tables_are_the_same(tmp_path: Path) -> None:
    drafts = [contact(f"c{n}", MONDAY + n * 5 * 24 * HOUR) for n in range(12)]
    for draft in drafts:
        record(delivery(), [draft])
        lay_out(tmp_path / "bit by bit", "UTC", None)
    lay_out(tmp_path / "at once", "UTC", None)
    for table in TABLES:
        assert rows(tmp_path / "bit by bit", table.name) == rows(tmp_path / "at once", table.name)


def test_a_customer_who_comes_back_is_followed_across_the_month(tmp_path: Path) -> None:
    end = datetime(2025, 10, 29, 9, tzinfo=UTC)
    later = end + timedelta(days=4)
    record(
        delivery(),
        [contact("first", end), contact("again", later), contact("other", later, category="Billing")],
    )
    lay_out(tmp_path, "UTC", None)
    told = {row["external_id"]: row for row in rows(tmp_path, "contacts")}
    assert told["first"]["again_s"] == 4 * 86_400
    assert (told["first"]["issue_first"], told["again"]["issue_first"], told["other"]["issue_first"]) == (
        1,
        0,
        1,
    )


def test_an_issue_hangs_on_all_that_went_before_and_not_on_the_month_before_alone(tmp_path: Path) -> None:
    # Every five days from 28 July: the second within a week belongs to the first, the third begins another.
    begins = datetime(2025, 7, 28, 9, tzinfo=UTC)
    drafts = [contact(f"c{n:02}", begins + timedelta(days=5 * n)) for n in range(24)]
    for place, draft in enumerate(drafts):
        record(delivery(), [draft])
        if place % 5 == 0:
            lay_out(tmp_path / "bit by bit", "UTC", None)
    for folder in ("bit by bit", "at once"):
        lay_out(tmp_path / folder, "UTC", None)
        told = {row["external_id"]: row["issue_first"] for row in rows(tmp_path / folder, "contacts")}
        assert [told[f"c{n:02}"] for n in range(24)] == [1, 0] * 12


def test_an_issue_is_answered_by_whichever_of_its_contacts_a_person_answered(tmp_path: Path) -> None:
    end, later = datetime(2025, 10, 29, 9, tzinfo=UTC), datetime(2025, 11, 1, 9, tzinfo=UTC)
    record(
        delivery(),
        [
            *(contact("first", end), said("first", end, "customer")),
            *(contact("again", later), said("again", later, "customer"), said("again", later + HOUR, "desk")),
            *(contact("alone", end, customer_key="b@x.example"), said("alone", end, "customer")),
            contact("visit", end, customer_key="c@x.example", channel="walkin"),
            *(contact("told", end, customer_key="d@x.example"), seen("told", later, "settled")),
        ],
    )
    lay_out(tmp_path, "UTC", None)
    told = {row["external_id"]: row["issue_answered"] for row in rows(tmp_path, "contacts")}
    assert told == {"first": 1, "again": None, "alone": 0, "visit": 1, "told": 1}


def test_two_addresses_of_one_customer_are_one_person(tmp_path: Path) -> None:
    deliveries.know_customers({"osei@x.example": "K. Osei"})
    record(delivery(), [contact("c1", MONDAY), contact("c2", MONDAY + HOUR)])
    lay_out(tmp_path, "UTC", None)
    assert [row["customer_new"] for row in rows(tmp_path, "contacts")] == [1, 0]


def test_a_rating_finds_its_conversation_in_another_source(tmp_path: Path) -> None:
    record(delivery(), [contact("c1", MONDAY)])
    survey = deliveries.begin(source="survey", way="table", name="s.csv", fingerprint="s")
    says = {"contact_ref": "c1", "question": "csat", "low": 1, "high": 5, "score": 4}
    record(survey, [Draft("rating", "r1", MONDAY + HOUR, says)])
    lay_out(tmp_path, "UTC", None)
    (rating,) = rows(tmp_path, "ratings")
    (row,) = rows(tmp_path, "contacts")
    assert (rating["contact"], rating["channel"], rating["answered"]) == (row["contact"], "chat", 1)


def test_an_auto_reply_has_rows_that_say_what_it_is(tmp_path: Path) -> None:
    filed = {"contact_ref": "a1", "author_kind": "machine", "standing": "auto"}
    record(delivery(), [contact("a1", MONDAY, standing="auto"), Draft("filing", "m1", MONDAY, filed)])
    lay_out(tmp_path, "UTC", None)
    assert [row["standing"] for row in rows(tmp_path, "contacts")] == ["auto"]
    assert [(row["author"], row["standing"]) for row in rows(tmp_path, "messages")] == [("machine", "auto")]


def test_a_full_disk_says_what_to_do_and_leaves_the_tables_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(delivery(), [contact("c1", MONDAY)])
    lay_out(tmp_path, "UTC", None)
    before = rows(tmp_path, "contacts")
    record(delivery(), [contact("c2", MONDAY)])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(Problem, match="No space left on device") as problem:
        lay_out(tmp_path, "UTC", None)
    assert "Make room" in problem.value.do
    assert rows(tmp_path, "contacts") == before
    monkeypatch.undo()
    lay_out(tmp_path, "UTC", None)
    assert len(rows(tmp_path, "contacts")) == 2


def test_who_waited_for_a_timed_reply_is_not_also_answered_on_the_spot(tmp_path: Path) -> None:
    record(
        delivery(),
        [
            contact("asked at the counter", MONDAY, channel="walkin"),
            contact("written to after the visit", MONDAY, channel="walkin"),
            said("written to after the visit", MONDAY, "customer"),
            said("written to after the visit", MONDAY + HOUR, "desk"),
        ],
    )
    lay_out(tmp_path, "Europe/London", HOURS)
    found = {row["external_id"]: row for row in rows(tmp_path, "contacts")}
    told = {name: (row["first_reply_s"], row["on_the_spot"]) for name, row in found.items()}
    assert told == {"asked at the counter": (None, 1), "written to after the visit": (3600, 0)}


def test_who_waits_by_the_messages_of_a_visit_was_not_answered_on_the_spot(tmp_path: Path) -> None:
    record(
        delivery(),
        [
            contact("left a note", MONDAY, channel="walkin"),
            said("left a note", MONDAY, "customer"),
            contact("spoken to", MONDAY, channel="walkin"),
            said("spoken to", MONDAY + HOUR, "desk"),
        ],
    )
    lay_out(tmp_path, "Europe/London", HOURS)
    found = {row["external_id"]: row for row in rows(tmp_path, "contacts")}
    told = {name: (row["unanswered_since_s"] is None, row["on_the_spot"]) for name, row in found.items()}
    assert told == {"left a note": (False, 0), "spoken to": (True, 1)}


def test_turns_of_a_chat_within_one_minute_are_each_answered_in_their_order(tmp_path: Path) -> None:
    who = ("customer", "desk", "customer", "desk", "customer", "desk")
    minutes = (0, 0, 1, 1, 1, 2)
    says = {"contact_ref": "Q", "public": True}
    turns = [
        Draft("message", f"Q/{n}", MONDAY + MINUTE * at, says | {"author_kind": by})
        for n, (by, at) in enumerate(zip(who, minutes, strict=True), 1)
    ]
    record(delivery(), [contact("Q", MONDAY, channel="chat"), *reversed(turns)])
    lay_out(tmp_path, "Europe/London", HOURS)
    told = [(row["author"], row["answers_s"], row["first_reply"]) for row in rows(tmp_path, "messages")]
    assert told == [
        ("customer", None, 0),
        ("desk", 0, 1),
        ("customer", None, 0),
        ("desk", 0, 0),
        ("customer", None, 0),
        ("desk", 60, 0),
    ]
