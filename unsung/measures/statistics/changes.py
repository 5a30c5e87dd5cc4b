"""One period beside the one before it: the difference, its interval, and the word that may be printed."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from unsung.ground.figures import Interval, Statement
from unsung.measures.statistics.counts import rate_ratio
from unsung.measures.statistics.proportions import newcombe, publish_tier
from unsung.measures.statistics.quantiles import smallest_n

MARGIN = 0.05
FEWEST_EVENTS = 10


@dataclass(frozen=True)
class Change:
    """The word, and the change it rests on; both numbers are None where samples are too small to compare.

    `value` is second minus first, for rates second over first. An interval's end is None where unbounded.
    """

    statement: Statement
    value: float | None = None
    interval: Interval | None = None


class Timed(NamedTuple):
    """A quantile of times with its interval and the number of cases behind it."""

    value: float | None
    interval: Interval
    n: int


SMALL = Change("small_sample")


def share_change(
    x1: float, n1: float, x2: float, n2: float, margin: float = MARGIN, phi: float = 1.0
) -> Change:
    """Two shares, second minus first, by Newcombe's interval (1998, method 10).

    "about_the_same" needs the whole 95% interval within `margin` of 0, the logic of two one-sided tests
    (Schuirmann 1987; Lakens 2017), which would be content with 90%. A share that may not be published
    by `publish_tier` is never compared.
    """
    if {publish_tier(x1, n1), publish_tier(x2, n2)} != {"publish"}:
        return SMALL
    difference, lower, upper = newcombe(x2, n2, x1, n1, phi=phi)
    return Change(statement(lower, upper, (-margin, margin)), difference, (lower, upper))


def volume_change(
    count1: int, days1: float, count2: int, days2: float, margin: float = MARGIN, phi: float = 1.0
) -> Change:
    """Two counts as rates per working day, second over first, by the interval of `counts.rate_ratio`.

    Przyborowski & Wilenski 1940, widened by phi. The margin is a share of the first rate. Never
    compared with fewer than ten events in either period.
    """
    if min(count1, count2) < FEWEST_EVENTS or min(days1, days2) <= 0:
        return SMALL
    ratio = rate_ratio(count1, days1, count2, days2, phi=phi)
    if ratio is None or ratio.upper is None:
        return SMALL
    word = statement(ratio.lower, ratio.upper, (1 - margin, 1 + margin), unchanged=1.0)
    return Change(word, ratio.value, (ratio.lower, ratio.upper))


def quantile_change(first: Timed, second: Timed, q: float = 0.5, margin: float = MARGIN) -> Change:
    """Two medians (or other quantiles) of times, second minus first, whatever their intervals came from.

    Each distance to the ends of the two intervals squared and added, as Newcombe does for shares: MOVER,
    Zou & Donner 2008, Statistics in Medicine 27:1693; for medians Bonett & Price 2002. It assumes the
    periods independent and no shape of the times: of simulated medians and p90s (normal, exponential,
    log-normal, 6 to 300 cases) 96 to 99% of the intervals held the truth. An end resting on one not
    reached is None, without bound. The margin is a share of the first value. Never compared below
    `quantiles.smallest_n`.
    """
    if min(first.n, second.n) < smallest_n(q):
        return SMALL
    if first.value is None or second.value is None:
        return Change("cannot_tell")
    difference = second.value - first.value
    down = _distance(second.value, second.interval[0], first.value, first.interval[1])
    up = _distance(second.value, second.interval[1], first.value, first.interval[0])
    lower = None if down is None else difference - down
    upper = None if up is None else difference + up
    same = margin * first.value
    return Change(statement(lower, upper, (-same, same)), difference, (lower, upper))


def statement(
    lower: float | None, upper: float | None, same: tuple[float, float], unchanged: float = 0.0
) -> Statement:
    """The word for an interval of a change (handbook 0.3); an end that is None has no bound.

    "changed" where it leaves out `unchanged`, "about_the_same" where it lies whole within `same`.
    """
    low = -math.inf if lower is None else lower
    high = math.inf if upper is None else upper
    if low > unchanged or high < unchanged:
        return "changed"
    return "about_the_same" if same[0] <= low and high <= same[1] else "cannot_tell"


def _distance(second: float, second_end: float | None, first: float, first_end: float | None) -> float | None:
    if second_end is None or first_end is None:
        return None
    return math.hypot(second - second_end, first - first_end)
