"""A desk's calendar from the registers as opening hours that can be counted in."""

from collections.abc import Iterable
from datetime import date

from unsung.ground.hours import HoursVersion, OpeningHours, Windows, holidays_of, parse_hours, parse_windows
from unsung.ledger.queries.desks import Week


def opening_hours(week: Week | None, years: Iterable[int]) -> OpeningHours | None:
    """The hours a week in words comes to over these years; None where no week was said."""
    if week is None or not week.versions:
        return None
    closed = holidays_of(week.holidays, years) if week.holidays else frozenset()
    exceptions = {day: _windows(words) for day, words in week.exceptions}
    return OpeningHours(
        week.zone,
        tuple(_version(valid_from, words, exceptions, closed) for valid_from, words in week.versions),
    )


def _version(
    valid_from: date, words: str, exceptions: dict[date, Windows], closed: frozenset[date]
) -> HoursVersion:
    return HoursVersion(parse_hours(words), valid_from, exceptions, closed)


def _windows(words: str) -> Windows:
    return parse_windows(words) if words else ()
