"""Dates as people and machines write them, read as instants; which form a column is in is told beforehand."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from unsung.ground.problems import Problem

DAY_FIRST, MONTH_FIRST = "day first", "month first"
EXCEL_EPOCH = datetime(1899, 12, 30)
LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {
    **{month: number for number, month in enumerate(LONG_MONTHS, 1)},
    **{month[:3]: number for number, month in enumerate(LONG_MONTHS, 1)},
    "sept": 9,
}
CLOCK = r"(?:,?[ T]+(?:at +)?(?P<clock>\d.*))?"
NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})" + CLOCK + r"$")
WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,? +)?"
WORDED = re.compile(
    WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[A-Za-z]{3,9})\.?,?[ -]+(?P<year>\d{4}|\d\d)"
    + CLOCK + r"$"
)  # fmt: skip
MONTH_WORD_FIRST = re.compile(
    WEEKDAY + r"(?P<month>[A-Za-z]{3,9})\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})"
    + CLOCK + r"$"
)  # fmt: skip
TIME = re.compile(
    r"(\d{1,2})(?:[:h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)? ?(?:([ap])\.?m\.?)? ?"
    r"(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2})?)?(?: ?\([a-z ]+\))?$",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d{5,17}(?:\.\d+)?$")
SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b")


@dataclass(frozen=True)
class DateForm:
    """How the dates of a table are to be read: the order of day and month, or a form of strptime's.

    Dates without a zone are local in `zone`; a time that a clock change skips is moved forward by the
    change, one that comes twice is taken as the first. With `ignore_zone` a zone written beside a date is
    taken for a slip: the date is local all the same.
    """

    order: str = DAY_FIRST
    pattern: str = ""
    zone: str = "UTC"
    ignore_zone: bool = False


def reader(form: DateForm) -> Callable[[str], datetime]:
    """A function from text to an instant in UTC; it raises ValueError for text in no form known."""
    zone = ZoneInfo(form.zone)

    @lru_cache(maxsize=1 << 16)
    def instant(text: str) -> datetime:
        at = datetime.strptime(text, form.pattern) if form.pattern else moment(text, form.order)
        if at.tzinfo is None or form.ignore_zone:
            at = at.replace(tzinfo=zone, fold=0)
        if not 1970 <= at.year <= 2100:
            raise ValueError(f"the year {at.year} cannot be")
        return at.astimezone(UTC)

    return instant


def moment(text: str, order: str = DAY_FIRST) -> datetime:
    """The date in `text`, naive where no zone stands beside it; raises ValueError for no form known."""
    if text[4:5] == "-" and text[:4].isdigit():
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    if found := NUMERIC.match(text):
        return _numeric(found, order)
    if found := WORDED.match(text) or MONTH_WORD_FIRST.match(text):
        return _worded(found)
    if DIGITS.match(text):
        return _counted(text)
    raise ValueError("it is in no form known")


def _numeric(found: re.Match[str], order: str) -> datetime:
    first, separator, second, third, _ = found.groups()
    if len(first) > 2:
        year, month, day = int(first), int(second), int(third)
    elif order == DAY_FIRST or separator == ".":
        # With points between them dates are day first wherever they are written.
        year, month, day = _year(third), int(second), int(first)
    else:
        year, month, day = _year(third), int(first), int(second)
    return _with_clock(datetime(year, month, day), found["clock"])


def _worded(found: re.Match[str]) -> datetime:
    month = MONTHS.get(found["month"].lower())
    if month is None:
        raise ValueError(f"{found['month']} is no month")
    return _with_clock(datetime(_year(found["year"]), month, int(found["day"])), found["clock"])


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        raise ValueError(f"{text} is no year")
    return int(text) + (2000 if int(text) < 69 else 1900)


def _with_clock(day: datetime, clock: str | None) -> datetime:
    if not clock:
        return day
    found = TIME.match(clock.strip())
    if found is None:
        raise ValueError(f"{clock} is no time of day")
    hour, minute, second, part, half, utc, *offset = found.groups()
    if minute is None and half is None:
        raise ValueError(f"{clock} is no time of day")
    micro = int((part or "0")[:6].ljust(6, "0"))
    at = day.replace(
        hour=_hour(int(hour), half), minute=int(minute or 0), second=int(second or 0), microsecond=micro
    )
    return at.replace(tzinfo=UTC if utc else _offset(*offset))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{hour} is no hour of a half day")
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> tzinfo | None:
    if not sign or not hours:
        return None
    return datetime.strptime(f"{sign}{hours}{minutes or '00'}", "%z").tzinfo


def _counted(text: str) -> datetime:
    """Digits alone: 20160229, 20160229011600, days of a spreadsheet, or a count of seconds since 1970."""
    whole = text.partition(".")[0]
    match len(whole):
        case 5:
            return _of_spreadsheet(float(text))
        case 8 | 12 | 14 if whole == text and _calendar(text):
            return datetime.strptime(text, {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}[len(text)])
        case 9 | 10:
            return datetime.fromtimestamp(float(text), UTC)
        case 12 | 13:
            return datetime.fromtimestamp(float(text) / 1e3, UTC)
        case 15 | 16:
            return datetime.fromtimestamp(float(text) / 1e6, UTC)
    raise ValueError("it is in no form known")


def _calendar(text: str) -> bool:
    return text[:2] in ("19", "20") and "01" <= text[4:6] <= "12" and "01" <= text[6:8] <= "31"


def _of_spreadsheet(days: float) -> datetime:
    # Spreadsheets keep seconds as fractions of a day, which come back a hair off the second.
    return EXCEL_EPOCH + timedelta(seconds=round(days * 86400))


@dataclass
class OrderJudge:
    """Finds out over many dates whether the day or the month stands first."""

    day_first: int = 0
    month_first: int = 0
    open: int = 0
    months: dict[str, set[tuple[str, int]]] = field(
        default_factory=lambda: {DAY_FIRST: set(), MONTH_FIRST: set()}
    )
    """The months that the dates in doubt would lie in, by the order they would be read in."""

    def see(self, texts: Iterable[str]) -> None:
        """Take these values into account; values in other forms say nothing."""
        for text in texts:
            if found := SLASHED.match(text):
                first, second = int(found[1]), int(found[2])
                self.day_first += first > 12 >= second
                self.month_first += second > 12 >= first
                if first <= 12 and second <= 12:
                    self.open += 1
                    self.months[DAY_FIRST].add((found[3], second))
                    self.months[MONTH_FIRST].add((found[3], first))

    @property
    def order(self) -> str | None:
        """The order most dates are in; None when none tells."""
        if self.day_first == self.month_first:
            return None
        return DAY_FIRST if self.day_first > self.month_first else MONTH_FIRST

    @property
    def closest(self) -> str | None:
        """The order in which the dates in doubt lie in the fewest months; None where both have as many.

        The first days of one month, read the wrong way round, are one day of many months.
        """
        as_days, as_months = len(self.months[DAY_FIRST]), len(self.months[MONTH_FIRST])
        if as_days == as_months:
            return None
        return DAY_FIRST if as_days < as_months else MONTH_FIRST

    @property
    def mixed(self) -> bool:
        """Whether there are dates in both orders."""
        return self.day_first > 0 and self.month_first > 0

    @property
    def in_doubt(self) -> bool:
        """Whether there are dates that need an order, and it cannot be told."""
        return self.order is None and bool(self.open or self.day_first)


def form_asked(dates: str, zone: str, ignore_zone: bool) -> DateForm:
    """The form a mapping asks for: "day first", "month first" or a pattern of strptime's; raises Problem."""
    if "%" in dates and _works(dates):
        return DateForm(DAY_FIRST, dates, zone, ignore_zone)
    if dates in (DAY_FIRST, MONTH_FIRST, ""):
        return DateForm(dates or DAY_FIRST, "", zone, ignore_zone)
    raise Problem(
        f"The mapping says dates = “{dates}”, which is no form of dates known.",
        "Nothing was taken in.",
        "Write dates = “day first”, “month first” or a pattern such as “%d.%m.%Y %H:%M”.",
    )


def _works(pattern: str) -> bool:
    day = datetime(2001, 2, 3, tzinfo=UTC)
    try:
        return datetime.strptime(day.strftime(pattern), pattern).year == day.year
    except (ValueError, re.error):
        return False


def check_zone(zone: str) -> None:
    """Raises Problem when there is no such zone."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as fault:
        raise Problem(
            f"There is no time zone “{zone}”.",
            "Times without a zone cannot be read.",
            "Name it as in Europe/Berlin or America/New_York.",
        ) from fault
