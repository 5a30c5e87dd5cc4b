"""A small desk for the tests: rows of the declared tables by hand, and what is asked of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import ibis
import pyarrow as pa

from unsung.ground.figures import Figure
from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ground.periods import month_of
from unsung.ledger import tables as declared
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.measure import Measure
from unsung.measures.sums import Sums

Row = dict[str, Any]

OCTOBER = month_of(date(2025, 10, 1))
KINDS = {
    "text": pa.string(),
    "whole": pa.int64(),
    "real": pa.float64(),
    "flag": pa.int8(),
    "day": pa.date32(),
}
NUMBERS = count(1)
HOURS = OpeningHours("UTC", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00")),))
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def s(moment: str) -> int:
    """Seconds since 1970 of a moment in UTC written "2025-10-03 10:00"."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


def asked(**other: Any) -> Asked:
    """October 2025 against September, records from August to the end of the year, open on weekdays."""
    known: Row = {
        "period": OCTOBER,
        "data_from_s": s("2025-08-01"),
        "data_to_s": s("2025-12-31 23:00"),
        "hours": HOURS,
    }
    return Asked(**(known | other))


def contact(at: str, channel: str = "mail", **known: Any) -> Row:
    """A counted conversation of which nothing is known but what is said; `number` is its own."""
    row = {
        "contact": known.pop("number", None) or next(NUMBERS),
        "source": "desk",
        "channel": channel,
        "standing": "contact",
        "started_by": "customer",
        "messages_in": 0,
        "messages_out": 0,
        "has_states": 0,
        **_when("opened", at),
    }
    return row | {"external_id": f"X{row['contact']}"} | known


def settled(at: str, after_s: int | None, channel: str = "mail", **known: Any) -> Row:
    """A conversation of a source with states, first settled so many seconds after opening; None: not yet."""
    settled_s = None if after_s is None else s(at) + after_s
    return contact(at, channel, has_states=1, settled_s=settled_s, **known)


def message(at: str, author: str = "desk", channel: str = "mail", **known: Any) -> Row:
    """One public message."""
    day = date.fromisoformat(at[:10])
    return {
        "contact": 1,
        "channel": channel,
        "author": author,
        "standing": "contact",
        "public": 1,
        "at_s": s(at),
        "on": day,
        "first_reply": 0,
        **known,
    }


def episode(number: int, start: str, end: str | None = None, channel: str = "mail") -> Row:
    """One time that the conversation of this number was open."""
    end_s = None if end is None else s(end)
    row = {"contact": number, "channel": channel, "number": 1, "started_s": s(start), "ended_s": end_s}
    return row | {"month": start[:7]}


def rating(at: str, score: int | None, channel: str = "mail", **known: Any) -> Row:
    """One answer on a scale of 1 to 5; None: asked and not answered."""
    return {
        "channel": channel,
        "question": "csat",
        "at_s": s(at),
        "on": date.fromisoformat(at[:10]),
        "answered": int(score is not None),
        "score": score,
        "low": 1,
        "high": 5,
        "latest": 1,
        **known,
    }


def tally(at: str, number: int, channel: str = "call") -> Row:
    """So many contacts counted in the five minutes from then."""
    when = datetime.fromisoformat(at)
    return {
        "source": "switch",
        "channel": channel,
        "at_s": s(at),
        "on": when.date(),
        "hour": when.hour,
        "span_s": 300,
        "count": number,
    }


def desk(**tables: Iterable[Row]) -> Tables:
    """The declared tables holding these rows; `month` is that of the row's day."""
    return Tables.of(**{name: _table(name, list(rows)) for name, rows in tables.items()})


def figures(measure: Measure, tables: Tables, question: Asked | None = None) -> dict[str, Figure]:
    """What one measure gives, by the id of the figure."""
    return {figure.id: figure for figure in measure.reckon(Sums(tables, question or asked()))}


def of_channel(figure: Figure, channel: str) -> Figure:
    """The figure of one channel."""
    return figure.by["channel"][channel]


def _when(name: str, at: str) -> Row:
    when = datetime.fromisoformat(at)
    on, hour = when.date(), when.hour
    return {f"{name}_s": s(at), f"{name}_on": on, f"{name}_hour": hour, f"{name}_weekday": on.weekday()}


def _table(name: str, rows: list[Row]) -> Any:
    table = next(table for table in declared.TABLES if table.name == name)
    fields = [(column.name, KINDS[column.kind]) for column in table.columns]
    schema = pa.schema([*fields, ("month", pa.string())])
    return ibis.memtable(pa.Table.from_pylist([_dated(row) for row in rows], schema=schema))


def _dated(row: Row) -> Row:
    day = row.get("opened_on") or row.get("on")
    return row if day is None else {"month": f"{day:%Y-%m}"} | row
