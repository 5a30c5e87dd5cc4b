"""Medians and 90th percentiles with intervals that assume nothing about the shape of the values."""

import math
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from unsung.ground.figures import Interval


class Ranks(NamedTuple):
    """Ranks (1 is the smallest value) of an interval's ends and its true coverage; None: no such rank."""

    lower: int | None
    upper: int | None
    coverage: float | None


@lru_cache(maxsize=1024)
def ranks(n: int, q: float, conf: float = 0.95) -> Ranks:
    """Which of n sorted values bound the q-quantile with at least `conf` confidence.

    Distribution-free order-statistic interval (Conover 1999, 3.2; David & Nagaraja 2003, 7.1): each end
    leaves out at most (1 - conf) / 2. An end without such a rank is None, and then so is the coverage.
    """
    tail = (1 - conf) / 2
    # The binomial distribution and its tail, asked by halving: both rise, or fall, with the rank.
    lower = bisect_left(range(n + 1), True, key=lambda rank: special.bdtr(rank, n, q) > tail)
    upper = bisect_left(range(n + 1), True, key=lambda rank: special.bdtrc(rank, n, q) <= tail) + 1
    if lower < 1 or upper > n:
        return Ranks(lower if lower >= 1 else None, upper if upper <= n else None, None)
    return Ranks(lower, upper, float(special.bdtr(upper - 1, n, q) - special.bdtr(lower - 1, n, q)))


def smallest_n(q: float, conf: float = 0.95) -> int:
    """The fewest values with both ends of an interval for the q-quantile: 6 for a median, 36 for a p90.

    The smallest n with q**n and (1 - q)**n both at most (1 - conf) / 2 (Conover 1999, 3.2).
    """
    return math.ceil(math.log((1 - conf) / 2) / math.log(max(q, 1 - q)))


def quantile(values: ArrayLike, q: float, counts: ArrayLike | None = None) -> float | None:
    """The q-quantile of sorted values, straight-line between ranks; None where there are no values.

    Type 7 of Hyndman & Fan 1996, the default of numpy and R. With `counts` the values are distinct and
    sorted, and stand for as many cases each: a histogram, as the measures fetch it.
    """
    value, upto = _histogram(values, counts)
    if not len(value):
        return None
    position = (int(upto[-1]) - 1) * q
    low = math.floor(position)
    first, second = _at_rank(value, upto, low + 1), _at_rank(value, upto, math.ceil(position) + 1)
    return first + (position - low) * (second - first)


def quantile_interval(
    values: ArrayLike, q: float, counts: ArrayLike | None = None, conf: float = 0.95
) -> Interval:
    """The interval of the q-quantile of sorted values, as (lower, upper); an end that has no rank is None.

    The values at `ranks`. `counts` as in `quantile`.
    """
    value, upto = _histogram(values, counts)
    if not len(value):
        return None, None
    found = ranks(int(upto[-1]), q, conf)
    lower = None if found.lower is None else _at_rank(value, upto, found.lower)
    upper = None if found.upper is None else _at_rank(value, upto, found.upper)
    return lower, upper


def _histogram(values: ArrayLike, counts: ArrayLike | None) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The sorted values and how many cases there are up to and with each."""
    value = np.asarray(values, dtype=np.float64)
    count = np.ones(len(value), np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
    if np.any(np.diff(value) < 0):
        raise ValueError("the values must be sorted")
    return value[count > 0], np.cumsum(count[count > 0])


def _at_rank(value: NDArray[np.float64], upto: NDArray[np.int64], rank: int) -> float:
    return float(value[np.searchsorted(upto, rank)])
