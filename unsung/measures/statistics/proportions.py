"""Shares of a whole: their intervals, their differences, and whether they may be printed."""

import math
from dataclasses import dataclass
from functools import cache

from scipy import special

from unsung.ground.figures import Tier

COUNTS_ONLY_BELOW = 10
SMALL_SAMPLE_BELOW = 30
WIDEST_PRINTED = 0.30


@dataclass(frozen=True)
class Share:
    """x of n as a share from 0 to 1, its 95% Wilson interval and its publishing tier."""

    value: float
    lower: float
    upper: float
    x: float
    n: float
    tier: Tier


@cache
def normal_quantile(conf: float) -> float:
    """The two-sided standard normal quantile, 1.959964 for conf = 0.95."""
    return float(special.ndtri((1 + conf) / 2))


def wilson(x: float, n: float, conf: float = 0.95, phi: float = 1.0) -> tuple[float, float]:
    """The score interval of a share x/n, as (lower, upper) between 0 and 1.

    Wilson 1927; method 3 of Newcombe 1998, Statistics in Medicine 17:857. x may be fractional.
    With phi above 1 (cases that come in clumps) both counts are divided by phi, the effective
    sample size of Kish 1965. Raises ValueError unless 0 <= x <= n and n > 0.
    """
    _check(x, n)
    share, size, z = x / n, n / max(phi, 1.0), normal_quantile(conf)
    shrink = 1 + z * z / size
    centre = (share + z * z / (2 * size)) / shrink
    half = z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / shrink
    return (0.0 if x == 0 else max(0.0, centre - half), 1.0 if x == n else min(1.0, centre + half))


def jeffreys(x: float, n: float, conf: float = 0.95) -> tuple[float, float]:
    """The Jeffreys interval of a share, Beta(x + 1/2, n - x + 1/2), ends fixed at 0 and 1.

    Brown, Cai & DasGupta 2001, Statistical Science 16:101. Raises ValueError as `wilson` does.
    """
    _check(x, n)
    tail = (1 - conf) / 2
    lower = 0.0 if x == 0 else float(special.betaincinv(x + 0.5, n - x + 0.5, tail))
    upper = 1.0 if x == n else float(special.betaincinv(x + 0.5, n - x + 0.5, 1 - tail))
    return lower, upper


def newcombe(
    x1: float, n1: float, x2: float, n2: float, conf: float = 0.95, phi: float = 1.0
) -> tuple[float, float, float]:
    """The difference x1/n1 - x2/n2 (first minus second) with its interval: (difference, lower, upper).

    Newcombe 1998, Statistics in Medicine 17:873, method 10: the two Wilson intervals, squared and added.
    """
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson(x1, n1, conf, phi)
    low2, high2 = wilson(x2, n2, conf, phi)
    difference = p1 - p2
    lower = difference - math.hypot(p1 - low1, high2 - p2)
    upper = difference + math.hypot(high1 - p1, p2 - low2)
    return difference, lower, upper


def wilson_width(x: float, n: float) -> float:
    """Upper minus lower end of the 95% Wilson interval of x/n."""
    lower, upper = wilson(x, n)
    return upper - lower


def publish_tier(x: float, n: float) -> Tier:
    """How a share may be printed: "counts_only", "small_sample" or "publish".

    Our rule, adapted from the NCHS data presentation standards for proportions (Parker et al. 2017):
    under 10 cases only "5 of 8"; under 30, or an interval 0.30 wide or wider, a small sample.
    """
    if n < COUNTS_ONLY_BELOW:
        return "counts_only"
    if n < SMALL_SAMPLE_BELOW or wilson_width(x, n) >= WIDEST_PRINTED:
        return "small_sample"
    return "publish"


def smallest_n_to_publish(p: float) -> int:
    """The fewest cases at which a share of p reaches the tier "publish" (39 at worst, for p = 0.5).

    Search over the rule of `publish_tier`, letting x = p * n be fractional.
    """
    n = SMALL_SAMPLE_BELOW
    while publish_tier(p * n, n) != "publish":
        n += 1
    return n


def share(x: float, n: float, conf: float = 0.95, phi: float = 1.0) -> Share | None:
    """x of n with its Wilson interval and tier, or None where there is nothing to divide by."""
    if n == 0:
        return None
    lower, upper = wilson(x, n, conf, phi)
    return Share(x / n, lower, upper, x, n, publish_tier(x, n))


def _check(x: float, n: float) -> None:
    if not (n > 0 and 0 <= x <= n):
        raise ValueError(f"a share needs 0 <= x <= n and n > 0, not x = {x} and n = {n}")
