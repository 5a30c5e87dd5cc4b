"""A week of opening hours between the words of the register, the rows of a form, and what it means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from unsung.ground.hours import Windows, parse_hours, parse_windows
from unsung.ground.problems import Problem
from unsung.ledger.queries.desks import Week
from unsung.ledger.warehouse.calendars import opening_hours

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOSED = {"", "closed", "-", "–", "no"}
ROUND_THE_CLOCK = {"24 h", "24h", "24 hours", "all day", "open"}
EXAMPLE = "Write them like “09:00-12:30, 13:30-17:00”."
TIME = re.compile(r"(\d{1,2})(?:[:.h]([0-5]\d))?\s*(am|pm)?")
DAY_S = 86_400
WEEK_S = 7 * DAY_S


def times_of(said: str) -> Windows:
    """The windows somebody means by "9-12.30, 13:30 to 5pm", joined where they touch; none: a closed day.

    Raises Problem where they cannot be read, or where one begins before the one before it ends.
    """
    words = said.strip().casefold()
    if words in CLOSED:
        return ()
    if words in ROUND_THE_CLOCK:
        return (("00:00", "00:00"),)
    words = re.sub(r"\s*(?:–|—|−|-|to|until)\s*", "-", words)
    words = re.sub(r"\s*(?:,|;|and|\+)\s*", ",", words)
    windows = tuple(sorted(_windows(TIME.sub(_clock, words), said.strip())))
    for (_, end), (start, _) in pairwise(windows):
        if end == "00:00" or start < end:
            raise Problem(
                f"In “{said.strip()}” two times overlap.", "", "Let each begin after the one before."
            )
    windows = _joined(windows)
    if any(start == end != "00:00" for start, end in windows):
        raise Problem(
            f"In “{said.strip()}” a time begins and ends at once.",
            "",
            "A whole day is written 00:00-24:00; a day that is closed is left empty.",
        )
    return windows


def _joined(windows: Windows) -> Windows:
    joined: list[tuple[str, str]] = []
    for start, end in windows:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _windows(words: str, said: str) -> Windows:
    try:
        return parse_windows(words, said)
    except Problem as problem:
        # What is advised there is a week, and here one day of it is asked for.
        raise Problem(problem.what, problem.means, EXAMPLE) from problem


def _clock(found: re.Match[str]) -> str:
    hour, minute, half = int(found[1]), found[2] or "00", found[3]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute}"


def in_words(windows: Windows) -> str:
    """Windows as the register writes them: "09:00-12:30,13:30-17:00"; empty for a day that is closed."""
    return ",".join(f"{start}-{'24:00' if end == '00:00' else end}" for start, end in windows)


def week_in_words(days: Sequence[Windows]) -> str:
    """Seven days' windows as the register writes a week: "Mon-Fri 09:00-17:00; Sat 10:00-13:00"."""
    pieces: list[tuple[int, int, Windows]] = []
    for day, windows in enumerate(days):
        if pieces and pieces[-1][2] == windows:
            pieces[-1] = (pieces[-1][0], day, windows)
        else:
            pieces.append((day, day, windows))
    return "; ".join(f"{_span(*piece[:2])} {in_words(piece[2])}" for piece in pieces if piece[2])


def _span(first: int, last: int) -> str:
    return DAYS[first][:3] if first == last else f"{DAYS[first][:3]}-{DAYS[last][:3]}"


def rows_of(week: str) -> list[str]:
    """What stands in the seven rows of the form for a week in words."""
    days: Mapping[int, Windows] = parse_hours(week) if week else {}
    return [in_words(days.get(day, ())).replace(",", ", ") for day in range(7)]


def as_read(week: str) -> str:
    """A week in words as a page shows it: "Mon to Fri 09:00 to 12:30 and 13:30 to 17:00"."""
    return week.replace("-", " to ").replace(",", " and ").replace(";", ",")


def open_s(windows: Iterable[tuple[str, str]]) -> int:
    """How many seconds these windows are open, those past midnight too."""
    return sum((_second(end) - _second(start) - 1) % DAY_S + 1 for start, end in windows)


def running_into(days: Sequence[Windows]) -> int | None:
    """The first of seven days whose last times run past midnight into times of the day after; None: none."""
    for day, windows in enumerate(days):
        after = days[(day + 1) % 7]
        past = [end for start, end in windows if end <= start]
        if past and after and min(start for start, _ in after) < max(past):
            return day
    return None


def week_s(week: Mapping[int, Windows]) -> int:
    """How many seconds of an ordinary week are open; those that two windows share count once."""
    spans = []
    for day, windows in week.items():
        for start, end in windows:
            first = day * DAY_S + _second(start)
            spans += [(first + lap, first + lap + open_s([(start, end)])) for lap in (-WEEK_S, 0)]
    total = reached = 0
    for first, last in sorted(spans):
        total += max(0, min(last, WEEK_S) - max(first, reached))
        reached = max(reached, last)
    return total


def _second(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def length(seconds: int) -> str:
    """A length of time as it is said: "42 h 30", "8 h"."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


@dataclass(frozen=True)
class Meaning:
    """What hours come to: open seconds in an ordinary week, and the working days of each year."""

    week_s: int
    days: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        (this, days), *later = self.days
        after = "".join(f", {count} in {year}" for year, count in later)
        return f"Open {length(self.week_s)} a week; {days} working days in {this}{after}."


def in_force(week: Week, day: date) -> str:
    """The week in words that holds on a day; the earliest also stands for the time before it."""
    begun = [words for valid_from, words in sorted(week.versions) if valid_from <= day]
    return begun[-1] if begun else min(week.versions)[1]


def meaning(week: Week | None, today: date) -> Meaning | None:
    """What a calendar means: an ordinary week as it is today, this year and the next; None: no hours said."""
    years = (today.year, today.year + 1)
    hours = opening_hours(week, years)
    if week is None or hours is None:
        return None
    ordinary = parse_hours(in_force(week, today))
    return Meaning(
        week_s(ordinary),
        tuple((year, len(hours.open_days(date(year, 1, 1), date(year + 1, 1, 1)))) for year in years),
    )
