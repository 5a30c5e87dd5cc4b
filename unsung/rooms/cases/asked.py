"""What a program asks of cases: those that meet its wishes, and one with its conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from unsung.ledger.models import Contact, Event, Message
from unsung.ledger.queries.standing import standing


@dataclass(frozen=True)
class Wish:
    """Which cases are asked for: what is empty or None does not matter."""

    channel: str = ""
    category: str = ""
    customer: str = ""
    source: str = ""
    standing: str = "contact"
    opened_from: datetime | None = None
    opened_before: datetime | None = None


def cases(wish: Wish, after: int | None, limit: int) -> list[Contact]:
    """The cases that meet a wish, the latest first, from behind the case `after`; at most `limit` of them."""
    told = {
        "channel": wish.channel,
        "category": wish.category,
        "customer_key": wish.customer,
        "source__name": wish.source,
        "standing": wish.standing,
        "happened_at__gte": wish.opened_from,
        "happened_at__lt": wish.opened_before,
    }
    rows = _cases().filter(**{field: value for field, value in told.items() if value})
    if after is not None:
        rows = _behind(rows, after)
    return list(rows.order_by("-happened_at", "-id")[:limit])


def _cases() -> "QuerySet[Contact]":
    return standing("contact").select_related("source")


def _behind(rows: "QuerySet[Contact]", after: int) -> "QuerySet[Contact]":
    last = Contact.objects.filter(pk=after).values_list("happened_at", flat=True).first()
    if last is None:
        return rows.none()
    # Said twice, so that the index on the moment is used: no later, and not the same moment further up.
    return rows.filter(happened_at__lte=last).exclude(happened_at=last, id__gte=after)


def case(number: int) -> Contact | None:
    """One case that stands; None where there is none of this number."""
    return _cases().filter(pk=number).first()


def conversation(of: Contact) -> list[Message]:
    """The messages of a case by time; a mail's author and standing are those it was filed with."""
    here: dict[str, Any] = {"source": of.source_id, "contact_ref": of.external_id}
    filed = {filing.external_id: filing for filing in standing("filing").filter(**here)}
    mails = standing("message").filter(source=of.source_id, external_id__in=list(filed))
    for mail in (found := list(mails)):
        filing = filed[mail.external_id]
        mail.author_kind, mail.standing, mail.public = filing.author_kind, filing.standing, filing.public
    said = [*standing("message").filter(**here), *found]
    return sorted(said, key=lambda each: (each.happened_at, each.external_id))


def course(of: Contact) -> list[Event]:
    """What a case was seen to be, by time."""
    seen = standing("event").filter(source=of.source_id, contact_ref=of.external_id)
    return list(seen.order_by("happened_at", "order", "external_id"))
