"""How far the facts reach, and what was touched since a table was laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from unsung.ledger.models import FAMILIES, facts
from unsung.ledger.queries.standing import standing


@dataclass(frozen=True)
class Reach:
    """How far the facts reach: the first and last moment of anything, None where there is nothing."""

    first: datetime | None
    last: datetime | None


TAKEN_BACK = {"delivery__taken_back_at__isnull": False}
EVERYTHING = tuple(FAMILIES)


CONVERSING = ("contact", "tally", "message", "rating")
"""The families that a month needs something of to be reviewed: later states of old matters are not enough."""


def reach(families: Sequence[str] = EVERYTHING) -> Reach:
    """The first and last moment of any fact of these families that stands."""
    ends = [at for family in families for at in _ends(family) if at]
    return Reach(min(ends, default=None), max(ends, default=None))


def _ends(family: str) -> tuple[datetime | None, datetime | None]:
    told = standing(family)
    if family in CONVERSING:
        # Their moments have an index: each end is its next entry, while both at once would read every row.
        moments = told.values_list("happened_at", flat=True)
        return moments.order_by("happened_at").first(), moments.order_by("-happened_at").first()
    span = told.aggregate(first=Min("happened_at"), last=Max("happened_at"))
    return span["first"], span["last"]


def newest_rows() -> dict[str, int]:
    """The highest row number of each family: what was recorded since is above it."""
    return {
        family: kind._default_manager.aggregate(last=Max("id"))["last"] or 0
        for family, kind in FAMILIES.items()
    }


def first_touched(since: dict[str, int]) -> datetime | None:
    """The opening of the earliest conversation touched by facts above these row numbers; None: none was.

    Facts that name no contact on record are touched at their own time.
    """
    moments = [moment for family in FAMILIES for moment in _touched(family, since.get(family, 0))]
    return min(moments, default=None)


def _touched(family: str, above: int) -> Iterator[datetime]:
    fresh = facts(family).filter(id__gt=above)
    span = fresh.aggregate(own=Min("happened_at"), earlier=Min("corrects__happened_at"))
    yield from filter(None, span.values())
    if family in ("message", "filing", "event", "call"):
        refs = facts("contact").filter(external_id__in=fresh.exclude(contact_ref="").values("contact_ref"))
        opened = refs.aggregate(first=Min("happened_at"))["first"]
        yield from filter(None, [opened])


def recorded_since(since: dict[str, int], start: datetime, end: datetime) -> bool:
    """True where facts above these row numbers happened in [start, end), or correct facts that did."""
    here = Q(happened_at__gte=start, happened_at__lt=end)
    corrected = Q(corrects__happened_at__gte=start, corrects__happened_at__lt=end)
    return any(
        facts(family).filter(here | corrected, id__gt=since.get(family, 0)).exists() for family in FAMILIES
    )


@dataclass(frozen=True)
class Changed:
    """How the records of a stretch of time changed: whether some came in, whether some were taken back.

    Neither is said where what was on record is only understood anew, as mails that are filed otherwise.
    """

    came: bool
    went: bool


def changed_since(since: dict[str, int], start: datetime, end: datetime) -> Changed:
    """How facts above these row numbers changed what is on record of [start, end)."""
    here = Q(happened_at__gte=start, happened_at__lt=end)
    fresh = {family: facts(family).filter(here, id__gt=since.get(family, 0)) for family in FAMILIES}
    went = any(rows.filter(withdrawn=True, **TAKEN_BACK).exists() for rows in fresh.values())
    # Filing the mails that stay anew, or what a delivery had corrected standing again, is no record come in.
    told = (rows for family, rows in fresh.items() if family != "filing")
    stay = (rows.filter(delivery__taken_back_at__isnull=True, withdrawn=False) for rows in told)
    own = (rows.exclude(corrects__delivery__taken_back_at__isnull=False) for rows in stay)
    return Changed(any(rows.exclude(_filed(rows)).exists() for rows in own), went)


def _filed(rows: "QuerySet[Any]") -> Q:
    """The conversations that mails were put together into: no source told them."""
    return Q(source__way="mail") if rows.model is facts("contact").model else Q(pk__in=())


def conversations_between(start: datetime, end: datetime) -> bool:
    """True where something to review lies in [start, end): what customers began, a tally, or a rating."""
    begun = standing("contact").filter(standing="contact", started_by="customer")
    some = (begun, standing("tally"), standing("rating"))
    return any(rows.filter(happened_at__gte=start, happened_at__lt=end).exists() for rows in some)


def anything_between(start: datetime, end: datetime) -> bool:
    """True where a contact, a tally, a message or a rating lies in [start, end)."""
    return any(standing(f).filter(happened_at__gte=start, happened_at__lt=end).exists() for f in CONVERSING)
