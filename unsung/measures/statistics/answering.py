"""How a queue was answered: within the promised time, given up, how long it took, out of hours."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from unsung.ground.hours import OpenClock

AbandonRule = Literal["negative", "positive", "ignore", "answered_only", "short_excluded"]


@dataclass(frozen=True)
class Queue:
    """What became of the contacts offered, against a promised time. Short abandons are part of the abandoned.

    `answered_within` and `abandoned_within` ended inside the promised time, the `_late` ones after it.
    """

    answered_within: int
    answered_late: int
    abandoned_within: int
    abandoned_late: int = 0
    short_abandoned: int = 0

    @property
    def answered(self) -> int:
        """All that a human answered."""
        return self.answered_within + self.answered_late

    @property
    def abandoned(self) -> int:
        """All that left before."""
        return self.abandoned_within + self.abandoned_late

    @property
    def offered(self) -> int:
        """All that reached the queue."""
        return self.answered + self.abandoned


def service_level(queue: Queue, rule: AbandonRule = "negative") -> tuple[int, int]:
    """(kept, of): how many were answered within the promised time, of how many, as `rule` counts abandons.

    "negative" (ours): every abandon is a promise broken. "positive": one within the time is a promise
    kept. "ignore": one within the time does not count. Cisco Unified ICM, service level types. With
    ICMI, Service Level Calculations (2002): "answered_only" leaves out every abandon, "short_excluded"
    the short ones.
    """
    kept = queue.answered_within + (queue.abandoned_within if rule == "positive" else 0)
    left_out = {
        "ignore": queue.abandoned_within,
        "answered_only": queue.abandoned,
        "short_excluded": queue.short_abandoned,
    }
    return kept, queue.offered - left_out.get(rule, 0)


def abandonment(offered: int, abandoned: int, short_abandoned: int = 0) -> tuple[int, int]:
    """(gave up, of): who left before an answer, of those offered, short abandons left out of both.

    Handbook 1.2. The seconds below which an abandon is short belong in print beside it.
    """
    return abandoned - short_abandoned, offered - short_abandoned


def handling_seconds(talk_s: float, hold_s: float, after_s: float, handled: int) -> float | None:
    """Seconds of work per contact (AHT): talk, hold and work after it, over those handled; None without any.

    Handbook 1.2. For cost and staffing, never a speed target.
    """
    return (talk_s + hold_s + after_s) / handled if handled else None


def answered_outside_hours(clock: OpenClock, replied_s: ArrayLike) -> int:
    """How many public human replies were sent in closed time (handbook 1.2); instants in seconds UTC."""
    return int(np.count_nonzero(~clock.is_open(replied_s)))
