"""What waits and what comes back: the backlog and its age, and issues settled the first time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from unsung.measures.statistics.quantiles import quantile


@dataclass(frozen=True)
class Backlog:
    """What is open at one instant; ages in the unit they came in, the median None where nothing is open."""

    open: int
    median_age: float | None
    older: int


def backlog(ages: ArrayLike, old_after: float, counts: ArrayLike | None = None) -> Backlog:
    """Open cases, their median age, and how many are older than `old_after`, from sorted ages.

    A snapshot count (handbook 1.2). With `counts` the ages are distinct and stand for so many cases each.
    """
    age = np.asarray(ages, dtype=np.float64)
    count = np.ones(len(age), np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
    return Backlog(int(count.sum()), quantile(age, 0.5, count), int(count[age > old_after].sum()))


def expected_backlog(arrivals_per_day: float, mean_days: float) -> float:
    """How many should be waiting in a steady state: L = lambda W (Little 1961, Operations Research 9:383)."""
    return arrivals_per_day * mean_days


def settled_first_time(
    began_s: ArrayLike, next_s: ArrayLike, answered: ArrayLike, window_s: int, known_until_s: int
) -> tuple[int, int]:
    """(settled, of): mature answered issues, and those without a further contact within the window.

    One entry an issue: when its first contact came, seconds until the customer's next with the same
    reason (NaN: none), whether a human replied. An issue is mature when its window ended by
    `known_until_s`; a younger one would flatter. Repeat-contact FCR, handbook 1.2.
    """
    began, after = np.asarray(began_s, dtype=np.int64), np.asarray(next_s, dtype=np.float64)
    counted = (began + window_s <= known_until_s) & np.asarray(answered, dtype=np.bool_)
    came_back = after <= window_s
    return int(np.count_nonzero(counted & ~came_back)), int(np.count_nonzero(counted))
