"""Changes of the settings: who changed what, and when, in words that people read."""

from django.db import models

from unsung.ledger.registers.people import Person


class Change(models.Model):
    """One change, written once; the name stays though the person may go.

    `of` is the person it changed something of, where it did: that person can always read it.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120)
    about = models.CharField(max_length=16, help_text="people, desks, hours, words")
    of = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    what = models.TextField()

    class Meta:
        app_label = "ledger"
        ordering = ["-id"]
        indexes = [models.Index(fields=["about", "-id"])]
