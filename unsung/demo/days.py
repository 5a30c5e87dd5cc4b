"""On which day of a month how many conversations begin, and by which channel."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from unsung.demo.larkfield import away_day, founders_day
from unsung.demo.opening import SHORT, Opening
from unsung.demo.plan import CHANNELS, MonthPlan, apportion
from unsung.ground.periods import month_of

WEEKDAYS = (1.13, 1.04, 0.99, 1.01, 0.93)
FOUNDERS_CHANNELS = (31, 12, 3, 0)
YEAR_BEFORE_CHANNELS = (28, 11, 3, 0)
AWAY_DAY_TOTAL = 71
LETTER_TOTALS = (149, 146, 138, 117, 102)
LETTERS = (44, 41, 33, 18, 12)
USUAL_DAY = 2614 / 23
CLOSED_DAY_MAILS = 0.05


@dataclass(frozen=True)
class Slot:
    """One conversation to be: the day it begins and its channel."""

    day: date
    channel: str


@dataclass(frozen=True)
class SpecialDays:
    """The days of a month that have a story: Founders' Day, the all-company day, the wrong letter's week."""

    founders: date | None = None
    away: date | None = None
    letter: tuple[date, ...] = ()


def special_days(plan: MonthPlan, opening: Opening) -> SpecialDays:
    """Founders' Day comes every year; the all-company day and the letter belong to the latest month."""
    if plan.back not in (0, 12):
        return SpecialDays()
    founders = founders_day(plan.first)
    if plan.back:
        return SpecialDays(founders)
    away = away_day(plan.first)
    open_days = [
        day for day in month_of(plan.first).days if opening.span(day) and day not in (founders, away)
    ]
    return SpecialDays(founders, away if opening.span(away) else None, letter_days(open_days, opening))


def letter_days(open_days: list[date], opening: Opening) -> tuple[date, ...]:
    """The last whole week of ordinary days; in a month that has none, the last five."""
    ordinary = [day for day in open_days if opening.span(day) != SHORT]
    for monday in reversed([day for day in ordinary if day.weekday() == 0]):
        week = tuple(monday + timedelta(days=n) for n in range(5))
        if all(day in ordinary for day in week):
            return week
    return tuple(ordinary[-5:])


def fixed_totals(plan: MonthPlan, special: SpecialDays, working: int) -> dict[date, int]:
    """The days whose number is known beforehand; the letter's days in proportion to the month's usual day."""
    fixed: dict[date, int] = {}
    if special.founders:
        fixed[special.founders] = sum(YEAR_BEFORE_CHANNELS if plan.back else FOUNDERS_CHANNELS) * plan.scale
    if special.away:
        fixed[special.away] = AWAY_DAY_TOTAL * plan.scale
    usual = plan.total / working / USUAL_DAY
    fixed |= {day: round(total * usual) for day, total in zip(special.letter, LETTER_TOTALS, strict=False)}
    return fixed


def slots(plan: MonthPlan, opening: Opening, special: SpecialDays, rng: Random) -> list[Slot]:
    """One slot a conversation, by day; the sums by channel are the plan's exactly."""
    month = month_of(plan.first).days
    working = [day for day in month if opening.span(day)]
    closed = [day for day in month if not opening.span(day)]
    left = dict(zip(CHANNELS, plan.channels, strict=True))
    quiet = round(left["mail"] * CLOSED_DAY_MAILS)
    found = spread(closed, quiet, "mail", rng)
    left["mail"] -= quiet
    fixed = fixed_totals(plan, special, len(working))
    if special.founders:
        counts = YEAR_BEFORE_CHANNELS if plan.back else FOUNDERS_CHANNELS
        for channel, count in zip(CHANNELS, counts, strict=True):
            found += [Slot(special.founders, channel)] * (count * plan.scale)
            left[channel] -= count * plan.scale
        del fixed[special.founders]
        working.remove(special.founders)
    found += mixed(day_totals(working, sum(left.values()), fixed, opening, rng), left, rng)
    return sorted(found, key=lambda slot: (slot.day, slot.channel))


def spread(days: list[date], total: int, channel: str, rng: Random) -> list[Slot]:
    """`total` slots of one channel over the days, at least one on each where they suffice."""
    each = apportion(total, [rng.uniform(0.7, 1.3) for _ in days])
    return [Slot(day, channel) for day, count in zip(days, each, strict=True) for _ in range(count)]


def day_totals(
    working: list[date], total: int, fixed: dict[date, int], opening: Opening, rng: Random
) -> dict[date, int]:
    """How many on each working day: the fixed ones as they are, the others by weekday and season."""
    free = [day for day in working if day not in fixed]
    weights = [day_weight(day, opening) * rng.lognormvariate(0, 0.045) for day in free]
    dealt = apportion(total - sum(fixed.values()), weights)
    return fixed | dict(zip(free, dealt, strict=True))


def day_weight(day: date, opening: Opening) -> float:
    """How busy a day is: by weekday, little between the years, more on the day after a bank holiday."""
    if opening.span(day) == SHORT:
        return 0.35
    if day.month == 12 and day.day > 24:
        return 0.45
    after_holiday = not opening.span(day - timedelta(days=1)) and day.weekday() != 0
    return WEEKDAYS[day.weekday() % 5] * (1.12 if after_holiday else 1.0)


def mixed(totals: dict[date, int], channels: dict[str, int], rng: Random) -> list[Slot]:
    """The channels shuffled over the days; both sums are kept."""
    drawn = [channel for channel in CHANNELS for _ in range(channels[channel])]
    rng.shuffle(drawn)
    each = (day for day in sorted(totals) for _ in range(totals[day]))
    return [Slot(day, channel) for day, channel in zip(each, drawn, strict=True)]
