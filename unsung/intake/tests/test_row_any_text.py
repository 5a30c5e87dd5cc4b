"""Whatever a file holds, rows are read, put aside, or the file is refused in a sentence."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsung.ground.problems import Problem
from unsung.intake.source import Reading, Source
from unsung.intake.sources.calls import CALLS
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece

CELL = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(
        ["1", "2025-10-01 09:00", "12/3/2016", "ANSWERED", '"', '"open', "''", "\t", "1759305672.1", "\0"]
    ),
)
HEADERS = st.sampled_from(
    [
        ["id", "opened_at", "channel", "first_reply_at", "resolved_at", "score"],
        ["number", "opened_at", "sys_updated_at", "incident_state", "sys_mod_count"],
        ["stars", "date", "link"],
        ["asked_at", "score", "comment"],
        ["start", "billsec", "duration", "cause", "transferred"],
        ["slot", "calls"],
    ]
)
ROWS = st.builds(
    lambda header, rows, parted, end: end.join(parted.join(row) for row in [header, *rows]),
    HEADERS,
    st.lists(st.lists(CELL, max_size=7), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
TURN = st.fixed_dictionaries({"at": JSON, "who": st.sampled_from(["customer", "desk", "", 3]), "text": JSON})
CHAT = st.fixed_dictionaries(
    {"id": JSON, "turns": st.lists(TURN, max_size=2) | JSON},
    optional={"rating": JSON, "closed_at": JSON, "customer": JSON},
)


def read_to_the_end(way: Source, content: bytes, name: str) -> None:
    found = piece(name, content)
    way.knows(found, found.head())
    with suppress(Problem):
        reading = way.prepare(found, Reading("Europe/London"))
        for item in way.cut(found, reading):
            read = way.read(item, reading)
            assert read.problem is None or read.problem.what.startswith(f"{name}, line ")


@pytest.mark.parametrize("way", [TABLE, CALLS, CHATS], ids=["table", "calls", "chats"])
@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused_in_a_sentence(way: Source, content: bytes) -> None:
    read_to_the_end(way, content, "any.csv")


@settings(max_examples=150, deadline=None)
@given(content=ROWS, encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_rows_under_a_known_header_are_read_or_put_aside(content: str, encoding: str) -> None:
    read_to_the_end(TABLE, content.encode(encoding, "replace"), "rows.csv")


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=15, max_size=22), min_size=1, max_size=4))
def test_any_fields_in_the_place_of_call_records_are_read_or_put_aside(rows: list[list[str]]) -> None:
    good = [
        "",
        "020",
        "6",
        "from-trunk",
        "",
        "",
        "",
        "",
        "",
        "2025-10-01 08:01:12",
        "",
        "",
        "1",
        "1",
        "BUSY",
        "",
        "1.1",
    ]
    content = "\n".join(",".join(row) for row in [good, *rows])

    read_to_the_end(CALLS, content.encode("utf-8", "replace"), "Master.csv")


@settings(max_examples=80, deadline=None)
@given(chats=st.lists(CHAT, min_size=1, max_size=3))
def test_any_object_with_turns_is_read_or_put_aside(chats: list[dict[str, object]]) -> None:
    content = "\n".join(json.dumps(chat) for chat in chats)

    read_to_the_end(CHATS, content.encode(), "chats.jsonl")
    read_to_the_end(TABLE, content.encode(), "chats.jsonl")
