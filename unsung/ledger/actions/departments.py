"""Departments and kinds of customers: the words a company uses, each change noted."""

from collections.abc import Iterable

from django.db import transaction

from unsung.ledger.actions.changes import came_and_went, note
from unsung.ledger.models import CustomerKind, Department, KindAddress


@transaction.atomic
def keep_department(by: int, department: Department, name: str, address: str) -> None:
    """Keep a department, new or known, under this name and address."""
    was = (department.name, department.address) if department.pk else None
    department.name, department.address = name, address
    department.save()
    at = f", written to at {address}" if address else ""
    if was is None:
        note(by, "words", f"The department {name} added{at}.")
    elif was != (name, address):
        note(by, "words", f"The department {was[0]} is now {name}{at}.")


@transaction.atomic
def drop_department(by: int, department: Department) -> None:
    """Take a department away; the caller has seen that nobody belongs to it or answers for it."""
    note(by, "words", f"The department {department.name} taken away.")
    department.delete()


@transaction.atomic
def keep_kind(by: int, kind: CustomerKind, name: str, addresses: Iterable[str]) -> None:
    """Keep a kind of customer, new or known, with exactly these addresses and domains."""
    fresh, before = kind.pk is None, kind.name
    kind.name = name
    kind.save()
    was = list(kind.addresses.values_list("address", flat=True))
    now = list(dict.fromkeys(addresses))
    kind.addresses.exclude(address__in=now).delete()
    KindAddress.objects.bulk_create([KindAddress(kind=kind, address=each) for each in now if each not in was])
    said = came_and_went(was, now)
    if fresh:
        note(by, "words", f"The kind of customer “{name}” added{f': {said}' if said else ''}.")
    elif said or before != name:
        named = f"“{before}” is now “{name}”" if before != name else f"“{name}”"
        note(by, "words", f"The kind of customer {named}{f': {said}' if said else ''}.")


@transaction.atomic
def drop_kind(by: int, kind: CustomerKind) -> None:
    """Take a kind of customer away; who was of it is of no kind settled here any more."""
    note(by, "words", f"The kind of customer “{kind.name}” taken away.")
    kind.delete()
