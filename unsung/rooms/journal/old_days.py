"""Days as an old log writes them: 2026-09-10, 10 September 2026, Thursday 10.9.26, 9/10/2026."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Order = Literal["day first", "month first"]
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
WAYS = [
    re.compile(WEEKDAY + way + r"(?!\d)", re.I)
    for way in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{MONTH},?\s+(?P<year>\d{{4}})",
        rf"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})(?P<by>[./-])(?P<second>\d{1,2})(?P=by)(?P<year>\d{4}|\d{2})",
    )
]


@dataclass(frozen=True)
class Written:
    """A day as it stands at the beginning of a text, and what stands behind it.

    Of numbers alone, as 9/10/2026, `order` says which is the day.
    """

    found: "re.Match[str]"

    @property
    def rest(self) -> str:
        """What stands behind the day."""
        return self.found.string[self.found.end() :]

    @property
    def numbers(self) -> tuple[int, int] | None:
        """The two numbers of which one is the day; None where it is plain which."""
        told = self.found.groupdict()
        return (int(told["first"]), int(told["second"])) if "first" in told else None

    def day(self, order: Order) -> date | None:
        """The day; None where the calendar has no such day."""
        told = self.found.groupdict()
        year = int(told["year"])
        if self.numbers:
            day, month = self.numbers if order == "day first" else self.numbers[::-1]
        else:
            day, month = int(told["day"]), MONTHS.get(told["month"].lower()) or int(told["month"])
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None


def at_the_beginning(text: str) -> Written | None:
    """The day that a text begins with; None where it begins with none."""
    found = next((match for way in WAYS if (match := way.match(text))), None)
    return Written(found) if found else None


def order_of(days: Iterable[Written]) -> Order | None:
    """Which number is the day in all of these, where one of them tells; None where none does."""
    for first, second in filter(None, (each.numbers for each in days)):
        if first > 12 >= second:
            return "day first"
        if second > 12 >= first:
            return "month first"
    return None
