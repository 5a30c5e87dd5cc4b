"""Weekly summaries, as their writers sent them: the letter itself, or that there was nothing to report."""

from django.db import models

from unsung.ledger.registers.desks import Desk
from unsung.ledger.registers.people import Person


class Summary(models.Model):
    """One writer's summary of the week that begins on `monday`, sent once. `text` is the letter as it went
    out, empty where there was nothing to report; `letter` holds its parts as values.

    `message_id` is that of the mail, empty where no mail could go; `seal` the line that names its head.
    """

    ref = models.UUIDField(unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    letter = models.JSONField(default=dict)
    message_id = models.CharField(max_length=250, blank=True)
    seal = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        app_label = "ledger"
        constraints = [models.UniqueConstraint(fields=["author", "monday"], name="a_week_is_summed_up_once")]
        indexes = [models.Index(fields=["to", "monday"], name="summaries_to_somebody")]

    @property
    def nothing(self) -> bool:
        """Whether its writer said that there was nothing to report."""
        return not self.text
