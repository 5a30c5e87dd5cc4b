"""Counts beside the figures: by day, hour, category and kind, over the months, and who has waited longest."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir

from unsung.ground.periods import Period
from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.grid import Grid
from unsung.measures.satisfaction import answered_well
from unsung.measures.statistics.charts import Xmr, xmr
from unsung.measures.sums import BEFORE, NOW, UNKNOWN, Sums, snapshot_s


@dataclass(frozen=True)
class Day:
    """Conversations opened on one day; `working` None where no hours are known."""

    on: date
    n: int
    working: bool | None


@dataclass(frozen=True)
class Counted:
    """Conversations of one label; `before` None where the period before is not covered."""

    label: str
    n: int
    before: int | None


@dataclass(frozen=True)
class Breakdown:
    """Conversations by label, the most first; `unknown` had no label. `before_known`: may be compared."""

    rows: list[Counted]
    unknown: int
    before_known: bool


@dataclass(frozen=True)
class Waiting:
    """One conversation open at the end of the period; `opened_s` in seconds since 1970 UTC."""

    contact: int
    external_id: str
    opened_s: int
    category: str
    channel: str


@dataclass(frozen=True)
class Usual:
    """Conversations per working day, month by month, and the range that the months before make usual.

    `chart` is None with fewer than six months before. Where no hours are known, days are calendar days.
    """

    months: list[tuple[Period, float]]
    chart: Xmr | None


def by_day(tables: Tables, asked: Asked) -> list[Day]:
    """Every day of the period, also those on which nothing came."""
    counts, working = _daily(tables, asked, asked.period)
    open_days = {day for day in working if working[day]}
    missing = asked.working_days is not None and len(open_days) < asked.working_days
    weekdays = {day.weekday() for day in open_days} if missing else set()
    return [
        Day(
            day,
            counts[day],
            # A day without any conversation has no flag of its own: it goes by its weekday.
            working.get(day, day.weekday() in weekdays) if asked.hours_known else None,
        )
        for day in asked.period.days
    ]


def by_category(tables: Tables, asked: Asked) -> Breakdown:
    """Conversations opened in the period by the source's own category."""
    return _by(tables, asked, "category")


def by_kind(tables: Tables, asked: Asked) -> Breakdown:
    """Conversations opened in the period by kind of customer."""
    return _by(tables, asked, "customer_kind")


def by_hour_of_week(tables: Tables, asked: Asked) -> list[list[int]]:
    """Conversations opened in the period, seven rows from Monday of 24 hours each, in the desk's zone."""
    hours = [[0] * 24 for _ in range(7)]
    opened = _of_period(tables.contacts, asked.period, "opened_s", conditions.counts(tables.contacts))
    keys = ("opened_weekday", "opened_hour")
    for row in tables.fetch(opened.group_by(*keys).agg(n=opened.count())).to_pylist():
        hours[row["opened_weekday"]][row["opened_hour"]] += row["n"]
    tallied = _of_period(tables.tallies, asked.period, "at_s")
    for row in tables.fetch(tallied.group_by("on", "hour").agg(n=tallied["count"].sum())).to_pylist():
        hours[row["on"].weekday()][row["hour"]] += row["n"]
    return hours


def history(tables: Tables, asked: Asked, months: int = 12) -> list[tuple[Period, int]]:
    """Conversations of the period and of those before it that the records cover whole, oldest first."""
    periods = _covered(asked, months)
    counts, _ = _daily(tables, asked, Period(periods[0].start, periods[-1].end, asked.period.zone))
    return [(period, sum(counts[day] for day in period.days)) for period in periods]


def csat_history(tables: Tables, asked: Asked, months: int = 6) -> list[tuple[Period, int, int]]:
    """Satisfied, and answers, of the period and of those before it that the records cover, oldest first."""
    periods = _covered(asked, months)
    said = (tables.ratings.latest == 1) & (tables.ratings.question == "csat")
    whole = Period(periods[0].start, periods[-1].end, asked.period.zone)
    rated = _of_period(tables.ratings, whole, "at_s", said)
    sums = rated.group_by("on", "low", "high", "answered", score=rated.score.fill_null(UNKNOWN))
    answers = Grid.read(tables.fetch(sums.agg(n=rated.count())))
    well, of = answered_well(answers, "on")
    return [(each, sum(well[on] for on in each.days), sum(of[on] for on in each.days)) for each in periods]


def xmr_of_volume(tables: Tables, asked: Asked, months: int = 13) -> Usual:
    """Conversations per working day by month, with the XmR limits of the months before the one asked for."""
    periods = _covered(asked, months)
    counts, working = _daily(tables, asked, Period(periods[0].start, periods[-1].end, asked.period.zone))
    rates = [
        (period, sum(counts[day] for day in period.days) / _open_days(period, working, asked))
        for period in periods
    ]
    return Usual(rates, xmr([rate for _, rate in rates[:-1]]))


def waiting_cases(tables: Tables, asked: Asked, limit: int = 10) -> list[Waiting]:
    """The conversations open at the end of the period that were opened first, oldest first."""
    at_s, month = snapshot_s(asked), f"{asked.period.days[-1]:%Y-%m}"
    episodes, contacts = tables.episodes, tables.contacts
    open_ones = episodes.filter(episodes.month <= month, conditions.open_at(episodes, at_s))
    counted = contacts.filter(contacts.month <= month, conditions.counts(contacts))
    shown = counted.select("contact", "external_id", "opened_s", "category", "channel")
    oldest = shown.semi_join(open_ones, "contact").order_by("opened_s", "contact").limit(limit)
    rows = tables.fetch(oldest).to_pylist()
    return [Waiting(**(row | {"category": row["category"] or ""})) for row in rows]


def _by(tables: Tables, asked: Asked, column: str) -> Breakdown:
    sums = Sums(tables, asked)
    counts, before = (_labels(sums, when, column) for when in (NOW, BEFORE))
    known = asked.before_covered and any(before[label] for label in before if label)
    rows = [
        Counted(label, n, before[label] if asked.before_covered else None)
        for label, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        if label
    ]
    return Breakdown(rows, counts[""], known)


def _labels(sums: Sums, when: int, column: str) -> Counter[str]:
    return Counter(sums.labels(column).of(when=when).by(column, "n")) + Counter(
        {"": sums.tallied.of(when=when).sum("n")}
    )


def _daily(tables: Tables, asked: Asked, period: Period) -> tuple[Counter[date], dict[date, bool]]:
    """Conversations by day, and of days with any, whether the desk was open."""
    opened = _of_period(tables.contacts, period, "opened_s", conditions.counts(tables.contacts))
    days = Grid.read(
        tables.fetch(
            opened.group_by("opened_on").agg(
                n=opened.count(), working=opened.working_day.max().fill_null(UNKNOWN)
            )
        )
    )
    tallied = _of_period(tables.tallies, period, "at_s")
    spans = Grid.read(tables.fetch(tallied.group_by("on").agg(n=tallied["count"].sum())))
    counts = days.by("opened_on", "n") + spans.by("on", "n")
    return counts, {
        day: flag == 1 for day, flag in days.by("opened_on", "working").items() if flag != UNKNOWN
    }


def _of_period(table: ir.Table, period: Period, moment: str, *counts: ir.BooleanValue) -> ir.Table:
    first, last = f"{period.start:%Y-%m}", f"{period.days[-1]:%Y-%m}"
    at = table[moment]
    return table.filter(
        table.month >= first, table.month <= last, at >= period.start_s, at < period.end_s, *counts
    )


def _covered(asked: Asked, months: int) -> list[Period]:
    """The period and up to `months - 1` before it that the records cover from their start."""
    periods = [asked.period]
    while len(periods) < months and periods[0].before().start_s >= asked.data_from_s:
        periods.insert(0, periods[0].before())
    return periods


def _open_days(period: Period, working: dict[date, bool], asked: Asked) -> int:
    if period == asked.period and asked.working_days:
        return asked.working_days
    open_days = sum(working.get(day, False) for day in period.days)
    return open_days or len(period.days)
