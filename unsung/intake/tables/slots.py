"""How long the slots of a table of counts are: seconds, or days, weeks and months of the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal["seconds", "day", "week", "month"]
DAYS: dict[str, int] = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Slot:
    """The length of a slot: a `kind` of the calendar, or `seconds`."""

    kind: Kind = "seconds"
    seconds: int = 0

    def length(self, at: datetime, zone: str) -> int:
        """Seconds of the slot that begins at this moment; a day has 23 or 25 hours where clocks change."""
        if self.kind == "seconds":
            return self.seconds
        begins = at.astimezone(ZoneInfo(zone))
        return round((_midnight(self._next(begins.date()), zone) - at).total_seconds())

    def _next(self, day: date) -> date:
        if self.kind == "month":
            return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day + timedelta(days=DAYS[self.kind])

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.seconds} seconds long" if self.kind == "seconds" else f"a {self.kind} long"


def _midnight(day: date, zone: str) -> datetime:
    # A midnight that a clock change skips equals no moment of another zone, so it is told in UTC.
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def slot_of(begins: Iterable[datetime], zone: str) -> Slot:
    """The slots that begin at these moments: the smallest step between two, counted in the zone's calendar.

    Where all begin at midnight a slot is a day, a week where all steps are whole weeks, and a month where all
    begin on a first. Of a single slot it is a guess: a day at midnight, else an hour.
    """
    moments = sorted(set(begins))
    days = [at.astimezone(ZoneInfo(zone)).date() for at in moments]
    if any(_midnight(day, zone) != at for day, at in zip(days, moments, strict=True)):
        steps = [later - earlier for earlier, later in pairwise(moments)]
        return Slot(seconds=int(min(steps, default=timedelta(hours=1)).total_seconds()))
    if len(days) > 1 and all(day.day == 1 for day in days):
        return Slot("month")
    whole_weeks = [(later - earlier).days % 7 == 0 for earlier, later in pairwise(days)]
    return Slot("week" if whole_weeks and all(whole_weeks) else "day")
