"""How long until it is done, with those not yet done kept in: the Kaplan-Meier curve and its quantiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from unsung.ground.figures import Interval
from unsung.measures.statistics.proportions import normal_quantile

EQUAL = 1e-12


@dataclass(frozen=True)
class Survival:
    """The share not yet done after each time at which something was done.

    `times` in the unit of the durations; `waiting` is S(t), `se` Greenwood's standard error, `lower` and
    `upper` the log-log limits, one entry a time. `settled` and `censored` count all cases.
    """

    times: NDArray[np.int64] | NDArray[np.float64]
    waiting: NDArray[np.float64]
    se: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    settled: int
    censored: int

    @property
    def n(self) -> int:
        """All cases, done or not."""
        return self.settled + self.censored

    def quantile(self, q: float) -> float | None:
        """The first time by which a share q is done (0.5 the median); None where not reached yet.

        Kaplan & Meier 1958, with S(t) <= 1 - q + 1e-12, so that an exact half counts as reached.
        """
        return self._first(self.waiting, 1 - q)

    def quantile_interval(self, q: float) -> Interval:
        """The interval of the q-quantile, as (lower, upper); an end not reached is None.

        Brookmeyer & Crowley 1982 with the log-log transform: the first time at which the lower, and
        the upper, limit of S(t) has fallen to 1 - q.
        """
        return self._first(self.lower, 1 - q), self._first(self.upper, 1 - q)

    def waiting_at(self, time: float) -> float:
        """S(t): the share not yet done after `time`."""
        passed = int(np.searchsorted(self.times, time, side="right"))
        return 1.0 if passed == 0 else float(self.waiting[passed - 1])

    def _first(self, curve: NDArray[np.float64], level: float) -> float | None:
        reached = curve <= level + EQUAL
        return float(self.times[int(np.argmax(reached))]) if reached.any() else None


def kaplan_meier(
    durations: ArrayLike, settled: ArrayLike, censored: ArrayLike, conf: float = 0.95
) -> Survival:
    """The curve from histogram rows: sorted distinct durations, how many were settled, how many left open.

    Kaplan & Meier 1958; cases censored at a time leave after those settled at the same time. The product
    is taken only where cases were censored, so that without any S(t) is exact however many rows there are.
    Raises ValueError where durations are not sorted and distinct.
    """
    time, done, left = np.asarray(durations), np.asarray(settled, np.int64), np.asarray(censored, np.int64)
    if np.any(np.diff(time) <= 0):
        raise ValueError("the durations must be sorted and distinct")
    some = (done + left) > 0
    time, done, left = time[some], done[some], left[some]
    waiting, variance = _product_limit(done, left)
    event = done > 0
    time, waiting, variance = time[event], waiting[event], variance[event]
    lower, upper = _log_log_limits(waiting, variance, normal_quantile(conf))
    se = waiting * np.sqrt(variance)
    return Survival(time, waiting, se, lower, upper, int(done.sum()), int(left.sum()))


def kaplan_meier_of(durations: ArrayLike, settled: ArrayLike, conf: float = 0.95) -> Survival:
    """The curve from one entry a case: its duration, and whether it was settled (else it is still open)."""
    time, place = np.unique(np.asarray(durations), return_inverse=True)
    done = np.asarray(settled, dtype=bool)
    return kaplan_meier(
        time,
        np.bincount(place[done], minlength=len(time)),
        np.bincount(place[~done], minlength=len(time)),
        conf,
    )


def _product_limit(
    done: NDArray[np.int64], left: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """S(t) and Greenwood's sum d / (n (n - d)) after each row; the sum leaves out the step to nobody."""
    at_risk = np.cumsum((done + left)[::-1])[::-1].astype(np.float64)
    after = at_risk - done
    carried = np.concatenate([[1.0], np.cumprod(after[:-1] / at_risk[1:])])[: len(done)]
    steps = np.divide(done, at_risk * after, out=np.zeros(len(done)), where=after > 0)
    return after / at_risk[:1] * carried, np.cumsum(steps)


def _log_log_limits(
    waiting: NDArray[np.float64], variance: NDArray[np.float64], z: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """S(t) ** exp(+- z * sqrt(variance) / log S(t)) (Kalbfleisch & Prentice 2002, 1.4).

    The transform has no value once everything is settled: there the lower limit is 0, and the upper
    keeps its last value.
    """
    inside = (waiting > 0) & (waiting < 1)
    spread = np.zeros(len(waiting))
    spread[inside] = z * np.sqrt(variance[inside]) / -np.log(waiting[inside])
    lower = np.where(inside, waiting ** np.exp(spread), waiting)
    upper = np.where(inside, waiting ** np.exp(-spread), waiting)
    ended = waiting == 0
    if ended.any():
        upper[ended] = upper[~ended][-1] if (~ended).any() else 1.0
    return lower, upper
