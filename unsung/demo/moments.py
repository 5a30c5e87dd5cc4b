"""When in a day things happen, and how long they take: the shapes behind the demo's times."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from math import exp
from random import Random
from statistics import NormalDist

from unsung.demo.opening import Span

# Half hours from 08:30: the crowd before noon, the dip at lunch, the smaller crowd after two.
HALF_HOURS = (0.6, 0.8, 1.0, 1.25, 1.4, 1.45, 1.35, 0.95, 0.75, 0.7, 0.9, 1.1, 1.1, 1.0, 0.95, 0.85, 0.7, 0.4)
OPENS = 17
# Mail by hour of the day. Nothing between one and two, an hour that is missing or double twice a year.
MAIL_HOURS = (
    0.15,
    0,
    0.05,
    0.05,
    0.1,
    0.3,
    0.8,
    2,
    4,
    6.5,
    7,
    6.8,
    5,
    4.5,
    5.5,
    5.5,
    5,
    4,
    3.2,
    3,
    3,
    2.6,
    1.6,
    0.7,
)
MAIL_CUMULATIVE = tuple(accumulate(MAIL_HOURS))
NORMAL = NormalDist()


def in_hours(rng: Random, day: datetime, span: Span) -> datetime:
    """A moment of the day (given as its midnight) while the desk is open, by the crowd's shape."""
    first = span[0].hour * 2 + span[0].minute // 30
    last = span[1].hour * 2 + span[1].minute // 30
    half = rng.choices(range(first, last), HALF_HOURS[first - OPENS : last - OPENS])[0]
    return day + timedelta(seconds=half * 1800 + rng.randrange(1800 if half < last - 1 else 1500))


def of_mail(rng: Random, day: datetime) -> datetime:
    """A moment of the day (given as its midnight) at which people write mail."""
    hour = rng.choices(range(24), cum_weights=MAIL_CUMULATIVE)[0]
    return day + timedelta(seconds=hour * 3600 + rng.randrange(3600))


def crowd(at: datetime) -> float:
    """How crowded the desk is at that time of day: 1 is usual."""
    half = at.hour * 2 + at.minute // 30 - OPENS
    return HALF_HOURS[half] if 0 <= half < len(HALF_HOURS) else 0.5


def quantiles(count: int, median: float, below: float, above: float, total: int) -> list[float]:
    """The first `count` of `total` evenly spaced quantiles of a lognormal shape, smallest first.

    `below` and `above` are its spreads (sigma of the logarithm) under and over the median, so that a
    month's figures come out as planned and not only about so.
    """
    places = (NORMAL.inv_cdf((n + 0.5) / total) for n in range(count))
    return [median * exp(z * (below if z < 0 else above)) for z in places]


def lognormal(rng: Random, median: float, spread: float) -> float:
    """One draw from a lognormal shape with that median."""
    return median * rng.lognormvariate(0, spread)


def by_crowd(rng: Random, moments: Sequence[datetime]) -> list[int]:
    """The places of the moments, the quietest first, with a good deal of chance in it."""
    keyed = [(crowd(at) + rng.gauss(0, 0.6), n) for n, at in enumerate(moments)]
    return [n for _, n in sorted(keyed)]
