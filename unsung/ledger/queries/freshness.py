"""How fresh every source is: what it tells of, when it was brought last, and how often it usually is."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from statistics import median

from django.db.models import Max

from unsung.ledger.models import FAMILIES, Delivery, Source
from unsung.ledger.queries.dense import FAR, Dense, conversing, dense
from unsung.ledger.queries.standing import standing, standing_counts

DAY_S = 86_400
ENOUGH = 3
"""How many deliveries it takes before one can say what is usual."""


@dataclass(frozen=True)
class Freshness:
    """One source: the families it tells of, facts that stand, rows put aside, the last delivery.

    `freshest` is the last moment anything happened in it, stray rows far from all others left out; None where
    nothing is on record. `usual_s` is the
    median time between two deliveries in seconds, None where there were too few to say.
    """

    name: str
    way: str
    families: tuple[str, ...]
    facts: int
    rejects: int
    delivery: str
    brought_at: datetime | None
    freshest: datetime | None
    usual_s: float | None

    def late(self, now: datetime) -> bool:
        """Whether it has not been brought for twice as long as usual, and a day longer at least."""
        if self.usual_s is None or self.brought_at is None:
            return False
        return (now - self.brought_at).total_seconds() > max(2 * self.usual_s, self.usual_s + DAY_S)


def freshness() -> list[Freshness]:
    """Every source by name, with as many questions however many there are."""
    told: dict[int, dict[str, int]] = defaultdict(dict)
    for family in FAMILIES:
        for source, count in standing_counts(family).items():
            told[source][family] = count
    brought: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in Delivery.objects.order_by("started_at", "id"):
        brought[delivery.source_id].append(delivery)
    found = [_fresh(source, told[source.pk], brought[source.pk]) for source in Source.objects.all()]
    return _without_strays(found)


def _fresh(source: Source, told: dict[str, int], brought: list[Delivery]) -> Freshness:
    times = [each.started_at for each in brought]
    kept = [each for each in brought if each.taken_back_at is None]
    gaps = [(later - one).total_seconds() for one, later in pairwise(times)]
    return Freshness(
        source.name,
        source.way,
        tuple(told),
        sum(told.values()),
        sum(each.rejected - each.told_before for each in kept),
        brought[-1].name if brought else "",
        times[-1] if times else None,
        max((each.freshest for each in kept if each.freshest), default=None),
        median(gaps) if len(times) >= ENOUGH else None,
    )


def _without_strays(found: list[Freshness]) -> list[Freshness]:
    """The same without rows far from all others; only where there are such are all looked at."""
    talk = conversing().last
    if talk is None or not any(each.freshest and each.freshest - talk > FAR for each in found):
        return found
    within = dense()
    return [
        replace(each, freshest=_last_within(each, within))
        if each.freshest and each.freshest - talk > FAR
        else each
        for each in found
    ]


def _last_within(source: Freshness, within: Dense) -> datetime | None:
    told = (
        standing(family).filter(source__name=source.name, **within.holds(family))
        for family in source.families
    )
    last = (rows.aggregate(last=Max("happened_at"))["last"] for rows in told)
    return max((at for at in last if at), default=None)
