"""The kinds of number a figure can be: each knows its value, its n, its interval, its tier and its change."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from scipy import special

from unsung.ground.figures import Interval, Tier
from unsung.measures.grid import Histogram
from unsung.measures.statistics.changes import (
    FEWEST_EVENTS,
    SMALL,
    Change,
    Timed,
    quantile_change,
    share_change,
    volume_change,
)
from unsung.measures.statistics.counts import rate, rate_ratio
from unsung.measures.statistics.proportions import publish_tier, wilson
from unsung.measures.statistics.quantiles import quantile, quantile_interval, smallest_n
from unsung.measures.statistics.satisfaction_scores import nps
from unsung.measures.statistics.survival import Survival, kaplan_meier

CASES_BELOW = 5
FEWEST_FOLLOWED = 20
FEWEST_TIMED = 30
FEWEST_SCORED = 100


@dataclass(frozen=True)
class Valued:
    """What is printed of a number; where `value` is None, `why` says why in a sentence."""

    value: float | None
    n: int
    tier: Tier
    interval: Interval | None = None
    why: str = ""


class Number(Protocol):
    """A number of one period and group."""

    @property
    def valued(self) -> Valued:
        """What is printed of it."""

    def change(self, earlier: "Number | None") -> Change | None:
        """The change from the same number one period before; None where the kind is not compared."""


@dataclass(frozen=True)
class Count:
    """How many there were, with an interval where one is given."""

    count: int
    interval: Interval | None = None

    @property
    def valued(self) -> Valued:
        """The count itself is its n."""
        return Valued(self.count, self.count, "count", self.interval)

    def change(self, earlier: Number | None) -> Change | None:
        """Never: months are not equally long."""
        return None


@dataclass(frozen=True)
class ShareOf:
    """x of n, with Wilson's interval, widened by phi where cases come in clumps."""

    x: int
    n: int
    phi: float = 1.0

    @property
    def valued(self) -> Valued:
        """A share from 0 to 1; n is never 0 here."""
        return Valued(
            self.x / self.n, self.n, publish_tier(self.x, self.n), wilson(self.x, self.n, phi=self.phi)
        )

    def change(self, earlier: Number | None) -> Change | None:
        """By Newcombe's interval, with the wider phi of the two."""
        if not isinstance(earlier, ShareOf):
            return None
        phi = max(self.phi, earlier.phi)
        return share_change(earlier.x, earlier.n, self.x, self.n, phi=phi)


@dataclass(frozen=True)
class Bound:
    """A share that is certain whatever the silent would have said; it has no interval and no change."""

    value: float
    n: int

    @property
    def valued(self) -> Valued:
        """The bound among everybody asked."""
        return Valued(self.value, self.n, "count")

    def change(self, earlier: Number | None) -> Change | None:
        """Never."""
        return None


@dataclass(frozen=True)
class Waited:
    """The q-quantile of waiting times, by order statistics; where some still wait, by Kaplan and Meier."""

    times: Histogram
    q: float

    @cached_property
    def valued(self) -> Valued:
        """In seconds; where there are too few cases for an interval only the cases may be shown."""
        values, ended, n = self.times.values, self.times.ended, self.times.n
        tier: Tier = "publish" if n >= smallest_n(self.q) else "counts_only"
        if not self.times.open.any():
            return Valued(quantile(values, self.q, ended), n, tier, quantile_interval(values, self.q, ended))
        curve = kaplan_meier(*self.times)
        value = curve.quantile(self.q)
        why = "" if value is not None else f"Not reached yet: {curve.settled:,} of {n:,} had a reply."
        return Valued(value, n, tier, curve.quantile_interval(self.q), why)

    @property
    def sorted(self) -> str:
        """The waits one by one, for where they are too few for a quantile; a plus is one that goes on."""
        done, running = (np.repeat(self.times.values, counts) for counts in self.times[1:])
        cases = sorted([*((s, "") for s in done.tolist()), *((s, "+") for s in running.tolist())])
        return ", ".join(f"{seconds}{goes_on}" for seconds, goes_on in cases)

    def change(self, earlier: Number | None) -> Change | None:
        """The difference in seconds, earlier to later."""
        return _timed_change(earlier, self.valued, self.q, smallest_n(self.q))


@dataclass(frozen=True)
class Followed:
    """The time by which a share q was settled, those still open kept in: Kaplan-Meier."""

    curve: Survival
    q: float

    @cached_property
    def valued(self) -> Valued:
        """In seconds; None where not so many are settled yet. Of few cases the median may still be told."""
        value, tier = self.curve.quantile(self.q), tier_of(self.curve.n, FEWEST_FOLLOWED)
        if tier == "small_sample" and self.q > 0.5:
            tier = "counts_only"
        why = (
            ""
            if value is not None
            else f"Not reached yet: fewer than {round(10 * self.q)} in 10 were settled."
        )
        return Valued(value, self.curve.n, tier, self.curve.quantile_interval(self.q), why)

    def change(self, earlier: Number | None) -> Change | None:
        """The difference in seconds, earlier to later."""
        return _timed_change(earlier, self.valued, self.q, FEWEST_FOLLOWED)


@dataclass(frozen=True)
class Age:
    """The median age of what is open at one moment: everything is counted, so there is no interval."""

    ages: Histogram

    @property
    def valued(self) -> Valued:
        """In seconds."""
        return Valued(quantile(self.ages.values, 0.5, self.ages.ended), self.ages.n, tier_of(self.ages.n, 0))

    def change(self, earlier: Number | None) -> Change | None:
        """Never: a snapshot is a count."""
        return None


@dataclass(frozen=True)
class Mean:
    """A mean of times with Student's t interval, from n, the sum and the sum of squares."""

    n: int
    sum: int
    squares: int

    @cached_property
    def valued(self) -> Valued:
        """In the unit of what was summed."""
        mean, interval = self.sum / self.n, None
        if self.n > 1:
            variance = max(0.0, (self.squares - self.sum * mean) / (self.n - 1))
            half = float(special.stdtrit(self.n - 1, 0.975)) * math.sqrt(variance / self.n)
            interval = (max(0.0, mean - half), mean + half)  # no time is below zero
        return Valued(mean, self.n, tier_of(self.n, FEWEST_TIMED), interval)

    def change(self, earlier: Number | None) -> Change | None:
        """The difference, earlier to later."""
        return _timed_change(earlier, self.valued, 0.5, FEWEST_TIMED)


@dataclass(frozen=True)
class NetScore:
    """Promoters minus detractors in points, with the normal interval."""

    promoters: int
    passives: int
    detractors: int

    @property
    def valued(self) -> Valued:
        """In points from -100 to 100; it needs more answers than a share."""
        found = nps(self.promoters, self.passives, self.detractors)
        if found is None:
            return Valued(None, 0, "not_had", why="Nobody answered.")
        return Valued(found.points, found.n, tier_of(found.n, FEWEST_SCORED), (found.lower, found.upper))

    def change(self, earlier: Number | None) -> Change | None:
        """Never: it is off by default, and no change of it is claimed."""
        return None


@dataclass(frozen=True)
class PerHundred:
    """Events per hundred of something counted elsewhere, with the exact Poisson interval."""

    count: int
    of: int

    @property
    def valued(self) -> Valued:
        """Events per hundred; fewer than ten are a small sample."""
        found, tier = rate(self.count, self.of), tier_of(self.count, FEWEST_EVENTS)
        if found is None:
            return Valued(None, self.count, tier, why="There were no orders to count by.")
        return Valued(found.value, self.count, tier, (found.lower, found.upper))

    def change(self, earlier: Number | None) -> Change | None:
        """Never: the hundreds of the period before are not known."""
        return None


@dataclass(frozen=True)
class PerDay:
    """A period's count per day over that of the one before, exact, widened by phi."""

    before: int
    days_before: int
    now: int
    days: int
    phi: float

    @property
    def valued(self) -> Valued:
        """The ratio: 1 where nothing changed."""
        if self._change.value is not None:
            return Valued(self._change.value, self.now, "publish", self._change.interval)
        ratio = rate_ratio(self.before, self.days_before, self.now, self.days, phi=self.phi)
        tier = tier_of(min(self.before, self.now), FEWEST_EVENTS)
        if ratio is None or ratio.value is None:
            return Valued(None, self.now, tier, why="The records hold nothing of the period before.")
        return Valued(ratio.value, self.now, tier, (ratio.lower, ratio.upper))

    def change(self, earlier: Number | None) -> Change | None:
        """The figure is itself a change; here it gets its word."""
        return self._change

    @cached_property
    def _change(self) -> Change:
        return volume_change(self.before, self.days_before, self.now, self.days, phi=self.phi)


def tier_of(n: int, fewest: int) -> Tier:
    """Under five only cases are shown, under `fewest` it is a small sample (systems.md, rule 9)."""
    if n < CASES_BELOW:
        return "counts_only"
    return "publish" if n >= fewest else "small_sample"


def _timed_change(first: Number | None, later: Valued, q: float, fewest: int) -> Change | None:
    if first is None:
        return None
    earlier = first.valued
    if min(earlier.n, later.n) < fewest:
        return SMALL
    nothing: Interval = (None, None)
    before = Timed(earlier.value, earlier.interval or nothing, earlier.n)
    return quantile_change(before, Timed(later.value, later.interval or nothing, later.n), q)
