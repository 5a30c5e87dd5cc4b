"""Ada's diary: lines as she would have typed them on the working days of the last months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from unsung.demo.larkfield import ZONE
from unsung.demo.wording import phrases

WRITER = "Ada Boateng"
FEWEST, MOST = 2, 7
OPENS, SHUTS = time(8, 40), time(16, 50)
DAYS = 190
"""For how many days before the last one she has written: half a year, for a review of her work."""
SKIPS = 0.12
"""How often a working day has no line at all."""


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """A line, and when it was typed."""

    at: datetime
    line: str


def diary(until: datetime, seed: int = 7) -> list[DiaryLine]:
    """Every line up to a moment, the earliest first; the same for the same day and seed."""
    zone = ZoneInfo(ZONE)
    last = until.astimezone(zone).date()
    days = (last - timedelta(days=n) for n in range(DAYS, -1, -1))
    told = (line for day in days for line in _day(day, zone, Random(f"larkfield diary {seed} {day}")))
    return [line for line in told if line.at <= until]


def _day(day: date, zone: ZoneInfo, rng: Random) -> Iterator[DiaryLine]:
    if day.weekday() >= 5 or rng.random() < SKIPS:
        return
    minutes = (SHUTS.hour - OPENS.hour) * 60 + SHUTS.minute - OPENS.minute
    number = rng.randint(FEWEST, MOST)
    moments = sorted(rng.sample(range(minutes), number))
    for after, template in zip(moments, rng.sample(phrases("diary", "lines"), number), strict=True):
        at = datetime.combine(day, OPENS, zone) + timedelta(minutes=after)
        yield DiaryLine(at, _filled(template, rng))


def _filled(template: str, rng: Random) -> str:
    customer, colleague = (rng.choice(phrases("diary", name)) for name in ("customers", "colleagues"))
    said = template.replace("{customer}", customer).replace("{colleague}", colleague)
    return said.replace("{n}", str(rng.randint(3, 9)))
