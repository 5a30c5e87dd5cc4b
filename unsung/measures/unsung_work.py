"""Unsung work: what people wrote down of it, by family; a floor, as what nobody wrote down was done too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unsung.measures.statistics.proportions import wilson

HOUR_MIN = 60
FEWEST_WRITERS = 5
"""Of fewer writers no sum is ever shown to anybody but a writer alone."""


@dataclass(frozen=True)
class Written:
    """One line as it is counted: whole minutes, None where its writer said none, and its kinds of work."""

    minutes: int | None
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class InvisibleHours:
    """Hours that people wrote down of work that no system saw, and of each family; never an estimate.

    `share_of_paid` is their share of the hours that were paid, None where nobody gave these.
    """

    hours: float
    by_family: Mapping[str, float]
    share_of_paid: float | None = None


def minutes_by_kind(lines: Iterable[Written]) -> dict[str, float]:
    """The minutes of each kind; a line of two kinds is parted equally, one of none stands under ""."""
    found: dict[str, float] = defaultdict(float)
    for line in lines:
        for kind in line.kinds or ("",):
            found[kind] += (line.minutes or 0) / max(1, len(line.kinds))
    return dict(found)


def invisible_hours(
    minutes: Mapping[str, float], families: Mapping[str, str], paid_hours: float | None = None
) -> InvisibleHours:
    """Measure 31: hours by family from the minutes of each kind; `families` gives a kind's family.

    A kind that has no family counts under "". Source: the sum of self-logged minutes (measures, section 5,
    after Star & Strauss 1999).
    """
    found: dict[str, float] = defaultdict(float)
    for kind, spent in minutes.items():
        found[families.get(kind, "")] += spent / HOUR_MIN
    hours = sum(minutes.values()) / HOUR_MIN
    return InvisibleHours(hours, dict(found), hours / paid_hours if paid_hours else None)


@dataclass(frozen=True)
class JournalCoverage:
    """On how many of the days that were worked there is a line; `interval` is Wilson's, None without days."""

    days: int
    worked: int
    interval: tuple[float, float] | None

    @property
    def share(self) -> float | None:
        """The share, 0 to 1; None where no day was worked."""
        return self.days / self.worked if self.worked else None


def journal_coverage(days_with_a_line: int, days_worked: int) -> JournalCoverage:
    """Measure 32: days with a line of those worked. Raises ValueError for more days written than worked."""
    interval = wilson(days_with_a_line, days_worked) if days_worked else None
    return JournalCoverage(days_with_a_line, days_worked, interval)
