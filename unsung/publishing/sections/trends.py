"""The months before a figure: its line, and whether chance alone could have drawn it."""

from unsung.ground.periods import Period
from unsung.measures.statistics.proportions import wilson
from unsung.publishing import words
from unsung.publishing.evidence import homogeneous
from unsung.publishing.material import Material
from unsung.publishing.publication import Point, Trend

MONTHS_OF_ANSWERS = 6
MONTHS_OF_VOLUME = 12
FEWEST_ANSWERS = 10
FEWEST_POINTS = 3
LIKE_CHANCE = 0.05


def satisfaction_trend(material: Material) -> Trend | None:
    """Satisfaction over the last six months, each with its interval; None with fewer than three of them."""
    months = _answered(material)
    if len(months) < FEWEST_POINTS:
        return None
    points = tuple(_point(*month) for month in months)
    values = ", ".join(point.printed for point in points)
    span = f"from {points[0].label} to {points[-1].label}"
    return Trend(f"Satisfied in 100 {span}: {values}, each with its 95% interval", points)


def since_then(material: Material) -> str:
    """Said where chance alone could have made the line; nothing is said where it could not."""
    months = _answered(material)
    p = homogeneous([(satisfied, n) for _, satisfied, n in months]) if len(months) >= FEWEST_POINTS else None
    if p is None or p <= LIKE_CHANCE:
        return ""
    return f"Since {words.month(months[0][0])}, no change that chance could not make."


def volume_trend(material: Material) -> Trend | None:
    """Conversations over the last year; None with fewer than three months."""
    months = material.breakdowns.history[-MONTHS_OF_VOLUME:]
    if len(months) < FEWEST_POINTS:
        return None
    points = tuple(Point(words.month(period), n, words.count(n)) for period, n in months)
    values = ", ".join(point.printed for point in points)
    return Trend(f"Conversations from {points[0].label} to {points[-1].label}: {values}", points)


def _answered(material: Material) -> list[tuple[Period, int, int]]:
    months = material.breakdowns.csat_history[-MONTHS_OF_ANSWERS:]
    return [month for month in months if month[2] >= FEWEST_ANSWERS]


def _point(period: Period, satisfied: int, n: int) -> Point:
    low, high = wilson(satisfied, n)
    return Point(words.month(period), satisfied / n, words.hundred(satisfied / n), low, high)
