"""Asks the hand-written queries and gives each answer the id of the figure it must agree with."""

from collections.abc import Iterator
from math import isnan
from pathlib import Path

import duckdb

from benchmarks.question import Question

QUERIES = Path(__file__).resolve().parent
TABLES = ("contacts", "messages", "episodes", "ratings", "tallies")
Row = dict[str, float | None]
Rows = dict[tuple[int, str | None], Row]
"""What a query answers, by period (1 the one asked for, 0 the one before) and channel (None: all)."""
Values = dict[str, float | None]
"""Values by "id now channel"."""

SAME = {
    "totals": {
        "counted_apart.auto": "auto",
        "counted_apart.bounce": "bounce",
        "counted_apart.list": "list",
        "counted_apart.spam": "spam",
        "counted_apart.started_by_desk": "by_desk",
        "counted_apart.started_by_machine": "by_machine",
        "first_response_time.answered": "answered",
        "first_response_time.unanswered": "unanswered",
        "first_response_time.on_the_spot": "on_the_spot",
        "transfer_rate": "passed_on",
        "fcr": "first_time",
        "service_level.call": "calls_in_time",
        "service_level.chat": "chats_in_time",
        "abandonment_rate": "gave_up",
        "aht": "handling_s",
    },
    "customers": {"people_helped": "customers"},
    "first_replies": {
        "first_response_time.calendar.median": "calendar_median",
        "first_response_time.calendar.p90": "calendar_p90",
        "first_response_time.business.median": "business_median",
        "first_response_time.business.p90": "business_p90",
    },
    "messages": {
        "messages_in": "received",
        "counted_apart.messages.auto": "auto",
        "counted_apart.messages.bounce": "bounce",
        "counted_apart.messages.list": "list",
        "counted_apart.messages.spam": "spam",
        "answered_outside_hours": "outside",
        "next_response_time.calendar.median": "calendar_median",
        "next_response_time.calendar.p90": "calendar_p90",
        "next_response_time.business.median": "business_median",
        "next_response_time.business.p90": "business_p90",
    },
    "settled": {"resolution_time_km.median": "median", "resolution_time_km.p90": "p90"},
    "came_back": {"reopen_rate": "came_back"},
    "waiting": {
        "backlog.open": "open",
        "backlog.median_age": "median_age",
        "backlog.older_than_7d": "older_7",
        "backlog.older_than_30d": "older_30",
    },
    "ratings": {
        "csat": "satisfied",
        "survey_response_rate": "answered",
        "survey_response_rate.low": "at_least",
        "survey_response_rate.high": "at_most",
        "ces": "easy",
    },
}
"""By query, the figures and the columns that hold their values."""

OPENED = """
CREATE TEMP MACRO opened(at_s) AS
    ((at_s // 86400 + 3) // 7 * 5 + least((at_s // 86400 + 3) % 7, 5)) * 30600
    + CASE WHEN (at_s // 86400 + 3) % 7 < 5 THEN least(greatest(at_s % 86400 - 32400, 0), 30600) ELSE 0 END
"""
"""Open seconds up to a moment: weekdays from 9:00 to 17:30 in UTC; 1970 began on a Thursday."""


def count(folder: Path, question: Question, threads: int) -> Values:
    """Every value the queries give over the tables in `folder`."""
    engine = duckdb.connect(config={"threads": threads, "memory_limit": "2GB"})
    engine.execute("SET parquet_metadata_cache = true")
    for table in TABLES:
        files = folder / table / "*" / "*.parquet"
        engine.execute(
            f"CREATE VIEW {table} AS SELECT * FROM "
            f"read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false)"
        )
    # Quicker than FILTER, which cuts every batch of rows anew for each count.
    engine.execute("CREATE TEMP MACRO many(met) AS count(CASE WHEN met THEN 1 END)")
    engine.execute(OPENED)
    engine.execute(f"CREATE TEMP TABLE daily AS {_query('daily', question)}")
    answers = {name: _rows(engine, _query(name, question)) for name in (*SAME, "tallies")}
    return dict(_values(answers, question))


def _query(name: str, question: Question) -> str:
    return (QUERIES / f"{name}.sql").read_text("utf-8").format(**vars(question))


def _rows(engine: duckdb.DuckDBPyConnection, query: str) -> Rows:
    answer = engine.execute(query)
    names = [column[0] for column in answer.description or ()]
    told = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return {(int(row.pop("now")), row.pop("channel")): row for row in told}


def _values(answers: dict[str, Rows], question: Question) -> Iterator[tuple[str, float | None]]:
    for query, same in SAME.items():
        for (now, channel), row in answers[query].items():
            for figure, column in same.items():
                yield key(figure, now, channel), _had(row[column])
    volumes = _volumes(answers)
    for (now, channel), volume in volumes.items():
        yield key("contact_volume", now, channel), volume
        if now and volumes.get((0, channel)):
            change = volume / question.days / (volumes[0, channel] / question.days_before)
            yield key("volume_change", now, channel), change


def _had(value: float | None) -> float | None:
    """The value, None where nothing was divided by nothing."""
    return None if value is None or isnan(value) else value


def _volumes(answers: dict[str, Rows]) -> dict[tuple[int, str | None], float]:
    """Conversations with those that were only counted."""
    opened, tallied = answers["totals"], answers["tallies"]
    return {
        place: (row["conversations"] or 0) + (tallied.get(place, {}).get("n") or 0)
        for place, row in opened.items()
    }


def key(figure: str, now: int, channel: str | None) -> str:
    """How a value is called where the two sides are compared."""
    return f"{figure} {now} {channel or 'all'}"
