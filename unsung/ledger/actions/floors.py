"""Laying a floor: the minutes that the writers of a desk let be counted go on record, once a month."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from unsung.ground import clock
from unsung.ledger.models import Floor


def lay_floor(desk: int, month: date, minutes: Mapping[str, int], days: int, worked: int) -> bool:
    """Put a month's minutes by family on record; False where that month of the desk has a floor already."""
    try:
        with transaction.atomic():
            Floor.objects.create(
                desk_id=desk, month=month, minutes=dict(minutes), days=days, worked=worked,
                recorded_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True
