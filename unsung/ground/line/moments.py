"""Days, clock times and lengths of time as they are typed, and what they come to on this day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, day in enumerate(DAYS) for name in (day, day[:3])}
AHEAD = timedelta(minutes=5)
SATURDAY = 5

CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
DURATION = r"\d{1,2}h[0-5]?\d(?:min|m)?|\d{1,2}h [0-5]?\d(?:min|m)|\d{1,2}(?:[.,]\d{1,2})?h|\d{1,3}(?:min|m)"
DAY = rf"today|yesterday|yest|{'|'.join(DAYS)}|{'|'.join(day[:3] for day in DAYS)}|\d{{4}}-\d{{2}}-\d{{2}}"
_HOURS = re.compile(r"(\d+)h ?(\d+)")


@dataclass(frozen=True)
class When:
    """A moment that was said: the day, the clock time where one was, and how long until the second time."""

    day: date
    at: time | None = None
    minutes: int | None = None
    moved: bool = False
    """True where the time lay ahead, so that the day before was taken."""


def minutes_of(text: str) -> int:
    """The minutes of a length of time: 20m, 20min, 1h, 1.5h, 1,5h, 1h30."""
    if both := _HOURS.match(text):
        return int(both[1]) * 60 + int(both[2])
    number = float(re.sub(r"[a-z]+", "", text).replace(",", "."))
    return round(number * 60) if text.endswith("h") else round(number)


def ago(minutes: int, now: datetime) -> When:
    """So many minutes before now."""
    then = now - timedelta(minutes=minutes)
    return When(then.date(), then.time().replace(second=0, microsecond=0))


def at_clock(begin: str, end: str, now: datetime) -> When:
    """A clock time without a day: today's; yesterday's where it lies more than five minutes ahead."""
    at = _time(begin)
    ahead = datetime.combine(now.date(), at) > now.replace(tzinfo=None) + AHEAD
    return When(now.date() - timedelta(days=ahead), at, _between(begin, end), ahead)


def on_day(name: str, begin: str, end: str, today: date) -> When | None:
    """A day by name or date, and a clock time where one is said; None where there is no such day."""
    day = past_day(name, today)
    if day is None:
        return None
    return When(day, _time(begin) if begin else None, _between(begin, end))


def past_day(name: str, today: date) -> date | None:
    """Today, yesterday, the last day of this name (today is one), or a date."""
    name = name.lower()
    if name in WEEKDAYS:
        return today - timedelta(days=(today.weekday() - WEEKDAYS[name]) % 7)
    if name in ("today", "yesterday", "yest"):
        return today - timedelta(days=name != "today")
    return _date(name)


def due_day(text: str, today: date) -> date | None:
    """A day that lies ahead: a weekday, today, tomorrow, +3d, +2w or a date; None for anything else.

    A number of days that ends on a weekend rolls on to the Monday after.
    """
    text = text.lower()
    if text in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS[text] - today.weekday() - 1) % 7 + 1)
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    if found := re.fullmatch(r"\+(\d{1,3})([dw])", text):
        return _off_a_weekend(today + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1)))
    return _date(text)


def _off_a_weekend(day: date) -> date:
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _between(begin: str, end: str) -> int | None:
    if not end:
        return None
    first, last = _time(begin), _time(end)
    return ((last.hour - first.hour) * 60 + last.minute - first.minute) % (24 * 60)
