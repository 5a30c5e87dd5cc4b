"""Floors: at least so much unsung work was done at a desk in a month, by what five or more wrote down."""

from django.db import models

from unsung.ledger.registers.desks import Desk


class Floor(models.Model):
    """Minutes of a month by family of work, written once and never for fewer than five writers.

    `minutes` gives whole minutes by the family's id, "rest" for what is told only together; `days` of
    `worked` days, those writers' together, have a line. Nothing in it tells how many writers there were.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    minutes = models.JSONField()
    days = models.PositiveIntegerField()
    worked = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"
        constraints = [models.UniqueConstraint(fields=["desk", "month"], name="a_month_has_one_floor")]
