"""When a mail was written: from its Date, else from who took it in, else from the mailbox's own line."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from typing import Literal
from zoneinfo import ZoneInfo

from unsung.intake.mail.heads import Head

Witness = Literal["Date", "Received", "From line"]

EARLIEST, LATEST = 1971, 2199
"""Years outside are those of a clock that was never set, or of no clock at all."""

AHEAD = timedelta(days=2)

HOURS = {
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "MET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MEST": 2,
    "MESZ": 2,
    "EET": 2,
    "SAST": 2,
    "EEST": 3,
    "MSK": 3,
    "HKT": 8,
    "SGT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
}
"""Zone names outside RFC 5322 that mean one thing only, in hours east of Greenwich."""

GREENWICH = re.compile(r"[+-]0000\b|\b(?:UTC?|GMT|Z)\b|\dZ\s*$")
NAMED = re.compile(r"\b([A-Z]{3,4})\b\)?\s*$")
CLOCK = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<rest>.*)"
DAY, YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
NUMBER, NAME = r"(?P<month>\d{1,2})", r"(?P<month>[A-Za-z]{3})[a-z]*\.?"
LOOSE = tuple(
    re.compile(shape + CLOCK)
    for shape in (
        rf"{YEAR}[-/.]{NUMBER}[-/.]{DAY}(?:[T,\s]+|[,\s]+[A-Za-z]{{3}},?\s+)",
        rf"{DAY}\.\s?{NUMBER}\.\s?{YEAR},?\s+",
        rf"{DAY}[-/.\s]+{NAME}[-/.,\s]+(?P<year>\d{{2,4}})[,\s]+",
        rf"{NAME}\s+{DAY},\s+{YEAR},?\s+(?:at\s+)?",
    )
)
"""Shapes beyond RFC 5322 that are met: year first, names in full, month first, halves of the day."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENVELOPE = re.compile(
    r"(?:(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d{1,2})|(?P<day2>\d{1,2})\s+(?P<month2>[A-Z][a-z]{2})),?\s+"
    r"(?:(?P<year>\d{4})\s+)?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?P<rest>.*)"
)
LAST_YEAR = re.compile(r"\b\d{4}\b(?<![+-]\d{4})")


GIT = "Mon Sep 17 00:00:00 2001"
"""What `git format-patch` writes above every mail, whenever it was written: no witness of anything."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment (aware) and which line of the mail bears witness to it."""

    at: datetime
    witness: Witness


def dated(head: Head, zone: str) -> Dated | None:
    """When the mail was written, or None where nothing tells.

    The Date counts first, then the topmost Received line, then the mbox line (in UTC, RFC 4155). A Date
    more than two days after the mail was taken in comes from a wrong clock and does not count.
    `zone` (IANA) is that of a Date that names none.
    """
    date = head.first("date")
    written = moment(date, zone)
    if written and _taken_in_that_day(date, head):
        return Dated(written, "Date")
    taken_in = _taken_in(head)
    if written is None or (taken_in and written - taken_in.at > AHEAD):
        return taken_in
    return Dated(written, "Date")


def _taken_in_that_day(date: str, head: Head) -> bool:
    # Most mails arrive on the day they were written: then the moment need not be worked out.
    day = " ".join(date.rpartition(",")[2].split()[:3])
    return len(day) > len("1 May 25") and day in next(iter(head.fields.get("received", ())), "")


def _taken_in(head: Head) -> Dated | None:
    for received in head.all("received"):
        at = moment(received.rpartition(";")[2], "UTC")
        if at:
            return Dated(at, "Received")
    at = _envelope_moment(head.envelope)
    return Dated(at, "From line") if at else None


def moment(text: str, zone: str) -> datetime | None:
    """The moment a date line tells, or None if it tells none; `zone` (IANA) where it names no zone.

    Years of two and three digits are read by RFC 5322, 4.3: "02" is 2002, and "102" too.
    """
    if not text:
        return None
    try:
        parts = parsedate_tz(text[:200]) or parsedate_tz(_tidied(text[:200]))
    except (ValueError, IndexError, TypeError):
        return None
    if parts is None:
        return None
    year = parts[0] + 1900 if 100 <= parts[0] < 1000 else parts[0]
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return datetime(year, *parts[1:5], min(parts[5], 59), tzinfo=_zone(parts[9], text, zone))
    except (ValueError, OverflowError):
        return None


def _zone(offset: int | None, text: str, zone: str) -> tzinfo:
    # The library gives 0 both for Greenwich and for a zone it does not know.
    if offset or GREENWICH.search(text):
        return timezone(timedelta(seconds=offset or 0))
    named = NAMED.search(text)
    if named and named[1] in HOURS:
        return timezone(timedelta(hours=HOURS[named[1]]))
    return ZoneInfo(zone)


def _tidied(text: str) -> str:
    """A date of another shape as RFC 5322 would write it; empty if it is of no shape known."""
    for shape in LOOSE:
        found = shape.search(text)
        if found:
            month = found["month"].lower()
            name = MONTHS[(int(month) - 1) % 12] if month.isdigit() else month
            clock = _whole_day(found["clock"], (found["half"] or "").lower())
            return f"{found['day']} {name} {found['year']} {clock} {found['rest']}"
    return ""


def _whole_day(clock: str, half: str) -> str:
    if not half:
        return clock
    hour, _, rest = clock.partition(":")
    return f"{int(hour) % 12 + (12 if half.startswith('p') else 0)}:{rest}"


def _envelope_moment(line: str) -> datetime | None:
    if GIT in line:
        return None
    found = ENVELOPE.search(line)
    if not found:
        return moment(_tidied(line), "UTC")
    year = found["year"] or next(iter(LAST_YEAR.findall(found["rest"])), "")
    day, month = found["day"] or found["day2"], found["month"] or found["month2"]
    zone = found["rest"].replace(year, "")
    return moment(f"{day} {month} {year} {found['clock']} {zone}", "UTC")
