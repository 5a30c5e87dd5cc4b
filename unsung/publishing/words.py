"""How numbers, times and dates are worded: British dates, hours as 4 h 50, rates as 83 in 100."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from unsung.ground.figures import Figure, Interval, Statement
from unsung.ground.periods import Period, next_month

MINUTE, HOUR, DAY = 60, 3600, 86400
NOT_HAD = "not had"
TOO_FEW = "too few"
LONGEST_LABEL = 40

STATEMENTS: dict[Statement, str] = {
    "changed": "changed",
    "about_the_same": "about the same",
    "cannot_tell": "cannot tell yet",
    "small_sample": "small sample",
}

SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

COUNTED_BELOW = 30
SHARES = (
    (0.97, "nearly all"),
    (0.88, "nine in ten"),
    (0.83, "five in six"),
    (0.78, "four in five"),
    (0.72, "three in four"),
    (0.64, "two in three"),
    (0.58, "three in five"),
    (0.52, "more than half"),
    (0.48, "half"),
    (0.44, "nearly half"),
    (0.37, "two in five"),
    (0.315, "one in three"),
    (0.275, "three in ten"),
    (0.225, "one in four"),
    (0.18, "one in five"),
)


def count(number: float) -> str:
    """A count with its thousands apart: 2,614."""
    # What floating point leaves behind the ninth decimal shall not decide how a half is rounded.
    return f"{round(round(number, 9)):,}"


def small(number: int) -> str:
    """A count in words up to twelve, in figures above."""
    return SMALL[number] if 0 <= number < len(SMALL) else count(number)


def of_one(what: str) -> str:
    """What is counted, when there is one of it: "replies after the first" becomes "reply after the first"."""
    first, gap, rest = what.partition(" ")
    single = {"people": "person", "replies": "reply"}.get(first, first.removesuffix("s"))
    return f"{single}{gap}{rest}"


def several(number: int, one: str, many: str = "") -> str:
    """A count and what is counted: "1 conversation", "2,614 conversations"."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def few(number: int, one: str, many: str) -> str:
    """A count in words and what is counted: "one figure", "six categories"."""
    return f"{small(number)} {one if number == 1 else many}"


def per_day(number: float) -> str:
    """A rate a day: whole from ten on, else with one decimal where it says something; never 0 for a few."""
    if 0 < number < 0.05:
        return "less than one"
    return count(number) if number >= 9.95 else f"{number:.1f}".removesuffix(".0")


def rate(number: float, beside: float) -> str:
    """A rate a day beside another: with so many decimals that two that differ do not read alike."""
    said = per_day(number)
    return said if said != per_day(beside) or number == beside else f"{number:.2f}"


def signed(number: float) -> str:
    """A difference of counts with its sign: +48, −17, 0."""
    whole = round(number)
    return "0" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole):,}"


def change_a_day(now: int, before: int, days: tuple[int, int]) -> str:
    """The change of a count each day, with its sign: "+4.2", "−0.7"; empty where a period has no days."""
    if not all(days):
        return ""
    change = now / days[0] - before / days[1]
    said = f"{abs(change):,.1f}"
    return "0" if said == "0.0" else f"{'+' if change > 0 else '−'}{said}"


def hundred(share: float) -> str:
    """A share from 0 to 1 as so many in a hundred, with a decimal near either end."""
    return _tenth(share) if _near_an_end(share) else count(share * 100)


def _near_an_end(share: float) -> bool:
    return 0 < share < 0.03 or 0.97 < share < 1


def _tenth(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")


def about(n: int, whole: int) -> str:
    """A part as people say it: "nearly half", "one in five", "few"; of fewer than 30 as it is: "11 of 15"."""
    if whole < COUNTED_BELOW:
        return f"{n} of {whole}"
    share = n / whole
    for least, said in SHARES:
        if share >= least:
            return said
    if share < 0.01:
        return "few"
    return f"one in {small(round(1 / share))}" if share > 0.075 else f"{hundred(share)} in 100"


def about_of(n: int, whole: int, what: str) -> str:
    """A part and what it is of: "one in five of the conversations", "11 of 15 conversations"."""
    return f"{about(n, whole)} {what if whole < COUNTED_BELOW else f'of the {what}'}"


def duration(seconds: float, in_hours: bool = False) -> str:
    """A length of time: "38 seconds", "12 minutes", "4 h 50", "6.3 days".

    With `in_hours` days are never used: a day of opening hours is not 24 hours long.
    """
    if seconds < 90:
        return several(round(seconds), "second")
    if seconds < HOUR - 30:
        return several(round(seconds / MINUTE), "minute")
    if seconds < 2 * DAY or in_hours:
        hours, minutes = divmod(round(seconds / MINUTE), 60)
        return f"{hours:,} h {minutes:02d}" if minutes and hours < 100 else f"{hours:,} h"
    return f"{in_days(seconds)} days"


def in_days(seconds: float) -> str:
    """Days with one decimal below twenty, where it says something: "2.1", "3", "41"."""
    return f"{seconds / DAY:.1f}".removesuffix(".0") if seconds < 20 * DAY else count(seconds / DAY)


def value(figure: Figure) -> str:
    """The value of a figure as it is printed, without its unit words; "not had" where there is none."""
    if figure.value is None:
        return NOT_HAD
    if figure.tier == "counts_only":
        return part(figure) if figure.unit == "share" else TOO_FEW
    return amount(figure, figure.value)


def amount(figure: Figure, number: float) -> str:
    """A number worded in the unit of `figure`: a share in a hundred, seconds as a length of time."""
    match figure.unit:
        case "share":
            return hundred(number)
        case "seconds":
            return duration(number, ".business" in figure.id)
        case "count":
            return count(number)
        case "ratio":
            return f"{number:.2f}"
        case "points":
            return signed(number)
        case "per 100":
            return f"{number:.1f}"


def instead(figure: Figure, before: float) -> tuple[str, str]:
    """This value and an earlier one, a unit they share said once: ("2.1", "3 days")."""
    return _unit_once(value(figure), amount(figure, before))


def _unit_once(first: str, second: str) -> tuple[str, str]:
    """Two amounts without the first's unit where the second ends with it: "68" and "81 seconds"."""
    number, _, unit = first.rpartition(" ")
    shared = number and not unit.isdigit() and second.endswith(f" {unit}")
    return (number if shared else first), second


def part(figure: Figure) -> str:
    """A share as its cases: "7 of 9"."""
    return f"{count((figure.value or 0) * figure.n)} of {count(figure.n)}"


def interval(figure: Figure, given: Interval | None) -> str:
    """An interval: "79 to 87"; an end that was not reached is said to be so; empty where there is none."""
    if given is None or given == (None, None):
        return ""
    low, high = given
    if low is None:
        return f"up to {amount(figure, high or 0)}"
    if high is None:
        return f"{amount(figure, low)} or longer"
    if amount(figure, low) == amount(figure, high):
        return amount(figure, high)
    if figure.unit == "seconds" and round(low / DAY, 1) >= 2 and ".business" not in figure.id:
        return f"{in_days(low)} to {in_days(high)} days"
    if figure.unit == "share" and any(_near_an_end(each) for each in (figure.value or 0, low, high)):
        return f"{_tenth(low)} to {_tenth(high)}"
    said, end = _unit_once(amount(figure, low), amount(figure, high))
    return f"{said} to {end}"


def day(given: date) -> str:
    """A day in full: Thursday 6 November."""
    return f"{given:%A} {given.day} {given:%B}"


def day_of_year(given: date) -> str:
    """A day with its year: 6 November 2025."""
    return f"{given.day} {given:%B} {given.year}"


def moment(at: datetime, zone: str) -> str:
    """A moment in the desk's zone: 6 November 2025, 09:40."""
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    return f"{day_of_year(local.date())}, {local:%H:%M}"


def is_month(period: Period) -> bool:
    """True for one whole month."""
    return period.start.day == 1 and next_month(period.start) == period.end


def month(period: Period) -> str:
    """A period by name: "October", or "3 to 16 March"."""
    return f"{period.start:%B}" if is_month(period) else days(period)


def month_of_year(period: Period) -> str:
    """A period by name with its year: "October 2025"."""
    return f"{period.start:%B %Y}" if is_month(period) else days_of_year(period)


def days(period: Period) -> str:
    """The first and the last day: "1 to 31 October", "28 February to 6 March"."""
    first, last = period.start, last_day(period)
    if first == last:
        return f"{first.day} {first:%B}"
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}{'' if same else f' {first:%B}'} to {last.day} {last:%B}"


def days_of_year(period: Period) -> str:
    """The first and the last day with the year: "1 to 31 October 2025"."""
    return f"{days(period)} {last_day(period).year}"


def last_day(period: Period) -> date:
    """The last day inside a period, whose end is exclusive."""
    return period.end - timedelta(days=1)


def listed(things: Sequence[str], last: str = "and") -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def capital(text: str) -> str:
    """The sentence with its first letter raised."""
    return text[:1].upper() + text[1:]


def brief(label: str) -> str:
    """A label short enough for a headline; what is cut off ends in an ellipsis."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def sentence(text: str) -> str:
    """The text as a sentence: first letter raised, a full stop where it has no end."""
    return ended(capital(text.strip()))


def ended(text: str) -> str:
    """The text with a full stop where it has no end; what begins with a name keeps its first letter."""
    text = text.strip()
    return text if not text or text[-1] in ".?:" else f"{text}."


def minutes_to_read(words: int) -> str:
    """How long it takes to read: "Six minutes", at 220 words a minute."""
    needed = max(1, math.ceil(words / 220))
    return f"{capital(small(needed))} minute{'' if needed == 1 else 's'}"
