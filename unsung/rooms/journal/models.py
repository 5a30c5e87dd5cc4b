"""What the database has of a journal: a locked drawer a writer, and slips that nobody can tell apart."""

from django.db import models

from unsung.ledger.models import Person


class Drawer(models.Model):
    """A writer's drawer. Its key is kept twice: under the house's secret, and under the writer's own code.

    `turned` is how often others had changed the writer's way in when it was last opened; once they have
    since, only the code opens it. `notes` are sealed.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    under_secret = models.BinaryField(default=b"")
    under_code = models.BinaryField(default=b"")
    turned = models.PositiveIntegerField(default=0)
    notes = models.BinaryField(default=b"")

    class Meta:
        app_label = "journal"


class Slip(models.Model):
    """One line with its versions, sealed. Neither its name nor its shelf tells whose it is, or of when."""

    name = models.UUIDField(primary_key=True)
    shelf = models.BinaryField(max_length=16, db_index=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "journal"


class Published(models.Model):
    """A page published under a link, sealed with the secret of the link; it tells not whose it is."""

    page = models.CharField(max_length=22, primary_key=True)
    until = models.DateField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "journal"
