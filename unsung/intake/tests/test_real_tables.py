"""Real surveys, call volumes, call records and chats, counted as their sources count them."""

import gzip
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from unsung.intake.source import (
    CallRecord,
    ContactRecord,
    MessageRecord,
    Piece,
    RatingRecord,
    Reading,
    TallyRecord,
)
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

pytestmark = pytest.mark.slow


def opened(path: Path) -> Piece:
    return Piece(path.name, path.stat().st_size, lambda: path.open("rb"))


def survey(question: str, days: dict[str, str]) -> dict[str, object]:
    """A mapping for one year of the airport's survey: the day of the interview is a code."""
    return {
        "name": "sfo",
        "row": "rating",
        "columns": {"id": "RESPNUM", "score": question, "asked_at": "INTDATE"},
        "values": {"asked_at": days},
        "scale": {"low": 1, "high": 5, "not_asked": ["6"], "not_answered": ["0"]},
        "zone": "America/Los_Angeles",
    }


def days_from(first: date, code: int, count: int) -> dict[str, str]:
    return {str(code + n): (first + timedelta(days=n)).isoformat() for n in range(count)}


DAYS_2010 = {"1": "2010-09-07", **days_from(date(2010, 9, 12), 2, 12), "16": "2010-09-24"}
DAYS_2011 = days_from(date(2011, 5, 10), 1, 18)
SURVEYS = [
    ("2010", "Q6N", DAYS_2010, 3234, {1: 5, 2: 50, 3: 705, 4: 1744, 5: 589, None: 112}, 29),
    ("2011", "Q8N", DAYS_2011, 3872, {1: 16, 2: 66, 3: 827, 4: 1978, 5: 807, None: 132}, 46),
]


@pytest.mark.parametrize(("year", "question", "days", "guests", "answers", "not_asked"), SURVEYS)
def test_the_airport_survey_is_counted_as_its_source_counts_it(
    shared_data: Path,
    year: str,
    question: str,
    days: dict[str, str],
    guests: int,
    answers: dict[int | None, int],
    not_asked: int,
) -> None:
    [path] = (shared_data / "satisfaction-sfo-2010-2015").glob(f"{year}_*.csv")

    found = reads(TABLE, opened(path), Reading(mapping=survey(question, days)))

    ratings = [r for read in found for r in read.records if isinstance(r, RatingRecord)]
    assert [read.problem for read in found if read.problem] == []
    assert len(found) == guests
    assert Counter(rating.score for rating in ratings) == answers
    assert sum(not read.records for read in found) == not_asked
    assert {rating.at.year for rating in ratings} == {int(year)}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without a mark", "with a byte-order mark"])
def test_a_byte_order_mark_before_the_first_column_changes_nothing(shared_data: Path, mark: bytes) -> None:
    [path] = (shared_data / "satisfaction-sfo-2010-2015").glob("2010_*.csv")
    content = mark + path.read_bytes()

    found = records(TABLE, piece(path.name, content), Reading(mapping=survey("Q6N", DAYS_2010)))

    assert len({r.external_id for r in found}) == 3234 - 29


VOLUMES: dict[str, object] = {
    "name": "bank",
    "row": "tally",
    "columns": {"at": "DateTime", "count": "Calls"},
    "fixed": {"channel": "call"},
    "zone": "America/New_York",
    "zone_in_values": "ignore",
    "span_s": 300,
}


def test_the_banks_calls_are_all_counted_at_its_own_clock(shared_data: Path) -> None:
    found = records(
        TABLE, opened(shared_data / "calls-bank-volume-GPL3/bank_calls.csv"), Reading(mapping=VOLUMES)
    )

    tallies = [r for r in found if isinstance(r, TallyRecord)]
    assert len(tallies) == len({r.external_id for r in tallies}) == 17_745
    assert sum(tally.count for tally in tallies) == 3_402_871
    assert (min(t.count for t in tallies), max(t.count for t in tallies)) == (37, 465)
    assert tallies[0].at == datetime(2003, 3, 3, 12, 0, tzinfo=UTC)
    assert {tally.span_s for tally in tallies} == {300}


def test_the_banks_slots_are_found_to_be_five_minutes_without_a_mapping(shared_data: Path) -> None:
    reading = Reading()
    records(TABLE, opened(shared_data / "calls-bank-volume-GPL3/bank_calls.csv"), reading)

    assert "The slots of bank_calls.csv are 300 seconds long, going by their beginnings." in reading.notes


EXCHANGE: dict[str, object] = {
    "name": "exchange",
    "row": "call",
    "columns": {
        "id": "callid", "at": "starting_date", "duration": "duration", "talk": "billsec",
        "cause": "hangup_cause_id", "customer": "caller_id_number", "started_by": "direction",
    },
    "values": {"started_by": {"1": "customer", "2": "desk"}},
    "fixed": {"channel": "call"},
    "zone": "Europe/Madrid",
}  # fmt: skip


def test_call_records_are_read_by_a_mapping(shared_data: Path) -> None:
    found = records(
        TABLE,
        opened(shared_data / "calls-cdr-shape-AGPL3/CDRImport-2015-10-26.csv"),
        Reading(mapping=EXCHANGE),
    )

    calls = [r for r in found if isinstance(r, CallRecord)]
    assert [(call.talk_s, call.queued_s) for call in calls] == [(50, 5), (10, 5), (34, 7), (11, 5), (5, 3)]
    assert all(call.answered and not call.abandoned for call in calls)
    assert calls[0].at == datetime(2015, 10, 21, 10, 13, 10, tzinfo=UTC)
    assert {r.started_by for r in found if isinstance(r, ContactRecord)} == {"customer"}


SPOKEN = {("User", "utter"): "customer", ("Wizard", "pick_suggestion"): "desk"}


def chat_line(dialogue: dict[str, list[dict[str, object]]]) -> str:
    """A dialogue of the STAR collection as a line of ours: only the turns that reached the other side."""
    times = [event["UnixTime"] for event in dialogue["Events"] if "UnixTime" in event]
    turns = [
        {"at": event["UnixTime"], "who": who, "name": event["Agent"], "text": event["Text"]}
        for event in dialogue["Events"]
        if (who := SPOKEN.get((str(event["Agent"]), str(event["Action"]))))
    ]
    return json.dumps(
        {
            "id": dialogue["DialogueID"],
            "channel": "chat",
            "opened_at": next(iter(times), None),
            "turns": turns,
        }
    )


def test_the_star_chats_are_all_in(shared_data: Path) -> None:
    with gzip.open(shared_data / "star-chats/dialogues.jsonl.gz", "rt", encoding="utf-8") as lines:
        content = "\n".join(chat_line(json.loads(line)) for line in lines)

    found = reads(CHATS, piece("star.jsonl", content))

    contacts = {r.external_id for read in found for r in read.records if isinstance(r, ContactRecord)}
    kinds = Counter(r.author_kind for read in found for r in read.records if isinstance(r, MessageRecord))
    assert kinds == {"customer": 19_793, "desk": 17_309}
    # Fifteen of the 2,300 dialogues hold nothing at all, so nothing tells when they were.
    assert (len(found), len(contacts), len(problems(found))) == (2300, 2285, 15)
    assert {problem.what.partition(": ")[2] for problem in problems(found)} == {
        "there are no turns and no opened_at, so no time is known."
    }
