"""The desk as set up: its addresses and its opening hours."""

from dataclasses import dataclass
from datetime import date

from unsung.ledger.models import Calendar, Desk, DeskAddress


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
