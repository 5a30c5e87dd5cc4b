"""Desks: added and changed, with their addresses and their calendar, each change noted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from unsung.ledger.actions.changes import came_and_went, note
from unsung.ledger.models import Calendar, Desk, DeskAddress


@dataclass(frozen=True)
class DeskTold:
    """What a desk is to be: its name, its addresses and domains, and its calendar; None: one of its own."""

    name: str
    addresses: tuple[str, ...] = ()
    calendar: Calendar | None = None


@transaction.atomic
def add_desk(by: int | None, told: DeskTold) -> Desk:
    """Make a desk; without a calendar named it gets one of its own, in the zone of the first desk's."""
    desk = Desk.objects.create(name=told.name, calendar=told.calendar or own_calendar(told.name))
    _know(desk, told.addresses)
    note(by, "desks", f"The desk {told.name} added.")
    return desk


@transaction.atomic
def change_desk(by: int | None, desk: Desk, told: DeskTold) -> None:
    """Change a desk's name, addresses and calendar; nothing is noted where nothing changed."""
    name, calendar = desk.name, desk.calendar
    desk.name, desk.calendar = told.name, told.calendar or own_calendar(told.name)
    desk.save()
    said = came_and_went(*_know(desk, told.addresses))
    changed = [f"its addresses: {said}"] if said else []
    if calendar != desk.calendar:
        changed.append(f"it keeps the hours of “{desk.calendar}”")
    if name != told.name:
        changed.insert(0, f"it is now called {told.name}")
    if changed:
        note(by, "desks", f"The desk {name}: {', '.join(changed)}.")


def own_calendar(name: str) -> Calendar:
    """A new calendar under this name, or the next that is free, in the zone of the first there is."""
    first = Calendar.objects.order_by("id").first()
    taken = set(Calendar.objects.values_list("name", flat=True))
    free = next(
        each for n in range(1, len(taken) + 2) if (each := f"{name} {n}" if n > 1 else name) not in taken
    )
    zone, holidays = (first.zone, first.holidays) if first else ("UTC", "")
    return Calendar.objects.create(name=free, zone=zone, holidays=holidays)


def _know(desk: Desk, addresses: Iterable[str]) -> tuple[list[str], list[str]]:
    was = list(desk.addresses.values_list("address", flat=True))
    now = list(dict.fromkeys(addresses))
    desk.addresses.exclude(address__in=now).delete()
    DeskAddress.objects.bulk_create([DeskAddress(desk=desk, address=each) for each in now if each not in was])
    return was, now
