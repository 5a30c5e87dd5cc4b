"""Deliveries: opening a source, beginning or going on with a delivery, and closing it."""

from dataclasses import dataclass

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.models import Customer, CustomerAddress, Delivery, Source


@dataclass(frozen=True)
class Count:
    """How many items of a delivery were new, known and rejected."""

    new: int = 0
    known: int = 0
    rejected: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.new + other.new, self.known + other.known, self.rejected + other.rejected)


@transaction.atomic
def begin(*, source: str, way: str, name: str, fingerprint: str) -> Delivery:
    """The delivery to work on: the one with this content that was cut off, else a new one."""
    system, _ = Source.objects.get_or_create(name=source, defaults={"way": way})
    cut_off = Delivery.objects.filter(source=system, fingerprint=fingerprint, finished_at__isnull=True)
    found = cut_off.order_by("-id").first()
    return found or Delivery.objects.create(
        source=system, name=name, fingerprint=fingerprint, started_at=clock.now()
    )


def reach(delivery: Delivery, items: int, count: Count) -> None:
    """Note how far it is, in the transaction that recorded the items."""
    delivery.reached += items
    delivery.new += count.new
    delivery.known += count.known
    delivery.rejected += count.rejected
    delivery.save(update_fields=["reached", "new", "known", "rejected"])


def finish(delivery: Delivery, notes: list[str]) -> None:
    """Close it: everything it held is on record or put aside with its reason."""
    delivery.finished_at = clock.now()
    delivery.notes = "\n".join(dict.fromkeys(notes))
    delivery.save(update_fields=["finished_at", "notes"])


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
