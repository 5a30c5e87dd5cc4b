"""Every source as it stands: its deliveries, how many facts, how fresh."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from unsung.ledger.models import FAMILIES, Delivery, Source
from unsung.ledger.queries.dense import Dense, dense
from unsung.ledger.queries.standing import standing, standing_counts


@dataclass(frozen=True)
class SourceState:
    """One source as it stands: its last delivery, how many facts, how many rejects (each once), how fresh.

    `first` and `freshest` are the first and the last moment anything happened in it, stray rows far from all
    others left out; None: nothing on record.
    """

    name: str
    way: str
    delivery: str
    facts: int
    rejects: int
    first: datetime | None
    freshest: datetime | None
    tells_states: bool


def sources() -> list[SourceState]:
    """Every source that delivered something, by name."""
    within, counts = dense(), {family: standing_counts(family) for family in FAMILIES}
    return [_state(source, within, counts) for source in Source.objects.all()]


def _state(source: Source, within: Dense, counts: dict[str, dict[int, int]]) -> SourceState:
    facts, first, freshest = 0, None, None
    for family in FAMILIES:
        told = standing(family).filter(source=source)
        near = told.filter(**within.holds(family))
        span = near.aggregate(first=Min("happened_at"), last=Max("happened_at"))
        facts += counts[family].get(source.pk, 0)
        first = min(filter(None, (first, span["first"])), default=None)
        freshest = max(filter(None, (freshest, span["last"])), default=None)
    deliveries = list(Delivery.objects.filter(source=source, taken_back_at__isnull=True))
    names = list(dict.fromkeys(delivery.name for delivery in deliveries))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return SourceState(
        source.name,
        source.way,
        ", ".join(names[:3]) + more,
        facts,
        sum(delivery.rejected - delivery.told_before for delivery in deliveries),
        first,
        freshest,
        standing("event").filter(source=source).exclude(state="").exists(),
    )


def noted() -> list[str]:
    """What was noted on the way in, each sentence once, the latest deliveries first."""
    kept = Delivery.objects.filter(taken_back_at__isnull=True)
    said = kept.order_by("-id").values_list("notes", flat=True)
    return list(dict.fromkeys(note for lines in said for note in lines.splitlines() if note))
