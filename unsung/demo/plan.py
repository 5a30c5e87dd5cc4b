"""How many conversations each of the fourteen months has: by channel, by topic and by kind of customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from unsung.demo.opening import Opening
from unsung.ground.periods import month_of

MONTHS = 14
CHANNELS = ("call", "mail", "chat", "walkin")
TOPICS = (
    "Billing and payments",
    "Claims, progress and papers",
    "Changes and renewals",
    "Lapsed cover",
    "New cover and quotes",
    "Certificates and letters",
    "Online account",
    "Visits, directions, other",
)
KINDS = ("Policyholders", "Agents and brokers", "Colleagues", "People new to us")

LATEST_CHANNELS = (1196, 742, 431, 245)
LATEST_TOPICS = (684, 571, 463, 262, 241, 178, 121, 94)
LATEST_KINDS = (1742, 488, 236, 148)
BEFORE_CHANNELS = (1148, 701, 388, 225)
BEFORE_TOPICS = (561, 588, 455, 219, 236, 184, 128, 91)

SEASON = (1.06, 1.02, 1.03, 1.01, 0.98, 0.97, 0.96, 0.94, 1.0, 1.02, 1.01, 0.92)
WORKING_DAY = 113.0
GROWTH = 0.009


@dataclass(frozen=True)
class MonthPlan:
    """The numbers of one month; `back` counts months before the latest, which is 0.

    `channels`, `topics` and `kinds` go with CHANNELS, TOPICS and KINDS and have the same sum.
    """

    first: date
    back: int
    channels: tuple[int, ...]
    topics: tuple[int, ...]
    kinds: tuple[int, ...]
    scale: int = 1

    @property
    def label(self) -> str:
        """The month as "2025-10"."""
        return f"{self.first:%Y-%m}"

    @property
    def total(self) -> int:
        """All conversations of the month."""
        return sum(self.channels)


def month_before(first: date, back: int) -> date:
    """The first day of the month `back` months before the one that begins on `first`."""
    month = first.year * 12 + first.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """`total` dealt out by `weights` in whole numbers that sum to it (largest remainder)."""
    exact = [total * weight / sum(weights) for weight in weights]
    dealt = [int(share) for share in exact]
    byremainder = sorted(range(len(exact)), key=lambda n: (dealt[n] - exact[n], n))
    for n in byremainder[: total - sum(dealt)]:
        dealt[n] += 1
    return dealt


def month_plans(until: date, opening: Opening, seed: int, months: int, scale: int = 1) -> Iterator[MonthPlan]:
    """The plans up to the month that begins on `until`, oldest first; `scale` multiplies every count."""
    for back in range(months - 1, -1, -1):
        first = month_before(until, back)
        rng = Random(f"larkfield plan {seed} {first}")
        channels = channel_counts(first, back, opening, rng)
        topics = topic_counts(sum(channels), back, rng)
        kinds = apportion(sum(channels), LATEST_KINDS)
        counts = [tuple(count * scale for count in part) for part in (channels, topics, kinds)]
        yield MonthPlan(first, back, counts[0], counts[1], counts[2], scale)


def channel_counts(first: date, back: int, opening: Opening, rng: Random) -> Sequence[int]:
    """By channel: the two last months as they are known, before that slower, with fewer chats."""
    if back < 2:
        return (LATEST_CHANNELS, BEFORE_CHANNELS)[back]
    working = sum(1 for day in month_of(first).days if opening.span(day))
    rate = WORKING_DAY * (1 - GROWTH * back) * SEASON[first.month - 1] * rng.uniform(0.98, 1.02)
    drift = (1 + 0.008 * back, 1.0, 1 - 0.018 * back, 1 + 0.004 * back)
    weights = [count * factor for count, factor in zip(BEFORE_CHANNELS, drift, strict=True)]
    return apportion(round(rate * working), weights)


def topic_counts(total: int, back: int, rng: Random) -> Sequence[int]:
    """By topic: the two last months as they are known; before that billing was a little less of it."""
    if back < 2:
        return (LATEST_TOPICS, BEFORE_TOPICS)[back]
    weights = [count * rng.uniform(0.95, 1.05) for count in BEFORE_TOPICS]
    weights[0] *= 1 - 0.012 * (back - 1)
    return apportion(total, weights)
