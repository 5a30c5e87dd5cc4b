"""Where the records are dense: how far they reach when single rows far from all others have no say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet

from unsung.ledger.models import FAMILIES, Delivery
from unsung.ledger.queries.reach import CONVERSING, EVERYTHING, Reach, reach
from unsung.ledger.queries.standing import standing

FAR = timedelta(days=180)
MOST = 50
ONE_IN = 50
SLACK = timedelta(days=1)
"""So much later than its delivery may a moment seem that was written by another zone's clock."""
RULE = (
    f"Rows more than {FAR.days} days from all others, at most {MOST} and fewer than one in {ONE_IN}, do not "
    "say where the records begin or end."
)

BY_WEIGHT = (*CONVERSING, *(family for family in FAMILIES if family not in CONVERSING))
"""A row of a file gives facts of several families; it is told by the first that has any."""


@dataclass(frozen=True)
class Dense:
    """How far conversations and everything reach, stray rows left out; `whole` where there are none."""

    conversing: Reach
    everything: Reach
    whole: bool = False

    def holds(self, family: str) -> dict[str, datetime]:
        """The filter of a family's facts that lie where its records are dense."""
        span = self.conversing if family in CONVERSING else self.everything
        return (
            {"happened_at__gte": span.first, "happened_at__lte": span.last}
            if span.first and span.last
            else {}
        )


def conversing() -> Reach:
    """How far conversations reach, stray rows left out: all that a page needs, without reading every row."""
    return _dense_of(CONVERSING, reach(CONVERSING))


def dense() -> Dense:
    """Where the records are dense; nothing is left out of records that have no such rows."""
    talk, every = reach(CONVERSING), reach()
    told = _dense_of(CONVERSING, talk)
    if not (told.first and told.last and every.first and every.last):
        return Dense(told, every, told == talk)
    if every.first >= _moved(told.first, -FAR) and every.last <= _moved(told.last, FAR):
        return Dense(told, every, told == talk)
    own = _dense_of(EVERYTHING, every)
    first, last = (own.first or told.first, own.last or told.last)
    return Dense(told, Reach(min(told.first, first), max(told.last, last)))


def strays() -> list[str]:
    """A sentence for the rows at either end that are far from all others, and the rule; none: empty."""
    told = dense()
    if told.whole:
        return []
    said = [sentence for earlier in (True, False) if (sentence := _beyond(told, earlier))]
    return [*said, RULE] if said else []


def not_yet() -> list[str]:
    """A sentence for every delivery with rows dated later than it was brought in."""
    later = Delivery.objects.filter(taken_back_at__isnull=True, freshest__gt=F("started_at")).order_by("id")
    return list(filter(None, map(_ahead_of, later)))


def _dense_of(families: Sequence[str], whole: Reach) -> Reach:
    if whole.first is None:
        return whole
    return Reach(_edge(families, "happened_at"), _edge(families, "-happened_at"))


def _edge(families: Sequence[str], order: str) -> datetime:
    """The outermost moment that is no stray's."""
    rows = [at for family in families for at in _outermost(family, order)]
    rows = sorted(rows, reverse=order.startswith("-"))[: MOST + 1]
    gaps = (n for n in range(len(rows) - 1, 0, -1) if abs(rows[n] - rows[n - 1]) > FAR)
    apart = next(gaps, 0)
    if apart and apart * ONE_IN < sum(standing(family).count() for family in families):
        return rows[apart]
    return rows[0]


def _outermost(family: str, order: str) -> list[datetime]:
    return list(standing(family).order_by(order).values_list("happened_at", flat=True)[: MOST + 1])


def _beyond(told: Dense, earlier: bool) -> str:
    for family in BY_WEIGHT:
        span = told.conversing if family in CONVERSING else told.everything
        edge = span.first if earlier else span.last
        beyond = {"happened_at__lt" if earlier else "happened_at__gt": edge}
        rows = standing(family).filter(**beyond) if edge else standing(family).none()
        if said := _dated(rows, "far from all others"):
            return said
    return ""


def _ahead_of(delivery: Delivery) -> str:
    edge = delivery.started_at + SLACK
    for family in BY_WEIGHT:
        rows = standing(family).filter(delivery=delivery, happened_at__gt=edge)
        if said := _dated(rows, f"later than {delivery.name} was brought in"):
            return said
    return ""


def _dated(rows: "QuerySet[Any]", how: str) -> str:
    """How many rows there are and of when, in a sentence; empty where there is none."""
    span = rows.aggregate(n=Count("pk"), first=Min("happened_at"), last=Max("happened_at"))
    if not span["n"]:
        return ""
    first, last = _day(span["first"]), _day(span["last"])
    when = first if first == last else f"from {first} to {last}"
    if span["n"] == 1:
        return f"1 row is dated {when}, {how}; look at it."
    return f"{span['n']:,} rows are dated {when}, {how}; look at them."


def _day(at: datetime) -> str:
    day = at.astimezone(UTC)
    return f"{day.day} {day:%B} {day.year}"


def _moved(at: datetime, by: timedelta) -> datetime:
    """A moment moved; where no calendar reaches, the last it has."""
    try:
        return at + by
    except OverflowError:
        return (datetime.max if by > timedelta() else datetime.min).replace(tzinfo=UTC)
