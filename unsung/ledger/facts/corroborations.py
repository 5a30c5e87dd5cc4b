"""Corroborations: words one colleague shows another, asking whether it was so, and what was answered."""

from django.db import models

from unsung.ledger.registers.people import Person


class Corroboration(models.Model):
    """Asked once. `about` is a name that only the asker's journal can make; the words tell of `day`.

    Taken back, it keeps neither words nor answer: they become empty, and a tombstone says when.
    """

    about = models.UUIDField(db_index=True)
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    words = models.TextField()
    asked_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"


class CorroborationAnswer(models.Model):
    """One answer; the latest holds, and none is changed. `taken_back` takes the one before it back."""

    YES, CANNOT_SAY, TAKEN_BACK = "yes", "cannot", "back"

    to = models.ForeignKey(Corroboration, on_delete=models.CASCADE, related_name="answers")
    said = models.CharField(max_length=8)
    said_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"
        ordering = ["id"]
