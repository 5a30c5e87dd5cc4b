"""How strongly the records speak for a change: every kind of evidence on one scale, chance taken off."""

import math
from collections.abc import Sequence

import scipy

from unsung.ground.figures import Figure, Interval
from unsung.measures.statistics.counts import rate_ratio
from unsung.measures.statistics.proportions import newcombe

Z95 = 1.959964
BEYOND_CHANCE = -math.log10(0.05)
STRONGEST = 300.0


def two_sided(z: float) -> float:
    """The chance of a standard normal value at least `z` from 0, either way."""
    return max(float(2 * scipy.stats.norm.sf(abs(z))), 10**-STRONGEST)


def of_change(change: float, given: Interval | None) -> float | None:
    """p of a difference from its 95% interval: how many times it goes into its way back to no change.

    Below 0.05 exactly where the interval leaves out 0. None where the end towards 0 was not reached.
    """
    end = given and given[0 if change > 0 else 1]
    if end is None or end == change:
        return None
    return two_sided(Z95 * change / (change - end))


def of_ratio(ratio: float | None, given: Interval | None) -> float | None:
    """p of a ratio from its 95% interval, on the scale of logarithms; None where one has no bound."""
    if not ratio or given is None:
        return None
    end = given[0 if ratio > 1 else 1]
    return of_change(math.log(ratio), (math.log(end), math.log(end))) if end else None


def of_counts(before: int, days_before: float, now: int, days: float, phi: float = 1.0) -> float | None:
    """p that two counts come from one rate a day: exact (Przyborowski & Wilenski 1940), or wider by phi."""
    found = rate_ratio(before, days_before, now, days, phi=phi)
    if found is None:
        return None
    wider = of_ratio(found.value, (found.lower, found.upper)) if phi > 1 else None
    return max(found.p, wider or 0.0, 10**-STRONGEST)


def of_shares(x_before: float, n_before: float, x: float, n: float) -> float | None:
    """p that two shares are one, from Newcombe's interval of their difference; None with nobody in one."""
    if not n_before or not n:
        return None
    change, lower, upper = newcombe(x, n, x_before, n_before)
    return of_change(change, (lower, upper))


def of_figure(figure: Figure) -> float | None:
    """p of a figure's own change; None where its samples were too small to compare."""
    if figure.change is None:
        return None
    if figure.unit in ("count", "ratio", "per 100"):
        return of_ratio(figure.change, figure.change_interval)
    return of_change(figure.change, figure.change_interval)


def of_outlier(value: float, others: Sequence[float], spread: float) -> float:
    """p of one value beside others of its kind, `spread` their standard deviation, by Student's t.

    A prediction: the mean of the others is itself uncertain, hence 1 + 1/n.
    """
    mean = sum(others) / len(others)
    return of_t((value - mean) / (spread * math.sqrt(1 + 1 / len(others))), len(others) - 1)


def of_t(t: float, freedom: int) -> float:
    """The chance of a Student's t at least so far from 0, either way."""
    return max(float(2 * scipy.stats.t.sf(abs(t), max(1, freedom))), 10**-STRONGEST)


def homogeneous(parts: Sequence[tuple[int, int]]) -> float | None:
    """p that several shares (x of n) are one: Pearson's chi-square; None where it cannot be had."""
    table = [[x for x, n in parts if n], [n - x for x, n in parts if n]]
    if len(table[0]) < 2 or not sum(table[0]) or not sum(table[1]):
        return None
    return float(scipy.stats.chi2_contingency(table, correction=False).pvalue)


def strengths(ps: Sequence[float]) -> list[float]:
    """-log10 of each p after Benjamini & Hochberg 1995, over all that was compared: 1.30 is p = 0.05."""
    if not ps:
        return []
    adjusted = scipy.stats.false_discovery_control(ps)
    return [min(STRONGEST, -math.log10(max(p, 10**-STRONGEST))) for p in adjusted]
