"""Chats in JSON lines."""

import json
from datetime import UTC, datetime

import pytest

from unsung.intake.source import ContactRecord, EventRecord, MessageRecord, Party, RatingRecord, Reading
from unsung.intake.sources.chats import CHATS
from unsung.intake.tests.reading_rows import piece, problems, reads, records

NINE = datetime(2025, 10, 1, 9, 0, tzinfo=UTC)
ASKED = {"at": "2025-10-01T09:00:00Z", "who": "customer", "name": "Ines", "text": "is it open"}
ANSWERED = {"at": "2025-10-01T09:01:00Z", "who": "desk", "name": "Ada", "text": "it is"}
GREETED = {"at": "2025-10-01T09:00:00Z", "who": "machine", "text": "Welcome"}


def line(*turns: object, **said: object) -> str:
    return json.dumps({"id": "c1", "channel": "chat", "turns": turns or [ASKED, ANSWERED], **said}) + "\n"


def test_a_chat_is_a_contact_with_its_messages() -> None:
    ines = Party("m-88", "Ines", "member")

    assert records(
        CHATS, piece("c.jsonl", line(category="Premium", customer="m-88", customer_kind="member"))
    ) == [
        ContactRecord("c1", "chat", NINE, ines, category="Premium"),
        MessageRecord("c1/1", NINE, ines, "c1", "customer", words="is it open"),
        MessageRecord("c1/2", NINE.replace(minute=1), Party("Ada", "Ada"), "c1", "desk", words="it is"),
    ]


def test_a_machine_that_greets_has_not_begun_the_chat() -> None:
    contact = records(CHATS, piece("c.jsonl", line(GREETED, ASKED)))[0]

    assert isinstance(contact, ContactRecord)
    assert contact.started_by == "customer"


@pytest.mark.parametrize(
    ("opened", "started_by"),
    [
        ({}, "machine"),
        ({"opened_at": None}, "machine"),
        ({"opened_at": "2025-10-01T09:00:00Z"}, "machine"),
        ({"opened_at": "2025-10-01T08:59:58Z"}, "customer"),
    ],
)
def test_a_machine_that_spoke_alone_began_the_chat_unless_somebody_came_before(
    opened: dict[str, object], started_by: str
) -> None:
    contact = records(CHATS, piece("c.jsonl", line(GREETED, **opened)))[0]

    assert isinstance(contact, ContactRecord)
    assert contact.started_by == started_by


def test_a_chat_that_somebody_at_the_desk_began_after_a_machine_is_the_desks() -> None:
    contact = records(CHATS, piece("c.jsonl", line(GREETED, ANSWERED)))[0]

    assert isinstance(contact, ContactRecord)
    assert contact.started_by == "desk"


@pytest.mark.parametrize(
    ("closed", "states"),
    [
        ({"closed_at": "2025-10-01T09:30:00Z"}, ["open", "settled"]),
        ({"closed_at": None}, ["open"]),
        ({}, []),
    ],
)
def test_a_chat_is_settled_only_where_the_line_says_so(closed: dict[str, object], states: list[str]) -> None:
    found = records(CHATS, piece("c.jsonl", line(**closed)))

    assert [r.state for r in found if isinstance(r, EventRecord)] == states


def test_a_rating_may_be_a_number_or_tell_its_scale() -> None:
    content = line(rating=4) + line(id="c2", rating={"score": None, "low": 0, "high": 10})

    ratings = [r for r in records(CHATS, piece("c.jsonl", content)) if isinstance(r, RatingRecord)]

    assert [(r.contact, r.score, r.low, r.high) for r in ratings] == [("c1", 4, 1, 5), ("c2", None, 0, 10)]


def test_times_without_a_zone_are_local() -> None:
    content = line({**ASKED, "at": "2025-10-01T11:00:00"}, {**ANSWERED, "at": 1759309260})

    messages = [
        r
        for r in records(CHATS, piece("c.jsonl", content), Reading("Europe/Berlin"))
        if isinstance(r, MessageRecord)
    ]

    assert [message.at for message in messages] == [NINE, NINE.replace(minute=1)]


def test_somebody_who_left_before_a_word_was_said_has_been_there() -> None:
    content = '{"id": "c1", "opened_at": "2025-10-01T09:00:00Z", "turns": []}'

    assert records(CHATS, piece("c.jsonl", content)) == [ContactRecord("c1", "chat", NINE)]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (line(ASKED, {**ANSWERED, "who": "robot"}), "field turns, turn 2, who: “robot” is none of customer"),
        (line({**ASKED, "at": "soon"}), "field turns, turn 1, at: “soon” could not be read as a date"),
        (line({"who": "desk", "text": "hello"}), "field turns, turn 1, at: there is no date"),
        (line("hello"), "field turns, turn 1: it is not an object"),
        (
            line({**ASKED, "text": {"html": "x"}}),
            "field turns, turn 1, text: it is neither text nor a number",
        ),
        (line(id=""), "field id: it is missing"),
        ('{"id": "c1", "turns": []}\n', "field turns: there are no turns and no opened_at"),
        (line(rating=9), "field rating: 9 is not on the scale from 1 to 5"),
        (line(closed_at="later"), "field closed_at: “later” could not be read as a date"),
        ('{"id": "c1", "turns": [\n', "there is no JSON object on it"),
    ],
)
def test_a_line_that_cannot_be_read_is_put_aside_whole(bad: str, said: str) -> None:
    found = reads(CHATS, piece("c.jsonl", line() + bad + "\n" + line(id="c9")))

    assert [bool(read.records) for read in found] == [True, False, True]
    assert problems(found)[0].what.startswith("c.jsonl, line 2")
    assert said in problems(found)[0].what


@pytest.mark.parametrize(("coded", "said"), [("utf-8", 0), ("cp1252", 1)])
def test_an_encoding_that_is_a_guess_is_called_one(coded: str, said: int) -> None:
    turn = {**ASKED, "text": "Grüße aus Köln"}
    whole = json.dumps({"id": "c1", "channel": "chat", "turns": [turn, ANSWERED]}, ensure_ascii=False) + "\n"
    reading = Reading()
    records(CHATS, piece("c.jsonl", whole.encode(coded)), reading)
    assert sum("c.jsonl is in CP1252 is a guess" in note for note in reading.notes) == said
