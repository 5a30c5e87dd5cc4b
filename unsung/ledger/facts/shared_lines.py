"""Shared lines: what its writer lets others read of a line kept in a journal, and whom it names."""

import secrets

from django.db import models

from unsung.ledger.registers.desks import Desk
from unsung.ledger.registers.people import Person


def random_number() -> int:
    """A number that tells nothing of when or by whom it was drawn."""
    return secrets.randbits(62)


class SharedLine(models.Model):
    """A copy of what its writer shares, for the audience lead, team or all (offered to the review).

    `by` is null where the writer's name is not shown, and `to` are the leads it was shared with. `words` and
    `outcome` have a sign in the place of each colleague they name. `minutes` are rounded to 5; null: not
    told. Days are the desk's; no time of day is here. Taken back, it is empty, and a tombstone says since
    when.
    """

    number = models.BigIntegerField(primary_key=True, default=random_number)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=4)
    to = models.ManyToManyField(Person, related_name="+")
    read_by = models.ManyToManyField(Person, related_name="+")
    happened = models.DateField()
    written = models.DateField()
    words = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    kinds = models.JSONField(default=list)
    minutes = models.IntegerField(null=True)

    class Meta:
        app_label = "ledger"
        indexes = [models.Index(fields=["desk", "-happened", "-number"], name="shared_lines_of_a_desk")]


class Mention(models.Model):
    """A colleague named in a shared line; `answer` is yes or no to being named, empty while there is none."""

    line = models.ForeignKey(SharedLine, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.IntegerField()
    answer = models.CharField(max_length=3, blank=True)

    class Meta:
        app_label = "ledger"
        constraints = [
            models.UniqueConstraint(fields=["line", "person"], name="a_line_names_somebody_once"),
            models.UniqueConstraint(fields=["line", "place"], name="a_place_names_one"),
        ]
