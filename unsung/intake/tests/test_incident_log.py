"""The real incident log: every row in, and first settlings that agree with an independent count."""

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from unsung.intake.source import ContactRecord, EventRecord, Reading, Record
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, records

pytestmark = pytest.mark.slow
SETTLED = ("Resolved", "Closed")


@pytest.fixture(scope="module")
def log(shared_data: Path) -> bytes:
    return gzip.decompress(
        (shared_data / "tickets-it-incidents/incident_event_log-to-2016-04.csv.gz").read_bytes()
    )


@pytest.fixture(scope="module")
def read(log: bytes) -> list[Record]:
    return records(TABLE, piece("incidents.csv", log), Reading("UTC"))


@pytest.fixture(scope="module")
def counted(log: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(log), dtype=str, keep_default_na=False)
    for column in ("opened_at", "sys_updated_at"):
        frame[column] = pd.to_datetime(frame[column], format="%d/%m/%Y %H:%M", utc=True)
    return frame


def events(read: list[Record]) -> list[EventRecord]:
    return [record for record in read if isinstance(record, EventRecord)]


def test_every_row_is_in_and_none_is_lost(read: list[Record]) -> None:
    assert len(events(read)) == 101_045
    assert len({event.external_id for event in events(read)}) == 101_045
    assert len({record.external_id for record in read if isinstance(record, ContactRecord)}) == 17_136


def test_states_teams_and_categories_are_counted_as_the_log_has_them(
    read: list[Record], counted: pd.DataFrame
) -> None:
    settled = counted.incident_state.isin(SETTLED)

    assert sum(event.state == "settled" for event in events(read)) == settled.sum()
    assert sum(event.state == "pending" for event in events(read)) == (
        counted.incident_state.str.startswith("Awaiting").sum()
    )
    assert len({event.team for event in events(read)} - {""}) == counted.assignment_group.nunique() - 1
    assert sum(event.category == "" for event in events(read)) == (counted.category == "?").sum()


def test_channels_are_phone_and_mail(read: list[Record]) -> None:
    channels = {r.external_id: r.channel for r in read if isinstance(r, ContactRecord)}

    assert sorted(channels.values()).count("mail") == 36
    assert sorted(channels.values()).count("call") == 17_100


def test_the_first_settling_of_march_agrees_with_an_independent_count(
    read: list[Record], counted: pd.DataFrame
) -> None:
    opened = {r.external_id: r.opened_at for r in read if isinstance(r, ContactRecord)}
    march = {
        name
        for name, at in opened.items()
        if datetime(2016, 3, 1, tzinfo=UTC) <= at < datetime(2016, 4, 1, tzinfo=UTC)
    }
    ours: dict[str, datetime] = {}
    for event in events(read):
        if event.contact in march and event.state == "settled":
            ours[event.contact] = min(ours.get(event.contact, event.at), event.at)

    rows = counted[(counted.opened_at >= "2016-03-01") & (counted.opened_at < "2016-04-01")]
    theirs = rows[rows.incident_state.isin(SETTLED)].groupby("number").sys_updated_at.min()

    assert len(march) == rows.number.nunique() == 8_995
    assert ours == {name: at.to_pydatetime() for name, at in theirs.items()}


def test_the_log_read_in_halves_gives_the_same_records(log: bytes, read: list[Record]) -> None:
    header, *rows = log.splitlines(keepends=True)
    halves = [header + b"".join(half) for half in (rows[50_000:], rows[:50_000])]

    found = [record for half in halves for record in records(TABLE, piece("half.csv", half))]

    assert set(found) == set(read)
