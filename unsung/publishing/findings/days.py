"""Findings on single days: one doorway that stands out from the others of its weekday."""

import math
from collections.abc import Sequence
from statistics import median

from unsung.measures.breakdowns import Day
from unsung.publishing import words
from unsung.publishing.evidence import STRONGEST, of_t
from unsung.publishing.findings.finding import MOST_OF_A_KIND, Finding
from unsung.publishing.material import Material

FEWEST_DAYS = 10
FEWEST_ALIKE = 3
FEWEST_EVENTS = 10
WORTH = 0.25
TO_DEVIATION = 1.4826
"""The standard deviation of normal values over their median distance from the median."""


def subject(day: Day) -> str:
    """What a claim about a day is filed under."""
    return f"day {day.on.isoformat()}"


def stood_out(material: Material) -> list[Finding]:
    """The one or two days farthest from the median of their weekday; p is of the farthest of so many days.

    The spread is taken from the days themselves by medians, so that what stands out cannot hide itself.
    """
    days = material.open_days
    if len(days) < FEWEST_DAYS:
        return []
    spread = _spread(days)
    found = [finding for day in days if (finding := _judged(day, days, spread))]
    return sorted(found, key=lambda each: (each.p, each.subject))[:MOST_OF_A_KIND]


def _judged(day: Day, days: Sequence[Day], spread: float) -> Finding | None:
    others, alike = _usual(day, days)
    middle = median(others)
    if max(day.n, middle) < FEWEST_EVENTS:
        return None
    level = max(1.0, middle)
    # a median varies pi/2 as much as a mean
    distance = (day.n - middle) / (spread * math.sqrt(level * (1 + math.pi / 2 / len(others))))
    p = _of_the_farthest(of_t(distance, len(days) - 5), len(days))
    effect = abs(day.n - middle) / level
    usual = f"about {words.count(middle)}" if middle >= 1 else "hardly any"
    whom = f"other {day.on:%A}s" if alike else "other days"
    text = f"{words.day(day.on)} stood out with {words.count(day.n)}, where {whom} had {usual}."
    clause = f"{'' if day.n > middle else 'only '}{words.count(day.n)} of them on one {day.on:%A}"
    return Finding(
        "day", subject(day), clause, text, True, p=p, effect=effect, worth=effect >= WORTH, family="days"
    )


def _usual(day: Day, days: Sequence[Day]) -> tuple[list[int], bool]:
    """The other days of its weekday, or every other day where those are too few; and which it was."""
    alike = [each.n for each in days if each != day and each.on.weekday() == day.on.weekday()]
    return (alike, True) if len(alike) >= FEWEST_ALIKE else ([each.n for each in days if each != day], False)


def _spread(days: Sequence[Day]) -> float:
    """How far days lie from the median of their kind, in units of the square root of that; 1 at least."""
    usual = [(day.n, median(_usual(day, days)[0])) for day in days]
    off = [abs(n - middle) / math.sqrt(middle) for n, middle in usual if middle >= 1]
    return max(1.0, TO_DEVIATION * median(off)) if off else 1.0


def _of_the_farthest(p: float, of: int) -> float:
    """The chance that the farthest of so many days lies so far (Sidak 1967)."""
    return max(-math.expm1(of * math.log1p(-min(p, 1 - 1e-12))), 10**-STRONGEST)
