"""Months with conversations on record of which no review is printed: which they are, and what they lack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django_tasks_db.models import DBTaskResult

from unsung.ground.hours import OpeningHours
from unsung.ground.periods import Period, local_day, month_of
from unsung.ledger.queries.dense import conversing
from unsung.ledger.queries.desks import desk, week_of
from unsung.ledger.queries.reach import conversations_between
from unsung.ledger.queries.standing import moment, standing
from unsung.ledger.queries.zones import desk_zone
from unsung.ledger.warehouse.calendars import opening_hours
from unsung.measures.asked import ask
from unsung.publishing import words
from unsung.publishing.shelf import months_printed

PRINT_AGAIN = "unsung.flow.keeping.print_again"
"""The job that prints a month, whether it was printed before or not; it knows every stage."""
MONTHS = 14
"""So many months back a month is looked for, as far as they are printed by themselves."""


@dataclass(frozen=True)
class Awaited:
    """A month without a review: the day its records end where they break off, and whether it is asked for.

    `ends` is None where the records hold the month to its end, so that it is printed by itself.
    """

    month: str
    name: str
    ends: date | None
    has_hours: bool
    is_asked: bool


def awaited() -> list[Awaited]:
    """The months that lack a review, the latest first."""
    span = _told()
    if span is None:
        return []
    first_s, last_s = span
    held, asked = months_printed(), _asked_for()
    last = month_of(local_day(last_s, desk_zone()), desk_zone())
    hours = opening_hours(week_of(desk()), range(last.start.year, last.end.year + 2))
    return [
        _awaited(month, span, hours, month.label in asked)
        for month in _back_from(last, first_s)
        if month.label not in held and conversations_between(moment(month.start_s), moment(month.end_s))
    ]


def _awaited(month: Period, span: tuple[int, int], hours: OpeningHours | None, is_asked: bool) -> Awaited:
    first_s, last_s = span
    is_whole = month.end_s <= last_s or ask(month, first_s, last_s, hours).ends_after(last_s, month)
    ends = None if is_whole else local_day(last_s, month.zone)
    return Awaited(month.label, words.month_of_year(month), ends, hours is not None, is_asked)


def _back_from(month: Period, first_s: int) -> Iterator[Period]:
    for _ in range(MONTHS):
        if month.end_s <= first_s:
            return
        yield month
        month = month.before()


def _told() -> tuple[int, int] | None:
    """The first and the last conversation, or mail of one, in seconds since 1970 UTC; None: there is none.

    What came of conversations later, and answers to surveys, say nothing of how far they are told.
    """
    span = conversing()
    if span.first is None or span.last is None:
        return None
    near = {"happened_at__gte": span.first, "happened_at__lte": span.last}
    told = (standing("contact"), standing("tally"), standing("message").filter(source__way="mail"))
    moments = (rows.filter(**near).values_list("happened_at", flat=True) for rows in told)
    last = (each.order_by("-happened_at").first() for each in moments)
    ends = [int(at.timestamp()) for at in last if at]
    return (int(span.first.timestamp()), max(ends)) if ends else None


def _asked_for() -> set[str]:
    jobs = DBTaskResult.objects.filter(task_path=PRINT_AGAIN, status__in=("READY", "RUNNING"))
    return {month for held in jobs.values_list("args_kwargs", flat=True) for month in held["args"]}
