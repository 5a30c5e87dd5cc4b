"""Opening hours: a week from a day on, single days, the zone and the holidays, each change noted."""

from datetime import date

from django.db import transaction

from unsung.ledger.actions.changes import note
from unsung.ledger.actions.setting_up import ALWAYS
from unsung.ledger.models import Calendar, CalendarException, CalendarVersion


@transaction.atomic
def keep_week(by: int | None, calendar: Calendar, valid_from: date, week: str) -> None:
    """Let these be the hours from a day on, until a later week begins; earlier days keep theirs."""
    was = calendar.versions.filter(valid_from=valid_from).first()
    if was and was.week == week:
        return
    CalendarVersion.objects.update_or_create(
        calendar=calendar, valid_from=valid_from, defaults={"week": week}
    )
    since = "the first day on" if valid_from == ALWAYS else _day(valid_from)
    before = f", in place of {was.week}" if was else ""
    note(by, "hours", f"{calendar}: open {week} from {since}{before}.")


@transaction.atomic
def drop_week(by: int, version: CalendarVersion) -> None:
    """Take a week away: the one before it goes on."""
    note(by, "hours", f"{version.calendar}: the hours from {_day(version.valid_from)} taken back.")
    version.delete()


@transaction.atomic
def keep_day(by: int, calendar: Calendar, day: date, intervals: str, name: str) -> None:
    """Let one day be unlike its weekday: open in these intervals, or closed where there are none."""
    CalendarException.objects.update_or_create(
        calendar=calendar, day=day, defaults={"intervals": intervals, "name": name}
    )
    why = f" ({name})" if name else ""
    note(by, "hours", f"{calendar}: {_day(day)}{why} {f'open {intervals}' if intervals else 'closed'}.")


@transaction.atomic
def drop_day(by: int, exception: CalendarException) -> None:
    """Let a day be like its weekday again, or the public holiday it is."""
    note(by, "hours", f"{exception.calendar}: {_day(exception.day)} is as any other again.")
    exception.delete()


@transaction.atomic
def place_calendar(by: int | None, calendar: Calendar, zone: str, holidays: str) -> None:
    """Say in which zone the hours are meant, and whose public holidays are kept (a code; empty: none)."""
    was = (calendar.zone, calendar.holidays)
    calendar.zone, calendar.holidays = zone, holidays
    calendar.save(update_fields=["zone", "holidays"])
    if was[0] != zone:
        note(by, "hours", f"{calendar}: the time zone {was[0]} is now {zone}.")
    if was[1] != holidays:
        note(by, "hours", f"{calendar}: public holidays {was[1] or 'none'} are now {holidays or 'none'}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
