"""Stretches of an axis: where a share or a time stands on it, in percent of its column."""

import math
from dataclasses import dataclass

from unsung.ground.figures import Interval

MARGIN = 2.0
"""Percent kept free at either end, so that a dot at the end is whole."""


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` in the figure's unit; `logarithmic` for times, where `low` is above 0."""

    low: float
    high: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Where a value stands, held inside the axis."""
        if self.logarithmic:
            part = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            part = (value - self.low) / (self.high - self.low)
        return MARGIN + (100 - 2 * MARGIN) * min(1.0, max(0.0, part))

    def band(self, given: Interval | None) -> tuple[float | None, float | None]:
        """Both ends of an interval; one that was not reached runs to the end of the axis."""
        if given is None or given == (None, None):
            return None, None
        low, high = given
        return self.at(self.low if low is None else low), self.at(self.high if high is None else high)


WHOLE = Scale(0.0, 1.0)
"""Shares from none to all."""
