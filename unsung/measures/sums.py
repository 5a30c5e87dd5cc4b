"""What the engine is asked: a few aggregates, each of one table, for the period and the one before."""

from collections import Counter, defaultdict
from datetime import date
from functools import cached_property, partial

import ibis
import ibis.expr.types as ir

from unsung.ground.figures import CHANNELS
from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.coverage import BEFORE, CALLED, NOW, Coverage
from unsung.measures.ends import business_seconds, calendar_seconds, known_until, moment_of, snapshots
from unsung.measures.grid import Grid, Histogram, Numbers, histograms, merged
from unsung.measures.statistics.survival import Survival, kaplan_meier
from unsung.measures.telling import Telling, telling

DAY_S = 86_400
REOPEN_S = 14 * DAY_S

UNKNOWN = -1
APART = ("auto", "bounce", "list", "spam")

Totals = dict[tuple[int, str | None], dict[str, int]]
"""Sums by when and channel; channel None is all of them."""

FIRST_REPLY, FIRST_REPLY_BUSINESS, NEXT_REPLY, NEXT_REPLY_BUSINESS, SETTLED = range(5)


class Sums:
    """The aggregates behind every figure, each asked of the engine once, when first needed.

    Rows carry `when` (1 the period asked for, 0 the one before) and `channel`. Only the partitions of the
    two periods are read, except for what may have been opened long before (the backlog, the reopened).
    """

    def __init__(self, tables: Tables, asked: Asked) -> None:
        self.tables, self.asked = tables, asked
        self.first_month = f"{asked.before.start:%Y-%m}"
        self.last_month = max(f"{day:%Y-%m}" for day in asked.period.days)

    @cached_property
    def telling(self) -> Telling:
        """Which sources tell of reopenings and of moves between teams."""
        return telling(self.tables)

    @cached_property
    def opened(self) -> Grid:
        """Conversations opened, by day, channel, standing and who began them, and what is counted of them."""
        table = self._within(self.tables.contacts, "opened_s")
        keys = ("channel", "standing", "started_by", "opened_on")
        sums = table.group_by(*keys, when=self._when(table.opened_s)).agg(
            n=table.count(),
            **conditions.known(table, self.telling.moves),
            **conditions.replies(table, known_until(self.asked, table)),
            **conditions.issues(table, known_until(self.asked, table)),
            **conditions.calls(table, self.asked.promised_s["call"]),
            **conditions.chats(table, self.asked.promised_s["chat"], known_until(self.asked, table)),
        )
        return Grid.read(self.tables.fetch(sums))

    @cached_property
    def contacts(self) -> Totals:
        """The same for the conversations that count, by period and channel."""
        return self.opened.of(standing="contact", started_by="customer").totals()

    @cached_property
    def standings(self) -> dict[tuple[int, str | None], Counter[tuple[str, str]]]:
        """How many conversations there are of each standing and beginner, by period and channel."""
        rows = self.opened.columns
        found: dict[tuple[int, str | None], Counter[tuple[str, str]]] = defaultdict(Counter)
        keys = (rows[name].tolist() for name in ("when", "channel", "standing", "started_by", "n"))
        for when, channel, standing, started_by, n in zip(*keys, strict=True):
            for place in (channel, None):
                found[when, place][standing, started_by] += n
        return found

    @cached_property
    def per_day(self) -> dict[str | None, Counter[date]]:
        """Conversations that count in both periods, with those only counted, by channel and day."""
        counted = self.opened.of(standing="contact", started_by="customer")
        return {
            channel: counted.of(channel=channel).by("opened_on", "n")
            + self.tallied.of(channel=channel).by("on", "n")
            for channel in (None, *CHANNELS)
        }

    @cached_property
    def coverage(self) -> Coverage:
        """Which days the records cover, and whether the two periods may be compared."""
        places = [(when, channel) for when in (NOW, BEFORE) for channel in (None, *CHANNELS)]
        rows = {name: set(self.tallied.of(channel=name).columns["on"].tolist()) for name in CHANNELS}
        return Coverage(self.asked, {place: self.volume(*place) for place in places}, rows)

    @cached_property
    def unfair(self) -> dict[str | None, str]:
        """Why a channel, or (None) all of them, may not be compared with the period before; empty: it may."""
        return {channel: self.coverage.unfair(channel) for channel in (None, *CHANNELS)}

    def volume(self, when: int, channel: str | None) -> int:
        """Conversations that count, with those a source only counted."""
        return self.contacts[when, channel]["n"] + self.tallied.of(when=when, channel=channel).sum("n")

    def none_came(self, when: int, channel: str | None) -> bool:
        """Whether it is on record that none came: counted as none, or told by sources of the whole period."""
        if self.volume(when, channel):
            return False
        if len(self.tallied.of(when=when, channel=channel)):
            return True
        return channel is not None and self.coverage.tells_none(when, channel)

    def nothing(self, when: int, channel: str | None) -> str:
        """Why nothing is known of single conversations: they were only counted, or none is on record."""
        if self.tallied.of(when=when, channel=channel).sum("n"):
            return f"The records only count {CALLED[channel]}, so no more is known of them."
        return f"The records hold no {CALLED[channel]} of the period."

    def daily(self, when: int, channel: str) -> dict[str, Counter[date]]:
        """What is counted of the conversations that count, day by day, by the name of the count."""
        rows = self.opened.of(standing="contact", started_by="customer", when=when, channel=channel)
        return {name: rows.by("opened_on", name) for name in rows.whole}

    @cached_property
    def customers(self) -> Grid:
        """How many different customers opened a conversation: `any`, and one column a channel."""
        opened = self.tables.contacts
        table = self._within(opened, "opened_s", conditions.counts(opened), opened.customer.notnull())
        each = table.group_by("customer", when=self._when(table.opened_s)).agg(
            **{name: (table.channel == name).ifelse(1, 0).max() for name in CHANNELS}
        )
        sums = each.group_by("when").agg(any=each.count(), **{name: each[name].sum() for name in CHANNELS})
        return Grid.read(self.tables.fetch(sums))

    def times(self, kind: int, when: int, channel: str | None) -> Histogram | None:
        """The histogram of one kind of waiting, in whole seconds; None where there is no case."""
        if channel is not None:
            return self._times.get((kind, when, channel))
        if (kind, when) not in self._merged:
            parts = [found for key, found in self._times.items() if key[:2] == (kind, when)]
            self._merged[kind, when] = merged(parts)
        return self._merged[kind, when]

    def curve(self, when: int, channel: str | None) -> Survival | None:
        """How long until settled, those still open kept in; None where the sources tell no states."""
        if (when, channel) not in self._curves:
            times = self.times(SETTLED, when, channel)
            found = times and kaplan_meier(times.values, times.ended, times.open)
            self._curves[when, channel] = found
        return self._curves[when, channel]

    @cached_property
    def _curves(self) -> dict[tuple[int, str | None], Survival | None]:
        return {}

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Histogram | None]:
        return {}

    @cached_property
    def _times(self) -> dict[tuple[int, int, str], Histogram]:
        times = dict(self._ended_times)
        for kind, waiting in self._unanswered.items():
            for place, waits in waiting.items():
                had = times.get((kind, *place))
                times[kind, *place] = merged([had, waits]) if had else waits  # type: ignore[assignment]
        return times

    @cached_property
    def _unanswered(self) -> dict[int, dict[tuple[int, str], Histogram]]:
        """How long those have waited, up to the end of their source, to whom nobody has replied yet."""
        opened = self.tables.contacts
        table = self._within(opened, "opened_s", conditions.counts(opened), conditions.waits(opened))
        end_s = moment_of(known_until(self.asked, table))
        keys = {"when": self._when(table.opened_s), "end_s": end_s}
        rows = Grid.read(self.tables.fetch(table.group_by("channel", "asked_s", **keys).agg(n=table.count())))
        clocks = {FIRST_REPLY: calendar_seconds}
        if self.asked.hours:
            clocks[FIRST_REPLY_BUSINESS] = partial(business_seconds, self.asked)
        return {
            kind: {
                (when, channel): part.histogram(
                    clock(part.whole_of("asked_s"), part.whole_of("end_s"))
                ).running
                for when in (NOW, BEFORE)
                for channel in CHANNELS
                if len(part := rows.of(when=when, channel=channel))
            }
            for kind, clock in clocks.items()
        }

    @cached_property
    def _ended_times(self) -> dict[tuple[int, int, str], Histogram]:
        opened, sent = self.tables.contacts, self.tables.messages
        answered = conditions.counts(opened)
        later = (sent.standing == "contact") & (sent.author == "desk")
        later &= (sent.public == 1) & (sent.first_reply == 0)
        rows = [
            self._ended(FIRST_REPLY, opened, "opened_s", "first_reply_s", answered),
            self._ended(NEXT_REPLY, sent, "at_s", "answers_s", later),
            self._until_settled(),
        ]
        if self.asked.hours_known:
            first, following = "first_reply_business_s", "answers_business_s"
            rows.append(self._ended(FIRST_REPLY_BUSINESS, opened, "opened_s", first, answered))
            rows.append(self._ended(NEXT_REPLY_BUSINESS, sent, "at_s", following, later))
        return histograms(self.tables.fetch(ibis.union(*rows)))

    def _ended(
        self, kind: int, table: ir.Table, moment: str, seconds: str, counts: ir.BooleanValue
    ) -> ir.Table:
        """How many waits of each length there were; a null is no wait."""
        waits = self._within(table, moment, counts, table[seconds].notnull())
        return waits.group_by(
            kind=ibis.literal(kind, "int8"),
            when=self._when(waits[moment]),
            channel=waits.channel,
            value=waits[seconds],
            ended=ibis.literal(1, "int8"),
        ).agg(n=waits.count())

    def _until_settled(self) -> ir.Table:
        """How long each took to be settled, or has been open at the end of the data."""
        opened = self.tables.contacts
        told = self._within(opened, "opened_s", conditions.counts(opened), opened.has_states == 1)
        return told.group_by(
            kind=ibis.literal(SETTLED, "int8"),
            when=self._when(told.opened_s),
            channel=told.channel,
            value=told.settled_s.fill_null(known_until(self.asked, told)) - told.opened_s,
            ended=told.settled_s.notnull().ifelse(1, 0),
        ).agg(n=told.count())

    @cached_property
    def sent(self) -> Totals:
        """Messages: from customers, replies in closed time, and how many of each standing set apart."""
        table = self._within(self.tables.messages, "at_s")
        counts = table.standing == "contact"
        reply = counts & (table.author == "desk") & (table.public == 1)
        sums = table.group_by("channel", when=self._when(table.at_s)).agg(
            all=table.count(),
            **{name: conditions.many(table.standing == name) for name in APART},
            received=conditions.many(counts & (table.author == "customer")),
            outside_known=conditions.many(reply & table.outside_hours.notnull()),
            outside=conditions.many(reply & (table.outside_hours == 1)),
        )
        return Grid.read(self.tables.fetch(sums)).totals()

    @cached_property
    def settled(self) -> Totals:
        """Conversations first settled: `all`, and of sources that tell of reopenings those `old` enough to
        judge, of these `back`, and the `young`."""
        contacts = self.tables.contacts
        moments = self._in_periods(contacts.settled_s)
        table = contacts.filter(self._until_last(contacts), *moments, conditions.counts(contacts))
        tells = table.source.isin(self.telling.reopenings)
        old = table.settled_s + REOPEN_S <= known_until(self.asked, table)
        back = table.reopened_s - table.settled_s <= REOPEN_S
        sums = table.group_by("channel", when=self._when(table.settled_s)).agg(
            all=table.count(),
            old=conditions.many(tells & old),
            back=conditions.many(tells & old & back),
            young=conditions.many(tells & ~old),
        )
        return Grid.read(self.tables.fetch(sums)).totals()

    @cached_property
    def waiting(self) -> Grid:
        """Conversations open at either end of the period: their ages, and at which end they were open."""
        start_s, ends = self.asked.period.start_s, snapshots(self.asked)
        episodes, contacts = self.tables.episodes, self.tables.contacts
        some = conditions.open_at(episodes, start_s) | conditions.open_between(episodes, *ends.outer)
        open_ones = episodes.filter(self._until_last(episodes), some).select(
            "contact", "started_s", "ended_s"
        )
        # Only these can be open at either end: the join is over few, though the table holds all.
        late = contacts.settled_s.isnull() | (contacts.settled_s >= start_s)
        late |= contacts.reopened_s < self.asked.period.end_s
        known = contacts.filter(self._until_last(contacts), conditions.counts(contacts), late)
        table = open_ones.join(known.select("contact", "source", "channel", "opened_s"), "contact")
        at_start, at_end = (conditions.open_at(table, moment) for moment in (start_s, ends.of(table)))
        sums = table.group_by(
            "channel",
            "opened_s",
            at_start=at_start.ifelse(1, 0),
            at_end=at_end.ifelse(1, 0),
            end_s=moment_of(ends.of(table)),
        ).agg(n=table.count())
        return Grid.read(self.tables.fetch(sums))

    @cached_property
    def ages(self) -> dict[tuple[int, str | None], Histogram]:
        """Ages in seconds of what was open at the end of each period, by when and channel (None: all)."""
        return {
            (when, channel): rows.histogram(self._ends(when, rows) - rows.whole_of("opened_s"))
            for when, flag in ((NOW, "at_end"), (BEFORE, "at_start"))
            for channel in (None, *CHANNELS)
            for rows in [self.waiting.of(**{flag: 1}, channel=channel)]
        }

    def _ends(self, when: int, rows: Grid) -> Numbers | int:
        return rows.whole_of("end_s") if when == NOW else self.asked.period.start_s

    @cached_property
    def rated(self) -> Grid:
        """Who was asked how it was, by question, scale and score; of repeated answers the latest."""
        table = self._within(self.tables.ratings, "at_s", self.tables.ratings.latest == 1)
        keys = ("channel", "question", "low", "high", "answered")
        score, when = table.score.fill_null(UNKNOWN), self._when(table.at_s)
        sums = table.group_by(*keys, score=score, when=when).agg(n=table.count())
        return Grid.read(self.tables.fetch(sums))

    @cached_property
    def tallied(self) -> Grid:
        """Contacts that a source only counted, by channel and day."""
        table = self._within(self.tables.tallies, "at_s")
        sums = table.group_by("channel", "on", when=self._when(table.at_s)).agg(
            n=table["count"].sum(), rows=table.count()
        )
        return Grid.read(self.tables.fetch(sums))

    def labels(self, column: str) -> Grid:
        """Conversations that count by the words in one column; those without a word have an empty one.

        `told` is 1 on the days of which every source tells.
        """
        opened = self.tables.contacts
        table = self._within(opened, "opened_s", conditions.counts(opened))
        keys = {"when": self._when(table.opened_s), "told": self._told(table)}
        return Grid.read(self.tables.fetch(table.group_by(column, **keys).agg(n=table.count())))

    def last_seen(self, column: str, words: list[str]) -> dict[str, date]:
        """The last day before both periods on which a conversation had each of these words in a column."""
        opened = self.tables.contacts
        earlier = (opened.month <= self.first_month, opened.opened_s < self.asked.before.start_s)
        table = opened.filter(*earlier, conditions.counts(opened), opened[column].isin(words))
        found = Grid.read(self.tables.fetch(table.group_by(column).agg(last=table.opened_on.max())))
        return dict(zip(found.columns[column].tolist(), found.columns["last"].tolist(), strict=True))

    @cached_property
    def told_whole(self) -> bool:
        """Whether every source tells of every day of both periods, as far as anything came in them."""
        asked = self.asked
        return all(
            len(self.coverage.days(when, None)) == len(period.days)
            for when, period in ((NOW, asked.period), (BEFORE, asked.before))
            if self.volume(when, None)
        )

    def _told(self, table: ir.Table) -> ir.IntegerValue:
        if self.told_whole:
            return ibis.literal(1, "int8")
        days = [day for when in (NOW, BEFORE) for day in self.coverage.days(when, None)]
        return table.opened_on.isin(days).ifelse(1, 0) if days else ibis.literal(0, "int8")

    def _within(self, table: ir.Table, moment: str, *counts: ir.BooleanValue) -> ir.Table:
        """Rows of the two periods that count, from the partitions of these periods only."""
        months = (table.month >= self.first_month, self._until_last(table))
        return table.filter(*months, *self._in_periods(table[moment]), *counts)

    def _until_last(self, table: ir.Table) -> ir.BooleanValue:
        return table.month <= self.last_month

    def _in_periods(self, at: ir.IntegerColumn) -> tuple[ir.BooleanValue, ir.BooleanValue]:
        return at >= self.asked.before.start_s, at < self.asked.period.end_s

    def _when(self, moment: ir.IntegerColumn) -> ir.IntegerColumn:
        return (moment >= self.asked.period.start_s).ifelse(NOW, BEFORE)
