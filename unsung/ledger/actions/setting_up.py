"""Setting a desk up: its hours, its addresses, its departments and its people with their roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from unsung.ledger.models import (
    Calendar,
    CalendarException,
    CalendarVersion,
    CustomerKind,
    Department,
    Desk,
    DeskAddress,
    Person,
    Role,
)

ALWAYS = date(1970, 1, 1)


@dataclass(frozen=True)
class DeskPlan:
    """What a desk is to be.

    `hours` is the week in words, empty when not known; `exceptions` gives intervals and a name by day.
    `departments` are (name, address), `people` (name, address, role) at this desk; `addresses` may hold
    whole domains as "@example.org".
    """

    name: str
    zone: str = "UTC"
    hours: str = ""
    holidays: str = ""
    exceptions: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()
    departments: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    people: tuple[tuple[str, str, str], ...] = ()


@transaction.atomic
def set_up_desk(plan: DeskPlan) -> Desk:
    """Make the desk, or bring it into line with the plan; what is there already stays."""
    calendar = _calendar(plan)
    desk, _ = Desk.objects.update_or_create(name=plan.name, defaults={"calendar": calendar})
    know_addresses(desk, plan.addresses)
    for name, address in plan.departments:
        Department.objects.get_or_create(name=name, defaults={"address": address})
    for name in plan.kinds:
        CustomerKind.objects.get_or_create(name=name)
    for name, address, role in plan.people:
        person, _ = Person.objects.get_or_create(address=address, defaults={"name": name})
        Role.objects.get_or_create(person=person, role=role, desk=desk, department=None)
    return desk


def rename_desk(desk: Desk, name: str) -> None:
    """Call a desk by another name; the caller sees that no other desk has it."""
    desk.name = name
    desk.save(update_fields=["name"])


def know_addresses(desk: Desk, addresses: Iterable[str]) -> None:
    """See that these addresses are the desk's; an address belongs to one desk."""
    for address in addresses:
        DeskAddress.objects.get_or_create(address=address.casefold(), defaults={"desk": desk})


def _calendar(plan: DeskPlan) -> Calendar:
    calendar, _ = Calendar.objects.update_or_create(
        name=plan.name, defaults={"zone": plan.zone, "holidays": plan.holidays}
    )
    if plan.hours:
        CalendarVersion.objects.update_or_create(
            calendar=calendar, valid_from=ALWAYS, defaults={"week": plan.hours}
        )
    for day, (intervals, name) in plan.exceptions.items():
        CalendarException.objects.update_or_create(
            calendar=calendar, day=day, defaults={"intervals": intervals, "name": name}
        )
    return calendar
