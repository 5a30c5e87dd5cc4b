"""What stands out among many months or many measures, and how much of that is chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

FEWEST_POINTS = 6
RUN = 8


@dataclass(frozen=True)
class Xmr:
    """An XmR chart: its centre, the mean moving range, its limits and the places of what stands out.

    `signals` are the places (0 is the first value) outside the limits; `runs` those that end a run of
    eight or more on one side of the mean.
    """

    mean: float
    mr_bar: float
    lower: float
    upper: float
    signals: tuple[int, ...]
    runs: tuple[int, ...]


def xmr(values: Sequence[float]) -> Xmr | None:
    """The natural limits of a series, mean +- 2.66 times the mean moving range; None under six values.

    Wheeler, Understanding Variation (1993), with his rules one (a value outside) and two (a run of eight).
    """
    if len(values) < FEWEST_POINTS:
        return None
    series = np.asarray(values, dtype=np.float64)
    mean, mr_bar = float(series.mean()), float(np.abs(np.diff(series)).mean())
    lower, upper = mean - 2.66 * mr_bar, mean + 2.66 * mr_bar
    outside = np.flatnonzero((series < lower) | (series > upper))
    return Xmr(mean, mr_bar, lower, upper, tuple(outside.tolist()), _runs(series - mean))


def false_discovery(p: Sequence[float], q: float = 0.05) -> list[bool]:
    """Which findings stay when at most a share q of those kept may be false, in the order given.

    Benjamini & Hochberg 1995, JRSS B 57:289, through scipy's adjusted p-values.
    """
    if not p:
        return []
    return [bool(adjusted <= q) for adjusted in scipy.stats.false_discovery_control(p)]


def expected_false_alarms(measures: int, level: float = 0.05) -> float:
    """How many measures will seem to change when nothing does: their number times the level."""
    return measures * level


def _runs(from_mean: NDArray[np.float64]) -> tuple[int, ...]:
    found, length, side = [], 0, 0.0
    for place, now in enumerate(np.sign(from_mean)):
        length = length + 1 if now == side and now else 1
        side = now
        if length >= RUN:
            found.append(place)
    return tuple(found)
