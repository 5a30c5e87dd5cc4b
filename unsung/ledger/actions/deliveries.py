"""Deliveries: opening a source, beginning or going on with a delivery, and closing it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from unsung.ground import clock
from unsung.ledger.models import FAMILIES, Customer, CustomerAddress, Delivery, Person, Source, facts


@dataclass(frozen=True)
class Count:
    """How many items of a delivery were new, known and rejected; `told_before` of these were so before."""

    new: int = 0
    known: int = 0
    rejected: int = 0
    told_before: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.new + other.new,
            self.known + other.known,
            self.rejected + other.rejected,
            self.told_before + other.told_before,
        )


@transaction.atomic
def begin(
    *,
    source: str,
    way: str,
    name: str,
    fingerprint: str,
    taken_as: str = "",
    own: Collection[int] = (),
) -> Delivery:
    """The delivery to work on: that of this content, taken in this way, if it was cut off; else a new one.

    `own` are deliveries that an earlier run of the same work began: among them a finished one is found too.
    """
    system, _ = Source.objects.get_or_create(name=source, defaults={"way": way})
    alike = Delivery.objects.filter(
        source=system, fingerprint=fingerprint, taken_as=taken_as, taken_back_at__isnull=True
    )
    found = alike.filter(id__in=own).first() or alike.filter(finished_at__isnull=True).order_by("-id").first()
    return found or Delivery.objects.create(
        source=system, name=name, fingerprint=fingerprint, taken_as=taken_as, started_at=clock.now()
    )


def cut_off_otherwise(fingerprint: str, taken_as: str) -> list[Delivery]:
    """The deliveries of this content that were cut off while they were taken in another way."""
    cut_off = Delivery.objects.filter(fingerprint=fingerprint, finished_at__isnull=True)
    return list(cut_off.exclude(taken_as=taken_as).order_by("id"))


def reach(delivery: Delivery, items: int, count: Count) -> None:
    """Note how far it is, in the transaction that recorded the items."""
    delivery.reached += items
    delivery.new += count.new
    delivery.known += count.known
    delivery.rejected += count.rejected
    delivery.told_before += count.told_before
    delivery.save(update_fields=["reached", "new", "known", "rejected", "told_before"])


def count_of(delivery: Delivery) -> Count:
    """What has come of its items so far, in every run that worked on it."""
    return Count(delivery.new, delivery.known, delivery.rejected, delivery.told_before)


def finish(delivery: Delivery, notes: list[str]) -> None:
    """Close it: everything it held is on record or put aside with its reason."""
    delivery.finished_at = clock.now()
    delivery.notes = "\n".join(dict.fromkeys(notes))
    delivery.save(update_fields=["finished_at", "notes"])
    freshen(delivery)


def freshen(delivery: Delivery) -> None:
    """Note the last moment anything it brought happened."""
    last = (
        facts(family).filter(delivery=delivery).aggregate(at=Max("happened_at"))["at"] for family in FAMILIES
    )
    delivery.freshest = max(filter(None, last), default=None)
    delivery.save(update_fields=["freshest"])


def mark_taken_back(delivery: Delivery, by: Person | None) -> None:
    """Note that nothing it said stands any more; what was cut off is not gone on with."""
    delivery.taken_back_at = clock.now()
    delivery.taken_back_by = by
    delivery.finished_at = delivery.finished_at or delivery.taken_back_at
    delivery.save(update_fields=["taken_back_at", "taken_back_by", "finished_at"])


def add_notes(delivery: Delivery, notes: list[str]) -> None:
    """Note more of a delivery that is closed."""
    held = delivery.notes.splitlines()
    delivery.notes = "\n".join(dict.fromkeys([*held, *notes]))
    delivery.save(update_fields=["notes"])


def know_customers(parties: dict[str, str]) -> None:
    """See that each address has a customer; `parties` gives the name by address."""
    keys = list(parties)
    known: set[str] = set()
    for start in range(0, len(keys), 900):
        some = CustomerAddress.objects.filter(address__in=keys[start : start + 900])
        known.update(some.values_list("address", flat=True))
    fresh = [key for key in keys if key not in known]
    customers = Customer.objects.bulk_create([Customer(name=parties[key][:200]) for key in fresh])
    CustomerAddress.objects.bulk_create(
        [
            CustomerAddress(customer=customer, address=key)
            for customer, key in zip(customers, fresh, strict=True)
        ]
    )
