"""Weeks: how many conversations each began, by channel, beside the usual range of the weeks before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import ibis.expr.types as ir
import numpy as np

from unsung.ground.figures import CHANNELS
from unsung.ground.periods import Period
from unsung.measures import conditions
from unsung.measures.connect import Tables
from unsung.measures.grid import Grid

A_WEEK = timedelta(days=7)
LOOKED_BACK = 12
FEWEST = 6
"""Of fewer earlier weeks no range is called usual."""


@dataclass(frozen=True)
class WeekCount:
    """Conversations of one channel that began in a week.

    `low` and `high` hold the middle half of the weeks before (first and third quartile, linear between the
    neighbours), None where too few of them had any. `last` is the last day of which its sources tell.
    """

    channel: str
    n: int
    low: float | None = None
    high: float | None = None
    last: date | None = None


@dataclass(frozen=True)
class Week:
    """What began in a week: by channel, and by the source's own category (without those that have none)."""

    channels: tuple[WeekCount, ...] = ()
    reasons: tuple[tuple[str, int, int], ...] = ()
    """The most frequent categories: words, how many in the week, how many in the week before."""


def monday_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def week(tables: Tables, monday: date, zone: str, reasons: int = 3) -> Week:
    """What began in the week of this Monday, beside the twelve before; with so many of its reasons."""
    whole = Period(monday - LOOKED_BACK * A_WEEK, monday + A_WEEK, zone)
    began, last = _began(tables, whole), _last_told(tables, whole)
    counts = (replace(_counted(began, monday, name), last=last.get(name)) for name in CHANNELS)
    told = tuple(each for each in counts if each.n or each.high is not None)
    return Week(told, _reasons(tables, monday, zone, reasons))


def _last_told(tables: Tables, whole: Period) -> dict[str, date]:
    """By channel the last day of which one of its sources tells, of whatever channel."""
    of_source: dict[str, date] = {}
    sources: dict[str, set[str]] = defaultdict(set)
    for table, at, day in ((tables.contacts, "opened_s", "opened_on"), (tables.tallies, "at_s", "on")):
        some = _within(table, at, whole)
        rows = tables.fetch(some.group_by("source", "channel").agg(last=some[day].max())).to_pylist()
        for row in rows:
            sources[row["channel"]].add(row["source"])
            of_source[row["source"]] = max(row["last"], of_source.get(row["source"], row["last"]))
    return {channel: max(of_source[source] for source in those) for channel, those in sources.items()}


def _counted(began: Mapping[tuple[date, str], int], monday: date, channel: str) -> WeekCount:
    earlier = [began[monday - n * A_WEEK, channel] for n in range(1, LOOKED_BACK + 1)]
    n, some = began[monday, channel], [count for count in earlier if count]
    # A week without one may be a week of which nothing was recorded: it is no sign of what is usual.
    if len(some) < FEWEST:
        return WeekCount(channel, n)
    low, high = (float(end) for end in np.quantile(some, (0.25, 0.75)))
    return WeekCount(channel, n, low, high)


def _began(tables: Tables, whole: Period) -> Counter[tuple[date, str]]:
    """Conversations that count, those only counted among them, by the Monday of their week and channel."""
    single = _within(tables.contacts, "opened_s", whole, conditions.counts(tables.contacts))
    counted = _within(tables.tallies, "at_s", whole)
    found: Counter[tuple[date, str]] = Counter()
    for table, day, n in ((single, "opened_on", single.count()), (counted, "on", counted["count"].sum())):
        rows = Grid.read(tables.fetch(table.group_by("channel", day=table[day]).agg(n=n))).columns
        for channel, on, many in zip(*(rows[name].tolist() for name in ("channel", "day", "n")), strict=True):
            found[monday_of(on), channel] += many
    return found


def _reasons(tables: Tables, monday: date, zone: str, most: int) -> tuple[tuple[str, int, int], ...]:
    now, before = (
        _categories(tables, Period(start, start + A_WEEK, zone)) for start in (monday, monday - A_WEEK)
    )
    first = sorted(now, key=lambda words: (-now[words], words))[:most]
    return tuple((words, now[words], before[words]) for words in first)


def _categories(tables: Tables, period: Period) -> Counter[str]:
    counts = conditions.counts(tables.contacts) & tables.contacts.category.notnull()
    some = _within(tables.contacts, "opened_s", period, counts)
    rows = Grid.read(tables.fetch(some.group_by("category").agg(n=some.count()))).columns
    return Counter(dict(zip(rows["category"].tolist(), rows["n"].tolist(), strict=True)))


def _within(table: ir.Table, at: str, period: Period, *counts: ir.BooleanValue) -> ir.Table:
    months: Sequence[ir.BooleanValue] = (
        table.month >= f"{period.start:%Y-%m}",
        table.month <= f"{period.days[-1]:%Y-%m}",
    )
    return table.filter(*months, table[at] >= period.start_s, table[at] < period.end_s, *counts)
