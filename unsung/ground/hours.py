"""When a desk is open: its week, its exceptions and holidays, and the open seconds between two instants."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import ArrayLike, NDArray

from unsung.ground.periods import checked_zone, midnight_s
from unsung.ground.problems import Problem

Windows = tuple[tuple[str, str], ...]

DAY = 86_400
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "Mon-Sun 00:00-24:00"
EXAMPLE = "Write them like “Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-13:00”."


@dataclass(frozen=True)
class HoursVersion:
    """The hours in force from a date on.

    `week` gives each weekday (0 is Monday) its windows of local wall time, ("09:00", "12:30"). A window
    that ends at or before its start runs past midnight, and belongs to the day it starts on; 00:00 to
    00:00 is the whole day. An exception replaces a date's windows (none: closed) and goes before a holiday.
    """

    week: Mapping[int, Windows]
    valid_from: date = date.min
    exceptions: Mapping[date, Windows] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()

    def windows_on(self, day: date) -> Windows:
        """The windows that start on this date."""
        if day in self.exceptions:
            return self.exceptions[day]
        return () if day in self.holidays else self.week.get(day.weekday(), ())


@dataclass(frozen=True)
class OpeningHours:
    """A desk's zone (IANA name) and its hours, version after version by `valid_from`.

    The earliest version also stands for the time before it. Raises Problem for an unknown zone.
    """

    zone: str
    versions: tuple[HoursVersion, ...]

    def __post_init__(self) -> None:
        checked_zone(self.zone)
        if not self.versions:
            raise Problem("These opening hours say nothing.", "No time can be called open.", EXAMPLE)

    def windows_on(self, day: date) -> Windows:
        """The windows that start on this local date, by the version in force then."""
        versions = sorted(self.versions, key=_valid_from)
        place = bisect_right(versions, day, key=_valid_from)
        return versions[max(place - 1, 0)].windows_on(day)

    def open_days(self, from_date: date, to_date: date) -> tuple[date, ...]:
        """The working days: local dates on which a window starts, `to_date` not included."""
        return tuple(day for day in _dates(from_date, to_date) if self.windows_on(day))


class OpenClock:
    """Counts open time between instants, for local dates from `from_date` up to, not with, `to_date`.

    An instant is open when its local wall time lies in a window. Open time is real elapsed time: the
    windows are laid on each stretch of constant UTC offset, so days of 23 and 25 hours come out right.
    Instants are whole seconds since 1970 UTC; `starts` and `ends` hold the open windows in them.
    """

    def __init__(self, hours: OpeningHours, from_date: date, to_date: date) -> None:
        zone = ZoneInfo(checked_zone(hours.zone))
        self.first_s, self.last_s = midnight_s(from_date, hours.zone), midnight_s(to_date, hours.zone)
        wall = np.array(list(_wall_windows(hours, from_date, to_date)), dtype=np.int64).reshape(-1, 2)
        pieces = [
            np.clip(wall - offset, start, end)
            for start, end, offset in _offsets(zone, self.first_s, self.last_s)
        ]
        self.starts, self.ends = _union(np.concatenate([wall[:0], *pieces]))
        self._edges = np.stack([self.starts, self.ends], axis=1).ravel()
        opened = np.cumsum(self.ends - self.starts)
        self._open_upto = np.stack([opened - (self.ends - self.starts), opened], axis=1).ravel()

    def business_seconds(self, start_s: ArrayLike, end_s: ArrayLike) -> NDArray[np.int64]:
        """Open seconds from each start to each end, exact; negative where the end comes first.

        Raises ValueError for an instant outside the dates of this clock, where nothing is known.
        """
        return self._opened_before(end_s) - self._opened_before(start_s)

    def is_open(self, at_s: ArrayLike) -> NDArray[np.bool_]:
        """Whether each instant is open; a window's end no longer is. Raises as `business_seconds`."""
        return np.asarray(np.searchsorted(self._edges, self._known(at_s), side="right") % 2, dtype=np.bool_)

    def _opened_before(self, at_s: ArrayLike) -> NDArray[np.int64]:
        at = self._known(at_s)
        if not len(self._edges):
            return np.zeros(at.shape, dtype=np.int64)
        return np.asarray(np.rint(np.interp(at, self._edges, self._open_upto)), dtype=np.int64)

    def _known(self, at_s: ArrayLike) -> NDArray[np.int64]:
        at = np.asarray(at_s, dtype=np.int64)
        if at.size and not (self.first_s <= at.min() and at.max() <= self.last_s):
            raise ValueError(f"instants must lie from {self.first_s} to {self.last_s}")
        return at


def instant(moment: datetime) -> int:
    """Whole seconds since 1970 UTC of a moment with a zone. Raises ValueError without one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone, so it is no instant")
    return (moment - EPOCH) // timedelta(seconds=1)


def calendar_seconds(start: datetime, end: datetime) -> int:
    """Real elapsed seconds: the UTC difference, never the difference of two wall clocks."""
    return instant(end) - instant(start)


def parse_hours(text: str) -> dict[int, Windows]:
    """A week from "Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-13:00", or "24/7".

    Days that are not named are closed. Raises Problem naming the piece that could not be read.
    """
    week: dict[int, Windows] = {}
    for piece in filter(None, map(str.strip, text.replace("24/7", ALWAYS).split(";"))):
        days, _, times = piece.partition(" ")
        windows = parse_windows(times, piece)
        for day in _weekdays(days, piece):
            week[day] = week.get(day, ()) + windows
    if not week:
        raise Problem("The opening hours are empty.", "No time can be called open.", EXAMPLE)
    return week


def parse_windows(times: str, piece: str = "") -> Windows:
    """The windows of one day from "09:00-12:30,13:30-17:00".

    Raises Problem naming `piece` (else the times) where one could not be read.
    """
    return tuple(_window(part.strip(), piece or times) for part in times.split(","))


def holidays_of(country: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a country ("DE") or of one of its regions ("DE-BY") in these years.

    From the `holidays` library. Raises Problem naming a code it does not know.
    """
    code, _, region = country.strip().upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(code, subdiv=region or None, years=list(years)))
    except NotImplementedError:
        raise Problem(
            f"There is no holiday calendar called “{country}”.",
            "The days on which the desk was closed are not known.",
            "Give a country by its two letters, such as DE, or with its region, such as DE-BY.",
        ) from None


def _valid_from(version: HoursVersion) -> date:
    return version.valid_from


def _dates(from_date: date, to_date: date) -> Iterator[date]:
    return (from_date + timedelta(days=day) for day in range((to_date - from_date).days))


def _unreadable(piece: str, why: str) -> Problem:
    return Problem(f"The opening hours “{piece}” could not be read: {why}.", do=EXAMPLE)


def _weekdays(text: str, piece: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.replace("–", "-").partition("-")
        start = _weekday(first, piece)
        end = _weekday(last, piece) if last else start
        days += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    return days


def _weekday(name: str, piece: str) -> int:
    short = name[:3].lower()
    if short not in DAYS:
        raise _unreadable(piece, f"“{name}” is not a day of the week")
    return DAYS.index(short)


def _window(text: str, piece: str) -> tuple[str, str]:
    ends = re.split(r"\s*[-–]\s*", text)
    if len(ends) != 2:
        raise _unreadable(piece, f"“{text}” is not a time from and a time to")
    start, end = ends[0], "00:00" if ends[1] == "24:00" else ends[1]
    for clock in (start, end):
        if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", clock):
            raise _unreadable(piece, f"“{clock}” is not a time of day")
    return start.zfill(5), end.zfill(5)


def _seconds(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def _wall_windows(hours: OpeningHours, from_date: date, to_date: date) -> Iterator[tuple[int, int]]:
    """Each window as wall seconds, counted as if the zone were UTC; last night's run on into `from_date`."""
    for day in _dates(from_date - timedelta(days=1), to_date):
        midnight = (day - EPOCH.date()).days * DAY
        for start, end in (map(_seconds, window) for window in hours.windows_on(day)):
            yield midnight + start, midnight + end + (DAY if end <= start else 0)


def _offsets(zone: ZoneInfo, start_s: int, end_s: int) -> Iterator[tuple[int, int, int]]:
    """The stretches (from, to, offset) of constant UTC offset, each found by halving the day it ends in."""
    since, offset = start_s, _offset_at(zone, start_s)
    for day_start in range(start_s, end_s, DAY):
        low, high = day_start, min(day_start + DAY, end_s)
        if (later := _offset_at(zone, high)) == offset:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _offset_at(zone, middle) == offset else (low, middle)
        yield since, high, offset
        since, offset = high, later
    yield since, end_s, offset


def _offset_at(zone: ZoneInfo, at_s: int) -> int:
    offset = (EPOCH + timedelta(seconds=at_s)).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _union(windows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Windows put in order, empty ones dropped, those that touch or overlap made one."""
    windows = windows[windows[:, 0] < windows[:, 1]]
    windows = windows[np.argsort(windows[:, 0], kind="stable")]
    if not len(windows):
        return windows[:, 0], windows[:, 1]
    reach = np.maximum.accumulate(windows[:, 1])
    first = np.concatenate([[True], windows[1:, 0] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return windows[first, 0], reach[last]
