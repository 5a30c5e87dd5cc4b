"""What rows become: conversations, changes, ratings, counts, messages."""

from datetime import UTC, datetime, timedelta

import pytest

from unsung.intake.source import (
    ContactRecord,
    EventRecord,
    MessageRecord,
    Party,
    RatingRecord,
    Reading,
    TallyRecord,
)
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

NINE = datetime(2025, 10, 1, 9, 0, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def test_a_conversation_with_every_time_gives_messages_and_states() -> None:
    content = (
        "id,channel,customer,customer_name,customer_type,category,subject,team,opened_at,first_reply_at,resolved_at\n"
        "7,email,ines@example.org,Ines,broker,Claims,Hail,Green,"
        "2025-10-01 09:00,2025-10-01 09:20,2025-10-01 09:30\n"
    )
    ines = Party("ines@example.org", "Ines", "broker")

    assert records(TABLE, piece("rows.csv", content)) == [
        ContactRecord("7", "mail", NINE, ines, "Hail", "Claims"),
        MessageRecord("7/opened", NINE, ines, "7", "customer", subject="Hail"),
        MessageRecord("7/first reply", minutes(20), Party(""), "7", "desk"),
        EventRecord("7/open", "7", NINE, "open", "Green"),
        EventRecord("7/settled/2025-10-01T09:30:00+00:00", "7", minutes(30), "settled", order=1),
    ]


@pytest.mark.parametrize("channel", ["phone", "walk-in"])
def test_of_a_call_or_visit_without_a_first_reply_nothing_is_invented(channel: str) -> None:
    content = f"id,opened_at,channel,first_reply_at,words\n7,2025-10-01 09:00,{channel},,Told by the caller\n"

    assert [type(record) for record in records(TABLE, piece("rows.csv", content))] == [ContactRecord]


def test_a_mail_without_a_first_reply_is_a_message_that_waits() -> None:
    content = "id,opened_at,channel,first_reply_at\n7,2025-10-01 09:00,mail,\n"

    [_, message] = records(TABLE, piece("rows.csv", content))

    assert isinstance(message, MessageRecord)
    assert (message.author_kind, message.at) == ("customer", NINE)


def test_a_table_without_first_replies_does_not_say_that_nobody_replied() -> None:
    content = "id,opened_at,channel\n7,2025-10-01 09:00,mail\n"

    assert [type(record) for record in records(TABLE, piece("rows.csv", content))] == [ContactRecord]


def test_a_table_without_a_settled_column_tells_no_states_but_its_team() -> None:
    content = "id,opened_at,channel,team\n7,2025-10-01 09:00,call,Green\n"

    assert records(TABLE, piece("rows.csv", content))[1:] == [EventRecord("7/team", "7", NINE, team="Green")]


def test_a_reopened_conversation_is_open_again() -> None:
    times = "2025-10-01 09:00,2025-10-01 09:05,2025-10-01 09:30"
    content = f"id,channel,opened_at,resolved_at,reopened_at\n7,call,{times}\n"

    states = [
        (r.state, r.at) for r in records(TABLE, piece("rows.csv", content)) if isinstance(r, EventRecord)
    ]

    assert states == [("open", NINE), ("settled", minutes(5)), ("open", minutes(30))]


def test_a_score_in_the_row_is_a_rating_of_that_conversation() -> None:
    content = (
        "id,opened_at,channel,score,words\n7,2025-10-01 09:00,call,4,Hail\n8,2025-10-01 09:00,call,,Hail\n"
    )

    [rating] = [r for r in records(TABLE, piece("rows.csv", content)) if isinstance(r, RatingRecord)]

    assert rating == RatingRecord("7/rating", NINE, 1, 5, 4, contact="7", channel="call")


def test_the_same_row_of_a_later_export_adds_only_what_is_new() -> None:
    header = "id,opened_at,channel,resolved_at\n"
    early = records(TABLE, piece("a.csv", header + "7,2025-10-01 09:00,call,\n"))
    late = records(TABLE, piece("b.csv", header + "7,2025-10-01 09:00,call,2025-10-02 09:00\n"))

    assert late[:2] == early
    assert [type(record) for record in late[2:]] == [EventRecord]


INCIDENTS = (
    "number,incident_state,sys_mod_count,caller_id,opened_at,sys_updated_at,contact_type,category,"
    "assignment_group,resolved_at\n"
)


def test_a_change_says_state_team_and_category_at_its_own_time() -> None:
    row = "INC1,Resolved,3,Caller 8,30/9/2025 09:00,1/10/2025 09:00,IVR,Category 26,Group 70,1/1/2030 00:00\n"

    contact, event = records(TABLE, piece("a.csv", INCIDENTS + row))

    opened = datetime(2025, 9, 30, 9, 0, tzinfo=UTC)
    assert contact == ContactRecord("INC1", "call", opened, Party("Caller 8"), repeated=True)
    assert isinstance(event, EventRecord)
    assert (event.at, event.state, event.team, event.category, event.order) == (
        NINE, "settled", "Group 70", "Category 26", 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "read_as"),
    [
        ("New", "open"),
        ("Active", "open"),
        ("Awaiting Vendor", "pending"),
        ("Closed", "settled"),
        ("-100", ""),
    ],
)
def test_the_states_of_the_log_become_three(state: str, read_as: str) -> None:
    row = f"INC1,{state},3,?,30/9/2025 09:00,1/10/2025 09:00,Email,?,?,?\n"

    contact, event = records(TABLE, piece("a.csv", INCIDENTS + row))

    assert isinstance(contact, ContactRecord)
    assert isinstance(event, EventRecord)
    assert (contact.customer, event.state, event.team, event.category) == (None, read_as, "", "")


def test_the_same_change_twice_is_one_event_and_another_at_the_same_time_is_not() -> None:
    row = "INC1,Active,{},?,30/9/2025 09:00,1/10/2025 09:00,Email,Category 1,{},?\n"
    content = INCIDENTS + row.format(2, "Group 1") * 2 + row.format(2, "Group 9") + row.format(3, "Group 9")

    events = [r for r in records(TABLE, piece("a.csv", content)) if isinstance(r, EventRecord)]

    assert len({event.external_id for event in events}) == 3
    assert sorted(events, key=lambda event: (event.at, event.order))[-1].order == 3


def test_a_change_of_unknown_time_or_state_is_put_aside() -> None:
    rows = (
        "INC1,New,0,?,30/9/2025 09:00,?,Email,?,?,?\n"
        "INC1,Parked,1,?,30/9/2025 09:00,30/9/2025 09:00,Email,?,?,?\n"
    )

    said = problems(reads(TABLE, piece("a.csv", INCIDENTS + rows)))

    assert [problem.what for problem in said] == [
        "a.csv, line 2, field sys_updated_at: there is no date.",
        "a.csv, line 3, field incident_state: the mapping does not say what “Parked” is.",
    ]
    assert "[values.state]" in said[1].do


def test_blank_is_asked_and_not_answered_and_not_applicable_is_not_asked() -> None:
    mapping: dict[str, object] = {
        "row": "rating",
        "columns": {"id": "no", "score": "q", "asked_at": "day"},
        "scale": {"low": 1, "high": 5, "not_asked": ["6"], "not_answered": ["0"]},
    }
    content = "no,q,day\n1,4,2025-10-01\n2,0,2025-10-01\n3,,2025-10-01\n4,6,2025-10-01\n"

    found = reads(TABLE, piece("survey.csv", content), Reading(mapping=mapping))

    scores = [[r.score for r in read.records if isinstance(r, RatingRecord)] for read in found]
    assert scores == [[4], [None], [None], []]
    assert problems(found) == []


def test_a_recommendation_is_asked_on_its_own_scale() -> None:
    mapping: dict[str, object] = {"like": "survey", "scale": {"low": 0, "high": 10, "question": "nps"}}
    content = "id,date,score\n1,2025-10-01,0\n2,2025-10-01,11\n"

    found = reads(TABLE, piece("nps.csv", content), Reading(mapping=mapping))

    assert found[0].records == (RatingRecord("1", NINE - timedelta(hours=9), 0, 10, 0, "nps"),)
    assert problems(found)[0].what == "nps.csv, line 3, field score: 11 is not on the scale from 0 to 10."


def test_a_link_that_is_no_web_address_is_put_aside() -> None:
    content = "Date,Stars,Review,Link\n2025-10-01,5,Kind,javascript:alert(1)\n"

    assert "is not a web address" in problems(reads(TABLE, piece("r.csv", content)))[0].what


def test_words_may_stand_for_numbers() -> None:
    mapping: dict[str, object] = {"like": "survey", "values": {"score": {"Good": 5, "bad": 1}}}
    content = "id,date,score\n1,2025-10-01,good\n2,2025-10-01,BAD\n"

    found = records(TABLE, piece("survey.csv", content), Reading(mapping=mapping))

    assert [r.score for r in found if isinstance(r, RatingRecord)] == [5, 1]


def test_the_length_of_a_slot_is_found_out_and_an_empty_count_is_not_nought() -> None:
    nine = "2025-10-01 09:00,A,3\n2025-10-01 09:00,B,0\n2025-10-01 09:05,A,\n2025-10-01 09:10,A,4\n"
    content = "Slot,Queue,Calls\n" + nine

    found = reads(TABLE, piece("volumes.csv", content))

    tallies = [record for read in found for record in read.records]
    assert tallies[:2] == [
        TallyRecord("call/A/1759309200", "call", NINE, 300, 3),
        TallyRecord("call/B/1759309200", "call", NINE, 300, 0),
    ]
    assert [problem.what for problem in problems(found)] == [
        "volumes.csv, line 4, field Calls: there is no count."
    ]


@pytest.mark.parametrize(
    ("column", "channel", "told"),
    [("Calls offered", "call", True), ("Visits", "walkin", True), ("Contacts", "other", False)],
)
def test_by_which_way_counted_contacts_came_is_taken_from_the_column_or_said_not_to_be_told(
    column: str, channel: str, told: bool
) -> None:
    reading = Reading()

    [tally] = records(TABLE, piece("volumes.csv", f"Slot,{column}\n2025-10-01 09:00,3\n"), reading)

    assert isinstance(tally, TallyRecord)
    assert tally.channel == channel
    assert told != any("does not tell how its contacts came" in note for note in reading.notes)


@pytest.mark.parametrize(("begins", "seconds"), [("2025-10-01 09:00", 3600), ("2025-10-01", 86_400)])
def test_how_long_a_single_slot_is_is_a_guess_and_said_to_be_one(begins: str, seconds: int) -> None:
    reading, of = Reading(), piece("volumes.csv", f"Slot,Calls\n{begins},3\n")

    [tally] = records(TABLE, of, reading)

    assert isinstance(tally, TallyRecord)
    assert tally.span_s == seconds
    assert any("which is a guess" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("zone", "begins", "hours"),
    [
        ("Europe/London", ["2025-03-29", "2025-03-30", "2025-03-31"], [24, 23, 24]),
        ("Europe/London", ["2025-10-25", "2025-10-26", "2025-10-28"], [24, 25, 24]),
        ("America/Santiago", ["2025-09-06", "2025-09-07", "2025-09-08"], [24, 23, 24]),
        ("Europe/London", ["2025-03-24", "2025-03-31", "2025-04-14"], [7 * 24 - 1, 7 * 24, 7 * 24]),
        ("UTC", ["2025-01-01", "2025-02-01", "2025-04-01"], [31 * 24, 28 * 24, 30 * 24]),
        ("Europe/London", ["2025-03-30 00:00", "2025-03-30 00:30", "2025-03-30 02:00"], [0.5, 0.5, 0.5]),
    ],
)
def test_days_weeks_and_months_are_as_long_as_the_calendar_has_them(
    zone: str, begins: list[str], hours: list[float]
) -> None:
    content = "day,calls\n" + "".join(f"{begin},7\n" for begin in begins)

    tallies = records(TABLE, piece("volumes.csv", content), Reading(zone))

    assert [tally.span_s / 3600 for tally in tallies if isinstance(tally, TallyRecord)] == hours


def test_messages_come_with_their_conversation_where_its_beginning_is_told() -> None:
    mapping: dict[str, object] = {
        "row": "message",
        "columns": {
            "contact": "case", "at": "when", "author_kind": "by", "words": "text", "public": "seen",
            "opened_at": "opened", "customer": "customer",
        },
        "values": {"author_kind": {"agent": "desk", "client": "customer", "bot": "machine"}},
        "fixed": {"channel": "mail"},
    }  # fmt: skip
    content = (
        "case,when,by,text,seen,opened,customer\n"
        "7,2025-10-01 09:00,client,Hello,yes,2025-10-01 09:00,ines@example.org\n"
        "7,2025-10-01 09:20,agent,We look into it,no,2025-10-01 09:00,ines@example.org\n"
    )

    found = records(TABLE, piece("messages.csv", content), Reading(mapping=mapping))

    assert found[0] == found[2] == ContactRecord("7", "mail", NINE, Party("ines@example.org"), repeated=True)
    messages = [r for r in found if isinstance(r, MessageRecord)]
    assert [(m.author_kind, m.author.key, m.public, m.words) for m in messages] == [
        ("customer", "ines@example.org", True, "Hello"),
        ("desk", "", False, "We look into it"),
    ]


def test_json_lines_may_be_nested_and_need_not_all_have_every_key() -> None:
    mapping: dict[str, object] = {
        "row": "contact",
        "columns": {"id": "key", "opened_at": "times.opened", "customer": "from.mail"},
        "fixed": {"channel": "form"},
    }
    content = (
        '{"key": 7, "times": {"opened": "2025-10-01T09:00:00Z"}, "from": {"mail": "ines@example.org"}}\n'
        '{"key": 8, "times": {"opened": 1759309200}, "tags": ["a"]}\n'
    )

    assert records(TABLE, piece("rows.jsonl", content), Reading(mapping=mapping)) == [
        ContactRecord("7", "form", NINE, Party("ines@example.org")),
        ContactRecord("8", "form", NINE),
    ]


def test_half_letters_and_nuls_in_json_do_not_reach_the_record() -> None:
    content = '{"id": "7", "opened": "2025-10-01", "subject": "a\\ud83db\\u0000c"}\n'

    [contact] = records(TABLE, piece("rows.jsonl", content))

    assert isinstance(contact, ContactRecord)
    assert contact.subject == "a?bc"
