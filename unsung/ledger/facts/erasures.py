"""Erasures: what the law had taken out, by whom and why; the fact itself stays as a tombstone."""

from django.db import models

from unsung.ledger.registers.people import Person


class Tombstone(models.Model):
    """The words of one fact were erased; that it was, when and on what ground stays on record."""

    family = models.CharField(max_length=16)
    fact_id = models.BigIntegerField()
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=400)

    class Meta:
        app_label = "ledger"
        constraints = [models.UniqueConstraint(fields=["family", "fact_id"], name="a_fact_is_erased_once")]
