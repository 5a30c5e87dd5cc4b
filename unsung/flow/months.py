"""Which months can be reviewed: those the conversations on record hold to their end."""

from unsung.ground.hours import OpeningHours
from unsung.ground.periods import Period, local_day, month_of
from unsung.ledger.queries.dense import Dense
from unsung.ledger.queries.reach import anything_between, conversations_between
from unsung.ledger.queries.spans import Told
from unsung.ledger.queries.standing import moment, standing
from unsung.measures.asked import ask

DAY_S = 86_400
LAST_DAYS = 7


def latest_month(reach: tuple[int, int], zone: str, hours: OpeningHours | None) -> Period:
    """The last whole month with anything on record, else the month in which the records end.

    `reach` is the first and the last conversation, in seconds since 1970 UTC.
    """
    period = _last_whole(reach, zone, hours) or month_of(local_day(reach[1], zone), zone)
    opened_s = _last_opened(reach)
    if period.start_s <= opened_s and holds_anything(period):
        return period
    # Before months without records a month is whole where something is on record in its last days.
    while period.start_s > reach[0]:
        period = period.before()
        if anything_between(moment(period.end_s - LAST_DAYS * DAY_S), moment(period.end_s)):
            return period
    return month_of(local_day(opened_s, zone), zone)


def whole_months(most: int, reach: tuple[int, int], zone: str, hours: OpeningHours | None) -> list[Period]:
    """The latest whole months with anything to review, the latest first, at most so many."""
    month, found = _last_whole(reach, zone, hours), list[Period]()
    while month and len(found) < most and month.end_s > reach[0]:
        found += [month] if conversations_between(moment(month.start_s), moment(month.end_s)) else []
        month = month.before()
    return found


def conversations_reach(within: Dense, told: list[Told]) -> tuple[int, int] | None:
    """The first and the last conversation in seconds since 1970 UTC; None where nothing can be reviewed.

    What came of them later, and answers to surveys, say nothing of how far the conversations are told;
    where there is nothing but answers they do.
    """
    talk = within.conversing
    if talk.first is None or talk.last is None:
        return None
    last = max((each.ends for each in told), default=talk.last)
    return int(talk.first.timestamp()), int(last.timestamp())


def holds_anything(period: Period) -> bool:
    """Whether anything of a month is on record."""
    return anything_between(moment(period.start_s), moment(period.end_s))


def _last_opened(reach: tuple[int, int]) -> int:
    """When the last conversation began: a later mail that began none makes no month to review."""
    asked = standing("contact").filter(standing="contact", started_by="customer")
    near = {"happened_at__gte": moment(reach[0]), "happened_at__lte": moment(reach[1])}
    moments = (
        rows.filter(**near).values_list("happened_at", flat=True) for rows in (asked, standing("tally"))
    )
    # Their moments have an index, whose last entry is looked up; a maximum would read every row.
    last = (each.order_by("-happened_at").first() for each in moments)
    return max((int(at.timestamp()) for at in last if at), default=reach[1])


def _last_whole(reach: tuple[int, int], zone: str, hours: OpeningHours | None) -> Period | None:
    """Whole where conversations come up to its last day, closed days apart: as the measures see it too."""
    first_s, last_s = reach
    month = month_of(local_day(last_s, zone), zone)
    if ask(month, first_s, last_s, hours).ends_after(last_s, month):
        return month
    return month.before() if month.start_s > first_s else None
