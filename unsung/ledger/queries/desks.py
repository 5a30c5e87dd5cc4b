"""The desk as set up: its addresses and its opening hours."""

from dataclasses import dataclass
from datetime import date, datetime

from unsung.ledger.models import Calendar, Desk, DeskAddress
from unsung.ledger.queries.standing import standing


def desk_addresses() -> list[str]:
    """Every address and domain ("@example.org") that is a desk's own."""
    return list(DeskAddress.objects.values_list("address", flat=True))


@dataclass(frozen=True)
class Week:
    """The hours of the desk as words: its zone, the weeks by their first day, exceptions, holidays."""

    zone: str
    versions: tuple[tuple[date, str], ...]
    exceptions: tuple[tuple[date, str], ...]
    holidays: str


def desk() -> Desk | None:
    """The first desk set up, None where there is none yet."""
    return Desk.objects.select_related("calendar").order_by("id").first()


def desk_names(numbers: frozenset[int]) -> tuple[str, ...]:
    """What the desks of these numbers are called, the one set up first leading."""
    return tuple(Desk.objects.filter(pk__in=numbers).order_by("id").values_list("name", flat=True))


def desks_between(start: datetime, end: datetime) -> tuple[str, ...]:
    """The desks whose conversations began in [start, end), by name, the one set up first leading.

    What names no desk is the first one's; a mail names none, and may have come to any desk with an address.
    """
    begun = standing("contact").filter(
        standing="contact", started_by="customer", happened_at__gte=start, happened_at__lt=end
    )
    told = begun.order_by("desk_name").values_list("desk_name", flat=True).distinct()
    named = {name.strip().casefold(): name.strip() for name in told}
    mails = begun.filter(desk_name="", source__way="mail").exists()
    own = [
        place.name
        for n, place in enumerate(Desk.objects.prefetch_related("addresses").order_by("id"))
        if place.name.casefold() in named
        or ("" in named and n == 0)
        or (mails and len(place.addresses.all()) > 0)
    ]
    known = {name.casefold() for name in own}
    return (*own, *(name for folded, name in sorted(named.items()) if folded and folded not in known))


def week_of(place: Desk | None) -> Week | None:
    """The opening hours of a desk; None where nobody has said them."""
    return None if place is None or place.calendar is None else week_of_calendar(place.calendar)


def week_of_calendar(calendar: Calendar) -> Week:
    """The opening hours a calendar holds."""
    return Week(
        calendar.zone,
        tuple((version.valid_from, version.week) for version in calendar.versions.all()),
        tuple((exception.day, exception.intervals) for exception in calendar.exceptions.all()),
        calendar.holidays,
    )
