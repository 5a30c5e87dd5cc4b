"""What a week was, for its writer alone: hours by family, days with a line, thanks and promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unsung.ground.kinds import FAMILIES
from unsung.ledger.queries.desks import desk, week_of
from unsung.ledger.warehouse.calendars import opening_hours
from unsung.measures.unsung_work import (
    HOUR_MIN,
    JournalCoverage,
    Written,
    invisible_hours,
    journal_coverage,
    minutes_by_kind,
)
from unsung.rooms.journal.week.lines import OTHER, WEEK_DAYS, WeekLine, families_of

A_DAY = timedelta(days=1)
NO_FAMILY = {family: family for family in (*FAMILIES.values(), OTHER)}


@dataclass(frozen=True)
class Family:
    """One family of work: minutes that a system saw (the lines that belong to a conversation) and others."""

    name: str
    seen: float
    unsung: float
    most: float

    @property
    def minutes(self) -> float:
        """Both together."""
        return self.seen + self.unsung

    @property
    def seen_width(self) -> float:
        """How wide the seen part of the bar is, in percent."""
        return 100 * self.seen / self.most if self.most else 0

    @property
    def unsung_width(self) -> float:
        """How wide the unsung part is."""
        return 100 * self.unsung / self.most if self.most else 0


@dataclass(frozen=True)
class Spent:
    """The week in hours: by family, all together, and on how many of the open days there is a line."""

    families: Sequence[Family]
    coverage: JournalCoverage
    untimed: int

    @property
    def seen(self) -> float:
        """Minutes of lines that belong to a conversation."""
        return sum(each.seen for each in self.families)

    @property
    def unsung(self) -> float:
        """Minutes that no system saw."""
        return sum(each.unsung for each in self.families)

    @property
    def minutes(self) -> float:
        """Both together."""
        return self.seen + self.unsung


def spent(lines: Sequence[WeekLine], monday: date, today: date) -> Spent:
    """The hours of a week from its lines, up to today."""
    unsung = _minutes(line for line in lines if line.now.case is None)
    seen = _minutes(line for line in lines if line.now.case is not None)
    most = max((seen.get(name, 0) + unsung.get(name, 0) for name in NO_FAMILY), default=0)
    families = [
        Family(name, seen.get(name, 0), unsung.get(name, 0), most)
        for name in NO_FAMILY
        if seen.get(name) or unsung.get(name)
    ]
    untimed = sum(line.now.said["minutes"] is None for line in lines)
    return Spent(families, _coverage(lines, monday, today), untimed)


def _minutes(lines: Iterable[WeekLine]) -> Mapping[str, float]:
    counted = (Written(line.now.said["minutes"], tuple(families_of(line.now))) for line in lines)
    hours = invisible_hours(minutes_by_kind(counted), NO_FAMILY)
    return {family: HOUR_MIN * spent for family, spent in hours.by_family.items()}


def _coverage(lines: Iterable[WeekLine], monday: date, today: date) -> JournalCoverage:
    """Days with a line, of the days the desk was open and those on which there is a line anyway."""
    end = min(monday + WEEK_DAYS * A_DAY, today + A_DAY)
    written = {line.now.happened for line in lines}
    hours = opening_hours(week_of(desk()), range(monday.year, monday.year + 2))
    every = [monday + n * A_DAY for n in range((end - monday).days)]
    open_on = set(hours.open_days(monday, end)) if hours and monday < end else set(every[:5])
    return journal_coverage(len(written), len(written | open_on))
