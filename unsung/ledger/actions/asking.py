"""Asking, answering, and no longer needing: what a desk needs of others, on record with what came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.models import Answer, Ask


@dataclass(frozen=True)
class Needed:
    """One ask as its author words it; `by_day` until when it is needed, None where no day was said."""

    ref: UUID
    words: str
    by_day: date | None = None


def ask(author: int, of: int, desk: int, every: Iterable[Needed]) -> None:
    """Put asks on record, from now on; one that is there already under its ref stays as it is."""
    now = clock.now()
    Ask.objects.bulk_create(
        [
            Ask(
                ref=each.ref, desk_id=desk, author_id=author, of_id=of,
                words=each.words, needed_by=each.by_day, asked_at=now,
            )
            for each in every
        ],
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def answer(ref: UUID, by: int, kind: str, until: date | None = None, words: str = "") -> bool:
    """Answer an ask; the same answer given twice is kept once. False where nothing of this ref waits for
    an answer of this person."""
    held = Ask.objects.select_for_update().filter(ref=ref, of=by, withdrawn_at=None).first()
    if held is None:
        return False
    last = held.answers.last()
    if last is None or (last.kind, last.until, last.words) != (kind, until, words):
        Answer.objects.create(
            ask=held, by_id=by, kind=kind, until=until, words=words, answered_at=clock.now()
        )
    return True


def withdraw(ref: UUID, author: int) -> bool:
    """Say that what was asked for is no longer needed; False where the person asked nothing of this ref."""
    asks = Ask.objects.filter(ref=ref, author=author, withdrawn_at=None)
    return bool(asks.update(withdrawn_at=clock.now()))
