"""Taking a delivery back on the intake's side: its facts are withdrawn, and mail is filed without it."""

from django.db import transaction

from unsung.intake.desk_post import file_post
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.taking_back import take_back
from unsung.ledger.models import FAMILIES, Delivery, Person

DERIVED = {"mail": ("contact", "filing")}
"""By way in, the families that are worked out from the others and so follow them by themselves."""


def told_by(delivery: Delivery) -> list[str]:
    """The families whose facts a delivery itself told."""
    return [family for family in FAMILIES if family not in DERIVED.get(delivery.source.way, ())]


def withdraw(delivery: Delivery, by: Person | None) -> int:
    """Take a delivery back; returns how many facts were corrected. Done again, it does nothing twice."""
    count = take_back(delivery, told_by(delivery))
    with transaction.atomic():
        if delivery.source.way == "mail":
            file_post(_beside(delivery))
        deliveries.mark_taken_back(delivery, by)
    return count


def _beside(delivery: Delivery) -> Delivery:
    """The delivery under which the mails that stay are filed: the latest other one, else itself."""
    others = Delivery.objects.filter(source=delivery.source_id, taken_back_at__isnull=True)
    return others.exclude(pk=delivery.pk).order_by("-id").first() or delivery
