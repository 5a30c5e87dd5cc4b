"""When the demo desk is open: weekdays, bank holidays, days with hours of their own, and open time."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import holidays

Span = tuple[time, time]

ORDINARY: Span = (time(8, 30), time(17, 30))
SHORT: Span = (time(9, 0), time(13, 0))


@dataclass
class Opening:
    """The hours of the desk in local wall time: Monday to Friday, closed on the bank holidays of England.

    `exceptions` gives days hours of their own; they win over weekends and bank holidays.
    """

    exceptions: dict[date, Span]
    known: dict[date, Span | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bank_holidays = holidays.country_holidays("GB", subdiv="ENG")

    def span(self, day: date) -> Span | None:
        """From when to when the desk is open that day, or None."""
        if day not in self.known:
            closed = day.weekday() > 4 or day in self.bank_holidays
            self.known[day] = self.exceptions.get(day, None if closed else ORDINARY)
        return self.known[day]

    def minutes_left(self, at: datetime) -> float:
        """Open minutes between `at` and the close of its day."""
        span = self.span(at.date())
        if not span:
            return 0.0
        opens, closes = (datetime.combine(at.date(), edge, at.tzinfo) for edge in span)
        return max(0.0, (closes - max(at, opens)).total_seconds() / 60)

    def after(self, at: datetime, minutes: float) -> datetime:
        """The moment `minutes` open minutes after `at`; wall time, so a change of clocks moves nothing."""
        while (left := self.minutes_left(at)) < minutes:
            minutes -= left
            at = datetime.combine(at.date() + timedelta(days=1), time(), at.tzinfo)
        span = self.span(at.date()) or ORDINARY
        begins = max(at, datetime.combine(at.date(), span[0], at.tzinfo))
        return begins + timedelta(seconds=round(minutes * 60))

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Open minutes from `start` to `end`."""
        total, at = -self.minutes_left(end), start
        while at.date() < end.date():
            total += self.minutes_left(at)
            at = datetime.combine(at.date() + timedelta(days=1), time(), at.tzinfo)
        return total + self.minutes_left(at)
