"""Who the customers are: their addresses, their kinds, their first contact."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Min

from unsung.ledger.models import CustomerAddress, KindAddress
from unsung.ledger.queries.standing import standing


def owners_of(addresses: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The customer's number and the kind settled here, by address.

    A kind settled for the customer goes before one settled for the address, and that before its domain's.
    """
    rows = CustomerAddress.objects.filter(address__in=addresses)
    told = list(rows.values_list("address", "customer_id", "customer__kind__name"))
    kinds = kinds_by_address() if told else {}
    return {
        address: (customer, kind or kinds.get(address) or kinds.get(f"@{address.rpartition('@')[2]}", ""))
        for address, customer, kind in told
    }


def kinds_by_address() -> dict[str, str]:
    """The kind of customer settled for each address and each domain ("@example.org")."""
    return dict(KindAddress.objects.values_list("address", "kind__name"))


def addresses_of(customers: set[int]) -> dict[int, list[str]]:
    """Every address of these customers."""
    held: dict[int, list[str]] = {number: [] for number in customers}
    numbers = sorted(customers)
    for start in range(0, len(numbers), 900):
        rows = CustomerAddress.objects.filter(customer__in=numbers[start : start + 900])
        for customer, address in rows.values_list("customer_id", "address"):
            held[customer].append(address)
    return held


def first_contacts(addresses: Sequence[str]) -> list[tuple[str, datetime]]:
    """When each of these first turned to the desk."""
    rows = standing("contact").filter(standing="contact", started_by="customer", customer_key__in=addresses)
    return list(
        rows.values_list("customer_key")
        .annotate(first=Min("happened_at"))
        .values_list("customer_key", "first")
    )
