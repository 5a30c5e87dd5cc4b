"""Counts beside the figures: by day, hour, category and kind, over the months, and who has waited longest."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir

from unsung.ground.figures import CHANNELS
from unsung.ground.periods import Period
from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.coverage import BEFORE, NOW
from unsung.measures.ends import snapshots
from unsung.measures.grid import Grid
from unsung.measures.satisfaction import answered_well
from unsung.measures.statistics.charts import Xmr, xmr
from unsung.measures.sums import UNKNOWN, Sums
from unsung.measures.volume import not_compared, pace


@dataclass(frozen=True)
class Day:
    """Conversations opened on one day; `working` None where no hours are known, `had` False where the
    records do not tell of that day."""

    on: date
    n: int
    working: bool | None
    had: bool = True


@dataclass(frozen=True)
class Pace:
    """Conversations on the days that the records cover, and how many of these days the desk was open."""

    n: int
    days: int

    @property
    def a_day(self) -> float | None:
        """Conversations each such day; None where there is none."""
        return self.n / self.days if self.days else None


@dataclass(frozen=True)
class Door:
    """Conversations of one channel in both periods, the one asked for first.

    `own` over the days of which its sources tell, None where the periods may not be compared; `together`
    over the days of which the sources of every channel tell.
    """

    own: tuple[Pace, Pace] | None
    together: tuple[int, int]


@dataclass(frozen=True)
class Counted:
    """Conversations of one label; `before` None where the period before is not covered.

    `on_told` are both over the days of which every source tells, None where these are all the days. `last`
    is the day on which what the period before had none of was last on record, None where it never was.
    """

    label: str
    n: int
    before: int | None
    on_told: tuple[int, int] | None = None
    last: date | None = None

    @property
    def compared(self) -> tuple[int, int]:
        """Both periods on days that may stand beside each other, the one asked for first."""
        return self.on_told or (self.n, self.before or 0)


@dataclass(frozen=True)
class Breakdown:
    """Conversations by label, the most first; `unknown` had no label. `before_known`: may be compared.

    Labels that only the period before had are there too where it is covered.
    """

    rows: list[Counted]
    unknown: int
    before_known: bool


@dataclass(frozen=True)
class Waiting:
    """One conversation open when it was counted: at the end of the period, or where its source ends before.

    `opened_s` and `end_s`, the moment of counting, are in seconds since 1970 UTC.
    """

    contact: int
    external_id: str
    opened_s: int
    end_s: int
    category: str
    channel: str


@dataclass(frozen=True)
class Usual:
    """Conversations per working day, month by month, and the range that the months before make usual.

    `chart` is None with fewer than six months before. Where no hours are known, days are calendar days.
    """

    months: list[tuple[Period, float]]
    chart: Xmr | None


def by_day(sums: Sums) -> list[Day]:
    """Every day of the period, also those on which nothing came, and those of which nothing is known."""
    asked, counts = sums.asked, sums.per_day[None]
    working, told = set(asked.open_days(asked.period)), set(sums.coverage.days(NOW, None))
    return [
        Day(day, counts[day], day in working if asked.hours_known else None, day in told)
        for day in asked.period.days
    ]


def paces(sums: Sums) -> tuple[Pace, Pace | None]:
    """How many came each open day, and the same of the period before; None where it is not compared."""
    before = None if sums.unfair[None] else Pace(*pace(sums, BEFORE, None))
    return Pace(*pace(sums, NOW, None)), before


def by_channel(sums: Sums) -> dict[str, Door]:
    """Each channel of the period and of the one before, on the days over which they may be compared."""
    return {channel: _door(sums, channel) for channel in CHANNELS}


def _door(sums: Sums, channel: str) -> Door:
    daily = sums.per_day[channel]
    now, before = (sum(daily[day] for day in sums.coverage.days(when, None)) for when in (NOW, BEFORE))
    if not_compared(sums, channel):
        return Door(None, (now, before))
    own = Pace(*pace(sums, NOW, channel)), Pace(*pace(sums, BEFORE, channel))
    return Door(own, (now, before))


def by_category(sums: Sums) -> Breakdown:
    """Conversations opened in the period by the source's own category."""
    return _by(sums, "category")


def by_kind(sums: Sums) -> Breakdown:
    """Conversations opened in the period by kind of customer."""
    return _by(sums, "customer_kind")


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


def history(sums: Sums, months: int = 12) -> list[tuple[Period, int]]:
    """Conversations of the period and of those before it that the records cover whole, oldest first.

    Months of which nothing is on record are left out.
    """
    periods, now = _covered(sums, months), sums.asked.period
    counts = _daily(sums.tables, Period(periods[0].start, periods[-1].end, now.zone))
    came = [(period, sum(counts[day] for day in period.days)) for period in periods]
    return [(period, n) for period, n in came if n or period == now]


def csat_history(tables: Tables, asked: Asked, months: int = 6) -> list[tuple[Period, int, int]]:
    """Satisfied, and answers, of the period and of those before it that the records cover, oldest first."""
    periods = _back_to(asked, asked.data_from_s, months)
    said = (tables.ratings.latest == 1) & (tables.ratings.question == "csat")
    whole = Period(periods[0].start, periods[-1].end, asked.period.zone)
    rated = _of_period(tables.ratings, whole, "at_s", said)
    sums = rated.group_by("on", "low", "high", "answered", score=rated.score.fill_null(UNKNOWN))
    answers = Grid.read(tables.fetch(sums.agg(n=rated.count())))
    well, of = answered_well(answers, "on")
    return [(each, sum(well[on] for on in each.days), sum(of[on] for on in each.days)) for each in periods]


def xmr_of_volume(sums: Sums, months: int = 13) -> Usual:
    """Conversations per working day by month, with the XmR limits of the months before the one asked for."""
    periods, asked = _covered(sums, months), sums.asked
    counts = _daily(sums.tables, Period(periods[0].start, periods[-1].end, asked.period.zone))
    rates = [
        (period, came / (len(asked.open_days(period)) or len(period.days)))
        for period in periods
        # A month of which nothing is on record is none in which nothing came.
        if (came := sum(counts[day] for day in period.days)) or period == asked.period
    ]
    now = Pace(*pace(sums, NOW, None)).a_day
    rates[-1] = (asked.period, rates[-1][1] if now is None else now)
    return Usual(rates, xmr([rate for _, rate in rates[:-1]]))


def waiting_cases(tables: Tables, asked: Asked, limit: int = 10) -> list[Waiting]:
    """The conversations open at the end of the period that were opened first, oldest first."""
    month = f"{asked.period.days[-1]:%Y-%m}"
    episodes = tables.episodes.filter(tables.episodes.month <= month)
    contacts = tables.contacts.filter(tables.contacts.month <= month)
    open_ones = conditions.waiting(episodes, contacts, snapshots(asked))
    shown = open_ones.select("contact", "external_id", "opened_s", "end_s", "category", "channel")
    oldest = shown.order_by("opened_s", "contact").limit(limit)
    rows = tables.fetch(oldest).to_pylist()
    return [Waiting(**(row | {"category": row["category"] or ""})) for row in rows]


def _by(sums: Sums, column: str) -> Breakdown:
    labels = sums.labels(column)
    counts, before = (labels.of(when=when).by(column, "n") for when in (NOW, BEFORE))
    fair = not sums.unfair[None]
    known = fair and any(before[label] for label in before if label)
    told = {} if sums.told_whole or not fair else _on_told(labels, column)
    # What came before and comes no more is there with none of it: else nobody would miss it.
    seen = (set(counts) | set(before) if fair else set(counts)) - {""}
    anew = [label for label in counts if label and not before[label]] if fair else []
    last = sums.last_seen(column, anew) if anew else {}
    rows = [
        Counted(label, counts[label], before[label] if fair else None, told.get(label), last.get(label))
        for label in sorted(seen, key=lambda label: (-counts[label], label))
    ]
    return Breakdown(rows, counts[""] + sums.tallied.of(when=NOW).sum("n"), known)


def _on_told(labels: Grid, column: str) -> dict[str, tuple[int, int]]:
    """Both periods of each label, over the days of which every source tells."""
    now, before = (labels.of(when=when, told=1).by(column, "n") for when in (NOW, BEFORE))
    return {label: (now[label], before[label]) for label in labels.columns[column].tolist()}


def _daily(tables: Tables, period: Period) -> Counter[date]:
    """Conversations by day."""
    opened = _of_period(tables.contacts, period, "opened_s", conditions.counts(tables.contacts))
    days = Grid.read(tables.fetch(opened.group_by("opened_on").agg(n=opened.count())))
    tallied = _of_period(tables.tallies, period, "at_s")
    spans = Grid.read(tables.fetch(tallied.group_by("on").agg(n=tallied["count"].sum())))
    return days.by("opened_on", "n") + spans.by("on", "n")


def _of_period(table: ir.Table, period: Period, moment: str, *counts: ir.BooleanValue) -> ir.Table:
    first, last = f"{period.start:%Y-%m}", f"{period.days[-1]:%Y-%m}"
    at = table[moment]
    return table.filter(
        table.month >= first, table.month <= last, at >= period.start_s, at < period.end_s, *counts
    )


def _covered(sums: Sums, months: int) -> list[Period]:
    """The period and those before it that the records of its conversations cover from their start."""
    return _back_to(sums.asked, sums.coverage.from_s(None), months)


def _back_to(asked: Asked, from_s: int, months: int) -> list[Period]:
    periods = [asked.period]
    while len(periods) < months and asked.begins_by(from_s, periods[0].before()):
        periods.insert(0, periods[0].before())
    return periods
