"""Counts and rates: exact Poisson intervals, two periods compared per working day, dispersion."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy
from scipy import special

from unsung.measures.statistics.proportions import normal_quantile


@dataclass(frozen=True)
class Rate:
    """Events per so many of an exposure, with its interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class RateRatio:
    """Second rate over first. `upper` is None where the first period saw nothing, so it has no bound.

    `counts` are the events of both periods, `expected` the second's share of them were the rates equal.
    """

    value: float | None
    lower: float
    upper: float | None
    counts: tuple[int, int]
    expected: float

    @cached_property
    def p(self) -> float:
        """The exact two-sided p-value of equal rates, whatever phi."""
        # scipy.stats takes half a second to load, so it waits until somebody asks for a p-value.
        test = scipy.stats.binomtest(self.counts[1], sum(self.counts), self.expected)
        return float(test.pvalue)


def poisson_exact(count: int, conf: float = 0.95, phi: float = 1.0) -> tuple[float, float]:
    """The exact interval of a count, as (lower, upper); none seen still allows up to 3.69.

    Garwood 1936 by the quantiles of the gamma distribution. With phi above 1 each end is moved away from
    the count by the square root of phi (quasi-Poisson), never below 0. Raises ValueError for a negative
    count.
    """
    if count < 0:
        raise ValueError(f"a count is never negative, not {count}")
    tail, widen = (1 - conf) / 2, math.sqrt(max(phi, 1.0))
    lower = 0.0 if count == 0 else float(special.gammaincinv(count, tail))
    upper = float(special.gammainccinv(count + 1, tail))
    return max(0.0, count - (count - lower) * widen), count + (upper - count) * widen


def rate(count: int, exposure: float, per: float = 100, conf: float = 0.95, phi: float = 1.0) -> Rate | None:
    """Events per `per` of the exposure (contacts per 100 orders); None where the exposure is 0.

    Exact Poisson limits of the count (Garwood 1936) over the exposure, which is taken as known.
    """
    if exposure <= 0:
        return None
    lower, upper = poisson_exact(count, conf, phi)
    return Rate(*(per * events / exposure for events in (count, lower, upper)))


def rate_ratio(
    count1: int, days1: float, count2: int, days2: float, conf: float = 0.95, phi: float = 1.0
) -> RateRatio | None:
    """The second period's rate per day over the first's; days are working days, say.

    Exact conditional binomial comparison of two Poisson rates: Przyborowski & Wilenski 1940, Biometrika
    31:313. With phi above 1 the interval also spans the quasi-Poisson one, ratio * exp(+- z * sqrt(phi *
    (1/count1 + 1/count2))), so it never gets narrower; `p` stays the exact Poisson value.
    None where a period has no days or neither saw an event.
    """
    if days1 <= 0 or days2 <= 0 or count1 + count2 == 0:
        return None
    lower, upper = (_odds(end) * days1 / days2 for end in _clopper_pearson(count2, count1, conf))
    value = math.inf if count1 == 0 else (count2 / days2) / (count1 / days1)
    if phi > 1 and count1 and count2:
        spread = math.exp(normal_quantile(conf) * math.sqrt(phi * (1 / count1 + 1 / count2)))
        lower, upper = min(lower, value / spread), max(upper, value * spread)
    return RateRatio(_finite(value), lower, _finite(upper), (count1, count2), days2 / (days1 + days2))


def dispersion(daily_counts: Sequence[int], groups: Sequence[int] | None = None) -> float | None:
    """phi of daily counts: 1 where days vary as chance alone would, above 1 where they come in clumps.

    Pearson's chi-square over its degrees of freedom (McCullagh & Nelder 1989, 4.5 and 6.2). `groups` names
    each day's group, the weekday for instance, so that an ordinary week's rhythm is not taken for
    clumping; a group in which nothing was counted tells nothing. None with fewer than two days more than
    groups.
    """
    counts = np.asarray(daily_counts, dtype=np.float64)
    _, group = np.unique(np.zeros(len(counts)) if groups is None else np.asarray(groups), return_inverse=True)
    expected = (np.bincount(group, weights=counts) / np.bincount(group))[group]
    seen = expected > 0
    freedom = int(seen.sum()) - len(np.unique(group[seen]))
    if freedom < 2:
        return None
    return float(((counts[seen] - expected[seen]) ** 2 / expected[seen]).sum() / freedom)


def overdispersion(z: Sequence[float]) -> tuple[float, float]:
    """(phi, factor by which limits widen) of standardised differences: phi is the mean of z squared.

    Spiegelhalter 2005, Statistics in Medicine 24:1185; the factor is sqrt(phi), and 1 where phi is below 1.
    """
    phi = float(np.mean(np.square(z)))
    return phi, math.sqrt(max(phi, 1.0))


def _clopper_pearson(x: int, others: int, conf: float) -> tuple[float, float]:
    """The exact interval of the share x of x + others: Clopper & Pearson 1934, Biometrika 26:404."""
    tail = (1 - conf) / 2
    lower = 0.0 if x == 0 else float(special.betaincinv(x, others + 1, tail))
    upper = 1.0 if others == 0 else float(special.betaincinv(x + 1, others, 1 - tail))
    return lower, upper


def _odds(share: float) -> float:
    return math.inf if share >= 1 else share / (1 - share)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
