"""What was put aside on the way in: which line, why, and what it said."""

from django.db import models

from unsung.ledger.models import Delivery


class Reject(models.Model):
    """An item that could not be read or that disagrees with the record; nothing of it is lost."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejects")
    file = models.CharField(max_length=400)
    line = models.BigIntegerField(null=True)
    field = models.CharField(max_length=120, blank=True)
    what = models.TextField()
    means = models.TextField(blank=True)
    do = models.TextField(blank=True)
    raw = models.BinaryField(default=bytes)

    class Meta:
        app_label = "intake"
        ordering = ["id"]
