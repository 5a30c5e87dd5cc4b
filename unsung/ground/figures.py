"""A number that is honest: its value or why there is none, its n, its interval, and what was asked."""

from dataclasses import dataclass, field, replace
from typing import Literal

CHANNELS = ("call", "mail", "chat", "walkin", "form", "other")

Unit = Literal["count", "share", "seconds", "ratio", "points", "per 100"]
Tier = Literal["count", "publish", "small_sample", "counts_only", "not_had"]
Statement = Literal["changed", "about_the_same", "cannot_tell", "small_sample"]
Interval = tuple[float | None, float | None]


@dataclass(frozen=True)
class Cases:
    """Which rows lie behind a figure: the sheet of figures.xlsx, the condition, and how many rows meet it."""

    table: str
    where: str
    count: int


@dataclass(frozen=True)
class Earlier:
    """The same figure one period before; `value` is None where it was not had."""

    value: float | None
    n: int
    interval: Interval | None = None


@dataclass(frozen=True)
class Figure:
    """One value of one measure for one period.

    Shares run from 0 to 1, times are in seconds. An interval's end is None when it was not reached.
    `value` None means not had, and `why_null` says why in a sentence. `n` is the count behind the value;
    `of` says in words what those n are. `by` is empty on a figure that is itself one channel's.
    """

    id: str
    name: str
    unit: Unit
    value: float | None
    n: int
    of: str
    method: str
    tier: Tier
    clock: str
    why_null: str = ""
    interval: Interval | None = None
    statement: Statement | None = None
    previous: Earlier | None = None
    change: float | None = None
    change_interval: Interval | None = None
    cases: Cases | None = None
    by: dict[str, dict[str, "Figure"]] = field(default_factory=dict)

    @property
    def had(self) -> bool:
        """True where there is a value to print."""
        return self.value is not None

    def with_channels(self, figures: dict[str, "Figure"]) -> "Figure":
        """The same figure with one figure a channel, in the fixed order of CHANNELS."""
        return replace(self, by={"channel": {name: figures[name] for name in CHANNELS}})
