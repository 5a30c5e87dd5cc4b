"""Sources and their deliveries: where every fact came from, and how far a delivery got."""

from django.db import models

from unsung.ledger.registers.people import Person


class Source(models.Model):
    """A system or file kind that facts come from, by the name it goes by here."""

    name = models.CharField(max_length=120, unique=True)
    way = models.CharField(max_length=40, help_text="The way in: mail, table, calls, chats")

    class Meta:
        app_label = "ledger"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One file or folder brought in; `reached` items of it are on record, so it can go on from there.

    `freshest` is the last moment anything it brought happened. Once taken back, no fact of it stands.
    `fingerprint` tells its content from another's, `taken_as` the way it is read: it goes on only where both
    are the same. `told_before` of the rejected had been put aside by an earlier delivery of the source.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="deliveries")
    name = models.CharField(max_length=400)
    fingerprint = models.CharField(max_length=64, db_index=True)
    taken_as = models.CharField(max_length=64, default="")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reached = models.BigIntegerField(default=0)
    new = models.BigIntegerField(default=0)
    known = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    told_before = models.BigIntegerField(default=0)
    notes = models.TextField(blank=True)
    freshest = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "ledger"
        ordering = ["id"]
