"""Rounds: what a desk looks after each morning and each evening, in versions, and each check made."""

from django.db import models

from unsung.ledger.registers.desks import Desk
from unsung.ledger.registers.people import Person


class RoundVersion(models.Model):
    """The items of a desk's morning or closing round from a day on; the latest kept for a day holds."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    which = models.CharField(max_length=7)
    valid_from = models.DateField()
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"
        indexes = [models.Index(fields=["desk", "which", "-valid_from"], name="rounds_of_a_desk")]


class RoundItem(models.Model):
    """One item of a version; `ref` stays the same from version to version. `owner` always does it, or null.

    `words` stand as what was done, since each check writes them as a line; `kind` is that of the line.
    """

    version = models.ForeignKey(RoundVersion, on_delete=models.CASCADE, related_name="items")
    ref = models.UUIDField()
    place = models.IntegerField()
    words = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        app_label = "ledger"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["version", "ref"], name="a_version_has_an_item_once")]


class RoundCheck(models.Model):
    """An item done on a day, or skipped for a `reason`; `undone_at` where whoever did it took it back."""

    ref = models.UUIDField(unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    which = models.CharField(max_length=7)
    day = models.DateField()
    item = models.UUIDField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "ledger"
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "which", "day", "item"],
                condition=models.Q(undone_at__isnull=True),
                name="an_item_is_checked_once_a_day",
            )
        ]
