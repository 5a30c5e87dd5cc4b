"""Asks: what somebody at a desk needs of another, and what came back; each written once."""

from django.db import models

from unsung.ledger.registers.desks import Desk
from unsung.ledger.registers.people import Person


class Ask(models.Model):
    """What `author` needs `of` somebody, and by when; `ref` names it to the outside.

    It stays on record when it is no longer needed: `withdrawn_at` says since when.
    """

    ref = models.UUIDField(unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    needed_by = models.DateField(null=True)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "ledger"
        indexes = [models.Index(fields=["desk", "asked_at"], name="asks_of_a_desk")]


class Answer(models.Model):
    """An answer to an ask: yes, no, or later, `until` a day. A later answer takes the place of an earlier."""

    YES, NO, LATER = "yes", "no", "later"

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5)
    until = models.DateField(null=True)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"
        ordering = ["id"]
