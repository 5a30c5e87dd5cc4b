"""Summing up a week: a summary goes on record as its writer sent it, once for each week."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from unsung.ground import clock
from unsung.ledger.models import Summary


@dataclass(frozen=True)
class Sent:
    """A summary to be put on record; `text` is empty where there was nothing to report."""

    ref: UUID
    desk: int
    to: int
    monday: date
    subject: str
    text: str = ""
    letter: dict[str, Any] = field(default_factory=dict)
    message_id: str = ""
    seal: str = ""


def sum_up(author: int, sent: Sent) -> bool:
    """Put a summary on record; False where this writer's week has one already."""
    try:
        with transaction.atomic():
            Summary.objects.create(
                ref=sent.ref, desk_id=sent.desk, author_id=author, to_id=sent.to, monday=sent.monday,
                subject=sent.subject, text=sent.text, letter=sent.letter, message_id=sent.message_id,
                seal=sent.seal, sent_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True
