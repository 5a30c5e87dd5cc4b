"""Taking a delivery back: what it said is withdrawn, what it had corrected stands again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.actions.deliveries import finish
from unsung.ledger.actions.inserting import insert
from unsung.ledger.facts.fact import Fact
from unsung.ledger.models import FAMILIES, Delivery, facts

BATCH = 600


def take_back(delivery: Delivery, families: Iterable[str]) -> int:
    """Correct every fact of these families that stands because of this delivery; returns how many.

    A fact that it was the first to tell is withdrawn. One of another delivery that it had corrected or taken
    back stands again, by a correction that says once more what that delivery said. Each batch is a
    transaction, and what is corrected already is passed over: cut off, it can simply be done again.
    """
    gone = {delivery.pk, *_taken_back(delivery)}
    return sum(_family_taken_back(delivery, family, gone) for family in families)


@transaction.atomic
def undo_cut_off(delivery: Delivery) -> None:
    """Undo a delivery that was cut off, and close it; nothing is deleted."""
    take_back(delivery, FAMILIES)
    delivery.new = delivery.known = delivery.rejected = delivery.told_before = 0
    delivery.save(update_fields=["new", "known", "rejected", "told_before"])
    finish(delivery, [])


def _taken_back(delivery: Delivery) -> Iterable[int]:
    others = Delivery.objects.filter(source=delivery.source_id, taken_back_at__isnull=False)
    return others.values_list("id", flat=True)


def _family_taken_back(delivery: Delivery, family: str, gone: set[int]) -> int:
    corrected, last = 0, 0
    while True:
        with transaction.atomic():
            latest = facts(family).filter(delivery=delivery, corrected_by__isnull=True, id__gt=last)
            rows = list(latest.order_by("id")[:BATCH])
            if not rows:
                return corrected
            earlier = _earlier(family, rows, gone)
            corrections = [row for fact in rows if (row := _correction(fact, earlier.get(fact.pk)))]
            insert(family, corrections)
        corrected += len(corrections)
        last = rows[-1].pk


def _earlier(family: str, rows: Sequence[Any], gone: set[int]) -> dict[int, Fact]:
    """For each of these facts the last one before it that came from a delivery not taken back."""
    found: dict[int, Fact] = {}
    sought: Mapping[int, int | None] = {fact.pk: fact.corrects_id for fact in rows}
    while sought := {row: before for row, before in sought.items() if before is not None}:
        before = facts(family).in_bulk(set(sought.values()))
        found |= {row: before[at] for row, at in sought.items() if before[at].delivery_id not in gone}
        sought = {row: before[at].corrects_id for row, at in sought.items() if row not in found}
    return found


def _correction(fact: Fact, earlier: Fact | None) -> dict[str, object] | None:
    if earlier is not None and not earlier.withdrawn:
        return _says(earlier, corrects=fact, withdrawn=False)
    return None if fact.withdrawn else _says(fact, corrects=fact, withdrawn=True)


def _says(fact: Fact, corrects: Fact, withdrawn: bool) -> dict[str, object]:
    return {
        "source_id": fact.source_id,
        "external_id": fact.external_id,
        "delivery_id": fact.delivery_id,
        "happened_at": fact.happened_at,
        "recorded_at": clock.now(),
        "digest": fact.digest,
        "corrects_id": corrects.pk,
        "withdrawn": withdrawn,
        **{name: getattr(fact, name) for name in fact.CONTENT},
    }
