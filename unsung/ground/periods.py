"""Periods: half-open stretches of local days, [from, to), with their seconds in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unsung.ground.problems import Problem

MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


@dataclass(frozen=True)
class Period:
    """From midnight of `start` to midnight of `end` (exclusive) in `zone` (an IANA name)."""

    start: date
    end: date
    zone: str = "UTC"

    @property
    def start_s(self) -> int:
        """First second, counted since 1970 UTC."""
        return midnight_s(self.start, self.zone)

    @property
    def end_s(self) -> int:
        """First second after it, counted since 1970 UTC."""
        return midnight_s(self.end, self.zone)

    @property
    def label(self) -> str:
        """The month as "2025-10"; a period that is no whole month gives its two days."""
        whole = self.start.day == 1 and next_month(self.start) == self.end
        return self.start.isoformat()[:7] if whole else f"{self.start.isoformat()} to {self.end.isoformat()}"

    @property
    def days(self) -> list[date]:
        """Every day in it."""
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days)]

    def before(self) -> "Period":
        """The month before a month; else the stretch of equal length before it."""
        if self.start.day == 1 and next_month(self.start) == self.end:
            return month_of(self.start - timedelta(days=1), self.zone)
        return Period(self.start - (self.end - self.start), self.start, self.zone)


def midnight_s(day: date, zone: str) -> int:
    """Seconds since 1970 UTC at the start of `day` in `zone`."""
    return int(datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).timestamp())


def next_month(day: date) -> date:
    """The first of the month after `day`'s."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_of(day: date, zone: str = "UTC") -> Period:
    """The whole month `day` lies in."""
    first = day.replace(day=1)
    return Period(first, next_month(first), zone)


def parse_month(text: str, zone: str = "UTC") -> Period:
    """The month written "2016-03"; raises Problem naming the text when it is none."""
    found = MONTH.match(text.strip())
    # The first and the last year that dates can have are none: the month beside theirs could not be told.
    if not found or not 1 <= int(found[2]) <= 12 or not 1 < int(found[1]) < 9999:
        raise Problem(f"“{text}” is not a month.", "", "Write it as year and month, for example 2016-03.")
    return month_of(date(int(found[1]), int(found[2]), 1), zone)


def local_day(at_s: int, zone: str) -> date:
    """The date in `zone` at a moment given in seconds since 1970 UTC."""
    return datetime.fromtimestamp(at_s, UTC).astimezone(ZoneInfo(zone)).date()


def checked_zone(name: str) -> str:
    """`name` when it is an IANA zone; raises Problem otherwise."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Problem(
            f"There is no time zone called “{name}”.", "", "Use an IANA name, for example Europe/London."
        ) from fault
    return name
