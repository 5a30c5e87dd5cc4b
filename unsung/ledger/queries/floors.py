"""The floors of desks: at least so much unsung work, month by month."""

from collections.abc import Collection
from datetime import date

from unsung.ledger.models import Floor


def has_floor(desk: int, month: date) -> bool:
    """Whether a month of a desk has its floor."""
    return Floor.objects.filter(desk=desk, month=month).exists()


def latest_floor(desks: Collection[int]) -> Floor | None:
    """The latest floor of these desks; None where fewer than five writers have ever been counted."""
    return (
        Floor.objects.filter(desk__in=desks).select_related("desk").order_by("-month", "desk__name").first()
    )
