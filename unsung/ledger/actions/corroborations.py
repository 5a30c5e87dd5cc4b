"""Asking a colleague whether it was so, answering, and taking either back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.models import Corroboration, CorroborationAnswer, Tombstone

FAMILY = "corroboration"


@transaction.atomic
def ask(asker: int, asked: int, about: UUID, day: date, words: str) -> None:
    """Show these words to a colleague; what was asked about the same before is taken back."""
    take_back(asker, about)
    Corroboration.objects.create(
        asker_id=asker, asked_id=asked, about=about, day=day, words=words, asked_at=clock.now()
    )


@transaction.atomic
def take_back(asker: int, about: UUID) -> None:
    """Take the words back: they and the answers go, and a tombstone says that something was asked."""
    now = clock.now()
    rows = list(Corroboration.objects.filter(asker=asker, about=about).exclude(words=""))
    for row in rows:
        row.answers.all().delete()
        row.words = ""
        row.save(update_fields=["words"])
    Tombstone.objects.bulk_create(
        Tombstone(family=FAMILY, fact_id=row.pk, erased_at=now, erased_by_id=asker, ground="Taken back")
        for row in rows
    )


@transaction.atomic
def answer(number: int, asked: int, said: str) -> bool:
    """Note what the one asked says, or that it is taken back; False where nothing of that person is asked.

    Said a second time it is kept once: the first time and date hold.
    """
    row = Corroboration.objects.select_for_update().filter(pk=number, asked=asked).exclude(words="").first()
    if row is None:
        return False
    last = row.answers.last()
    if (last.said if last else CorroborationAnswer.TAKEN_BACK) != said:
        row.answers.create(said=said, said_at=clock.now())
    return True
